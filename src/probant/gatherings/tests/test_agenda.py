"""Sessions as a diary shows them: to the team, with their hours and their days."""

import datetime
from typing import Any
from zoneinfo import ZoneInfo

import pytest

from probant.gatherings import actions
from probant.gatherings.agenda import sessions_of
from probant.gatherings.models import Session
from probant.kernel.calendar import CALENDAR
from probant.programmes.tests.scenario import DAY, Scene, scene

pytestmark = pytest.mark.django_db
WEEK = datetime.timedelta(days=6)
PARIS = ZoneInfo("Europe/Paris")


@pytest.fixture
def house() -> Scene:
    return scene()


def planned(house: Scene, **plan: Any) -> Session:
    given = {"kind": house.kind(), "title": "Atelier", "starts_on": DAY, **plan}
    return actions.plan_session(house.awa, **given)


def test_hours_of_a_day_are_instants_and_several_days_are_days(house: Scene) -> None:
    planned(
        house,
        starts_time=datetime.time(14),
        ends_time=datetime.time(16, 30),
        place_label="Salle des fêtes",
    )
    planned(house, title="Forum", ends_on=DAY + datetime.timedelta(days=1))
    atelier, forum = sessions_of(house.awa, DAY, DAY + WEEK)
    assert atelier.start == datetime.datetime.combine(DAY, datetime.time(14), PARIS)
    assert atelier.end == datetime.datetime.combine(DAY, datetime.time(16, 30), PARIS)
    assert atelier.place == "Salle des fêtes"
    assert (forum.start, forum.end) == (DAY, DAY + datetime.timedelta(days=1))


@pytest.mark.parametrize(("shift", "found"), [(-7, 0), (-6, 1), (0, 1), (2, 1), (3, 0)])
def test_session_that_touches_the_days_asked_is_told(house: Scene, shift: int, found: int) -> None:
    planned(house, ends_on=DAY + datetime.timedelta(days=2))
    start = DAY + datetime.timedelta(days=shift)
    assert len(list(sessions_of(house.awa, start, start + WEEK))) == found


def test_cancelled_session_says_so(house: Scene) -> None:
    actions.cancel_session(house.awa, session=planned(house))
    assert [one.cancelled for one in sessions_of(house.awa, DAY, DAY)] == [True]


@pytest.mark.parametrize(
    ("name", "count"), [("Awa", 1), ("Fabien", 1), ("Sara", 0), ("Michel", 0), ("Chloé", 0)]
)
def test_sessions_are_in_the_diaries_of_the_team_alone(house: Scene, name: str, count: int) -> None:
    planned(house)
    assert len(list(sessions_of(house.actor(name), DAY, DAY))) == count


def test_room_fills_the_calendar() -> None:
    assert CALENDAR["sessions"] is sessions_of
