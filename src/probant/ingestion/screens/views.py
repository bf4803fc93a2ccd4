"""The inbox, the review of a document, its acceptance."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from itertools import groupby
from typing import Any
from urllib.parse import quote

from django.contrib import messages
from django.http import FileResponse, Http404, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import NoReverseMatch, reverse

from probant.directory.errors import DirectoryError
from probant.documents.store import path_of
from probant.indicators.models import Claim
from probant.ingestion import actions
from probant.ingestion.actions import Choice, Received
from probant.ingestion.models import Kind, Reading, Status, Value, Verdict
from probant.ingestion.queries import findings_of, inbox_counts, inbox_rows
from probant.ingestion.screens.acceptance import AcceptForm
from probant.ingestion.screens.findings import card_of_kept, card_of_read
from probant.ingestion.screens.forms import ReasonForm
from probant.ingestion.screens.pages import Marked, draw_text, place_words
from probant.ingestion.screens.tables import TABLE, dressed
from probant.ingestion.values import Nature, read_correction, settle, write_value
from probant.journal.errors import AlreadyDone, JournalError, Stale
from probant.journal.reading import reading as snapshot
from probant.journal.timeline import last_seq
from probant.kernel.decision import Refused
from probant.kernel.finding import Severity
from probant.accounts.queries import names_of
from probant.ui.idempotency import READ_AT, read_keys
from probant.ui.pieces import draw_finding
from probant.ui.tables import keyset_page

UNPROCESSABLE = 422
MOST_FILES = 40
NO_FILE = "Choisissez au moins un fichier à déposer."


def inbox(request: HttpRequest) -> HttpResponse:
    """The list of documents and the drop zone; a POST keeps and reads what was dropped."""
    received: list[Received] = []
    status = 200
    if request.method == "POST":
        files = request.FILES.getlist("fichiers")
        if not files:
            messages.error(request, NO_FILE)
            status = UNPROCESSABLE
        house_id = request.actor.house_id  # type: ignore[attr-defined]
        received = actions.receive(_actor(request), house_id, files[:MOST_FILES])
        received += [
            Received(one.name or "", refused=f"Déposez {MOST_FILES} fichiers à la fois au plus.")
            for one in files[MOST_FILES:]
        ]
        single = [one.reading for one in received if one.reading]
        if len(received) == 1 and single and single[0].status == Status.READ:
            return redirect("ingestion:review", single[0].document_id)
    with snapshot():
        asked = request.GET.get("etat", "")
        rows = inbox_rows(_actor(request), status=asked if asked in Status.values else "")
        page = keyset_page(rows, TABLE.sort(request.GET), request.GET)
        context = {
            "table": TABLE.render(dressed(page.rows), query=request.GET, page=page),
            "received": received,
            "asked": asked,
            "statuses": [
                (value, Status(value).label, number)
                for value, number in inbox_counts(_actor(request)).items()
                if number
            ],
        }
        return render(request, "ingestion/inbox.html", context, status=status)


def _actor(request: HttpRequest) -> Any:
    return request.actor  # type: ignore[attr-defined]


def _reading(request: HttpRequest, pk: int) -> Reading:
    found = (
        Reading.objects.visible_to(_actor(request))
        .select_related("document")
        .filter(document_id=pk)
        .first()
    )
    if found is None:
        raise Http404
    return found


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
        return {"accepted": " is-accepted", "corrected": " is-accepted", "refused": " is-refused"}.get(
            self.value.verdict, ""
        )

    @property
    def is_long(self) -> bool:
        """Whether it is corrected in a box of several lines."""
        return self.value.nature in (Nature.NAMES, Nature.PROXIES) or len(self.read) > 60


def review(request: HttpRequest, pk: int) -> HttpResponse:
    """A document at left, its values at right; a POST decides of values."""
    reading = _reading(request, pk)
    faults: dict[int, str] = {}
    status = 200
    changes: list[Any] = []
    if request.method == "POST":
        if "relire" in request.POST:
            return _try(request, pk, lambda: actions.read_again(_actor(request), reading))
        try:
            done = _decide(request, reading, faults)
        except Stale as stale:
            changes, status = _told(stale), UNPROCESSABLE
            messages.error(request, str(stale))
            _read_again(request, reading)
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


def _decide(request: HttpRequest, reading: Reading, faults: dict[int, str]) -> str:
    """Act on the button pressed and on every correction typed; what it did, in a sentence."""
    keys = read_keys(request.POST)
    if "tout" in request.POST:
        number = actions.decide_all(
            _actor(request), reading, read_at=keys.read_at, key=keys.key
        )
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
    actions.decide(_actor(request), reading, choices, read_at=keys.read_at, key=keys.key)
    return "C’est noté."


def _choices(request: HttpRequest, reading: Reading) -> list[Choice]:
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


def _review_context(
    request: HttpRequest, reading: Reading, faults: dict[int, str]
) -> dict[str, Any]:
    values = list(reading.values.order_by("position"))
    who = names_of({value.decided_by_id for value in values} | {reading.settled_by_id})
    rows = [_row(request, value, who, faults) for value in values]
    findings = reading.record.get("findings", [])
    kept = findings_of(reading) if reading.status == Status.ACCEPTED else []
    closers = names_of({one.closed_by_id for one in kept})
    cards = [card_of_kept(one, closers) for one in kept] or [card_of_read(one) for one in findings]
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
        "total": sum(1 for one in values if one.read is not None),
        "waiting": waiting,
        "read_at": last_seq(reading.house_id, "reading", reading.pk),
        "made": _links(reading.made),
        "by": who.get(reading.settled_by_id, ""),
        "faults": len(faults),
        "is_open": reading.is_open,
        "contested": _contested(reading),
    }


def _places(where: Any) -> list[Any]:
    return where if isinstance(where, list) else [where] if where else []


def _row(
    request: HttpRequest, value: Value, who: dict[int | None, str], faults: dict[int, str]
) -> Row:
    shown = write_value(value.nature, value.kept)
    place = value.places[0] if value.places else {}
    return Row(
        value=value,
        key=f"v{value.pk}",
        read=write_value(value.nature, value.read),
        kept=shown,
        place=place_words(place),
        words=str(place.get("text") or "") if len(value.places) == 1 else "",
        by=who.get(value.decided_by_id, ""),
        typed=request.POST.get(f"corrige_{value.pk}", shown or write_value(value.nature, value.read)),
        error=faults.get(value.pk, ""),
    )


ROUTES = {
    "deliberation": ("governance:deliberation", "Délibération"),
    "convention": ("funding:convention", "Convention"),
    "sheet": ("funding:convention", "Fiche action"),
    "organisation": ("directory:sheet", "Structure ajoutée"),
    "body": ("", "Instance"),
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


def _told(stale: Stale) -> list[dict[str, Any]]:
    names = names_of({change.actor_id for change in stale.since})
    return [
        {
            "at": change.at,
            "by": names.get(change.actor_id, "le système"),
            "what": VERBS.get(change.verb, "modification"),
        }
        for change in stale.since
    ]


VERBS = {
    "ingestion.decide": "a décidé de valeurs",
    "ingestion.decide_all": "a accepté toutes les valeurs",
    "ingestion.accept": "a enregistré le document",
    "ingestion.set_aside": "a mis le document de côté",
    "ingestion.take_back": "a repris le document",
    "ingestion.read_again": "a fait relire le document",
}


def _read_again(request: HttpRequest, reading: Reading) -> None:
    """The next try is made with what changed before one's eyes."""
    posted = request.POST.copy()
    posted[READ_AT] = str(last_seq(reading.house_id, "reading", reading.pk))
    request.POST = posted  # type: ignore[assignment]
    reading.refresh_from_db()


