"""The door for writing: order, keys, stale readers, declared days, several houses."""

import datetime
import uuid
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from probant.journal.door import change
from probant.journal.errors import (
    AlreadyDone,
    AlreadyVoid,
    DeclaredDate,
    InTheFuture,
    NoJournal,
    Stale,
)
from probant.journal.integrity import verify
from probant.journal.models import JournalDetail, JournalEntry, JournalHead
from probant.journal.tests.conftest import DAY, Hours, make_house
from probant.kernel.actor import Actor


def test_entries_of_a_house_are_numbered_from_one_and_chained(
    house_id: int, actor: Actor, hours: Hours
) -> None:
    for _ in range(3):
        with change(actor, verb="engagement.log_hours", houses=[house_id]) as entry:
            entry.record(hours())
    rows = list(JournalEntry.objects.order_by("seq").values_list("seq", "prev", "hash"))
    assert [row[0] for row in rows] == [1, 2, 3]
    assert [row[1] for row in rows] == ["0" * 64, rows[0][2], rows[1][2]]
    assert JournalHead.objects.values_list("seq", "hash").get() == (3, rows[2][2])
    assert verify() == []


def test_a_change_that_writes_nothing_leaves_no_entry(house_id: int, actor: Actor) -> None:
    with change(actor, verb="support.nothing", houses=[house_id]):
        pass
    assert JournalEntry.objects.count() == 0


def test_a_change_that_fails_leaves_neither_fact_nor_entry(
    house_id: int, actor: Actor, hours: Hours, hours_model: Any
) -> None:
    def fail() -> None:
        with change(actor, verb="x.y", houses=[house_id]) as entry:
            entry.record(hours())
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        fail()
    assert (hours_model.objects.count(), JournalEntry.objects.count()) == (0, 0)


def test_recording_a_fact_costs_a_fixed_number_of_queries(
    house_id: int, actor: Actor, hours: Hours
) -> None:
    with (
        CaptureQueriesContext(connection) as queries,
        change(actor, verb="engagement.log_hours", houses=[house_id]) as entry,
    ):
        entry.record(hours())
        entry.mention("person", 1)
    written = [query["sql"].split()[0] for query in queries.captured_queries]
    kept = [word for word in written if word not in ("SAVEPOINT", "RELEASE")]
    assert kept == ["SELECT", "INSERT", "INSERT", "INSERT", "UPDATE"]


def test_the_same_key_is_answered_by_what_was_done(
    house_id: int, actor: Actor, hours: Hours, hours_model: Any
) -> None:
    key = uuid.uuid4()
    with change(actor, verb="x.y", houses=[house_id], key=key) as entry:
        entry.record(hours())
        entry.mention("person", 4)
    with pytest.raises(AlreadyDone) as done, change(actor, verb="x.y", houses=[house_id], key=key):
        raise AssertionError("a second change with the same key began")
    assert (done.value.seq, done.value.mentions) == (1, (("person", 4),))
    assert hours_model.objects.count() == 1


def test_the_same_key_in_another_house_is_another_change(house_id: int, actor: Actor) -> None:
    other, key = make_house("Autre"), uuid.uuid4()
    for number in (house_id, other):
        with change(actor, verb="x.y", houses=[number], key=key) as entry:
            entry.mention("case", 1)
    assert JournalEntry.objects.count() == 2


def test_a_reader_who_saw_an_older_state_is_told_what_changed(house_id: int, actor: Actor) -> None:
    for verb in ("support.first", "support.second"):
        with change(actor, verb=verb, houses=[house_id]) as entry:
            entry.mention("case", 5)
    with pytest.raises(Stale) as stale, change(actor, verb="z.z", houses=[house_id]) as entry:
        entry.guard("case", 5, read_at=1)
    assert [(one.seq, one.verb) for one in stale.value.since] == [(2, "support.second")]


@pytest.mark.parametrize("read_at", [2, None])
def test_a_reader_who_saw_the_last_state_may_write(
    house_id: int, actor: Actor, read_at: int | None
) -> None:
    for number in (5, 5, 6):
        with change(actor, verb="x.y", houses=[house_id]) as entry:
            entry.mention("case", number)
    with change(actor, verb="x.y", houses=[house_id]) as entry:
        entry.guard("case", 5, read_at=read_at)
        entry.mention("case", 5)
    assert JournalHead.objects.get().seq == 4


