"""Codes of participants and of the door: on their day, once, for who is registered."""

import datetime
import uuid
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone

from probant.gatherings import actions
from probant.gatherings.codes import sign_door
from probant.gatherings.models import Attendance, Session
from probant.gatherings.registering import Registrant
from probant.gatherings.tests.test_actions import person, planned
from probant.gatherings.tests.test_attendance import address, registered, typed
from probant.gatherings.tests.test_registrations import club
from probant.journal.integrity import verify
from probant.kernel.decision import Refused
from probant.programmes.tests.scenario import Scene, scene

pytestmark = pytest.mark.django_db


@pytest.fixture
def house() -> Scene:
    return scene()


def today(house: Scene, title: str = "Atelier", **plan: Any) -> Session:
    return planned(house, title, starts_on=timezone.localdate(), **plan)


def told(client: Client, session: Session, name: str) -> str:
    page = client.post(address("check-in", sign_door(session.pk)), typed(name=name))
    return page.content.decode()


def test_whoever_scans_the_door_is_noted_by_address_or_name(client: Client, house: Scene) -> None:
    session = today(house)
    registered(session, person=person(house))
    registered(session, family_name="Noël", given_name="Ida", email="Ida@Example.org")
    assert client.get(address("check-in", sign_door(session.pk))).status_code == 200
    assert "votre présence est notée" in told(client, session, "dupont anna")
    assert "votre présence est notée" in told(client, session, "ida@example.org")
    assert "a servi" in told(client, session, "Ida Noël")
    ways = Attendance.objects.order_by("pk").values_list("person__family_name", "way")
    assert list(ways) == [("Dupont", "door"), ("Noël", "door")]
    assert verify() == []


def test_door_names_nobody_and_takes_nobody_unknown(client: Client, house: Scene) -> None:
    session = today(house)
    registered(session, person=person(house))
    page = client.get(address("check-in", sign_door(session.pk))).content.decode()
    assert "Dupont" not in page
    assert "Nous ne vous trouvons pas" in told(client, session, "Martin Paul")
    for _ in range(2):
        registered(session, given_name="Jo", family_name="Petit")
    assert "Nous ne vous trouvons pas" in told(client, session, "Jo Petit")
    assert Attendance.objects.count() == 0


def test_forged_and_foreign_codes_are_told(client: Client, house: Scene) -> None:
    forged = client.get(address("check-in", "12:forgé"))
    assert (forged.status_code, "Code inconnu" in forged.content.decode()) == (404, True)
    session, other = today(house), today(house, "Autre")
    registered(other, person=person(house))
    assert "Nous ne vous trouvons pas" in told(client, session, "Anna Dupont")
    unknown = client.get(address("ticket", uuid.uuid4()))
    assert unknown.status_code == 404


@pytest.mark.parametrize(("days", "why"), [(-2, "ne sert plus"), (2, "ne sert pas encore")])
def test_codes_serve_on_the_day_of_their_session_only(
    client: Client, house: Scene, days: int, why: str
) -> None:
    day = timezone.localdate() + datetime.timedelta(days)
    session = planned(house, starts_on=day, starts_time=datetime.time(9))
    row = registered(session, person=person(house))
    assert why in told(client, session, "Anna Dupont")
    with pytest.raises(Refused, match=why):
        actions.check_in(house.awa, registration=row)


def test_team_scans_a_participant_once(client: Client, house: Scene) -> None:
    session = today(house)
    row = registered(session, person=person(house))
    page = client.get(address("ticket", row.token)).content.decode()
    assert ("Montrez ce code" in page, "Noter la présence" in page) == (True, False)
    client.force_login(house.users["Awa"])
    assert "Noter la présence" in client.get(address("ticket", row.token)).content.decode()
    first = client.post(address("ticket", row.token), typed(), follow=True).content.decode()
    second = client.post(address("ticket", row.token), typed(), follow=True).content.decode()
    assert ("présence notée" in first, "ce code a servi" in second) == (True, True)
    assert Attendance.objects.get().way == "code"


