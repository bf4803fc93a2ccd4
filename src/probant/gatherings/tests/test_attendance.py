"""Attendance on a phone: who is offered, taps sent late or twice, hours, the structure as said."""

import doctest
import uuid
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from probant.directory.actions import create_organisation
from probant.directory.models import Person, Position
from probant.gatherings import actions
from probant.gatherings.models import (
    Attendance,
    HeadcountTaken,
    Registration,
    SaidStructure,
    Session,
    SessionHeld,
)
from probant.gatherings.queries.attendance import door_groups, expected_at
from probant.gatherings.rules import attendance as rules
from probant.gatherings.tests.test_actions import person, planned
from probant.journal.integrity import verify
from probant.kernel.decision import Refused
from probant.programmes.tests.scenario import Scene, scene

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


def registered(session: Session, status: str = "registered", **columns: Any) -> Registration:
    now = timezone.now()
    return Registration.objects.create(
        house_id=session.house_id,
        session=session,
        status=status,
        origin="team",
        asked_at=now,
        settled_at=now,
        **columns,
    )


def test_examples_hold() -> None:
    assert doctest.testmod(rules).failed == 0


def test_door_offers_each_person_once_where_one_looks_for_them(house: Scene) -> None:
    session = planned(house)
    anna, boris, chloe, usual = (person(house, name) for name in ("A", "B", "C", "U"))
    registered(session, person=anna)
    registered(session, "excused", person=boris)
    registered(session, family_name="Inconnue", given_name="Ida", organisation_name="Le Fournil")
    Position.objects.create(
        person=chloe, organisation=house.house.organisation, starts_on=session.starts_on
    )
    actions.take_attendance(house.awa, session=planned(house, "Avant"), people=[usual, anna, chloe])
    groups = door_groups(house.awa, session)
    assert [(one.code, [(n.label, n.note) for n in one.names]) for one in groups] == [
        ("inscrits", [("Anna A", ""), ("Ida Inconnue", ""), ("Anna B", "excusée")]),
        ("habitues", [("Anna U", "")]),
        ("maison", [("Anna C", "")]),
    ]


def test_names_at_the_door_and_on_the_sheet_are_in_the_order_of_family_names(house: Scene) -> None:
    session = planned(house)
    for given, family in (
        ("Zoé", "Évrard"),
        ("Élise", "Martin"),
        ("Bruno", "Martin"),
        ("Ida", "Delaunay de Saint-Cyr"),
    ):
        registered(session, given_name=given, family_name=family)
    order = ["Ida Delaunay de Saint-Cyr", "Zoé Évrard", "Bruno Martin", "Élise Martin"]
    [group] = door_groups(house.awa, session)
    assert [one.label for one in group.names] == order
    assert [one.label for one in expected_at(session)] == order


def test_taps_sent_again_after_a_cut_count_once(client: Client, house: Scene) -> None:
    session, anna, boris = planned(house), person(house), person(house, "Martin")
    first = typed(touche=[f"p{anna.pk}+", f"p{boris.pk}+"], venu=["Ida Noël, Le Fournil"])
    assert client.post(address("door-taps", session.pk), first).json() == {"noted": 3}
    assert client.post(address("door-taps", session.pk), first).json() == {"noted": 0}
    other = typed(touche=[f"p{anna.pk}+", f"p{boris.pk}-"], venu=[])
    assert client.post(address("door-taps", session.pk), other).json() == {"noted": 0}
    came = Attendance.objects.now().values_list("person__family_name", flat=True)
    assert sorted(came) == ["Dupont", "Noël"]
    assert verify() == []


def test_last_tap_of_a_name_is_the_one_that_counts(client: Client, house: Scene) -> None:
    session, anna = planned(house), person(house)
    taps = typed(touche=[f"p{anna.pk}+", f"p{anna.pk}-", "p99999999999999999+", "x", ""])
    assert client.post(address("door-taps", session.pk), taps).json() == {"noted": 0}
    assert Attendance.objects.count() == 0


