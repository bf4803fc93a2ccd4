"""Importing a spreadsheet: dropped, looked at, its columns and doubles settled, applied, undone."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from probant.ingestion import actions
from probant.ingestion.actions import import_jobs
from probant.ingestion.models import Import
from probant.ingestion.queries.imports import doubles_of, import_rows, rows_of
from probant.ingestion.screens.import_tables import IMPORTS, dressed, dressed_rows, rows_table
from probant.ingestion.spreadsheets.apart import MAX_BYTES
from probant.ingestion.spreadsheets.errors import UnreadableSheet
from probant.ingestion.spreadsheets.kinds import STATE_WORDS, Kind, State, kinds
from probant.ingestion.spreadsheets.refused import refused_workbook
from probant.journal.errors import JournalError
from probant.journal.reading import reading as snapshot
from probant.kernel.dates import write_date
from probant.kernel.decision import Refused
from probant.post.models import BackgroundJob
from probant.post.queries import card_of
from probant.ui.idempotency import read_keys
from probant.ui.request import Request
from probant.ui.spreadsheets import XLSX, attachment
from probant.ui.tables import keyset_page

UNPROCESSABLE = 422
PASTED = "lignes"  # name of the text area
SHOWN_DOUBLES = 25
DOUBLES = (
    ("", "attendent votre décision"),
    ("merge", "sont la même fiche : compléter"),
    ("create", "sont différentes : créer"),
    ("skip", "restent de côté"),
)


def imports(request: Request) -> HttpResponse:
    """The list of imports and the drop zone; a POST keeps a file and looks at it."""
    fault, status = "", 200
    if request.method == "POST":
        try:
            one = _received(request)
        except (UnreadableSheet, Refused) as error:
            fault, status = _sentence(error), UNPROCESSABLE
        else:
            _look(request, one)
            return redirect("ingestion:import", one.pk)
    with snapshot():
        page = keyset_page(import_rows(request.actor), IMPORTS.sort(request.GET), request.GET)
        context = {
            "table": IMPORTS.render(dressed(page.rows), query=request.GET, page=page),
            "kinds": kinds().values(),
            "asked": request.POST.get("genre") or request.GET.get("genre", ""),
            "fault": fault,
            "pasted": request.POST.get(PASTED, ""),
            "pastes": PASTED in request.POST,
        }
        return render(request, "ingestion/imports.html", context, status=status)


def _received(request: Request) -> Import:
    if PASTED in request.POST:
        return _pasted(request)
    dropped = request.FILES.get("fichier")
    if dropped is None:
        raise Refused("Choisissez un fichier à importer.")
    if (dropped.size or 0) > MAX_BYTES:
        raise Refused(
            f"Ce fichier pèse {(dropped.size or 0) / 1e6:.0f} Mo, la limite est de "
            f"{MAX_BYTES / 1e6:.0f} Mo : découpez-le."
        )
    return actions.receive_import(
        request.actor,
        kind=request.POST.get("genre", ""),
        name=dropped.name or "",
        content=dropped.read(),
    )


def _pasted(request: Request) -> Import:
    """Rows copied from a spreadsheet: tabs between cells, as a file of them would be."""
    text = request.POST.get(PASTED, "").strip("\r\n")
    if not text.strip():
        raise Refused("Collez d’abord des lignes, copiées de votre tableur.")
    if "\t" in text:
        text = f"sep=\t\n{text}"
    today = write_date(timezone.localdate())
    return actions.receive_import(
        request.actor,
        kind=request.POST.get("genre", ""),
        name=f"Lignes collées le {today}",
        content=text.encode(),
    )


def _look(request: Request, one: Import) -> None:
    try:
        import_jobs.ask_for_preview(request.actor, one)
    except (UnreadableSheet, Refused) as error:
        messages.error(request, _sentence(error))


def _sentence(told: object) -> str:
    text = str(told)
    return text[:1].upper() + text[1:]


def _import_of(request: Request, pk: int) -> Import:
    found = Import.objects.visible_to(request.actor).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def one_import(request: Request, pk: int) -> HttpResponse:
    """One file: what would become of its rows, its columns, its doubles; or what it did."""
    with snapshot():
        one = _import_of(request, pk)
        kind = kinds().get(one.kind)
        if kind is None:
            raise Http404
        job = BackgroundJob.objects.filter(pk=one.job_id).first() if one.job_id else None
        context: dict[str, Any] = {
            "one": one,
            "kind": kind,
            "job": job,
            "card": card_of(job) if job else None,
            "busy": bool(job and not job.is_over),
            "counts": _counts(one, kind),
            "summary": _sentence(actions.summary(one)),
            "to_mend": sum(one.counts.get(key, 0) for key in (State.REFUSE, State.DOUBLE)),
            "to_write": sum(one.counts.get(key, 0) for key in _written(kind)),
            "can_undo": one.state == Import.State.APPLIED and one.seq is not None,
        }
        if one.is_draft:
            context |= _draft_context(one, kind)
        return render(request, "ingestion/import.html", context)


def _written(kind: Kind) -> tuple[State, ...]:
    """The states whose rows are written."""
    written = (State.CREATE, State.MERGE)
    return (*written, State.MISSING) if kind.replaces else written


def _counts(one: Import, kind: Kind) -> list[tuple[str, str, int, str]]:
    address = reverse("ingestion:import-rows", args=[one.pk])
    kept = one.is_draft
    told = kind.tells | {State.REFUSE, State.DOUBLE, State.APART, State.MISSING}
    return [
        (
            state.value,
            kind.word(state),
            one.counts[state.value],
            f"{address}?etat={state.value}" if kept or state in told else "",
        )
        for state in State
        if one.counts.get(state.value)
    ]


def _draft_context(one: Import, kind: Kind) -> dict[str, Any]:
    fields = kind.fields(one.house_id)
    groups: dict[str, list[Any]] = {}
    for field in fields:
        groups.setdefault(field.group or "Champs", []).append(field)
    labels = {field.key: field.label for field in fields}
    return {
        "groups": list(groups.items()),
        "labels": labels,
        "tables": one.layout.get("tables", []),
        "by_sheet": kind.sheet_of is not None,
        "settings": [
            (setting, one.settings.get(setting.key, "")) for setting in kind.settings(one.house_id)
        ],
        "pairs": doubles_of(one, SHOWN_DOUBLES),
        "double_count": one.counts.get(State.DOUBLE, 0),
        "doubles": DOUBLES,
    }


def rows(request: Request, pk: int) -> HttpResponse:
    """The rows of a file that are in one state."""
    with snapshot():
        one = _import_of(request, pk)
        state = request.GET.get("etat", "")
        table = rows_table(kinds().get(one.kind))
        page = keyset_page(rows_of(one, state), table.sort(request.GET), request.GET)
        context = {
            "one": one,
            "state_words": _word(one, State(state)) if state in set(State) else "",
            "table": table.render(dressed_rows(page.rows), query=request.GET, page=page),
        }
        return render(request, "ingestion/import_rows.html", context)


def _word(one: Import, state: State) -> str:
    kind = kinds().get(one.kind)
    return kind.word(state) if kind else STATE_WORDS[state]


def columns(request: Request, pk: int) -> HttpResponse:
    """Settle which column is what, and look again."""
    one = _import_of(request, pk)
    given = {
        name.removeprefix("colonne-"): value
        for name, value in request.POST.items()
        if name.startswith("colonne-") and isinstance(value, str) and value
    }
    settings = {
        name.removeprefix("choix-"): value
        for name, value in request.POST.items()
        if name.startswith("choix-") and isinstance(value, str)
    }

    def act() -> None:
        actions.settle_columns(
            request.actor,
            one,
            columns=given,
            settings=settings,
            sheet=request.POST.get("feuille"),
        )
        import_jobs.ask_for_preview(request.actor, one)

    return _attempt(request, one, act)


def doubles(request: Request, pk: int) -> HttpResponse:
    """Decide of possible doubles, and look again."""
    one = _import_of(request, pk)
    decided = {
        int(name.removeprefix("double-")): str(value)
        for name, value in request.POST.items()
        if name.startswith("double-") and name.removeprefix("double-").isdigit()
    }

    def act() -> None:
        actions.decide_doubles(request.actor, one, rows=decided, others=request.POST.get("autres"))
        import_jobs.ask_for_preview(request.actor, one)

    return _attempt(request, one, act)


def apply(request: Request, pk: int) -> HttpResponse:
    """Write the import."""
    one = _import_of(request, pk)
    return _attempt(request, one, lambda: import_jobs.ask_to_apply(request.actor, one))


def abandon(request: Request, pk: int) -> HttpResponse:
    """Put the draft away."""
    one = _import_of(request, pk)
    return _attempt(request, one, lambda: actions.abandon_import(request.actor, one))


def undo(request: Request, pk: int) -> HttpResponse:
    """Take back all that the import wrote."""
    one = _import_of(request, pk)
    key = read_keys(request.POST).key
    return _attempt(request, one, lambda: actions.undo_import(request.actor, one, key=key))


def refused(request: Request, pk: int) -> HttpResponse:
    """The rows to mend, as a workbook to give back."""
    one = _import_of(request, pk)
    return attachment(refused_workbook(one), f"a-corriger-{one.pk}.xlsx", XLSX)


def _attempt(request: Request, one: Import, act: Callable[[], Any]) -> HttpResponse:
    try:
        act()
    except (Refused, UnreadableSheet, JournalError) as error:
        messages.error(request, _sentence(error))
    return redirect("ingestion:import", one.pk)
