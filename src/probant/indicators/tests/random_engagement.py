"""Hours of volunteers, time of the team and participants drawn at random, late and voided too."""

import datetime
from typing import Any

from probant.directory.models import Person
from probant.engagement.models import (
    EntryStatus,
    ExitStatus,
    Participant,
    ParticipantEntered,
    ParticipantLeft,
    StaffTime,
    Task,
    VolunteerHours,
)
from probant.indicators.tests.random_year import YEAR, RandomYear
from probant.programmes.models import Action

PEOPLE, OPERATIONS = 12, 3
TASKS = ("", *Task.values)


def draw_engagement(year: RandomYear) -> None:
    """Some people give or work some hours, some enter operations, some of whom leave them."""
    people = [
        Person.objects.create(house=year.house, family_name=f"Engagée {number}")
        for number in range(PEOPLE)
    ]
    operations = [
        Action.objects.create(house=year.house, name=f"Opération {number}")
        for number in range(OPERATIONS)
    ]
    for _ in range(60):
        _give(year, year.draw.choice(people))
        _work(year, year.draw.choice(people), year.draw.choice(operations))
    for person in people:
        for operation in year.draw.sample(operations, 2):
            _take_part(year, person, operation)


def _filed(year: RandomYear, fact: Any, on: datetime.date) -> Any:
    fact.occurred_on = on
    fact.file_under(year.draw.choice([None, *year.programmes.values()]))
    return fact


def _give(year: RandomYear, person: Person) -> None:
    draw = year.draw
    said = {
        "minutes": draw.randrange(1, 300),
        "task": draw.choice(TASKS),
        "value_cents": draw.choice([None, draw.randrange(1, 9_000)]),
    }
    year.record(lambda on: _filed(year, VolunteerHours(person=person, **said), on))


def _work(year: RandomYear, person: Person, action: Action) -> None:
    draw = year.draw
    said: dict[str, Any] = {
        "minutes": draw.randrange(1, 480),
        "action": draw.choice([action, action, None]),
        "full_time_minutes": 60 * draw.choice([1607, 1575, 1820]),
    }
    year.record(lambda on: _filed(year, StaffTime(person=person, **said), on))


def _take_part(year: RandomYear, person: Person, action: Action) -> None:
    draw, on = year.draw, datetime.date(YEAR, 1, 1)
    participant = Participant.objects.create(
        house=year.house, person=person, action=action, entered_on=on
    )
    about: dict[str, Any] = {"person": person, "action": action, "participant": participant}
    came, gone = draw.choice(EntryStatus.values), draw.choice(["emploi", *ExitStatus.values])
    year.record(lambda on: _filed(year, ParticipantEntered(status=came, **about), on))
    if draw.random() < 0.8:
        year.record(lambda on: _filed(year, ParticipantLeft(status=gone, **about), on))
