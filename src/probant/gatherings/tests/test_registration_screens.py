"""Pages of registrations: the list, inviting after a look, seats; nothing typed is lost."""

from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from probant.directory.actions import add_position, create_person
from probant.gatherings import actions
from probant.gatherings.actions.attendance import NewComer
from probant.gatherings.models import Invitation, Registration, RegistrationTerms
from probant.gatherings.tests.test_actions import person
from probant.gatherings.tests.test_registrations import club, past, planned, statuses, typed
from probant.gatherings.tests.test_screens import typed as posted
from probant.post.models import Letter
from probant.programmes.tests.scenario import Scene, scene

STATES = (">présente<", ">absente<", ">inscrite<", ">excusée<", ">venue<")
pytestmark = pytest.mark.django_db


@pytest.fixture
def house(client: Client) -> Scene:
    made = scene()
    client.force_login(made.users["Awa"])
    return made


def address(name: str, *args: Any) -> str:
    return reverse(f"gatherings:{name}", args=args)


def text(answer: Any) -> str:
    return str(answer.content.decode())


@pytest.mark.parametrize("count", [1, 3])
def test_list_asks_the_same_number_of_queries(
    client: Client, house: Scene, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    session = planned(house)
    for number in range(count):
        actions.register_publicly(session, typed(f"n{number}"))
        actions.invite(house.awa, session=session, organisations=[club(house, f"C{number}")])
    client.get(address("registrations", session.pk))
    with django_assert_num_queries(9):
        page = text(client.get(address("registrations", session.pk)))
    assert page.count("@example.org") == count
    assert page.count("pas de réponse") == count


def test_page_of_a_session_says_how_its_list_stands(client: Client, house: Scene) -> None:
    session = planned(house)
    for name in ("a", "b", "c"):
        actions.register_publicly(session, typed(name))
    page = text(client.get(address("session", session.pk)))
    assert "2 personnes inscrites pour 2 places, 1 en attente." in page
    client.force_login(house.users["Sara"])
    assert "en attente" not in text(client.get(address("session", session.pk)))


def test_names_ticked_and_somebody_new_are_registered(client: Client, house: Scene) -> None:
    session, anna = planned(house, capacity=9), person(house)
    path = address("register", session.pk)
    kept = text(client.post(path, posted(chercher="1", q="Dupont", family_name="Durand")))
    assert ("Anna Dupont" in kept, 'value="Durand"' in kept) == (True, True)
    wrong = client.post(path, posted(present=f"p{anna.pk}", given_name="Chloé"))
    assert (wrong.status_code, Registration.objects.count()) == (422, 0)
    assert f'value="p{anna.pk}" checked' in text(wrong)
    done = client.post(path, posted(present=f"p{anna.pk}", family_name="Durand"))
    assert done.status_code == 302
    assert [one.who for one in Registration.objects.order_by("id")] == ["Anna Dupont", "Durand"]


def test_invitations_are_looked_over_before_they_leave(client: Client, house: Scene) -> None:
    session = planned(house)
    kept = club(house, "Avec adresse", "avec@example.org")
    gone, without = club(house, "Décochée"), club(house, "Sans adresse")
    path = address("invite", session.pk)
    assert "Dites d’abord lesquelles" in text(client.get(path))
    look = text(client.get(path + "?famille=association"))
    assert "3 structures à inviter, 1 par courriel" in look
    assert (look.count(" checked"), Invitation.objects.count()) == (4, 0)
    given = posted(invitee=[f"o{kept.pk}", f"o{without.pk}"], with_letters="on", words="Venez !")
    wrong = client.post(path + "?famille=association", given | {"invited_on": "hier"})
    assert (wrong.status_code, "Venez !" in text(wrong)) == (422, True)
    assert f'value="o{gone.pk}">' in text(wrong)
    client.post(path + "?famille=association", given)
    rows = Invitation.objects.order_by("id").values_list("organisation__name", "by")
    assert list(rows) == [("Avec adresse", "family"), ("Sans adresse", "family")]
    assert Letter.objects.get().to == "avec@example.org"
    assert "1 structure à inviter" in text(client.get(path + "?famille=association"))


def test_people_are_invited_one_by_one_or_from_a_list_that_was_narrowed(
    client: Client, house: Scene
) -> None:
    session, anna = planned(house), person(house)
    other = create_person(house.awa, family_name="Besson", email="b@example.org")
    coursive = club(house, "La Coursive")
    add_position(house.awa, person=other, organisation=coursive, title="présidente")
    path = address("invite", session.pk)
    assert "Dites d’abord lesquelles" in text(client.get(path + "?qui=personnes"))
    by_name = text(client.get(path + "?qui=personnes&q=dupont"))
    assert ("1 personne à inviter, 0 par courriel" in by_name, "Besson" in by_name) == (True, False)
    assert f'value="p{anna.pk}">' in by_name  # a name sought is ticked by hand
    narrowed = text(client.get(path + "?qui=personnes&famille=association"))
    assert ("1 personne à inviter, 1 par courriel" in narrowed, "Dupont" in narrowed) == (
        True,
        False,
    )
    given = posted(invitee=[f"p{other.pk}"], with_letters="on")
    client.post(path + "?qui=personnes&famille=association", given)
    made = Invitation.objects.get()
    assert (made.person, made.organisation, made.by) == (other, None, "family")
    assert Letter.objects.get().to == "b@example.org"
    again = text(client.get(path + "?qui=personnes&famille=association"))
    assert "Personne à inviter ici" in again


def test_seats_below_the_registered_are_refused_with_what_was_typed(
    client: Client, house: Scene
) -> None:
    session = planned(house)
    for name in ("a", "b"):
        actions.register_publicly(session, typed(name))
    path = address("registration-terms", session.pk)
    wrong = client.post(path, posted(capacity="1", is_open="on", reminder_days="3"))
    assert (wrong.status_code, "gardez au moins 2 places" in text(wrong)) == (422, True)
    assert 'value="1"' in text(wrong)
    assert (
        client.post(path, posted(capacity="3", is_open="on", reminder_days="3")).status_code == 302
    )
    terms = RegistrationTerms.objects.get()
    assert (terms.is_open, terms.reminder_days, terms.session.capacity) == (True, 3, 3)


@pytest.mark.parametrize(
    ("act", "after"),
    [
        ("excuser", ["excused", "registered", "registered"]),
        ("retirer", ["cancelled"] + ["registered"] * 2),
    ],
)
def test_row_is_excused_or_taken_off(
    client: Client, house: Scene, act: str, after: list[str]
) -> None:
    session = planned(house)
    made = [actions.register_publicly(session, typed(name)) for name in ("a", "b", "c")]
    path = address("registration", made[0].pk)
    assert "Excuser" in text(client.get(path))
    assert client.post(path, posted(geste=act)).status_code == 302
    assert statuses(session) == after
    refused = client.post(address("registration", made[0].pk), posted(geste="placer"))
    assert (refused.status_code, "2 places sont prises" in text(refused)) == (422, True)
    assert client.post(path, posted(geste="inventer")).status_code == 404


def test_invitation_is_withdrawn_and_participation_shown_once_held(
    client: Client, house: Scene
) -> None:
    session, anna = past(house), person(house)
    one, two = actions.invite(
        house.awa, session=session, organisations=[club(house, "Un"), club(house, "Deux")]
    )
    client.post(address("invitation", two.pk), posted(geste="retirer"))
    actions.take_attendance(
        house.awa, session=session, people=[anna], sent_by={anna.pk: one.organisation}
    )
    page = text(client.get(address("registrations", session.pk)))
    assert "1 sur 1 (100\u00a0%)" in page
    client.force_login(house.users["Chloé"])
    for name in ("registration", "invitation"):
        assert client.get(address(name, 1)).status_code == 404
    assert client.get(address("registrations", session.pk)).status_code == 404


def test_once_names_are_noted_each_is_present_or_absent(client: Client, house: Scene) -> None:
    session, anna = past(house), person(house)
    guest = actions.invite(house.awa, session=session, organisations=[club(house, "Un")])[0]
    made = actions.register(
        house.awa,
        session=session,
        people=[anna],
        new_comers=[NewComer("Besson"), NewComer("Carré"), NewComer("Dumas")],
    )
    actions.excuse(house.awa, registration=made[2])
    actions.excuse(house.awa, registration=made[3])
    before = text(client.get(address("registrations", session.pk)))
    assert [before.count(word) for word in STATES] == [0, 0, 2, 2, 0]
    assert made[3].person is not None
    actions.take_attendance(
        house.awa,
        session=session,
        people=[anna, made[3].person],
        sent_by={anna.pk: guest.organisation},
    )
    after = text(client.get(address("registrations", session.pk)))
    assert [after.count(word) for word in STATES] == [2, 1, 0, 1, 1]
