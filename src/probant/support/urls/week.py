"""Addresses of the officer's day: my cases by what comes next, the board, ticked rows."""

from probant.kernel.roles import HOUSE, TEAM
from probant.support.screens.views import board, next_steps, together
from probant.support.urls.cases import WRITERS
from probant.ui.routing import page

patterns = [
    page("dossiers/miens/", next_steps.my_cases, name="my-cases", read=WRITERS),
    page("dossiers/par-etape/", board.board, name="board", read=HOUSE),
    page("dossiers/ensemble/", together.cases, name="cases-together", read=None, write=TEAM),
    page(
        "dossiers/ensemble/defaire/",
        together.cases_undo,
        name="cases-undo",
        read=None,
        write=TEAM,
    ),
    page("dossiers/export/", together.cases_export, name="cases-export", read=None, write=TEAM),
    page("taches/ensemble/", together.tasks, name="tasks-together", read=None, write=WRITERS),
    page(
        "taches/ensemble/defaire/",
        together.tasks_undo,
        name="tasks-undo",
        read=None,
        write=WRITERS,
    ),
]
