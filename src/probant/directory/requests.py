"""What people asked about their data and by when it must be answered."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass

from django.urls import reverse

from probant.directory.models import DataRequest
from probant.directory.rules import answer_due
from probant.kernel.actor import Actor
from probant.kernel.parameters import parameter_or_first
from probant.kernel.roles import Role
from probant.kernel.todo import Todo

WORDS = {
    "access": "Donner ses données à",
    "rectification": "Corriger les données de",
    "erasure": "Effacer",
}


@dataclass(frozen=True)
class Waiting:
    """A request without its answer, and the last day to give it."""

    request: DataRequest
    due_on: datetime.date

    @property
    def words(self) -> str:
        """What is to be done."""
        return f"{WORDS[self.request.kind]} {self.request.person}"


def due_of(asked: DataRequest) -> datetime.date:
    """The last day to answer: the period of law in force on the day it was received."""
    months = parameter_or_first("retention.access_answer", on=asked.received_on).value
    return answer_due(asked.received_on, int(months))


def open_requests(actor: Actor) -> list[Waiting]:
    """The requests that the actor's house has yet to answer, the most pressing first. One query."""
    rows = DataRequest.objects.visible_to(actor).open().select_related("person")
    waiting = [Waiting(one, due_of(one)) for one in rows]
    return sorted(waiting, key=lambda one: (one.due_on, one.request.pk))


def todo(actor: Actor, until: datetime.date) -> Iterable[Todo]:
    """Requests to answer by a day, for the direction that answers them."""
    if actor.house_id is None or not actor.has(Role.DIRECTION):
        return []
    return [
        Todo(
            one.words,
            one.due_on,
            reverse("directory:data", args=[one.request.person_id]),
            "demande sur ses données, délai légal d’un mois",
        )
        for one in open_requests(actor)
        if one.due_on <= until
    ]