def test_attendance_of_a_cancelled_session_is_refused_and_said(
    client: Client, house: Scene
) -> None:
    session, anna = planned(house), person(house)
    actions.cancel_session(house.awa, session=session)
    page = client.get(address("door", session.pk))
    assert (page.status_code, "a été annulée" in page.content.decode()) == (200, True)
    sent = client.post(address("door", session.pk), typed(present=f"p{anna.pk}"))
    assert sent.status_code == 422
    taps = client.post(address("door-taps", session.pk), typed(touche=f"p{anna.pk}+"))
    assert (taps.status_code, taps.json()) == (409, {"refused": "Cette rencontre a été annulée."})
    assert SessionHeld.objects.count() == 0


def test_who_registered_unknown_enters_the_directory_when_tapped(
    client: Client, house: Scene
) -> None:
    session = planned(house)
    row = registered(session, family_name="Noël", given_name="Ida", organisation_name="Le Fournil")
    client.post(address("door-taps", session.pk), typed(touche=f"r{row.pk}+"))
    row.refresh_from_db()
    ida = Person.objects.get(family_name="Noël")
    assert (row.person, Attendance.objects.get().person) == (ida, ida)
    assert SaidStructure.objects.get().words == "Le Fournil"
    assert [one.code for one in door_groups(house.awa, session)] == ["inscrits"]


def test_name_already_in_the_directory_is_not_entered_twice(client: Client, house: Scene) -> None:
    session, anna = planned(house), person(house)
    jardins = create_organisation(actor=house.awa, name="Les Jardins", family="association")
    line = typed(venu="Anna DUPONT, les jardins")
    client.post(address("door-taps", session.pk), line)
    came = Attendance.objects.get()
    assert (came.person, came.organisation) == (anna, jardins)


def test_hours_and_structure_are_said_by_a_presence_that_replaces(
    client: Client, house: Scene
) -> None:
    session = planned(house, starts_time="09:00", ends_time="17:00")
    session.refresh_from_db()
    client.post(address("door-taps", session.pk), typed(venu="Ida Noël, Le Fournil"))
    came = Attendance.objects.get()
    fournil = create_organisation(actor=house.awa, name="Le Fournil", family="association")
    page = client.get(address("attendance", came.pk)).content.decode()
    assert (page.count('value="1m"'), page.count('value="1a"'), "Le Fournil" in page) == (
        1,
        1,
        True,
    )
    given = typed(arrived_time="10 h 15", left_time="", attended=["1a"], organisation="Le Fournil")
    client.post(address("attendance", came.pk), given)
    now = Attendance.objects.now().get()
    assert (str(now.arrived_time), now.half_days, now.organisation, now.person) == (
        "10:15:00",
        "1a",
        fournil,
        came.person,
    )
    assert SaidStructure.objects.count() == 0
    assert verify() == []


def test_nobody_leaves_before_coming(client: Client, house: Scene) -> None:
    (came,) = actions.take_attendance(house.awa, session=planned(house), people=[person(house)])
    given = typed(arrived_time="11h", left_time="10h", organisation="")
    answer = client.post(address("attendance", came.pk), given)
    assert (answer.status_code, "partie avant d’arriver" in answer.content.decode()) == (422, True)
    assert Attendance.objects.now().get() == came


def test_a_presence_taken_away_meanwhile_is_not_amended(house: Scene) -> None:
    session = planned(house)
    (came,) = actions.take_attendance(house.awa, session=session, people=[person(house)])
    actions.take_attendance(house.fabien, session=session, gone=[came])
    with pytest.raises(Refused, match="entre-temps"):
        actions.amend_attendance(house.awa, attendance=came)


def test_headcount_says_who_counted(client: Client, house: Scene) -> None:
    session, fabien = planned(house), house.users["Fabien"]
    given = typed(headcount="120", method="estimated", counted_by=str(fabien.pk))
    client.post(address("headcount", session.pk), given)
    taken = HeadcountTaken.objects.get()
    assert (taken.headcount, taken.method, taken.counted_by_id) == (120, "estimated", fabien.pk)
    page = client.get(address("session", session.pk)).content.decode()
    assert "estimé par Fabien" in page
