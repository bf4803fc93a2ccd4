"""A house with a journal and a person of its own, and a kind of fact to write there.

The journal stands below the rooms whose facts it keeps: tests ask Django for one by its name.
"""

import datetime
from collections.abc import Callable
from typing import Any

import pytest
from django.apps import apps

from probant.journal.door import open_journal
from probant.journal.facts import Fact
from probant.kernel.actor import Actor
from probant.kernel.roles import Role

DAY = datetime.date(2024, 3, 21)
Hours = Callable[..., Any]


@pytest.fixture
def hours_model() -> type[Fact]:
    """A real kind of fact: hours that a volunteer gave."""
    model: type[Fact] = apps.get_model("engagement", "VolunteerHours")
    return model


def make_house(name: str) -> int:
    """A structure that keeps its books here; returns the id that its journal bears."""
    organisation = apps.get_model("directory", "Organisation").objects.create(
        name=name, name_key=name.lower(), family="association"
    )
    house = apps.get_model("directory", "House").objects.create(
        organisation=organisation, short_name=name[:60]
    )
    open_journal(house.pk)
    return int(house.pk)


@pytest.fixture
def house_id(db: None) -> int:
    return make_house("Maison")


@pytest.fixture
def person(house_id: int) -> Any:
    return apps.get_model("directory", "Person").objects.create(
        house_id=house_id, family_name="Bœuf", name_key="boeuf"
    )


@pytest.fixture
def actor(house_id: int) -> Actor:
    return Actor(7, house_id, house_id, frozenset({Role.DIRECTION}))


@pytest.fixture
def hours(hours_model: Any, person: Any) -> Hours:
    """`hours(60)`: an hour given, not yet recorded."""

    def make(minutes: int = 60, on: datetime.date = DAY) -> Any:
        return hours_model(person=person, minutes=minutes, occurred_on=on)

    return make
