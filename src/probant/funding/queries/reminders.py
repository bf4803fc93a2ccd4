"""Obligations of conventions as things to do, as days of a calendar, and as one reminding mail."""

import datetime
from collections import defaultdict
from collections.abc import Iterable

from probant.accounts.models import Membership, User
from probant.funding.queries.dues import WAITING, Dued, dues, may_answer, mine, running
from probant.funding.rules import State
from probant.kernel.actor import Actor
from probant.kernel.calendar import Engagement
from probant.kernel.roles import HOUSE, Role
from probant.kernel.todo import Todo
from probant.ui.hrefs import href_pattern

DAYS_BEFORE = (30, 7, 0, -1)  # the days on which a reminder leaves, around the day due
AHEAD_DAYS = 30  # what it lists besides what is late


def obligations_to_do(actor: Actor, until: datetime.date) -> Iterable[Todo]:
    """What is late or due by a day, from whoever answers for it. Queries: those of `dues`."""
    if actor.house_id is None or not may_answer(actor):
        return []
    return _todo(mine(actor, dues(actor, until)))


def house_obligations_to_do(actor: Actor, until: datetime.date) -> Iterable[Todo]:
    """The same, of every convention of the house."""
    if actor.house_id is None or not actor.has(*HOUSE):
        return []
    return _todo(dues(actor, until))


def _todo(found: Iterable[Dued]) -> list[Todo]:
    return [
        Todo(
            title=f"{one.it.label} ({one.it.by})" if one.it.by else one.it.label,
            due_on=one.it.due_on,
            address=_address(one),
            detail=one.title,
        )
        for one in found
        if one.it.state in WAITING and one.it.due_on is not None
    ]


def _address(one: Dued) -> str:
    return href_pattern("funding:convention") % one.convention_id


def obligations_in(actor: Actor, start: datetime.date, end: datetime.date) -> Iterable[Engagement]:
    """The days on which something of a convention is due, of whoever answers for it."""
    if not may_answer(actor):
        return []
    return engagements_of(mine(actor, dues(actor, start)), start, end)


def engagements_of(
    found: Iterable[Dued], start: datetime.date, end: datetime.date
) -> list[Engagement]:
    """Obligations as days of a calendar; what is done is left out."""
    return [
        Engagement(
            kind="obligation",
            number=one.number,
            title=f"{one.it.label} ({one.it.by})" if one.it.by else one.it.label,
            start=one.it.due_on,
            address=_address(one),
            note=one.title,
        )
        for one in found
        if one.it.due_on is not None and start <= one.it.due_on <= end
        if one.it.state is not State.DONE
    ]


def reminded(system: Actor, on: datetime.date) -> dict[User, list[Dued]]:
    """Who is reminded of what on a day: those for whom something reaches one of its days.

    One list a person: what is late, and what is due within thirty days.
    """
    found = [one for one in dues(system, on, running(system)) if one.it.state is not State.DONE]
    direction = list(_directors(system.house, on))
    keepers = {
        user.pk: user
        for user in User.objects.filter(
            pk__in={one.keeper_id for one in found if one.keeper_id}, is_active=True
        )
    }
    lists: dict[User, list[Dued]] = defaultdict(list)
    for one in found:
        if one.it.due_on is None or (one.it.due_on - on).days > AHEAD_DAYS:
            continue
        kept = keepers.get(one.keeper_id or 0)
        for user in [kept] if kept else direction:
            lists[user].append(one)
    return {
        user: listed
        for user, listed in lists.items()
        if any((one.it.due_on - on).days in DAYS_BEFORE for one in listed if one.it.due_on)
    }


def _directors(house_id: int, on: datetime.date) -> Iterable[User]:
    rows = Membership.objects.filter(
        organisation_id=house_id, role=Role.DIRECTION, user__is_active=True
    ).held_on(on)
    return {row.user for row in rows.select_related("user").order_by("pk")}
