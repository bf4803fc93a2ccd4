"""Registering online: without an account, nothing lost, and nothing told to strangers."""

import re
import uuid
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from probant.directory.actions import create_person
from probant.gatherings import actions
from probant.gatherings.models import Invitation, Registration, Session
from probant.gatherings.tests.test_registrations import club, planned, statuses, typed
from probant.portal.access import REGISTRATIONS_FROM_ONE_ADDRESS
from probant.post.models import Letter
from probant.post.sending import message_of
from probant.programmes.tests.scenario import DAY, Scene, scene

pytestmark = pytest.mark.django_db


@pytest.fixture
def house() -> Scene:
    cache.clear()
    return scene()


def given(name: str = "Durand", **more: str) -> dict[str, str]:
    return {
        "cle": str(uuid.uuid4()),
        "given_name": "Anna",
        "family_name": name,
        "email": f"{name.lower()}@example.org",
        "organisation_name": "Club des mots",
        "consent": "on",
        **more,
    }


def register_path(session: Session) -> str:
    return reverse("portal:register", args=[session.pk])


def text(answer: Any) -> str:
    return str(answer.content.decode())


def link_in(letter: Letter) -> str:
    """The path that the letter leads to as it leaves; what is kept of it does not say it."""
    found = re.search(r"https?://[^/\s]+(/rencontres-publiques/\S+)", message_of(letter).body)
    assert found is not None
    assert found[1] not in letter.text
    return found[1]


def test_stranger_registers_and_comes_back_by_her_link(client: Client, house: Scene) -> None:
    session = planned(house)
    assert "Il reste 2 places" in text(client.get(register_path(session)))
    answer = client.post(register_path(session), given(), follow=True)
    assert "durand@example.org" in text(answer)
    made = Registration.objects.get()
    assert (made.status, made.origin, made.consented_at is not None) == (
        "registered",
        "public",
        True,
    )
    path = link_in(Letter.objects.get())
    assert "Votre place est réservée" in text(client.get(path))
    done = client.post(path, {"cle": str(uuid.uuid4()), "choix": "excuse"}, follow=True)
    assert "vous êtes excusé·e" in text(done)
    again = client.post(path, {"cle": str(uuid.uuid4()), "choix": "retrait"})
    assert (again.status_code, "déjà plus attendue" in text(again)) == (422, True)


def test_whoever_registered_reads_what_became_of_it_and_why(client: Client, house: Scene) -> None:
    session = planned(house)
    client.post(register_path(session), given())
    path = link_in(Letter.objects.get())
    actions.postpone_session(house.awa, session=session, reason="La salle est inondée.")
    put_off = text(client.get(path))
    assert "Cette rencontre est reportée" in put_off
    assert ("La salle est inondée." in put_off, "M’excuser" in put_off) == (True, True)
    actions.cancel_session(house.awa, session=session, reason="Plus de salle.")
    gone = text(client.get(path))
    assert "Cette rencontre est annulée. Plus de salle." in gone
    assert ("inondée" in gone, "M’excuser" in gone) == (False, False)


def test_address_registered_already_is_answered_as_any_other(client: Client, house: Scene) -> None:
    session = planned(house)
    pages = [
        text(client.post(register_path(session), given(cle=str(uuid.uuid4())), follow=True))
        for _ in range(2)
    ]
    assert pages[0] == pages[1]
    assert Registration.objects.count() == 1
    told = Letter.objects.get(subject__startswith="Déjà inscrite")
    assert told.to == "durand@example.org"


def test_what_is_typed_badly_is_kept(client: Client, house: Scene) -> None:
    session = planned(house)
    for wrong in ({"email": "durand@"}, {"consent": ""}, {"adresse_bis": "robot"}):
        answer = client.post(register_path(session), given(**wrong))
        assert answer.status_code == 422
        assert 'value="Durand"' in text(answer) and "Club des mots" in text(answer)
    assert Registration.objects.count() == 0


