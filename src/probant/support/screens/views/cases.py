"""The list of cases."""

from typing import Any

from django.db.models import QuerySet
from django.http import Http404, HttpResponse
from django.shortcuts import render

from probant.directory.screens.together import boxes_for
from probant.journal.prepared import SeenModels
from probant.kernel.actor import Actor
from probant.support.access import may_open_cases
from probant.support.models import Case
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
from probant.support.queries.findings import ANY, WORDS
from probant.support.screens.case_gestures import CASES_TOGETHER
from probant.support.screens.tables import CASES
from probant.ui.request import Request
from probant.ui.tables import keyset_page

FINDINGS = (
    (ANY, "quelque chose à regarder"),
    *((word, label) for word, (_, label) in WORDS.items()),
)
STATES = ((OPEN, "ouverts"), (CLOSED, "clos"), (ALL, "ouverts et clos"))


def load_case(request: Request, pk: int) -> Case:
    """The case, with what its pages name; 404 where the actor may not see it."""
    found = _CASES.all(request.actor, case=pk) if request.actor.house_id else []
    if not found:
        raise Http404
    return found[0]


def _named(actor: Actor, case: int) -> QuerySet[Case]:
    cases = Case.objects.visible_to(actor).filter(pk=case)
    return cases.select_related("organisation", "programme", "phase", "referent", "version")


_CASES: SeenModels[Case] = SeenModels(_named, "case")


def listing(request: Request) -> HttpResponse:
    """`/dossiers/`: filters are words in the address."""
    actor = request.actor
    chosen = CaseFilter.read(request.GET)
    sort = CASES.sort(request.GET)
    page = keyset_page(case_rows(actor, chosen), sort, request.GET)
    programmes = programmes_with_phases(actor)
    team = may_open_cases(actor, actor.house).allowed
    choosing = boxes_for(request, CASES_TOGETHER) if team else None
    context = {
        "table": CASES.render(page.rows, query=request.GET, page=page, choosing=choosing),
        "chosen": chosen,
        "states": STATES,
        "programmes": [(word_of(row), row.name) for row in programmes],
        "phases": _phase_words(programmes, chosen.programme),
        "referents": [(str(user.pk), str(user)) for user in people_of(actor.house)],
        "mine": MINE,
        "nobody": NOBODY,
        "findings": FINDINGS,
        "may_open": team,
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