def test_a_fact_is_not_dated_after_the_day_it_is_known(
    house_id: int, actor: Actor, hours: Hours
) -> None:
    tomorrow = timezone.localdate() + datetime.timedelta(days=1)
    with pytest.raises(InTheFuture), change(actor, verb="x.y", houses=[house_id]) as entry:
        entry.record(hours(on=tomorrow))


def test_only_who_may_declare_gives_an_earlier_day_and_it_shows(
    house_id: int, actor: Actor, hours: Hours
) -> None:
    importer = Actor.system(house_id, "import", may_declare=True)
    with change(importer, verb="x.y", houses=[house_id], declared_on=DAY) as entry:
        fact = entry.record(hours())
    assert (fact.known_on, fact.is_declared) == (DAY, True)
    later = timezone.localdate() + datetime.timedelta(days=1)
    for who, day in ((actor, DAY), (importer, later)):
        with (
            pytest.raises(DeclaredDate),
            change(who, verb="x.y", houses=[house_id], declared_on=day),
        ):
            raise AssertionError("the change began")


def test_a_house_without_a_journal_is_refused(house_id: int, actor: Actor) -> None:
    with pytest.raises(NoJournal), change(actor, verb="x.y", houses=[house_id, 999_999]):
        raise AssertionError("the change began")


def test_a_change_in_two_houses_writes_an_entry_in_each(house_id: int, actor: Actor) -> None:
    other = make_house("Autre")
    with change(actor, verb="x.y", houses=[other, house_id]) as entry:
        entry.mention("convention", 1)
        entry.other(house_id).mention("convention", 1)
    assert sorted(JournalEntry.objects.values_list("house_id", "seq")) == [
        (house_id, 1),
        (other, 1),
    ]


def test_a_fact_is_voided_once(house_id: int, actor: Actor, hours: Hours) -> None:
    with change(actor, verb="x.y", houses=[house_id]) as entry:
        fact = entry.record(hours())
    with change(actor, verb="x.void", houses=[house_id]) as entry:
        entry.void(fact, code="duplicate", reason="saisi deux fois par Mme B.")
    with pytest.raises(AlreadyVoid), change(actor, verb="x.void", houses=[house_id]) as entry:
        entry.void(fact, code="error")
    fact.refresh_from_db()
    assert (fact.void_seq, fact.void_code, fact.is_void) == (2, "duplicate", True)
    assert "Mme B." in JournalDetail.objects.get().body
    assert verify() == []


def test_a_replaced_fact_gives_way_to_the_one_in_its_place(
    house_id: int, actor: Actor, hours: Hours, hours_model: Any
) -> None:
    with change(actor, verb="x.y", houses=[house_id]) as entry:
        first = entry.record(hours(60))
    with change(actor, verb="x.replace", houses=[house_id]) as entry:
        second = entry.replace(first, hours(90), code="error", reason="")
    assert second.replaces_id == first.pk
    assert list(hours_model.objects.now().values_list("minutes", flat=True)) == [90]
    assert list(hours_model.objects.at(1).values_list("minutes", flat=True)) == [60]
    assert list(hours_model.objects.at(2).values_list("minutes", flat=True)) == [90]
    assert verify() == []


def test_known_on_a_day_includes_the_whole_of_that_day(
    house_id: int, hours: Hours, hours_model: Any
) -> None:
    importer = Actor.system(house_id, "import", may_declare=True)
    for day in (DAY, DAY + datetime.timedelta(days=1)):
        with change(importer, verb="x.y", houses=[house_id], declared_on=day) as entry:
            fact = entry.record(hours(on=DAY))
    with change(importer, verb="x.void", houses=[house_id], declared_on=fact.known_on) as entry:
        entry.void(fact, code="error")
    eve = DAY - datetime.timedelta(days=1)
    assert [hours_model.objects.known(day).count() for day in (eve, DAY, fact.known_on)] == [
        0,
        1,
        1,
    ]
