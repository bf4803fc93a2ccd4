"""The board of contradictions, and closing with a reason."""

from __future__ import annotations

from fractions import Fraction
from typing import Any
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from probant.accounts.queries import names_of
from probant.indicators.models import Claim, KeptFinding
from probant.ingestion import actions
from probant.ingestion.queries import (
    Apart,
    Contradiction,
    Said,
    findings_within,
    set_apart,
    told_of,
)
from probant.ingestion.queries import contradictions as find_contradictions
from probant.ingestion.screens.claim_forms import ClosingForm
from probant.ingestion.screens.findings import card_of_kept
from probant.ingestion.screens.pages import place_words
from probant.journal.errors import AlreadyDone, JournalError
from probant.journal.reading import reading as snapshot
from probant.kernel.dates import write_date
from probant.kernel.decision import Refused
from probant.kernel.finding import Severity
from probant.ui.idempotency import read_keys
from probant.ui.pieces import FindingCard, Side, draw_finding
from probant.ui.pieces.figure import write_value
from probant.ui.request import Request

UNPROCESSABLE = 422


def contradictions(request: Request) -> HttpResponse:
    """Printed figures that do not agree, each beside what was known on its day."""
    with snapshot():
        found = find_contradictions(request.actor)
        findings = findings_within(request.actor)
        closers = names_of(
            {said.claim.closed_by_id for one in found for said in one.said}
            | {one.closed_by_id for one in findings}
        )
        cards = [(one.is_closed, draw_finding(_card(one, closers))) for one in found]
        within = [
            (
                one.closed_on is not None,
                draw_finding(card_of_kept(one, closers, tells_document=True)),
            )
            for one in findings
        ]
        context: dict[str, Any] = {
            "open": [card for closed, card in cards if not closed],
            "within": [card for closed, card in within if not closed],
            "apart": [draw_finding(_apart(one)) for one in set_apart(request.actor)],
            "closed": [card for closed, card in (*cards, *within) if closed],
        }
        context["waiting"] = len(context["open"]) + len(context["within"])
        return render(request, "ingestion/contradictions.html", context)


def _card(one: Contradiction, closers: dict[int, str], *, closing: bool = True) -> FindingCard:
    shut = next((said.claim for said in one.said if said.claim.closed_on), None)
    by = closers.get(shut.closed_by_id or 0, "") if shut else ""
    href = reverse("ingestion:close-contradiction", args=[one.indicator.code, one.year])
    href += f"?{urlencode(_asked(one))}" if any(one.narrowed) else ""
    unsure = next((s.claim for s in one.said if s.claim.matching == Claim.Matching.READ), None)
    review = reverse("ingestion:claim", args=[unsure.pk]) if unsure else ""
    is_open = closing and not one.is_closed
    return FindingCard(
        severity=Severity.INFO if one.explained else Severity.ERROR,
        message=_message(one),
        sides=[*(_side(one, said) for said in one.said), *_now(one)],
        rule=_rule(one),
        mend=("Confirmer le rapprochement", review) if is_open and review else None,
        close=("Clore avec un motif", href) if is_open else None,
        closed=f"{shut.closing_words}{f' ({by})' if by else ''}" if shut and one.is_closed else "",
        closed_on=shut.closed_on if shut and one.is_closed else None,
    )


def _asked(one: Contradiction) -> dict[str, str]:
    """What an address says of the scope of a contradiction."""
    names = ("action", "programme", "territoire")
    return {name: str(value) for name, value in zip(names, one.narrowed, strict=True) if value}


def _apart(one: Apart) -> FindingCard:
    claim = one.claim
    label = one.indicator.label if one.indicator else claim.code
    page = reverse("ingestion:claim", args=[claim.pk])
    return FindingCard(
        severity=Severity.INFO,
        message=f"{told_of(claim.value, claim.unit)}, {claim.year} : à ne pas comparer à "
        f"« {label} ».",
        sides=[
            Side(
                value=told_of(claim.value, claim.unit),
                source=claim.origin,
                words=" ".join(claim.words.split()),
                place=place_words({"page": claim.page, "line": claim.line}),
                href=page,
            )
        ],
        rule=claim.matching_reason,
        close=("Revoir", page),
    )


def _message(one: Contradiction) -> str:
    label = one.indicator.label
    scope = f", {one.scope_words}" if one.scope_words else ""
    title = f"{label[0].upper()}{label[1:]}{scope}, {one.year}"
    values = [_written(one, value) for value in one.values]
    if len(values) > 1:
        return f"{title} : {', '.join(values[:-1])} ou {values[-1]} selon le document."
    return f"{title} : {values[0]} dans le document, autre chose dans les faits."


def _written(one: Contradiction, value: Fraction | int) -> str:
    return write_value(value, one.indicator.written)


def _rule(one: Contradiction) -> str:
    if one.explained:
        return (
            "Chaque document était juste à sa date : la structure en a su davantage entre les "
            "deux. Dites-le en clôturant."
        )
    return "Un chiffre d’une année n’a qu’une valeur à une date donnée."


