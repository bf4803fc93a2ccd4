"""A volunteer's space: the cases entrusted to them, what comes next, what they gave."""

import datetime

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from probant.portal.queries import entrusted, time_given
from probant.support.queries.appointments import between
from probant.support.queries.case_words import say_minutes
from probant.support.queries.tasks import MINE, TO_DO, TaskFilter, tasks_of
from probant.ui.request import Request

AHEAD = datetime.timedelta(days=60)


def volunteer(request: Request) -> HttpResponse:
    """`/espace/` for a volunteer."""
    actor, today = request.actor, timezone.localdate()
    cases = entrusted(actor)
    coming = [row for row in between(actor, today, today + AHEAD) if row.state == row.State.PLANNED]
    given = time_given(actor)
    context = {
        "cases": cases,
        "coming": [{"row": row, "length": say_minutes(row.minutes)} for row in coming[:12]],
        "tasks": tasks_of(actor, TaskFilter(TO_DO, MINE), today)[:12],
        "given": [
            {"year": year, "held": held, "length": say_minutes(minutes)}
            for year, held, minutes in given
        ],
        "today": today,
    }
    return render(request, "portal/volunteer.html", context)
