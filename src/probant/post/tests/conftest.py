"""A house, its director and a colleague who signs in."""

import datetime
from collections.abc import Iterator
from typing import Any

import pytest
from django.test import Client

from probant.accounts.actions import open_account
from probant.accounts.models import User
from probant.directory.actions import create_house
from probant.directory.models import House
from probant.kernel.actor import Actor
from probant.kernel.calendar import CALENDAR
from probant.kernel.registry import Registry
from probant.kernel.roles import Role
from probant.kernel.todo import TODO
from probant.kernel.work import JOBS, SCHEDULE

MONDAY = datetime.date(2026, 11, 23)


@pytest.fixture(autouse=True)
def registries() -> Iterator[None]:
    """What a test registers is taken away after it; no room puts anything in a calendar."""
    every: list[Registry[Any]] = [JOBS, SCHEDULE, CALENDAR, TODO]
    kept = [(registry, dict(registry._items)) for registry in every]
    CALENDAR._items.clear()
    TODO._items.clear()
    yield
    for registry, items in kept:
        registry._items.clear()
        registry._items.update(items)


@pytest.fixture(autouse=True)
def register(tmp_path: Any, settings: Any) -> None:
    settings.ERASURE_REGISTER = tmp_path / "erasures.jsonl"


def open_house(name: str) -> House:
    return create_house(
        Actor.system(None, "test"),
        identity={"name": name, "family": "association"},
        short_name=name,
        runs_programmes=True,
    )


def colleague(house: House, role: Role, name: str) -> User:
    return open_account(
        Actor.system(house.pk, "test"),
        email=f"{name}@exemple.fr",
        name=name.capitalize(),
        organisation=house.organisation,
        role=role,
        password="un mot de passe pour essayer",
    )


def acting(user: User, house: House, *roles: Role) -> Actor:
    return Actor(user.pk, house.pk, house.pk, frozenset(roles))


def browser(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def house(db: None) -> House:
    return open_house("Maison")


@pytest.fixture
def awa(house: House) -> User:
    return colleague(house, Role.DIRECTION, "awa")


@pytest.fixture
def bruno(house: House) -> User:
    return colleague(house, Role.OFFICER, "bruno")


@pytest.fixture
def direction(awa: User, house: House) -> Actor:
    return acting(awa, house, Role.DIRECTION)
