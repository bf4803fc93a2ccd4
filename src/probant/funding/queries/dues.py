"""What is due over all conventions that an actor keeps or funds, each with who answers for it."""

import datetime
import zlib
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Q, QuerySet

from probant.funding.models import Convention, Keeper
from probant.funding.queries.obligations import obligations_of
from probant.funding.rules import Duty, Obligation, State, Status
from probant.funding.rules.bonds import side_of
from probant.kernel.actor import Actor
from probant.kernel.roles import FUNDERS, HOUSE, Role

RUNNING = (Status.SIGNED, Status.DENOUNCED)
ONCE = (Duty.DEPOSIT, Duty.ACCOUNTS)  # of the beneficiary's year, whatever the convention


@dataclass(frozen=True)
class Dued:
    """An obligation, the convention it comes from and who answers for it (None: the direction)."""

    convention_id: int
    title: str
    it: Obligation
    keeper_id: int | None = None
    keeper: str = ""

    @property
    def side(self) -> str:
        """Who owes it: "funder", "both" or "beneficiary"."""
        return side_of(self.it.code)

    @property
    def number(self) -> int:
        """The same for ever: what a calendar knows it by."""
        said = f"{self.convention_id} {self.it.code} {self.it.year} {self.it.award_id} "
        return zlib.crc32(f"{said}{self.it.instalment} {self.it.article}".encode())


def running(actor: Actor) -> QuerySet[Convention]:
    """The conventions whose obligations an actor follows: their house's, or those they fund."""
    seen = Convention.objects.visible_to(actor).filter(status__in=RUNNING)
    if actor.house_id is not None and actor.has(*HOUSE):
        seen = seen.filter(house_id=actor.house_id)
    return seen


def dues(
    actor: Actor, today: datetime.date, conventions: QuerySet[Convention] | None = None
) -> list[Dued]:
    """Everything due, by date, however many conventions: twelve queries, fifteen with evidence."""
    chosen = running(actor) if conventions is None else conventions
    titles = dict(chosen.order_by("pk").values_list("pk", "title"))
    if not titles:
        return []
    keepers = {
        row[0]: row[1:]
        for row in Keeper.objects.filter(convention__in=chosen.values("pk"), code="").values_list(
            "convention_id", "user_id", "user__name"
        )
    }
    found: list[Dued] = []
    once: set[tuple[Duty, int | None, str]] = set()
    for pk, owed in obligations_of(chosen, today, actor).items():
        keeper_id, keeper = keepers.get(pk, (None, ""))
        for one in owed:
            if one.code in ONCE:
                if (one.code, one.year, one.by) in once:
                    continue
                once.add((one.code, one.year, one.by))
            found.append(Dued(pk, titles[pk], one, keeper_id, keeper))
    far = datetime.date.max
    return sorted(found, key=lambda one: (one.it.due_on or far, one.title, one.it.label))


def mine(actor: Actor, found: Iterable[Dued]) -> list[Dued]:
    """Those the actor answers for: the conventions kept, and for the direction the others."""
    is_direction = actor.has(Role.DIRECTION)
    is_funder = actor.has(*FUNDERS) and actor.house_id is None
    return [
        one
        for one in found
        if is_funder
        or (one.keeper_id is not None and one.keeper_id == actor.user_id)
        or (one.keeper_id is None and is_direction)
    ]


def may_answer(actor: Actor) -> bool:
    """Whether something may be due from the actor at all: spares the others every query."""
    if actor.has(*FUNDERS) and actor.house_id is None and actor.organisation_id is not None:
        return True
    if actor.house_id is None or not actor.has(*HOUSE):
        return False
    if actor.has(Role.DIRECTION):
        return True
    kept = Q(convention__house_id=actor.house_id, user_id=actor.user_id)
    return actor.user_id is not None and Keeper.objects.filter(kept).exists()


WAITING = (State.LATE, State.DUE)