def test_code_of_an_invitation_serves_without_an_answer_once(client: Client, house: Scene) -> None:
    session, anna = today(house), person(house)
    fournil = club(house, "Le Fournil")
    by_name, alone = (
        actions.invite(house.awa, session=session, people=[anna])[0],
        actions.invite(house.awa, session=session, organisations=[fournil])[0],
    )
    page = client.get(address("ticket", by_name.token)).content.decode()
    assert ("Montrez ce code" in page, "Noter la présence" in page) == (True, False)
    client.post(address("ticket", by_name.token), typed())
    assert Attendance.objects.count() == 0
    client.force_login(house.users["Awa"])
    for row, who in ((by_name, "Anna Dupont"), (alone, "Le Fournil")):
        first = client.post(address("ticket", row.token), typed(), follow=True).content.decode()
        again = client.post(address("ticket", row.token), typed(), follow=True).content.decode()
        assert f"{who} : présence notée." in first
        assert f"{who} : présence déjà notée, ce code a servi." in again
    noted = Attendance.objects.order_by("pk").values_list("person", "organisation", "invitation")
    assert list(noted) == [(anna.pk, None, by_name.pk), (None, fournil.pk, alone.pk)]
    assert verify() == []


def test_code_of_an_invitation_is_that_of_its_answer_and_goes_with_it(
    client: Client, house: Scene
) -> None:
    session = today(house, is_announced=False)
    one, two = actions.invite(house.awa, session=session, people=[person(house), person(house)])
    answered = actions.register_publicly(
        session, Registrant(family_name="Noël", email="ida@example.org"), invitation=one
    )
    actions.withdraw_invitation(house.awa, invitation=two)
    two.refresh_from_db()
    client.force_login(house.users["Awa"])
    assert "Inscription inscrite." in client.get(address("ticket", one.token)).content.decode()
    gone = client.get(address("ticket", two.token)).content.decode()
    assert ("invitation a été retirée" in gone, "Noter la présence" in gone) == (True, False)
    with pytest.raises(Refused, match="retirée"):
        actions.check_in_invited(house.awa, invitation=two)
    client.post(address("ticket", one.token), typed())
    assert Attendance.objects.get().registration == answered


def test_codes_of_a_cancelled_session_or_registration_are_refused(
    client: Client, house: Scene
) -> None:
    session = today(house)
    row = registered(session, "cancelled", person=person(house))
    with pytest.raises(Refused, match="annulée"):
        actions.check_in(house.awa, registration=row)
    assert "Nous ne vous trouvons pas" in told(client, session, "Anna Dupont")
    actions.cancel_session(house.awa, session=session)
    assert "annulée" in told(client, session, "Anna Dupont")
    assert Attendance.objects.count() == 0


def test_codes_of_a_session_put_off_wait_for_its_new_day(client: Client, house: Scene) -> None:
    session = today(house)
    row = registered(session, person=person(house))
    actions.postpone_session(house.awa, session=session, reason="Salle inondée.")
    assert "servira à son nouveau jour" in told(client, session, "Anna Dupont")
    client.force_login(house.users["Awa"])
    page = client.get(address("ticket", row.token)).content.decode()
    assert ("est reportée" in page, "Noter la présence" in page) == (True, False)
    row.session.refresh_from_db()
    with pytest.raises(Refused, match="son nouveau jour"):
        actions.check_in(house.awa, registration=row)
    assert Attendance.objects.count() == 0


def test_who_scans_for_another_house_notes_nobody(client: Client, house: Scene) -> None:
    row = registered(today(house), person=person(house))
    client.force_login(house.users["Chloé"])
    client.post(address("ticket", row.token), typed())
    assert Attendance.objects.count() == 0


def test_code_of_the_door_is_shown_to_the_team(client: Client, house: Scene) -> None:
    session = today(house)
    client.force_login(house.users["Awa"])
    page = client.get(address("door-code", session.pk)).content.decode()
    assert (page.count("data:image/svg+xml;base64,"), "/entree/" in page) == (1, True)
