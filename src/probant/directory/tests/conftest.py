"""Two houses, their people, and a browser of each role."""

import datetime
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.test import Client

from probant.directory.actions import create_house, create_organisation, create_person
from probant.directory.models import House, Organisation, Person
from probant.kernel.actor import Actor
from probant.kernel.roles import Role

DAY = datetime.date(2024, 3, 21)


@pytest.fixture(autouse=True)
def register(tmp_path: Path, settings: Any) -> Path:
    """An erasure register of the test's own."""
    path = tmp_path / "erasures.jsonl"
    settings.ERASURE_REGISTER = path
    return path


def open_house(name: str) -> House:
    return create_house(
        Actor.system(None, "test"),
        identity={"name": name, "family": "association", "place_code": "21231"},
        short_name=name,
        runs_programmes=True,
    )


def team(house: House, role: Role = Role.DIRECTION, user_id: int = 1) -> Actor:
    return Actor(user_id, house.pk, house.pk, frozenset({role}))


def sign_in(house: House, role: Role = Role.DIRECTION) -> Client:
    """A browser of somebody of a house; accounts stand above this room: asked by their name."""
    user = apps.get_model("accounts", "User").objects.create_user(
        f"{role.value}-{house.pk}@exemple.fr", name=role.label
    )
    apps.get_model("accounts", "Membership").objects.create(
        user=user, organisation_id=house.pk, role=role.value
    )
    client = Client()
    client.force_login(user)
    return client


@pytest.fixture
def house(db: None) -> House:
    return open_house("Maison")


@pytest.fixture
def other(db: None) -> House:
    return open_house("Voisine")


@pytest.fixture
def actor(house: House) -> Actor:
    return team(house)


@pytest.fixture
def jardins(actor: Actor) -> Organisation:
    return create_organisation(
        actor=actor,
        name="Les Jardins de l’Œuvre",
        family="association",
        place_code="21166",
        telephone="0380123456",
        email="Jardins@Exemple.fr",
        rna="W212000123",
    )


@pytest.fixture
def elise(actor: Actor, jardins: Organisation) -> Person:
    return create_person(
        actor,
        given_name="Élise",
        family_name="Bœuf",
        email="elise@exemple.fr",
        telephone="06 01 02 03 04",
        organisation=jardins,
        title="présidente",
    )
