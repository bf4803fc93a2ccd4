"""Many writers at once: order is commit order, a read-modify-write is safe, on both engines."""

import threading
import uuid
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connections

from probant.journal.door import change
from probant.journal.errors import AlreadyDone
from probant.journal.integrity import verify
from probant.journal.models import JournalEntry
from probant.journal.tests.conftest import Hours, make_house
from probant.kernel.actor import Actor

pytestmark = pytest.mark.usefixtures("reference_put_back")
SEATS, WRITERS, TRIES = 40, 8, 8


def at_once(work: Callable[[int], None], count: int = WRITERS) -> None:
    """Run `work` in as many threads, each with a connection of its own; errors come back."""
    errors: list[BaseException] = []
    start = threading.Barrier(count)

    def run(number: int) -> None:
        try:
            start.wait()
            work(number)
        except BaseException as error:  # told to the test below
            errors.append(error)
        finally:
            connections.close_all()

    threads = [threading.Thread(target=run, args=[number]) for number in range(count)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert errors == []


@pytest.mark.django_db(transaction=True)
def test_forty_seats_are_forty(house_id: int, actor: Actor, hours: Hours, hours_model: Any) -> None:
    def book(_: int) -> None:
        for _ in range(TRIES):
            with change(actor, verb="gatherings.book", houses=[house_id]) as entry:
                if hours_model.objects.now().count() < SEATS:
                    entry.record(hours())

    at_once(book)
    assert hours_model.objects.count() == SEATS
    assert JournalEntry.objects.count() == SEATS
    assert verify() == []


@pytest.mark.django_db(transaction=True)
def test_changes_in_the_same_two_houses_do_not_wait_for_each_other_for_ever(
    house_id: int, actor: Actor
) -> None:
    other = make_house("Autre")

    def write(number: int) -> None:
        houses = [house_id, other] if number % 2 else [other, house_id]
        for _ in range(5):
            with change(actor, verb="x.y", houses=houses) as entry:
                entry.mention("convention", number)
                entry.other(houses[1]).mention("convention", number)

    at_once(write)
    seqs = JournalEntry.objects.filter(house_id=other).order_by("seq").values_list("seq", flat=True)
    assert list(seqs) == list(range(1, WRITERS * 5 + 1))
    assert verify() == []


@pytest.mark.django_db(transaction=True)
def test_two_submissions_of_one_form_at_once_record_one_fact(
    house_id: int, actor: Actor, hours: Hours, hours_model: Any
) -> None:
    key = uuid.uuid4()
    refused: list[int] = []

    def submit(number: int) -> None:
        try:
            with change(actor, verb="x.y", houses=[house_id], key=key) as entry:
                entry.record(hours())
        except AlreadyDone as done:
            refused.append(done.seq)

    at_once(submit)
    assert (hours_model.objects.count(), refused) == (1, [1] * (WRITERS - 1))
