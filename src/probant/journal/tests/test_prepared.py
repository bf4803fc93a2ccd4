"""A prepared query gives what its queryset gives, for whatever ids it is asked."""

import datetime
from typing import Any

import pytest
from django.db.models import QuerySet
from django.utils import timezone

from probant.journal.models import JournalEntry
from probant.journal.prepared import Prepared

COLUMNS = ("seq", "at", "actor_id", "verb", "key")


def entry(house_id: int, seq: int) -> JournalEntry:
    return JournalEntry.objects.create(
        house_id=house_id,
        seq=seq,
        at=timezone.now() + datetime.timedelta(microseconds=seq),
        actor_id=None if seq == 2 else 7,
        verb=f"test.{seq}",
        digest="d",
        prev="p",
        hash="h",
    )


def of_house(house: int) -> QuerySet[JournalEntry, Any]:
    return JournalEntry.objects.filter(house_id=house, seq__gte=2).order_by("-seq").values(*COLUMNS)


@pytest.fixture
def entries(db: None) -> None:
    for house_id in (1, 2):
        for seq in (1, 2, 3):
            entry(house_id, seq)


def test_rows_are_those_of_the_queryset_for_each_id(entries: None) -> None:
    prepared = Prepared(of_house, "house")
    assert len(prepared.rows(house=1)) == 2
    for house in (1, 2, 3):
        assert prepared.rows(house=house) == list(of_house(house))


def test_each_ask_is_one_query(entries: None, django_assert_num_queries: Any) -> None:
    prepared = Prepared(of_house, "house")
    with django_assert_num_queries(2):
        prepared.rows(house=1)
        prepared.rows(house=2)


def test_absent_id_finds_nothing(entries: None) -> None:
    assert Prepared(of_house, "house").rows(house=None) == []


def test_queryset_that_nobody_may_see_asks_nothing(
    entries: None, django_assert_num_queries: Any
) -> None:
    prepared = Prepared(lambda house: of_house(house).none(), "house")
    with django_assert_num_queries(0):
        assert prepared.rows(house=1) == []


def test_list_among_the_constants_is_kept(entries: None) -> None:
    prepared = Prepared(lambda house: of_house(house).filter(seq__in=[3]), "house")
    assert [row["seq"] for row in prepared.rows(house=2)] == [3]
