"""Follow-ups are among what is due to the referent of a case, and in her diary on their day."""

import datetime

import pytest

from probant.kernel.calendar import CALENDAR
from probant.kernel.todo import TODO
from probant.support import actions
from probant.support.queries.reminders import follow_ups_in, follow_ups_to_do
from probant.support.tests.scenario import Scene, case_of, scene

pytestmark = pytest.mark.django_db
END = datetime.date(2022, 3, 1)
DUE = datetime.date(2022, 9, 1)  # six months later


@pytest.fixture
def house() -> Scene:
    made = scene()
    case = case_of(made, opened_on=END, referent=made.users["Awa"])
    actions.close_case(made.awa, case=case, outcome="done", closed_on=END)
    return made


@pytest.mark.parametrize(("until", "count"), [(DUE - datetime.timedelta(days=1), 0), (DUE, 1)])
def test_follow_up_is_due_from_its_day(house: Scene, until: datetime.date, count: int) -> None:
    found = list(follow_ups_to_do(house.awa, until))
    assert [one.due_on for one in found] == [DUE] * count
    assert [one.title for one in found] == [
        "Prendre des nouvelles à 6 mois : Les Jardins du Val"
    ] * count


@pytest.mark.parametrize("name", ["Fabien", "Sara", "Bruno", "Chloé"])
def test_follow_up_of_a_colleague_is_hers(house: Scene, name: str) -> None:
    assert list(follow_ups_to_do(house.actor(name), DUE)) == []


def test_follow_up_is_in_the_diary_on_its_day(house: Scene) -> None:
    week = datetime.timedelta(days=6)
    assert [one.start for one in follow_ups_in(house.awa, DUE, DUE + week)] == [DUE]
    after = DUE + datetime.timedelta(days=1)
    assert list(follow_ups_in(house.awa, after, after + week)) == []


def test_room_fills_the_registries() -> None:
    assert TODO["support.follow_ups"] is follow_ups_to_do
    assert CALENDAR["follow_ups"] is follow_ups_in
