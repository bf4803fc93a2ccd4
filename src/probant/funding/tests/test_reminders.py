"""Obligations of conventions are among what is due to the direction."""

import datetime
from dataclasses import replace

import pytest

from probant.funding.queries.reminders import obligations_to_do
from probant.funding.tests.scenario import world
from probant.kernel.roles import Role
from probant.kernel.todo import TODO

pytestmark = pytest.mark.django_db
END_OF_2024 = datetime.date(2024, 12, 31)


def test_direction_is_told_what_is_late_or_due() -> None:
    made = world()
    made.award()
    direction = replace(made.awa, roles=frozenset({Role.DIRECTION}))
    found = list(obligations_to_do(direction, END_OF_2024))
    assert found != []
    assert {one.address for one in found} == {f"/conventions/{made.convention.pk}/"}
    assert all(one.due_on <= END_OF_2024 for one in found)


def test_others_are_told_nothing() -> None:
    made = world()
    made.award()
    officer = replace(made.awa, roles=frozenset({Role.OFFICER}))
    assert list(obligations_to_do(officer, END_OF_2024)) == []
    assert list(obligations_to_do(made.bruno, END_OF_2024)) == []


def test_room_fills_the_registry() -> None:
    assert TODO["funding"] is obligations_to_do
