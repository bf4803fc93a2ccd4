"""My cases, by what comes next: the late first."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from probant.directory.screens.together import boxes_for
from probant.kernel.roles import TEAM
from probant.support.access import may_open_cases
from probant.support.queries.cases import people_of, programmes_with_phases, word_of
from probant.support.queries.next_steps import (
    EVERYBODY,
    MINE,
    WINDOW,
    StepFilter,
    next_steps,
)
from probant.support.screens.case_gestures import CASES_TOGETHER
from probant.support.screens.next_tables import NEXT_STEPS, dressed
from probant.ui.request import Request
from probant.ui.tables import held_page


def my_cases(request: Request) -> HttpResponse:
    """`/dossiers/miens/`: appointments, tasks, delays, news to take, in the order of days."""
    actor, today = request.actor, timezone.localdate()
    chosen = StepFilter.read(request.GET)
    rows = dressed(next_steps(actor, chosen, today), today)
    page = held_page(rows, NEXT_STEPS.sort(request.GET), request.GET)
    team = actor.has(*TEAM)
    choosing = boxes_for(request, CASES_TOGETHER) if team else None
    context = {
        "table": NEXT_STEPS.render(page.rows, query=request.GET, page=page, choosing=choosing),
        "chosen": chosen,
        "late": sum(row["when"] == "late" for row in rows),
        "idle": sum(row["when"] == "never" for row in rows),
        "mine": MINE,
        "everybody": EVERYBODY,
        "is_team": team,
        "people": [
            (str(user.pk), str(user))
            for user in (people_of(actor.house) if team else [])
            if user.pk != actor.user_id
        ],
        "programmes": [(word_of(row), row.name) for row in programmes_with_phases(actor)],
        "is_cut": len(rows) >= WINDOW,
        "window": WINDOW,
        "may_open": may_open_cases(actor, actor.house).allowed,
    }
    return render(request, "support/my_cases.html", context)
