"""The review of a document: its text at left, its values at right, decided one by one."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, reverse

from probant.accounts.queries import names_of
from probant.indicators.models import Claim
from probant.ingestion import actions
from probant.ingestion.actions import Choice
from probant.ingestion.actions.rechecking import AS_READ
from probant.ingestion.corrections import read_correction, write_value
from probant.ingestion.models import Kind, Reading, Status, Value, Verdict
from probant.ingestion.queries import findings_of
from probant.ingestion.screens.asking import (
    UNPROCESSABLE,
    attempt,
    let_try_again,
    reading_of,
    told,
)
from probant.ingestion.screens.findings import card_of_kept, card_of_read
from probant.ingestion.screens.pages import Marked, draw_text, place_words
from probant.ingestion.values import Nature
from probant.journal.errors import AlreadyDone, JournalError, Stale
from probant.journal.reading import reading as snapshot
from probant.journal.timeline import last_seq
from probant.kernel.decision import Refused
from probant.kernel.finding import Severity
from probant.post.mail_in import looks_like_mail
from probant.ui.idempotency import read_keys
from probant.ui.pieces import draw_finding
from probant.ui.request import Request


@dataclass
class Row:
    """A value as the page shows it."""

    value: Value
    key: str
    read: str
    kept: str
    place: str
    words: str
    by: str
    typed: str
    error: str = ""

    @property
    def css(self) -> str:
        """The classes of its state."""
        return {
            "accepted": " is-accepted",
            "corrected": " is-accepted",
            "refused": " is-refused",
        }.get(self.value.verdict, "")

    @property
    def is_long(self) -> bool:
        """Whether it is corrected in a box of several lines."""
        return self.value.nature in (Nature.NAMES, Nature.PROXIES) or len(self.read) > 60


def review(request: Request, pk: int) -> HttpResponse:
    """A document at left, its values at right; a POST decides of values."""
    reading = reading_of(request, pk)
    if looks_like_mail(reading.name) and request.method != "POST":
        return redirect("ingestion:mail", pk)
    faults: dict[int, str] = {}
    status = 200
    changes: list[Any] = []
    if request.method == "POST":
        if "relire" in request.POST:
            return attempt(request, pk, lambda: actions.read_again(request.actor, reading))
        try:
            done = _decide(request, reading, faults)
        except Stale as stale:
            changes, status = told(stale), UNPROCESSABLE
            messages.error(request, str(stale))
            let_try_again(request, reading)
        except AlreadyDone as already:
            messages.info(request, str(already))
            return redirect("ingestion:review", pk)
        except (Refused, JournalError) as refusal:
            messages.error(request, str(refusal))
            status = UNPROCESSABLE
        else:
            if not faults:
                messages.success(request, done)
                anchor = request.POST.get("decision", "").partition(":")[0]
                target = reverse("ingestion:review", args=[pk])
                return redirect(f"{target}#valeur-{anchor}" if anchor.isdigit() else target)
            status = UNPROCESSABLE
    with snapshot():
        context = _review_context(request, reading, faults)
        context["changes"] = changes
        return render(request, "ingestion/review.html", context, status=status)


def _decide(request: Request, reading: Reading, faults: dict[int, str]) -> str:
    """Act on the button pressed and on every correction typed; what it did, in a sentence."""
    keys = read_keys(request.POST)
    if "tout" in request.POST:
        number = actions.decide_all(request.actor, reading, read_at=keys.read_at, key=keys.key)
        return f"{number} valeurs acceptées." if number else "Toutes les valeurs étaient relues."
    choices = _choices(request, reading)
    for one in choices:
        if one.verdict == Verdict.CORRECTED:
            try:
                read_correction(one.value.nature, one.text)
            except ValueError as error:
                faults[one.value.pk] = str(error)
    if faults or not choices:
        return "Rien n’a changé."
    actions.decide(request.actor, reading, choices, read_at=keys.read_at, key=keys.key)
    return "C’est noté."


def _choices(request: Request, reading: Reading) -> list[Choice]:
    pressed, _, verdict = request.POST.get("decision", "").partition(":")
    choices = []
    for value in reading.values.all():
        typed = request.POST.get(f"corrige_{value.pk}")
        shown = write_value(value.nature, value.kept)
        if str(value.pk) == pressed and verdict in (Verdict.ACCEPTED, Verdict.REFUSED, "pending"):
            choices.append(Choice(value, verdict))
        elif typed is not None and _changed(typed, shown):
            choices.append(Choice(value, Verdict.CORRECTED, typed))
        elif str(value.pk) == pressed and verdict == Verdict.CORRECTED:
            choices.append(Choice(value, Verdict.CORRECTED, typed or ""))
    return choices


def _changed(typed: str, shown: str) -> bool:
    return bool(typed.strip()) and typed.split() != shown.split()


def _review_context(request: Request, reading: Reading, faults: dict[int, str]) -> dict[str, Any]:
    values = list(reading.values.order_by("position"))
    who = names_of({value.decided_by_id for value in values} | {reading.settled_by_id})
    rows = [_row(request, value, who, faults) for value in values]
    findings = reading.record.get("findings", [])
    kept = findings_of(reading) if reading.status == Status.ACCEPTED else []
    closers = names_of({one.closed_by_id for one in kept})
    cards = [card_of_kept(one, closers) for one in kept] or [card_of_read(one) for one in findings]
    lifted = [one for one in reading.record.get(AS_READ, ()) if not _among(one, findings)]
    marks = [
        Marked(f"c{rank}", _places(one["where"]), is_wrong=True)
        for rank, one in enumerate(findings)
        if one["severity"] != Severity.INFO
    ] + [Marked(f"v{value.pk}", value.places) for value in values]
    waiting = sum(1 for one in values if one.verdict == Verdict.PENDING and one.read is not None)
    return {
        "reading": reading,
        "kind": Kind(reading.kind).label,
        "text": draw_text(reading.text, reading.pages, marks) if reading.text else "",
        "groups": [(name, list(held)) for name, held in groupby(rows, lambda r: r.value.group)],
        "findings": [(f"c{rank}", draw_finding(card)) for rank, card in enumerate(cards)],
        "lifted": [draw_finding(card_of_read(one)) for one in lifted],
        "total": sum(1 for one in values if one.read is not None),
        "waiting": waiting,
        "read_at": last_seq(reading.house_id, "reading", reading.pk),
        "made": _links(reading.made),
        "by": who.get(reading.settled_by_id or 0, ""),
        "faults": len(faults),
        "is_open": reading.is_open,
        "contested": _contested(reading),
    }


def _among(finding: Any, others: list[Any]) -> bool:
    return any(
        (one["code"], one["message"]) == (finding["code"], finding["message"]) for one in others
    )


def _places(where: Any) -> list[Any]:
    return where if isinstance(where, list) else [where] if where else []


def _row(request: Request, value: Value, who: dict[int, str], faults: dict[int, str]) -> Row:
    shown = write_value(value.nature, value.kept)
    place = value.places[0] if value.places else {}
    return Row(
        value=value,
        key=f"v{value.pk}",
        read=write_value(value.nature, value.read),
        kept=shown,
        place=place_words(place),
        words=str(place.get("text") or "") if len(value.places) == 1 else "",
        by=who.get(value.decided_by_id or 0, ""),
        typed=request.POST.get(
            f"corrige_{value.pk}", shown or write_value(value.nature, value.read)
        ),
        error=faults.get(value.pk, ""),
    )


ROUTES = {
    "deliberation": ("governance:deliberation", "Délibération"),
    "convention": ("funding:convention", "Convention"),
    "sheet": ("funding:convention", "Fiche action"),
    "organisation": ("directory:sheet", "Structure ajoutée"),
    "body": ("", "Instance"),
    "session": ("gatherings:session", "Feuille jointe à la rencontre"),
    "award": ("", "Subvention"),
    "budget": ("", "Budget"),
    "claims": ("ingestion:contradictions", "Chiffres"),
}


def _links(made: list[list[Any]]) -> list[dict[str, str]]:
    """What accepting wrote: label, words and address, where a page shows it."""
    seen, found = set(), []
    for kind, object_id, words in made:
        if (kind, object_id, words) in seen:
            continue
        seen.add((kind, object_id, words))
        route, label = ROUTES.get(kind, ("", ""))
        arguments = [] if kind == "claims" else [object_id]
        found.append({"label": label, "words": words, "href": _href(route, arguments)})
    return found


def _href(route: str, arguments: list[Any]) -> str:
    if not route:
        return ""
    try:
        return reverse(route, args=arguments)
    except NoReverseMatch:
        return ""


def _contested(reading: Reading) -> bool:
    """Whether this document's figures may stand on the board of contradictions."""
    return Claim.objects.filter(document_id=reading.document_id).exclude(code="").exists()
