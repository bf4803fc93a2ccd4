"""A slip is corrected in place by its author until it was published or used by another."""

from typing import Any

import pytest

from probant.journal.door import change
from probant.journal.fresh import SLIP, can_correct
from probant.journal.integrity import verify
from probant.journal.tests.conftest import Hours
from probant.kernel.actor import Actor
from probant.kernel.roles import Role


@pytest.fixture
def fact(house_id: int, actor: Actor, hours: Hours) -> Any:
    with change(actor, verb="engagement.log_hours", houses=[house_id]) as entry:
        recorded = entry.record(hours())
        entry.mention("person", recorded.person_id)
    return recorded


@pytest.fixture
def other(house_id: int) -> Actor:
    return Actor(8, house_id, house_id, frozenset({Role.OFFICER}))


def test_its_author_may_correct_a_fresh_fact(fact: Any, actor: Actor) -> None:
    assert can_correct(actor, fact).allowed


def test_the_author_who_goes_on_writing_may_still_correct(
    fact: Any, actor: Actor, house_id: int
) -> None:
    with change(actor, verb="x.y", houses=[house_id]) as entry:
        entry.mention("person", fact.person_id)
    assert can_correct(actor, fact).allowed


def test_nobody_else_may(fact: Any, other: Actor) -> None:
    assert can_correct(other, fact).reason == (
        "Seule la personne qui a saisi ce fait peut le corriger sans motif."
    )


def test_not_once_another_wrote_on_the_same_object(
    fact: Any, actor: Actor, other: Actor, house_id: int
) -> None:
    with change(other, verb="x.y", houses=[house_id]) as entry:
        entry.mention("person", fact.person_id)
    assert not can_correct(actor, fact).allowed


def test_what_another_wrote_elsewhere_does_not_count(
    fact: Any, actor: Actor, other: Actor, house_id: int
) -> None:
    with change(other, verb="x.y", houses=[house_id]) as entry:
        entry.mention("person", fact.person_id + 1)
    assert can_correct(actor, fact).allowed


def test_not_once_published_or_exported(fact: Any, actor: Actor, house_id: int) -> None:
    with change(actor, verb="reports.publish", houses=[house_id]) as entry:
        entry.seal("publication")
    assert not can_correct(actor, fact).allowed
    assert verify() == []


def test_not_once_voided(fact: Any, actor: Actor, house_id: int) -> None:
    with change(actor, verb="x.void", houses=[house_id]) as entry:
        entry.void(fact, code=SLIP)
    assert not can_correct(actor, fact).allowed


def test_what_is_written_after_a_seal_is_fresh_again(
    fact: Any, actor: Actor, house_id: int, hours: Hours
) -> None:
    with change(actor, verb="reports.publish", houses=[house_id]) as entry:
        entry.seal("publication")
    with change(actor, verb="x.y", houses=[house_id]) as entry:
        later = entry.record(hours(30))
    assert can_correct(actor, later).allowed
