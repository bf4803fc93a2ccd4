"""Erasing a person and the end of retention: names go, figures and the chain stand."""

import datetime
import json
from pathlib import Path
from typing import Any

import pytest
from django.utils import timezone

from probant.directory.actions import (
    agree_to_naming,
    apply_retention,
    create_person,
    end_position,
    erase_person,
    replay_erasures,
    set_retention,
    withdraw_naming,
)
from probant.directory.actions.retention import months_before
from probant.directory.errors import AlreadyErased
from probant.directory.models import House, NamingAgreement, Organisation, Person
from probant.directory.tests.conftest import DAY, team
from probant.journal.integrity import verify
from probant.journal.models import JournalDetail, JournalEntry
from probant.kernel.actor import Actor
from probant.kernel.decision import Refused
from probant.kernel.erasure import ERASERS
from probant.kernel.roles import Role
from probant.search import index as names

FAR = datetime.date(2040, 1, 1)


def everything() -> str:
    """All that the tables and the register keep of people, as text."""
    people = list(Person.objects.values())
    details = list(JournalDetail.objects.values_list("body", flat=True))
    return json.dumps([people, details], default=str, ensure_ascii=False)


def test_an_erased_person_leaves_no_name_and_the_chain_stands(
    house: House, actor: Actor, elise: Person, register: Path
) -> None:
    entries = list(JournalEntry.objects.order_by("seq").values_list("hash", flat=True))
    erase_person(actor, elise, "request")
    elise.refresh_from_db()
    assert (str(elise), elise.email, elise.telephone) == ("personne effacée", "", "")
    assert elise.positions.count() == 0
    assert names.find(house.pk, "bœuf", kinds=["person"]) == []
    for trace in ("lise", "uf", "présidente"):
        assert trace not in everything().replace("personne effac", "")
    assert trace not in register.read_text()
    kept = list(JournalEntry.objects.order_by("seq").values_list("hash", flat=True))
    assert kept[: len(entries)] == entries
    assert verify() == []


def test_every_room_that_registered_empties_its_rows(actor: Actor, elise: Person) -> None:
    called: list[tuple[int, int]] = []
    ERASERS.register("test", lambda house_id, number: called.append((house_id, number)) or 1)
    try:
        erase_person(actor, elise, "mistake")
    finally:
        del ERASERS._items["test"]
    assert called == [(elise.house_id, elise.pk)]


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.DIRECTION])
def test_only_the_direction_erases(house: House, elise: Person, role: Role) -> None:
    with pytest.raises(Refused):
        erase_person(team(house, role), elise, "request")


def test_the_direction_of_another_house_does_not(other: House, elise: Person) -> None:
    with pytest.raises(Person.DoesNotExist):
        erase_person(team(other), elise, "request")
    elise.refresh_from_db()
    assert elise.erased_on is None


def test_a_person_is_erased_once_and_for_a_known_reason(actor: Actor, elise: Person) -> None:
    with pytest.raises(ValueError, match="Élise"):
        erase_person(actor, elise, "Élise l’a demandé")
    erase_person(actor, elise, "request")
    with pytest.raises(AlreadyErased):
        erase_person(actor, elise, "request")


def test_who_comes_back_by_a_backup_is_erased_again(
    house: House, actor: Actor, elise: Person
) -> None:
    erase_person(actor, elise, "request")
    Person.objects.filter(pk=elise.pk).update(family_name="Bœuf", erased_on=None)
    assert replay_erasures() == 1
    elise.refresh_from_db()
    assert (elise.family_name, elise.erased_on) == ("", timezone.localdate())
    assert replay_erasures() == 0
    assert verify() == []


def test_a_register_of_another_instance_erases_nobody(
    actor: Actor, elise: Person, register: Path
) -> None:
    line = {"at": "x", "house_id": elise.house_id, "person_id": elise.pk, "journal": "f" * 64}
    register.write_text(json.dumps(line) + "\n{cut short")
    assert replay_erasures() == 0
    elise.refresh_from_db()
    assert elise.erased_on is None


def test_texts_end_with_the_period_of_their_category_and_the_chain_stands(
    house: House, actor: Actor, jardins: Organisation
) -> None:
    agree_to_naming(actor, jardins, house.organisation, agreed_on=DAY)
    today = timezone.localdate()
    assert apply_retention(actor, house, today).texts == {}
    at_the_limit = months_before(today, -36)
    assert apply_retention(actor, house, at_the_limit).texts == {}
    after = apply_retention(actor, house, at_the_limit + datetime.timedelta(days=1))
    assert (after.texts, after.people) == ({"directory": 1}, 0)
    assert verify() == []


def test_a_house_may_change_a_period_and_says_on_what_ground(
    house: House, actor: Actor, jardins: Organisation
) -> None:
    agree_to_naming(actor, jardins, house.organisation, agreed_on=DAY)
    set_retention(actor, category="directory", months=1, legal_basis="décision du bureau")
    soon = timezone.localdate() + datetime.timedelta(days=40)
    assert apply_retention(actor, house, soon).texts == {"directory": 1}


def test_people_whom_nothing_mentions_are_erased_unless_they_hold_a_position(
    house: House, actor: Actor, elise: Person
) -> None:
    passing = create_person(actor, family_name="Passant")
    assert apply_retention(actor, house, FAR).people == 1
    passing.refresh_from_db()
    elise.refresh_from_db()
    assert (str(passing), str(elise)) == ("personne effacée", "Élise Bœuf")
    end_position(actor, elise.positions.get(), ends_on=timezone.localdate())
    assert apply_retention(actor, house, FAR).people == 1
    assert verify() == []


def test_an_agreement_to_be_named_is_recorded_once_and_revocable(
    house: House, other: House, actor: Actor, jardins: Organisation
) -> None:
    funder = other.organisation
    first = agree_to_naming(actor, jardins, funder, agreed_on=DAY)
    assert agree_to_naming(actor, jardins, funder, agreed_on=DAY) == first
    assert withdraw_naming(actor, jardins, funder) == 1
    assert withdraw_naming(actor, jardins, funder) == 0
    assert NamingAgreement.objects.standing().count() == 0
    again = agree_to_naming(actor, jardins, funder, agreed_on=timezone.localdate())
    assert again.pk != first.pk


@pytest.mark.parametrize(
    ("day", "months", "expected"),
    [
        ((2024, 3, 31), 1, (2024, 2, 29)),
        ((2024, 1, 15), 1, (2023, 12, 15)),
        ((2024, 12, 31), 24, (2022, 12, 31)),
        ((2023, 12, 31), -2, (2024, 2, 29)),
    ],
)
def test_months_are_counted_back_to_the_last_day_of_a_shorter_month(
    day: Any, months: int, expected: Any
) -> None:
    assert months_before(datetime.date(*day), months) == datetime.date(*expected)
