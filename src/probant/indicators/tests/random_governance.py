"""Sittings, votes and transmissions drawn at random, known late and voided too."""

import datetime
from typing import Any

from probant.governance.models import (
    ActTransmitted,
    ActVoted,
    Body,
    Deliberation,
    Sitting,
    SittingFact,
    SittingHeld,
)
from probant.indicators.tests.random_year import RandomYear


def draw_governance(year: RandomYear) -> None:
    """A board of the house and a council; some acts of both are voted, then transmitted."""
    draw = year.draw
    whose = (year.house.organisation, draw.choice(year.organisations))
    bodies = [
        Body.objects.create(house=year.house, organisation=one, kind=kind, name=f"Tirée {kind}")
        for one, kind in zip(whose, ("board", "council"), strict=True)
    ]
    for number in range(30):
        body = draw.choice(bodies)
        sitting = Sitting.objects.create(house=year.house, body=body, held_on=year.day())
        members = draw.randint(0, 20)
        counts = {"members": members, "present": draw.randint(0, members)}
        _record(year, SittingHeld, sitting, sitting.held_on, **counts)
        act = Deliberation.objects.create(
            house=year.house, sitting=sitting, subject=f"Acte {number}"
        )
        adopted = draw.random() < 0.7
        _record(year, ActVoted, sitting, sitting.held_on, deliberation=act, is_adopted=adopted)
        later = sitting.held_on + datetime.timedelta(days=draw.randrange(60))
        if draw.random() < 0.7:
            _record(year, ActTransmitted, sitting, later, deliberation=act)


def _record(
    year: RandomYear, kind: type[SittingFact], sitting: Sitting, day: datetime.date, **said: Any
) -> None:
    def make(on: datetime.date) -> SittingFact:
        fact = kind(**said)
        fact.about(sitting)
        fact.occurred_on = on
        return fact

    year.record_on(day, make)
