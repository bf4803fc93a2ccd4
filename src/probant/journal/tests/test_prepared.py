"""A prepared query gives what its queryset gives, for whatever ids it is asked."""

import datetime
from typing import Any

import pytest
from django.apps import apps
from django.db.models import F, QuerySet
from django.utils import timezone

from probant.journal.models import JournalEntry
from probant.journal.prepared import Prepared, PreparedModels

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


def known_from(house: int, day: datetime.date) -> QuerySet[JournalEntry, Any]:
    return JournalEntry.objects.filter(house_id=house, at__date__gte=day).order_by("seq")


def test_day_changes_as_an_id_does(entries: None) -> None:
    prepared = Prepared(
        lambda house, day: known_from(house, day).values("seq"), "house", days=["day"]
    )
    today = timezone.localdate()
    yesterday, tomorrow = (today + datetime.timedelta(days=days) for days in (-1, 1))
    found = [len(prepared.rows(house=1, day=day)) for day in (yesterday, tomorrow, yesterday)]
    assert found == [3, 0, 3]


def test_list_is_asked_with_fewer_ids_than_it_may_hold(entries: None) -> None:
    def some(house: int, ids: list[int]) -> QuerySet[JournalEntry, Any]:
        return (
            JournalEntry.objects.filter(house_id=house, seq__in=ids).order_by("seq").values("seq")
        )

    prepared = Prepared(some, "house", lists={"ids": 4})
    asked = ([1, 3], [2], [], [1, 2, 3])
    assert [[row["seq"] for row in prepared.rows(house=2, ids=ids)] for ids in asked] == [*asked]


def people_of(house: int) -> QuerySet[Any]:
    people = apps.get_model("directory", "Person").objects.filter(house=house)
    related = people.select_related("house__organisation__merged_into")
    return related.annotate(twice=F("pk") * 2).order_by("pk")


def test_models_come_with_what_hangs_on_them(
    house_id: int, person: Any, django_assert_num_queries: Any
) -> None:
    prepared: PreparedModels[Any] = PreparedModels(people_of, "house")
    prepared.all(house=house_id)
    with django_assert_num_queries(1):
        told = [_told(one) for one in prepared.all(house=house_id)]
    assert told == [_told(one) for one in people_of(house_id)]
    assert told == [(person, "Bœuf", "Maison", None, person.pk * 2)]


def _told(one: Any) -> tuple[Any, ...]:
    home = one.house.organisation
    return one, one.family_name, home.name, home.merged_into, one.twice