@pytest.mark.parametrize(
    ("change", "status", "words"),
    [
        ({"state": "cancelled"}, 422, "annulée"),
        ({"starts_on": DAY}, 422, "a eu lieu"),
        ({"registration_closes_on": DAY}, 422, "closes depuis"),
        ({"openness": "invitation"}, 404, ""),
        ({"is_announced": False}, 404, ""),
    ],
)
def test_closed_session_says_why_and_keeps_what_was_typed(
    client: Client, house: Scene, change: dict[str, Any], status: int, words: str
) -> None:
    session = planned(house)
    Session.objects.filter(pk=session.pk).update(**change)
    answer = client.post(register_path(session), given())
    assert answer.status_code == status
    if words:
        assert words in text(answer) and 'value="Durand"' in text(answer)
        assert words in text(client.get(register_path(session)))
    assert Registration.objects.count() == 0


def test_flood_from_one_connection_stops_with_what_was_typed(client: Client, house: Scene) -> None:
    session = planned(house)
    for number in range(REGISTRATIONS_FROM_ONE_ADDRESS):
        assert client.post(register_path(session), given(f"n{number}")).status_code == 302
    answer = client.post(register_path(session), given("Trop"))
    assert (answer.status_code, 'value="Trop"' in text(answer)) == (429, True)
    assert Registration.objects.count() == REGISTRATIONS_FROM_ONE_ADDRESS


def test_waiting_list_is_told_and_left(client: Client, house: Scene) -> None:
    session = planned(house)
    for name in ("a", "b"):
        actions.register_publicly(session, typed(name))
    assert "liste d’attente" in text(client.get(register_path(session)))
    client.post(register_path(session), given())
    path = link_in(Letter.objects.get(to="durand@example.org"))
    assert "au rang 1" in text(client.get(path))
    client.post(path, {"cle": str(uuid.uuid4()), "choix": "retrait"})
    assert statuses(session) == ["registered", "registered", "cancelled"]


def test_invitation_is_answered_by_its_link_alone(client: Client, house: Scene) -> None:
    session = planned(house)
    Session.objects.filter(pk=session.pk).update(openness="invitation", is_announced=False)
    session.refresh_from_db()
    anna = create_person(house.awa, given_name="Anna", family_name="Durand", email="d@example.org")
    invitations = actions.invite(
        house.awa,
        session=session,
        organisations=[club(house, email="club@example.org")],
        people=[anna],
        with_letters=True,
    )
    letters = list(Letter.objects.order_by("pk"))
    of_club, of_anna = (link_in(one) for one in letters)
    for letter, invitation in zip(letters, invitations, strict=True):
        assert f"/billet/{invitation.token}/" in message_of(letter).body
    assert 'value="Club"' in text(client.get(of_club))
    assert 'value="d@example.org"' in text(client.get(of_anna))
    client.post(of_anna, given(email="d@example.org", cle=str(uuid.uuid4())))
    made = Registration.objects.get()
    assert (made.origin, made.person, made.invitation) == ("invitation", anna, invitations[1])
    client.post(of_club, {"cle": str(uuid.uuid4()), "reponse": "non"})
    assert Invitation.objects.get(pk=invitations[0].pk).declined_on is not None
    assert "vous ne viendrez pas" in text(client.get(of_club))
    actions.withdraw_invitation(house.awa, invitation=invitations[0])
    assert client.get(of_club).status_code == 410


def test_link_of_nobody_is_a_dead_link(client: Client, house: Scene) -> None:
    for name in ("mine", "invited"):
        assert client.get(reverse(f"portal:{name}", args=[uuid.uuid4()])).status_code == 410


def test_who_came_reads_the_papers_for_participants_by_the_link_of_her_registration(
    client: Client, house: Scene
) -> None:
    session = planned(house, starts_on=timezone.localdate())
    came, away = (create_person(house.awa, family_name=name) for name in ("Venue", "Absente"))
    rows = actions.register(house.awa, session=session, people=[came, away], with_letter=False)
    actions.take_attendance(house.awa, session=session, people=[came])
    told, kept = (
        actions.add_output(
            house.awa,
            session=session,
            kind="minutes",
            title=title,
            dated_on=timezone.localdate(),
            text="Dit.",
            audience=audience,
        )
        for title, audience in (("CR des participants", "participants"), ("CR secret", "team"))
    )
    seen = []
    for row in rows:
        page = client.get(reverse("portal:mine", args=[row.token])).content.decode()
        papers = [
            client.get(reverse("portal:paper", args=[row.token, one.pk])).status_code
            for one in (told, kept)
        ]
        seen.append(("CR des participants" in page, "CR secret" in page, papers))
    assert seen == [(True, False, [200, 404]), (False, False, [404, 404])]
