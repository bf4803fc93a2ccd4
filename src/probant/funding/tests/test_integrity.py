"""What funding keeps twice agrees, and a broken copy is told."""

import datetime

import pytest
from django.db import connection

from probant.funding.actions import record_payment
from probant.funding.integrity import CHECKS
from probant.funding.tests import scenario
from probant.journal.integrity import verify
from probant.search.index import find
from probant.search.models import SearchEntry

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    made = scenario.world()
    record_payment(
        actor=made.awa,
        award=made.award(0),
        amount_cents=100,
        paid_on=datetime.date(2024, 5, 2),
    )
    record_payment(
        actor=made.awa,
        award=made.award(0, action=None),
        amount_cents=100,
        paid_on=datetime.date(2024, 5, 2),
    )
    return made


def codes():
    return [found.code for check in CHECKS for found in check.find()]


def test_what_actions_write_agrees_with_itself_and_with_the_journal(world):
    assert codes() == []
    assert verify() == []


def test_a_convention_missing_from_the_index_is_told(world):
    with connection.cursor() as cursor:
        table = connection.ops.quote_name(SearchEntry._meta.db_table)
        cursor.execute(f"DELETE FROM {table} WHERE kind = 'convention'")
    assert codes() == ["funding.title"]


def test_a_convention_and_its_act_are_found_by_a_part_of_their_name(world):
    kinds = ["convention", "deliberation"]
    found = find(world.house.pk, "pluriann", kinds=kinds)
    assert {(one.kind, one.object_id) for one in found} == {
        ("convention", world.convention.pk),
        ("deliberation", world.deliberation.pk),
    }
