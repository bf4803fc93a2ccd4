"""The list of cases, and one case: who and where, what is next, time running down the page."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone
from django.utils.safestring import SafeString

from probant.accounts.queries import names_of
from probant.kernel.dates import write_date
from probant.programmes.models import Phase
from probant.support.access import may_open_cases, may_read_notes, may_write_case
from probant.support.models import Case, Note, Supporter
from probant.support.queries.cases import (
    ALL,
    CLOSED,
    MINE,
    NOBODY,
    OPEN,
    CaseFilter,
    case_rows,
    people_of,
    programmes_with_phases,
    word_of,
)
from probant.support.queries.history import Happening, history
from probant.support.rules import SUIVI, follow_up_due, is_silent
from probant.support.screens.tables import CASES
from probant.ui.pieces import FactLine, draw_facts
from probant.ui.request import Request
from probant.ui.tables import keyset_page

STATES = ((OPEN, "ouverts"), (CLOSED, "clos"), (ALL, "ouverts et clos"))


def load_case(request: Request, pk: int) -> Case:
    """The case, with what its pages name; 404 where the actor may not see it."""
    cases = Case.objects.visible_to(request.actor)
    found = cases.select_related("organisation", "programme", "phase", "referent").filter(pk=pk)
    case = found.first()
    if case is None:
        raise Http404
    return case


def listing(request: Request) -> HttpResponse:
    """`/dossiers/`: filters are words in the address."""
    actor = request.actor
    chosen = CaseFilter.read(request.GET)
    sort = CASES.sort(request.GET)
    page = keyset_page(case_rows(actor, chosen), sort, request.GET)
    programmes = programmes_with_phases(actor)
    context = {
        "table": CASES.render(page.rows, query=request.GET, page=page),
        "chosen": chosen,
        "states": STATES,
        "programmes": [(word_of(row), row.name) for row in programmes],
        "phases": _phase_words(programmes, chosen.programme),
        "referents": [(str(user.pk), str(user)) for user in people_of(actor.house)],
        "mine": MINE,
        "nobody": NOBODY,
        "may_open": may_open_cases(actor, actor.house).allowed,
    }
    return render(request, "support/cases.html", context)


def _phase_words(programmes: list[Any], chosen: str) -> list[tuple[str, str]]:
    """Phases to choose among: of the programme chosen, or of all, each word once."""
    words: dict[str, str] = {}
    for programme in programmes:
        if chosen and word_of(programme) != chosen:
            continue
        for phase in programme.phases.all():
            words.setdefault(word_of(phase), phase.name)
    return list(words.items())


def sheet(request: Request, pk: int) -> HttpResponse:
    """`/dossiers/<id>/`."""
    actor = request.actor
    case = load_case(request, pk)
    reads_notes = may_read_notes(actor, case).allowed
    writes = may_write_case(actor, case).allowed
    found = history(case, actor, with_reasons=reads_notes)
    phases = list(Phase.objects.filter(programme_id=case.programme_id).order_by("position"))
    supporters = Supporter.objects.standing().filter(case=case).select_related("user")
    context = {
        "case": case,
        "organisation_href": _sheet_of(case),
        "facts": _draw(found, writes=writes),
        "next": _what_is_next(case, phases, found),
        "steps": _steps(case, phases, found),
        "notes": _notes(request, case) if reads_notes else None,
        "supporters": list(supporters),
        "writes": writes,
        "runs": may_open_cases(actor, case.house_id).allowed,
        "has_follow_up": any(phase.official_code == SUIVI for phase in phases),
    }
    return render(request, "support/case.html", context)


def _sheet_of(case: Case) -> str:
    if case.organisation_id is None:
        return ""
    return reverse("directory:sheet", args=[case.organisation_id])


def _draw(found: list[Happening], *, writes: bool) -> SafeString:
    lines = [
        FactLine(
            what=one.what,
            occurred_on=one.fact.occurred_on,
            known_on=one.fact.known_on,
            by=one.by,
            detail=one.detail,
            declared=one.fact.is_declared,
            voided_on=one.fact.void_on,
            voided_because=one.why_void,
            actions=_offers(one) if writes else (),
        )
        for one in found
    ]
    return draw_facts(lines, "Ce qui s’est passé")


def _offers(one: Happening) -> tuple[tuple[str, str], ...]:
    if one.fact.is_void:
        return ()
    where = [one.kind, one.fact.pk]
    if one.fresh:
        first = ("Corriger", reverse("support:correct", args=where))
    else:
        first = ("Remplacer", reverse("support:replace", args=where))
    return (first, ("Annuler", reverse("support:void", args=where)))


def _reached(found: list[Happening]) -> dict[int, Any]:
    return {
        one.fact.phase_id: one.fact.occurred_on
        for one in found
        if one.kind == "etape" and not one.fact.is_void
    }


def _steps(case: Case, phases: list[Phase], found: list[Happening]) -> list[dict[str, Any]]:
    """The phases of the programme, with the day each was reached."""
    reached = _reached(found)
    return [
        {"name": phase.name, "on": reached.get(phase.pk), "advice": phase.advice}
        for phase in phases
        if phase.is_open or phase.pk in reached
    ]


def _what_is_next(case: Case, phases: list[Phase], found: list[Happening]) -> str:
    """One sentence: the end, the follow-up that is due, or the phase that comes next."""
    if not case.is_open:
        return f"Clos le {write_date(case.closed_on or case.opened_on)} : {_outcome(case)}."
    today = timezone.localdate()
    reached = _reached(found)
    follow_up = _follow_up(phases, reached)
    if follow_up is not None:
        due = follow_up_due(follow_up, today)
        if due is not None:
            return f"Un suivi à {due[0]} mois est à proposer depuis le {write_date(due[1])}."
    said = _next_phase(phases, reached)
    if is_silent(case.touched_on, today):
        return f"Sans nouvelles depuis le {write_date(case.touched_on)}. {said}".strip()
    return said


def _outcome(case: Case) -> str:
    return str(Case.Outcome(case.outcome).label)


def _follow_up(phases: list[Phase], reached: dict[int, Any]) -> Any:
    """The day the support began, where the programme has a follow-up that is not noted yet."""
    codes = {phase.official_code: phase.pk for phase in phases if phase.official_code}
    if codes.get(SUIVI) is None or codes[SUIVI] in reached:
        return None
    return reached.get(codes.get("accompagnement", 0))


def _next_phase(phases: list[Phase], reached: dict[int, Any]) -> str:
    furthest = max((phase.position for phase in phases if phase.pk in reached), default=0)
    for phase in phases:
        if phase.is_open and phase.position > furthest and phase.pk not in reached:
            return f"Prochaine étape : {phase.name}."
    return ""


def _notes(request: Request, case: Case) -> list[dict[str, Any]]:
    actor = request.actor
    rows = list(
        Note.objects.visible_to(actor).filter(case=case).order_by("-written_on", "-id")[:100]
    )
    names = names_of({note.author_id for note in rows})
    return [
        {
            "note": note,
            "by": names.get(note.author_id or 0, ""),
            "shared": note.audience == Note.Audience.SHARED,
            "erasable": not note.erased_on and note.author_id == actor.user_id,
        }
        for note in rows
    ]