def _side(one: Contradiction, said: Said) -> Side:
    claim = said.claim
    place = place_words({"page": claim.page, "line": claim.line})
    name, of = (
        ("review", claim.document_id) if claim.document_id is not None else ("claim", claim.pk)
    )
    unsure = " · rapproché par la lecture" if claim.matching == Claim.Matching.READ else ""
    return Side(
        value=_written(one, said.value),
        source=claim.origin,
        words=" ".join(claim.words.split()),
        place=f"{place}{_verdict(one, said)}{unsure}".removeprefix(" · "),
        href=reverse(f"ingestion:{name}", args=[of]),
    )


def _verdict(one: Contradiction, said: Said) -> str:
    if said.known is None:
        return ""
    day = said.claim.said_on
    if said.is_right_on_its_day:
        when = f"le {write_date(day)}" if day else "aujourd’hui"
        return f" · juste : c’est ce que les faits donnaient {when}"
    when = f"tels que connus le {write_date(day)}" if day else "tels que connus aujourd’hui"
    return f" · les faits {when} donnent {_written(one, said.known)}"


def _now(one: Contradiction) -> list[Side]:
    """What the facts gave on the days when they gave something else, and what they give now."""
    asked = urlencode({"annee": one.year, **_asked(one)})
    page = reverse("indicators:figure", args=[one.indicator.code]) + f"?{asked}"
    sides = []
    for day in sorted({said.claim.said_on for said in one.said if said.claim.said_on}):
        known = next(said.known for said in one.said if said.claim.said_on == day)
        if known is not None and known != one.now:
            sides.append(
                Side(
                    value=_written(one, known),
                    source=f"Les faits connus le {write_date(day)}",
                    href=f"{page}&connu_le={day.isoformat()}",
                )
            )
    if one.now is not None:
        sides.append(Side(_written(one, one.now), "Les faits connus aujourd’hui", href=page))
    return sides


def close_contradiction(request: Request, code: str, year: int) -> HttpResponse:
    """Close a contradiction with a reason that stays beside it."""
    actor: Any = request.actor
    names = ("action", "programme", "territoire")
    asked = {name: request.GET[name] for name in names if request.GET.get(name)}
    found = next(
        (
            one
            for one in find_contradictions(actor)
            if (one.indicator.code, one.year) == (code, year) and _asked(one) == asked
        ),
        None,
    )
    if found is None:
        raise Http404
    claims = [said.claim for said in found.said]
    start = {"cause": found.cause or ""}
    if found.explained:
        start["reason"] = "Chaque document était juste à sa date."

    def act(given: dict[str, str], key: Any) -> None:
        actions.close_contradiction(
            actor, actor.house_id, claims, given["reason"], cause=given["cause"], key=key
        )

    return _close(
        request,
        act,
        initial=start,
        card=draw_finding(_card(found, {}, closing=False)),
        back=reverse("ingestion:contradictions"),
        heading="Clore cette contradiction",
        crumb="Contradictions",
    )


def close_finding(request: Request, pk: int) -> HttpResponse:
    """Close a finding with a reason that stays beside it; back where one came from."""
    actor: Any = request.actor
    finding = KeptFinding.objects.visible_to(actor).filter(pk=pk, document__isnull=False).first()
    if finding is None:
        raise Http404
    card = card_of_kept(finding, {})
    from_board = "tableau" in request.GET

    def act(given: dict[str, str], key: Any) -> None:
        actions.close_finding(actor, finding, given["reason"], cause=given["cause"], key=key)

    return _close(
        request,
        act,
        initial={},
        card=draw_finding(
            FindingCard(card.severity, card.message, card.sides, card.rule, card.law)
        ),
        back=reverse("ingestion:contradictions")
        if from_board
        else reverse("ingestion:review", args=[finding.document_id]),
        heading="Clore ce constat",
        crumb="Contradictions" if from_board else "Document",
    )


def _close(
    request: Request,
    act: Any,
    *,
    initial: dict[str, str],
    card: Any,
    back: str,
    heading: str,
    crumb: str,
) -> HttpResponse:
    form = ClosingForm(request.POST or None, initial=initial)
    if request.method == "POST" and form.is_valid():
        try:
            act(form.cleaned_data, read_keys(request.POST).key)
        except AlreadyDone as already:
            messages.info(request, str(already))
            return redirect(back)
        except (Refused, JournalError) as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(
                request, "C’est clos : votre nom, le jour, la cause et le motif restent visibles."
            )
            return redirect(back)
    context = {
        "form": form,
        "heading": heading,
        "lead": "Le constat reste visible, avec votre nom, le jour et le motif.",
        "submit": "Clore",
        "above": card,
        "back": back,
        "crumb": crumb,
    }
    return render(
        request,
        "ingestion/reason.html",
        context,
        status=UNPROCESSABLE if request.method == "POST" else 200,
    )
