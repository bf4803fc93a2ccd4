"""A volunteer's space: the cases entrusted to them, what comes next, what they gave."""

import datetime
from typing import Any

from django.db.models import Sum
from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from probant.engagement.models import CaseProposal, DeclaredHours
from probant.engagement.queries.volunteers import minutes_by_year
from probant.engagement.rules import write_minutes
from probant.kernel.actor import Actor
from probant.portal.queries import entrusted, time_given
from probant.support.queries.appointments import between
from probant.support.queries.case_words import say_minutes
from probant.support.queries.tasks import MINE, TO_DO, TaskFilter, tasks_of
from probant.ui.request import Request

AHEAD = datetime.timedelta(days=60)


def _hours(actor: Actor) -> dict[str, Any]:
    """Hours validated by year, and what still waits. Two queries; none for who is nobody's."""
    if actor.person_id is None:
        return {}
    by_year = minutes_by_year(actor)
    waiting = DeclaredHours.objects.visible_to(actor).filter(
        person_id=actor.person_id, state=DeclaredHours.State.WAITING
    )
    minutes = waiting.aggregate(total=Sum("minutes"))["total"]
    return {
        "years": [(year, write_minutes(total)) for year, total in by_year],
        "waiting": write_minutes(minutes) if minutes else "",
    }


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
        "proposals": list(
            CaseProposal.objects.visible_to(actor)
            .waiting()
            .filter(person_id=actor.person_id or 0)
            .select_related("case__programme")
            .order_by("pk")
        ),
        "hours": _hours(actor),
        "person_id": actor.person_id,
    }
    return render(request, "portal/volunteer.html", context)
