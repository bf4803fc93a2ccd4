"""Follow-ups as reminders: what the referent of a case has to ask, by a day."""

import datetime
from collections.abc import Iterable

from probant.kernel.actor import Actor
from probant.kernel.calendar import Engagement
from probant.kernel.roles import TEAM
from probant.kernel.todo import Todo
from probant.support.queries.follow_ups import Due, due
from probant.ui.hrefs import href_pattern


def follow_ups_to_do(actor: Actor, until: datetime.date) -> Iterable[Todo]:
    """The follow-ups that the actor's own cases wait for by a day. Five queries."""
    return [
        Todo(
            title=f"Prendre des nouvelles à {one.months} mois : {one.name}",
            due_on=one.due_on,
            address=href_pattern("support:case") % one.case_id,
            detail=one.programme,
            in_calendar=True,
        )
        for one in _own(actor, until)
    ]


def follow_ups_in(actor: Actor, start: datetime.date, end: datetime.date) -> Iterable[Engagement]:
    """The same, on the day that each is due. Five queries."""
    return _within(_own(actor, end), start, end)


def house_follow_ups_in(
    actor: Actor, start: datetime.date, end: datetime.date
) -> Iterable[Engagement]:
    """Those of all the cases of the house, for its team. Five queries."""
    return _within(due(actor, end, until=end) if actor.has(*TEAM) else [], start, end)


def house_follow_ups_to_do(actor: Actor, until: datetime.date) -> Iterable[Todo]:
    """None beside the calendar's: it says them already."""
    return []


def _within(found: list[Due], start: datetime.date, end: datetime.date) -> list[Engagement]:
    return [
        Engagement(
            kind=f"follow-up-{one.since}-{one.months}",
            number=one.case_id,
            title=f"Suivi à {one.months} mois : {one.name}",
            start=one.due_on,
            address=href_pattern("support:case") % one.case_id,
            who=one.referent,
            acts=(("Noter le suivi", href_pattern("support:follow-up") % one.case_id),),
        )
        for one in found
        if start <= one.due_on <= end
    ]


def _own(actor: Actor, until: datetime.date) -> list[Due]:
    if actor.user_id is None or not actor.has(*TEAM):
        return []
    return due(actor, until, until=until, referent=actor.user_id)
