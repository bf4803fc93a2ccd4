"""The week: mine, a colleague's, the team's."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from probant.accounts.models import User
from probant.desk.week import ME, TEAM_WEEK, monday_of, seen_as, week_of
from probant.kernel.actor import Actor
from probant.kernel.roles import TEAM
from probant.support.queries.cases import people_of
from probant.support.queries.next_steps import own_open_cases
from probant.ui.request import Request


def agenda(request: Request) -> HttpResponse:
    """`/agenda/`: seven days, `?semaine=` by any of them, `?qui=` moi, equipe or a colleague."""
    actor, today = request.actor, timezone.localdate()
    team = actor.has(*TEAM)
    people = people_of(actor.house, team_only=False) if team else []
    who, colleague = _who(request, people)
    week = week_of(
        seen_as(actor, colleague) if colleague else actor,
        monday_of(request.GET, today),
        whole_house=who == TEAM_WEEK,
    )
    context: dict[str, Any] = {
        "week": week,
        "who": who,
        "me": ME,
        "everybody": TEAM_WEEK,
        "colleague": colleague,
        "is_team": team,
        "people": [(str(user.pk), str(user)) for user in people if user.pk != actor.user_id],
        "today": today,
        "is_now": week.monday <= today <= week.sunday,
        "cases": own_open_cases(actor),
        "is_mine": who == ME,
    }
    return render(request, "desk/agenda.html", context)


def _who(request: Request, people: list[User]) -> tuple[str, User | None]:
    """Whose week: a volunteer sees their own only; 404 for somebody who is not of the house."""
    actor: Actor = request.actor
    asked = request.GET.get("qui", ME)
    if asked in ("", ME) or asked == str(actor.user_id) or not actor.has(*TEAM):
        return ME, None
    if asked == TEAM_WEEK:
        return TEAM_WEEK, None
    for user in people:
        if asked == str(user.pk):
            return asked, user
    raise Http404
