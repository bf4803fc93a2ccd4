"""The list of conventions and the page of one, for the house and for its funders."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from probant.funding.access import can_change, can_record
from probant.funding.models import Convention
from probant.funding.queries import ActionYear, ConventionFile, Told, convention_rows, file_of
from probant.funding.rules import Duty, State, Status
from probant.funding.rules.conventions import VOTED_LABEL
from probant.funding.screens.budget_table import draw_budget
from probant.funding.screens.tables import FUNDER, OWN, TONES, words
from probant.funding.screens.thread import stations
from probant.funding.screens.words import award_facts, dues, findings
from probant.journal.reading import reading
from probant.kernel.actor import Actor
from probant.ui.request import Request
from probant.ui.tables import keyset_page


def asked_year(request: Request) -> int | None:
    """The year in the address, None where it is not one."""
    text = request.GET.get("annee", "")
    return int(text) if text.isascii() and text.isdigit() and len(text) == 4 else None


def load(actor: Actor, pk: int) -> Convention:
    """The convention; 404 where the actor may not see it."""
    found: Convention | None = Convention.objects.visible_to(actor).filter(pk=pk).first()
    if found is None:
        raise Http404
    return found


def listing(request: Request) -> HttpResponse:
    """`/conventions/`: those that the actor sees, latest first; `?annee=` keeps a year."""
    actor, year = request.actor, asked_year(request)
    for_funder = actor.house_id is None
    table = FUNDER if for_funder else OWN
    page = keyset_page(convention_rows(actor, year=year), table.sort(request.GET), request.GET)
    context = {
        "table": table.render(
            words(page.rows, for_funder=for_funder), query=request.GET, page=page
        ),
        "year": year,
        "years": range(timezone.localdate().year + 1, timezone.localdate().year - 6, -1),
        "for_funder": for_funder,
    }
    return render(request, "funding/conventions.html", context)


def sheet(request: Request, pk: int) -> HttpResponse:
    """`/conventions/<id>/?annee=`: the thread, the actions, what is due, what does not hold."""
    actor = request.actor
    with reading():
        convention = load(actor, pk)
        file = file_of(convention, actor, year=asked_year(request), today=timezone.localdate())
        return render(request, "funding/convention.html", page_of(file, actor))


def page_of(file: ConventionFile, actor: Actor) -> dict[str, Any]:
    """What the template shows."""
    convention = file.convention
    writes = can_record(actor, convention.house_id).allowed
    edits = can_change(actor, convention).allowed
    status = Status(convention.status)
    waiting = [one for one in file.obligations if one.state in (State.LATE, State.DUE)]
    due = [one for one in file.obligations if one.year in (None, file.year)]
    return {
        "file": file,
        "convention": convention,
        "status": VOTED_LABEL
        if file.is_voted
        else (status.label if writes else status.funder_label),
        "tone": TONES[status],
        "stations": stations(file),
        "actions": [shown(file, one, writes=writes, edits=edits) for one in file.actions],
        "whole": shown(file, file.whole, writes=writes, edits=edits),
        "dues": dues(due, convention_id=convention.pk, writes=writes),
        "next": waiting[0] if waiting else None,
        "next_is_late": bool(waiting) and waiting[0].state == State.LATE,
        "findings": findings(
            file, [told for told in file.findings if _is_general(told, file)], writes=edits
        ),
        "open_count": len(file.year_findings),
        "articles": [clause for clause in file.clauses if clause.article or clause.text],
        "writes": writes,
        "edits": edits,
        "share": _share(file),
    }


def _is_general(told: Told, file: ConventionFile) -> bool:
    """A finding of the convention itself: those of an action are told in its section."""
    return told.sheet_id is None and told.year in (None, file.year)


def _share(file: ConventionFile) -> dict[str, int]:
    due = [one for one in file.obligations if one.code is Duty.PAYMENT and one.year == file.year]
    return {"awarded": file.awarded_cents, "paid": file.paid_cents, "instalments": len(due)}


def shown(file: ConventionFile, action: ActionYear, *, writes: bool, edits: bool) -> dict[str, Any]:
    """One action of the year as its section of the page."""
    label = f"{action.sheet or 'convention'}, {action.year}"
    return {
        "it": action,
        "planned": draw_budget(action.planned, f"{label}, prévu") if action.planned else "",
        "actual": draw_budget(action.actual, f"{label}, réalisé") if action.actual else "",
        "facts": award_facts(action.awards, action.payments, readable=file.readable, writes=writes),
        "number": action.sheet.number if action.sheet else 0,
        "covers": action.sheet is None
        or action.sheet.first_year <= action.year <= action.sheet.last_year,
        "edits": edits,
        "findings": findings(file, action.findings, writes=False, with_about=False)
        if action.sheet
        else "",
        "count": len(action.findings),
        "grant": action.planned.budget.stated_grant_cents if action.planned else None,
    }
