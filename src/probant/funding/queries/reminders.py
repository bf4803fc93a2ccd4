"""Obligations of conventions as things to do, for the direction of the house."""

import datetime
from collections.abc import Iterable

from probant.funding.models import Convention
from probant.funding.queries.obligations import obligations
from probant.funding.rules import State
from probant.kernel.actor import Actor
from probant.kernel.roles import Role
from probant.kernel.todo import Todo
from probant.ui.hrefs import href_pattern

WATCHED = 20  # the running conventions looked at, latest first


def obligations_to_do(actor: Actor, until: datetime.date) -> Iterable[Todo]:
    """What is late or due by a day on the conventions that run. Five queries a convention."""
    if actor.house_id is None or not actor.has(Role.DIRECTION):
        return []
    running = Convention.objects.visible_to(actor).filter(house_id=actor.house_id, status="signed")
    return [
        Todo(
            title=f"{one.label} ({one.by})" if one.by else one.label,
            due_on=one.due_on,
            address=href_pattern("funding:convention") % convention.pk,
            detail=str(convention),
        )
        for convention in running.order_by("-starts_on", "-pk")[:WATCHED]
        for one in obligations(convention, until, actor)
        if one.state in (State.LATE, State.DUE) and one.due_on is not None
        if not one.note.startswith("délai")
    ]
