"""What time asks of somebody: weeks without time, sheets to sign."""

import datetime
from collections.abc import Iterator

from django.urls import reverse
from django.utils import timezone

from probant.accounts.models import Membership
from probant.engagement.models import SheetSigned
from probant.engagement.queries.weeks import late_weeks
from probant.engagement.rules.days import month_of
from probant.kernel.actor import Actor
from probant.kernel.dates import write_short_date
from probant.kernel.roles import TEAM, Role
from probant.kernel.todo import Todo
from probant.ui.hrefs import href_pattern

PARTS = SheetSigned.Part


def time_to_do(actor: Actor, until: datetime.date) -> Iterator[Todo]:
    """The actor’s weeks without time; the sheets that wait for their signature. Six queries.

    Nothing is asked of an account that is linked to nobody.
    """
    if actor.house_id is None:
        return
    if actor.has(*TEAM) and actor.person_id is not None:
        week = reverse("engagement:staff-week")
        for period in late_weeks(actor, min(until, timezone.localdate())):
            yield Todo(
                title=f"Noter le temps de la semaine du {write_short_date(period.start)}",
                due_on=period.end,
                address=f"{week}?semaine={write_short_date(period.start)}",
            )
    if actor.has(Role.DIRECTION, Role.BOARD):
        yield from _to_sign(actor)


def _to_sign(actor: Actor) -> Iterator[Todo]:
    """Sheets that their employee signed: the direction's by the board, others by the direction."""
    signed = SheetSigned.objects.now().filter(house_id=actor.house)
    managed = {
        (one.person_id, one.year, one.month): one.content
        for one in signed.filter(part=PARTS.MANAGER)
    }
    waiting = [
        one
        for one in signed.filter(part=PARTS.EMPLOYEE).select_related("person")
        if managed.get((one.person_id, one.year, one.month)) != one.content
        and one.person_id != actor.person_id
    ]
    if not waiting:
        return
    directors = set(
        Membership.objects.filter(
            organisation_id=actor.house,
            role=Role.DIRECTION,
            person__in=[one.person_id for one in waiting],
        ).values_list("person_id", flat=True)
    )
    sheet = href_pattern("engagement:sheet", 3)
    for one in waiting:
        signer = Role.BOARD if one.person_id in directors else Role.DIRECTION
        if not actor.has(signer):
            continue
        yield Todo(
            title=f"Signer la feuille de temps de {one.person}, {one.month:02d}/{one.year}",
            due_on=month_of(one.year, one.month).end,
            address=sheet % (one.person_id, one.year, one.month),
        )
