"""Pages of gatherings: the list, a session, and attendance taken standing up."""

import doctest
import uuid
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from probant.directory.actions import create_person
from probant.gatherings import actions
from probant.gatherings.models import Attendance, HeadcountTaken, Session, SessionHeld
from probant.gatherings.screens import forms
from probant.gatherings.tests.test_actions import person, planned
from probant.programmes.tests.scenario import DAY, Scene, scene

pytestmark = pytest.mark.django_db


@pytest.fixture
def house(client: Client) -> Scene:
    made = scene()
    client.force_login(made.users["Awa"])
    return made


def address(name: str, *args: Any) -> str:
    return reverse(f"gatherings:{name}", args=args)


def typed(**values: Any) -> dict[str, Any]:
    return {"cle": str(uuid.uuid4()), "lu_a": "", **values}


def test_examples_hold() -> None:
    assert doctest.testmod(forms).failed == 0


@pytest.mark.parametrize("count", [1, 3])
def test_list_of_sessions_asks_the_same_number_of_queries(
    client: Client,
    house: Scene,
    count: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for number in range(count):
        session = planned(house, f"Atelier {number}")
        actions.take_attendance(house.awa, session=session, people=[person(house)])
    client.get(address("sessions"))
    with django_assert_num_queries(6):  # session, user, memberships; sessions, kinds, programmes
        page = client.get(address("sessions")).content.decode()
    assert page.count("<tr") == count + 1


@pytest.mark.parametrize("count", [1, 3])
def test_session_asks_the_same_number_of_queries(
    client: Client,
    house: Scene,
    count: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    session = planned(house)
    people = [person(house, f"Nom{number}") for number in range(count)]
    actions.take_attendance(house.awa, session=session, people=people)
    client.get(address("session", session.pk))
    # session, user, memberships; the session, who came, four kinds of fact, entries, their authors,
    # co-organisers, roles; signed sheets, structures to find, opinions (twice), the headcount
    # what came out: papers, proposals
    with django_assert_num_queries(24):
        client.get(address("session", session.pk))


@pytest.mark.parametrize("count", [1, 3])
def test_door_asks_the_same_number_of_queries(
    client: Client,
    house: Scene,
    count: int,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    session = planned(house)
    people = [person(house, f"Nom{number}") for number in range(count)]
    actions.take_attendance(house.awa, session=session, people=people)
    client.get(address("door", session.pk))
    # session, user, memberships; the session, who came (twice), who registered, who is invited, the
    # usual, the house's own, people, their positions; the journal's position
    with django_assert_num_queries(13):
        page = client.get(address("door", session.pk)).content.decode()
    assert page.count(" checked") == count


def test_session_is_planned_from_its_form(client: Client, house: Scene) -> None:
    kind, programme = house.kind(), house.programme("crdva")
    given = typed(
        title="Pitcher son projet",
        kind=kind.pk,
        programme=programme.pk,
        starts_on="14 mars 2023",
        starts_time="14 h 30",
        ends_time="16h",
        place="dijon",
        co_organisers=house.house.organisation.name,
    )
    client.post(address("session-create"), given)
    session = Session.objects.get()
    assert (session.starts_on, str(session.starts_time), session.place_code) == (
        DAY,
        "14:30:00",
        "21231",
    )
    assert list(session.co_organisers.all()) == [house.house.organisation]


@pytest.mark.parametrize(
    "absurd",
    [{"starts_on": "hier"}, {"starts_time": "25 h"}, {"capacity": "0"}, {"co_organisers": "Rien"}],
    ids=str,
)
def test_absurd_plan_is_said_and_kept(client: Client, house: Scene, absurd: dict[str, str]) -> None:
    given = typed(title="Gardé", kind=house.kind().pk, starts_on="14/03/2023") | absurd
    answer = client.post(address("session-create"), given)
    assert answer.status_code == 422
    assert 'value="Gardé"' in answer.content.decode()
    assert Session.objects.count() == 0


def test_names_are_ticked_without_script(client: Client, house: Scene) -> None:
    session, anna, boris = planned(house), person(house), person(house, "Martin")
    found = client.post(address("door", session.pk), typed(q="martin", chercher="1", etait=""))
    page = found.content.decode()
    assert found.status_code == 200
    assert f'value="p{boris.pk}"' in page
    assert Attendance.objects.count() == 0
    client.post(
        address("door", session.pk), typed(etait="", present=[f"p{anna.pk}", f"p{boris.pk}"])
    )
    assert Attendance.objects.now().count() == 2
    assert SessionHeld.objects.count() == 1


def test_search_keeps_what_was_ticked(client: Client, house: Scene) -> None:
    session, anna = planned(house), person(house)
    found = client.get(
        address("door-names", session.pk), {"q": "zzz", "etait": "", "present": f"p{anna.pk}"}
    )
    assert f'value="p{anna.pk}" checked' in found.content.decode()


def test_unticking_takes_away_only_whom_the_list_showed_present(
    client: Client, house: Scene
) -> None:
    session, anna, boris = planned(house), person(house), person(house, "Martin")
    actions.take_attendance(house.awa, session=session, people=[anna])
    read = typed(etait=f"p{anna.pk}", present=[])
    # meanwhile another phone notes Boris
    actions.take_attendance(house.fabien, session=session, people=[boris])
    client.post(address("door", session.pk), read)
    assert [came.person for came in Attendance.objects.now()] == [boris]


def test_door_sent_twice_is_noted_once(client: Client, house: Scene) -> None:
    session = planned(house)
    given = typed(etait="", venu="Chloé Durand")
    client.post(address("door", session.pk), given)
    again = client.post(address("door", session.pk), given, follow=True)
    assert "déjà enregistré" in again.content.decode()
    assert Attendance.objects.count() == 1


def test_structure_alone_is_nobody(client: Client, house: Scene) -> None:
    session = planned(house)
    answer = client.post(address("door", session.pk), typed(etait="", venu=", Les Jardins"))
    assert answer.status_code == 422
    assert "avant la virgule" in answer.content.decode()


def test_own_staff_is_set_apart_by_their_position(client: Client, house: Scene) -> None:
    session = planned(house)
    colleague = create_person(
        house.awa,
        family_name="Penasse",
        organisation=house.house.organisation,
        title="directeur",
    )
    client.post(address("door", session.pk), typed(etait="", present=[f"p{colleague.pk}"]))
    came = Attendance.objects.get()
    assert (came.own_staff, came.organisation) == (True, None)


def test_session_without_a_list_is_held_with_a_headcount(client: Client, house: Scene) -> None:
    session = planned(house)
    given = typed(occurred_on="14/03/2023", headcount="40", method="estimated")
    client.post(address("hold", session.pk), given)
    page = client.get(address("session", session.pk)).content.decode()
    assert "40\u00a0personnes présentes (estimé)" in page
    taken = HeadcountTaken.objects.get()
    void = reverse("gatherings:void", args=["effectif", taken.pk])
    client.post(void, typed(code="error", reason="mal compté"))
    assert HeadcountTaken.objects.now().count() == 0


@pytest.mark.parametrize(
    ("name", "page", "door"),
    [("Sara", 200, 404), ("Michel", 200, 404), ("Bruno", 404, 404), ("Chloé", 404, 404)],
)
def test_session_is_read_by_the_house_and_written_by_its_team(
    client: Client, house: Scene, name: str, page: int, door: int
) -> None:
    session = planned(house)
    client.force_login(house.users[name])
    assert client.get(address("session", session.pk)).status_code == page
    assert client.get(address("door", session.pk)).status_code == door
    assert client.post(address("hold", session.pk), typed()).status_code == 404
