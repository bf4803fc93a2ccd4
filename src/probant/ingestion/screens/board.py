"""The board of contradictions, and closing with a reason."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse

from probant.accounts.queries import names_of
from probant.indicators.models import KeptFinding
from probant.ingestion import actions
from probant.ingestion.queries import Contradiction, Said
from probant.ingestion.queries import contradictions as find_contradictions
from probant.ingestion.screens.findings import card_of_kept
from probant.ingestion.screens.forms import ReasonForm
from probant.ingestion.screens.pages import place_words
from probant.journal.errors import AlreadyDone, JournalError
from probant.journal.reading import reading as snapshot
from probant.kernel.dates import write_date
from probant.kernel.decision import Refused
from probant.kernel.finding import Severity
from probant.ui.idempotency import read_keys
from probant.ui.pieces import FindingCard, Side, draw_finding
from probant.ui.request import Request
from probant.ui.write import write_number

UNPROCESSABLE = 422


def contradictions(request: Request) -> HttpResponse:
    """Printed figures that do not agree, each beside what was known on its day."""
    with snapshot():
        found = find_contradictions(request.actor)
        closers = names_of({said.claim.closed_by_id for one in found for said in one.said})
        cards = [(one.is_closed, draw_finding(_card(one, closers))) for one in found]
        context = {
            "open": [card for closed, card in cards if not closed],
            "closed": [card for closed, card in cards if closed],
        }
        return render(request, "ingestion/contradictions.html", context)


def _card(one: Contradiction, closers: dict[int, str], *, closing: bool = True) -> FindingCard:
    shut = next((said.claim for said in one.said if said.claim.closed_on), None)
    by = closers.get(shut.closed_by_id or 0, "") if shut else ""
    href = reverse("ingestion:close-contradiction", args=[one.indicator.code, one.year])
    return FindingCard(
        severity=Severity.INFO if one.explained else Severity.ERROR,
        message=_message(one),
        sides=[*(_side(one, said) for said in one.said), *_now(one)],
        rule=_rule(one),
        close=("Clore avec un motif", href) if closing and not one.is_closed else None,
        closed=f"{shut.closing_reason}{f' ({by})' if by else ''}" if shut and one.is_closed else "",
        closed_on=shut.closed_on if shut and one.is_closed else None,
    )


def _message(one: Contradiction) -> str:
    label = one.indicator.label
    title = f"{label[0].upper()}{label[1:]}, {one.year}"
    values = [write_number(value) for value in one.values]
    if len(values) > 1:
        return f"{title} : {', '.join(values[:-1])} ou {values[-1]} selon le document."
    return f"{title} : {values[0]} dans le document, autre chose dans les faits."


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
    document = claim.document.name if claim.document else "document"
    return Side(
        value=write_number(claim.value),
        source=document,
        words=" ".join(claim.words.split()),
        place=f"{place}{_verdict(said)}",
        href=reverse("ingestion:review", args=[claim.document_id]) if claim.document_id else "",
    )


def _verdict(said: Said) -> str:
    if said.known is None:
        return ""
    day = said.claim.said_on
    if said.is_right_on_its_day:
        when = f"le {write_date(day)}" if day else "aujourd’hui"
        return f" · juste : c’est ce que les faits donnaient {when}"
    when = f"tels que connus le {write_date(day)}" if day else "tels que connus aujourd’hui"
    return f" · les faits {when} donnent {write_number(said.known)}"


def _now(one: Contradiction) -> list[Side]:
    """What the facts gave on the days when they gave something else, and what they give now."""
    page = reverse("indicators:figure", args=[one.indicator.code]) + f"?annee={one.year}"
    sides = []
    for day in sorted({said.claim.said_on for said in one.said if said.claim.said_on}):
        known = next(said.known for said in one.said if said.claim.said_on == day)
        if known is not None and known != one.now:
            sides.append(
                Side(
                    value=write_number(known),
                    source=f"Les faits connus le {write_date(day)}",
                    href=f"{page}&connu_le={day.isoformat()}",
                )
            )
    if one.now is not None:
        sides.append(Side(write_number(one.now), "Les faits connus aujourd’hui", href=page))
    return sides


def close_contradiction(request: Request, code: str, year: int) -> HttpResponse:
    """Close a contradiction with a reason that stays beside it."""
    actor: Any = request.actor
    found = next(
        (
            one
            for one in find_contradictions(actor)
            if (one.indicator.code, one.year) == (code, year)
        ),
        None,
    )
    if found is None:
        raise Http404
    claims = [said.claim for said in found.said]
    start = "Chaque document était juste à sa date." if found.explained else ""

    def act(reason: str, key: Any) -> None:
        actions.close_contradiction(actor, actor.house_id, claims, reason, key=key)

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
    """Close a finding with a reason that stays beside it."""
    actor: Any = request.actor
    finding = KeptFinding.objects.visible_to(actor).filter(pk=pk, document__isnull=False).first()
    if finding is None:
        raise Http404
    card = card_of_kept(finding, {})

    def act(reason: str, key: Any) -> None:
        actions.close_finding(actor, finding, reason, key=key)

    return _close(
        request,
        act,
        initial="",
        card=draw_finding(
            FindingCard(card.severity, card.message, card.sides, card.rule, card.law)
        ),
        back=reverse("ingestion:review", args=[finding.document_id]),
        heading="Clore ce constat",
        crumb="Document",
    )


def _close(
    request: Request, act: Any, *, initial: str, card: Any, back: str, heading: str, crumb: str
) -> HttpResponse:
    form = ReasonForm(request.POST or None, initial={"reason": initial})
    if request.method == "POST" and form.is_valid():
        try:
            act(form.cleaned_data["reason"], read_keys(request.POST).key)
        except AlreadyDone as already:
            messages.info(request, str(already))
            return redirect(back)
        except (Refused, JournalError) as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(
                request, "C’est clos : votre nom, le jour et le motif restent visibles."
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
