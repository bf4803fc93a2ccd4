"""Cases and tasks that were ticked in a list: one act on all, and its undoing."""

from django.http import HttpResponse

from probant.directory.screens.taking_away import asked
from probant.directory.screens.together import answer_together, undo_together
from probant.support.queries.cases import CaseFilter, narrowed
from probant.support.screens.case_gestures import CASES_TOGETHER, export_cases
from probant.support.screens.task_gestures import TASKS_TOGETHER
from probant.ui.request import Request


def cases(request: Request) -> HttpResponse:
    """`/dossiers/ensemble/`."""
    return answer_together(request, CASES_TOGETHER)


def cases_undo(request: Request) -> HttpResponse:
    """`/dossiers/ensemble/defaire/`."""
    return undo_together(request, CASES_TOGETHER)


def cases_export(request: Request) -> HttpResponse:
    """`/dossiers/export/`: the list as its filters leave it, all of it."""
    found = narrowed(request.actor, CaseFilter.read(asked(request)))
    named = found.select_related("organisation", "programme", "phase", "referent")
    return export_cases(request, list(named.order_by("-touched_on", "-id")))


def tasks(request: Request) -> HttpResponse:
    """`/taches/ensemble/`."""
    return answer_together(request, TASKS_TOGETHER)


def tasks_undo(request: Request) -> HttpResponse:
    """`/taches/ensemble/defaire/`."""
    return undo_together(request, TASKS_TOGETHER)