def _try(request: HttpRequest, pk: int, act: Callable[[], Any]) -> HttpResponse:
    try:
        act()
    except (Refused, JournalError) as refusal:
        messages.error(request, str(refusal))
    return redirect("ingestion:review", pk)


def accept(request: HttpRequest, pk: int) -> HttpResponse:
    """What will be written, and where it goes; a POST writes it through the domain's actions."""
    reading = _reading(request, pk)
    if not reading.is_open:
        return redirect("ingestion:review", pk)
    values = list(reading.values.order_by("position"))
    waiting = sum(1 for one in values if one.verdict == Verdict.PENDING and one.read is not None)
    record = settle(reading.record, [(one.path, one.verdict, one.corrected) for one in values])
    form = AcceptForm(
        request.POST or None,
        actor=_actor(request),
        reading=reading,
        record=record,
        waiting=waiting,
    )
    changes: list[Any] = []
    if request.method == "POST" and form.is_valid():
        keys = read_keys(request.POST)
        try:
            actions.accept(
                _actor(request), reading, form.plan(), read_at=keys.read_at, key=keys.key
            )
        except AlreadyDone as already:
            messages.info(request, str(already))
            return redirect("ingestion:review", pk)
        except Stale as stale:
            changes = _told(stale)
            _read_again(request, reading)
            form.add_error(None, str(stale))
        except (Refused, JournalError, DirectoryError) as refusal:
            form.add_error(None, str(refusal))
            reading.refresh_from_db()
        else:
            messages.success(request, "Le document est enregistré dans les livres.")
            return redirect("ingestion:review", pk)
    context = {
        "reading": reading,
        "form": form,
        "waiting": waiting,
        "changes": changes,
        "sections": [
            (section, [[form[name] for name in row] for row in section.rows])
            for section in form.sections
        ],
        "read_at": last_seq(reading.house_id, "reading", reading.pk),
    }
    return render(
        request,
        "ingestion/accept.html",
        context,
        status=UNPROCESSABLE if request.method == "POST" else 200,
    )


def put_aside(request: HttpRequest, pk: int) -> HttpResponse:
    """Put a document away, with a reason."""
    reading = _reading(request, pk)
    form = ReasonForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            actions.set_aside(
                _actor(request), reading, form.cleaned_data["reason"], key=read_keys(request.POST).key
            )
        except AlreadyDone as already:
            messages.info(request, str(already))
            return redirect("ingestion:inbox")
        except (Refused, JournalError) as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "Le document est mis de côté : vous pourrez le reprendre.")
            return redirect("ingestion:inbox")
    context = {
        "form": form,
        "reading": reading,
        "heading": "Mettre de côté",
        "lead": "Le fichier et ce qui a été relu sont gardés ; rien n’entre dans les livres.",
        "submit": "Mettre de côté",
        "back": reverse("ingestion:review", args=[pk]),
        "crumb": reading.name,
    }
    return render(
        request, "ingestion/reason.html", context,
        status=UNPROCESSABLE if request.method == "POST" else 200,
    )


def take_back(request: HttpRequest, pk: int) -> HttpResponse:
    """Take up a document that was put away."""
    reading = _reading(request, pk)
    return _try(request, pk, lambda: actions.take_back(_actor(request), reading))


def original(request: HttpRequest, pk: int) -> HttpResponseBase:
    """The file as it was received, to be saved: it is never shown by the browser itself."""
    reading = _reading(request, pk)
    try:
        handle = path_of(reading.document.sha256).open("rb")
    except OSError:
        raise Http404 from None
    response = FileResponse(handle, content_type="application/octet-stream")
    response["Content-Disposition"] = f"attachment; filename*=UTF-8''{quote(reading.name)}"
    response["X-Content-Type-Options"] = "nosniff"
    return response

