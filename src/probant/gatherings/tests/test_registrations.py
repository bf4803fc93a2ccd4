"""Seats, waiting list, invitations: exactly the seats there are, and lists that figures count."""

import datetime
import uuid
from typing import Any

import pytest
from django.utils import timezone

from probant.directory.actions import create_organisation, create_person, erase_person
from probant.directory.models import Organisation, Person
from probant.gatherings import actions
from probant.gatherings.actions.attendance import NewComer
from probant.gatherings.actions.reminders import due, remind_of
from probant.gatherings.announcing import SessionChange, What, announce
from probant.gatherings.models import (
    Attendance,
    Invitation,
    Invited,
    Registered,
    Registration,
    Session,
)
from probant.gatherings.queries.registrations import likely_twice, participation, standing
from probant.gatherings.registering import Registrant, person_of
from probant.gatherings.rules.registrations import Rate
from probant.gatherings.tests.test_actions import person
from probant.journal.door import change
from probant.journal.errors import AlreadyDone
from probant.journal.integrity import verify
from probant.kernel.actor import Actor
from probant.kernel.dates import write_date
from probant.kernel.decision import Refused
from probant.post.models import Letter
from probant.programmes.tests.scenario import DAY, Scene, scene

pytestmark = pytest.mark.django_db
SOON = datetime.timedelta(days=10)


@pytest.fixture
def house() -> Scene:
    return scene()


def planned(house: Scene, **plan: Any) -> Session:
    """A session to come, open to the public, of two seats."""
    given = {
        "kind": house.kind(),
        "title": "Atelier budget",
        "starts_on": timezone.localdate() + SOON,
        "capacity": 2,
        **plan,
    }
    session = actions.plan_session(house.awa, **given)
    Session.objects.filter(pk=session.pk).update(openness="public", is_announced=True)
    session.refresh_from_db()
    actions.change_terms(house.awa, session=session, capacity=session.capacity, is_open=True)
    return session


def past(house: Scene, **plan: Any) -> Session:
    return actions.plan_session(
        house.awa, kind=house.kind(), title="Atelier", starts_on=DAY, **plan
    )


def typed(name: str, **more: str) -> Registrant:
    return Registrant(given_name="Anna", family_name=name, email=f"{name}@example.org", **more)


def club(house: Scene, name: str = "Club", email: str = "") -> Organisation:
    return create_organisation(actor=house.awa, name=name, family="association", email=email)


def statuses(session: Session) -> list[str]:
    rows = Registration.objects.filter(session=session).order_by("id")
    return list(rows.values_list("status", flat=True))


# --- seats


def test_seats_go_in_the_order_of_arrival_and_the_rest_wait(house: Scene) -> None:
    session = planned(house)
    for name in ("un", "deux", "trois"):
        actions.register_publicly(session, typed(name))
    assert statuses(session) == ["registered", "registered", "waiting"]
    letters = list(Letter.objects.order_by("pk").values_list("to", "subject"))
    assert letters == [
        ("un@example.org", "Inscription : Atelier budget"),
        ("deux@example.org", "Inscription : Atelier budget"),
        ("trois@example.org", "Liste d’attente : Atelier budget"),
    ]
    waits = Letter.objects.get(to="trois@example.org")
    assert ("au rang 1" in waits.text, waits.calendar) == (True, "")
    assert "BEGIN:VCALENDAR" in Letter.objects.get(to="un@example.org").calendar


@pytest.mark.parametrize("leave", [actions.cancel_registration, actions.excuse])
def test_seat_given_up_goes_to_the_first_who_waits_with_a_letter(house: Scene, leave: Any) -> None:
    session = planned(house)
    made = [actions.register_publicly(session, typed(name)) for name in ("a", "b", "c", "d")]
    leave(house.awa, registration=made[0])
    assert statuses(session)[1:] == ["registered", "registered", "waiting"]
    told = Letter.objects.filter(subject__startswith="Une place")
    assert [letter.to for letter in told] == ["c@example.org"]
    assert write_date(session.starts_on) in told[0].text
    assert "<" not in told[0].text
    assert standing(session).free == 0


def test_waiting_request_taken_back_moves_nobody(house: Scene) -> None:
    session = planned(house)
    made = [actions.register_publicly(session, typed(name)) for name in ("a", "b", "c")]
    actions.cancel_registration(house.awa, registration=made[2])
    assert statuses(session) == ["registered", "registered", "cancelled"]
    with pytest.raises(Refused, match="déjà plus attendue"):
        actions.cancel_registration(house.awa, registration=made[2])


def test_capacity_below_the_registered_is_refused_and_says_what_to_do(house: Scene) -> None:
    session = planned(house)
    for name in ("a", "b", "c"):
        actions.register_publicly(session, typed(name))
    for lower in (
        lambda: actions.change_terms(house.awa, session=session, capacity=1),
        lambda: actions.edit_session(house.awa, session=session, capacity=1),
    ):
        with pytest.raises(Refused, match=r"2 personnes sont inscrites, pour 1 place :.*retirez"):
            lower()
    session.refresh_from_db()
    assert (session.capacity, statuses(session)[2]) == (2, "waiting")


def test_seats_added_go_to_those_who_wait(house: Scene) -> None:
    session = planned(house)
    for name in ("a", "b", "c", "d"):
        actions.register_publicly(session, typed(name))
    actions.edit_session(house.awa, session=session, capacity=3)
    assert statuses(session) == ["registered"] * 3 + ["waiting"]
    actions.change_terms(house.awa, session=session, capacity=None)
    assert statuses(session) == ["registered"] * 4


def test_promotion_out_of_turn_needs_a_free_seat(house: Scene) -> None:
    session = planned(house)
    made = [actions.register_publicly(session, typed(name)) for name in ("a", "b", "c")]
    with pytest.raises(Refused, match="2 places sont prises"):
        actions.promote(house.awa, registration=made[2])
    actions.cancel_registration(house.awa, registration=made[2])
    actions.cancel_registration(house.awa, registration=made[0])
    actions.promote(house.awa, registration=made[2])
    assert statuses(session) == ["cancelled", "registered", "registered"]


# --- registering badly


def test_same_address_is_registered_once_and_its_owner_told(house: Scene) -> None:
    session = planned(house)
    first = actions.register_publicly(session, typed("a"))
    again = Registrant(given_name="B", family_name="Autre", email=" A@Example.org ")
    assert actions.register_publicly(session, again) == first
    actions.register_publicly(session, again)
    assert Registration.objects.count() == 1
    told = Letter.objects.filter(subject__startswith="Déjà inscrite")
    assert [letter.to for letter in told] == ["a@example.org"]  # at most once an hour


def test_two_addresses_are_shown_as_a_likely_double(house: Scene) -> None:
    session = planned(house, capacity=5)
    one = actions.register_publicly(session, typed("Dupont"))
    two = actions.register_publicly(
        session, Registrant(given_name="Anna", family_name="DUPONT", email="autre@example.org")
    )
    actions.register_publicly(session, typed("Martin"))
    assert likely_twice(Registration.objects.all()) == {one.pk, two.pk}


@pytest.mark.parametrize(
    ("change_of", "why"),
    [
        ({"state": "cancelled"}, "annulée"),
        ({"state": "postponed"}, "reportée"),
        ({"starts_on": DAY}, "a eu lieu"),
        ({"registration_closes_on": DAY}, "closes depuis le 14/03/2023"),
        ({"openness": "invitation"}, "sur invitation"),
    ],
)
def test_nobody_registers_online_where_it_is_closed(
    house: Scene, change_of: dict[str, Any], why: str
) -> None:
    session = planned(house)
    Session.objects.filter(pk=session.pk).update(**change_of)
    with pytest.raises(Refused, match=why):
        actions.register_publicly(session, typed("a"))
    assert Registration.objects.count() == 0


def test_form_sent_twice_registers_once(house: Scene) -> None:
    session, key = planned(house), uuid.uuid4()
    actions.register_publicly(session, typed("a"), key=key)
    with pytest.raises(AlreadyDone):
        actions.register_publicly(session, typed("a"), key=key)
    assert Registration.objects.count() == 1


def test_team_registers_people_structures_and_new_comers_once(house: Scene) -> None:
    session, anna, structure = planned(house, capacity=3), person(house), club(house)
    new = NewComer("Durand", "Chloé", "chloe@example.org", structure)
    made = actions.register(
        house.awa, session=session, people=[anna], organisations=[structure], new_comers=[new]
    )
    assert [one.who for one in made] == ["Anna Dupont", "Chloé Durand", "Club"]
    assert Letter.objects.get().to == "chloe@example.org"
    with pytest.raises(Refused, match="déjà inscrite"):
        actions.register(house.awa, session=session, people=[anna])
    with pytest.raises(Refused, match="Seule l'équipe"):
        actions.register(house.actor("Sara"), session=session, people=[anna])


def test_stranger_is_recognised_by_address_and_name_together(house: Scene) -> None:
    session = planned(house, capacity=9)
    anna = create_person(house.awa, given_name="Anna", family_name="Dupont", email="ad@example.org")
    same = Registrant(family_name="DUPONT", email="AD@example.org", organisation_name="club")
    structure = club(house)
    made = actions.register_publicly(session, same)
    assert (made.person, made.organisation) == (anna, structure)
    other = actions.register_publicly(
        session, Registrant(family_name="Autre", email="other@example.org")
    )
    assert other.person is None
    with change(house.awa, verb="gatherings.register", houses=[house.house.pk]) as entry:
        assert person_of(entry, other).email == "other@example.org"
    assert Person.objects.filter(family_name="Autre").count() == 1


# --- invitations and what figures count


def test_invited_once_and_written_to_where_there_is_an_address(house: Scene) -> None:
    session, anna = planned(house), person(house)
    with_address, without = club(house, "Avec", "avec@example.org"), club(house, "Sans")
    made = actions.invite(
        house.awa,
        session=session,
        organisations=[with_address, without, without],
        people=[anna],
        with_letters=True,
        words="Venez nombreux.",
    )
    assert len(made) == 3
    again = actions.invite(house.awa, session=session, organisations=[without], with_letters=True)
    assert again == []
    letter = Letter.objects.get()
    assert (letter.to, letter.category, "Venez nombreux." in letter.text) == (
        "avec@example.org",
        "invitations",
        True,
    )
    assert str(made[0].token) not in letter.text


def test_rates_count_the_list_as_it_stood_when_the_session_was_held(house: Scene) -> None:
    session = past(house, capacity=3)
    clubs = [club(house, name) for name in ("Un", "Deux", "Trois")]
    people = [person(house, name) for name in ("Come", "Absente", "Excuse", "Attente")]
    walk_in, staff = person(house, "Passage"), person(house, "Maison")
    actions.invite(house.awa, session=session, organisations=clubs)
    made = actions.register(house.awa, session=session, people=people)
    assert (Registered.objects.count(), Invited.objects.count()) == (0, 0)
    actions.take_attendance(
        house.awa,
        session=session,
        people=[people[0], walk_in, staff],
        sent_by={walk_in.pk: clubs[0]},
        own_staff=[staff.pk],
    )
    counted = participation(session)
    assert counted.by_invitation == Rate(1, 3, "structures")
    assert counted.by_registration == Rate(1, 3, "inscriptions")
    assert (counted.present, counted.walk_ins) == (2, 1)
    actions.excuse(house.awa, registration=made[2])
    assert participation(session).by_registration == Rate(1, 2, "inscriptions")
    assert Registered.objects.filter(void_seq__isnull=False).count() == 1
    with pytest.raises(Refused, match="notée présente"):
        actions.excuse(house.awa, registration=made[0])
    assert verify() == []


def test_structure_registered_by_itself_is_honoured_once(house: Scene) -> None:
    session, structure = past(house), club(house)
    actions.register(house.awa, session=session, organisations=[structure])
    one, two = person(house, "Un"), person(house, "Deux")
    actions.take_attendance(
        house.awa,
        session=session,
        people=[one, two],
        sent_by={one.pk: structure, two.pk: structure},
    )
    counted = participation(session)
    assert (counted.by_registration, counted.walk_ins) == (Rate(1, 1, "inscriptions"), 1)


def test_stranger_noted_at_the_door_honours_what_she_typed(house: Scene) -> None:
    session = planned(house)
    made = actions.register_publicly(session, typed("durand"))
    Session.objects.filter(pk=session.pk).update(starts_on=DAY)
    session.refresh_from_db()
    new = NewComer("Durand", "Anna", "durand@example.org")
    (came,) = actions.take_attendance(house.awa, session=session, new_comers=[new])
    made.refresh_from_db()
    assert (came.registration, came.walk_in, made.person) == (made, False, came.person)


def test_session_held_by_mistake_counts_nobody_again(house: Scene) -> None:
    session = past(house)
    actions.invite(house.awa, session=session, organisations=[club(house)])
    held = actions.hold_session(house.awa, session=session)
    assert Invited.objects.now().count() == 1
    actions.replace_fact(
        house.awa,
        fact=held,
        code="error",
        reason="la veille",
        occurred_on=DAY - datetime.timedelta(days=1),
    )
    (fact,) = Invited.objects.now()
    assert fact.occurred_on == DAY - datetime.timedelta(days=1)
    (held,) = type(held).objects.now()
    actions.void_fact(house.awa, fact=held, code="not_held", reason="non tenue")
    assert Invited.objects.now().count() == 0
    assert verify() == []


def test_invitations_are_noted_before_presences_and_withdrawn_before_they_are_honoured(
    house: Scene,
) -> None:
    session, anna = past(house), person(house)
    (kept,) = actions.invite(house.awa, session=session, people=[anna])
    (wrong,) = actions.invite(house.awa, session=session, organisations=[club(house)])
    actions.withdraw_invitation(house.awa, invitation=wrong)
    actions.take_attendance(house.awa, session=session, people=[anna])
    assert Attendance.objects.get().invitation == kept
    assert Invited.objects.now().get().invitation == kept
    with pytest.raises(Refused, match="son invitation reste"):
        actions.withdraw_invitation(house.awa, invitation=kept)
    with pytest.raises(Refused, match="avant les présences"):
        actions.invite(house.awa, session=session, organisations=[club(house, "Autre")])


# --- letters


def test_change_is_told_to_those_who_stand_and_whose_address_answers(house: Scene) -> None:
    session = planned(house)
    made = [actions.register_publicly(session, typed(name)) for name in ("a", "b", "c", "d")]
    actions.cancel_registration(house.awa, registration=made[3])
    Letter.objects.filter(to="b@example.org").update(
        state="failed", reason="Le courriel est revenu (5.1.1)."
    )
    Letter.objects.exclude(to="b@example.org").update(state="sent", sent_at=timezone.now())
    with change(house.awa, verb="gatherings.cancel", houses=[house.house.pk]) as entry:
        told = SessionChange(What.CANCELLED, session.starts_on, reason="La salle est inondée.")
        assert announce(entry, session, told) == 2
    letters = Letter.objects.filter(subject="Rencontre annulée : Atelier budget").order_by("pk")
    assert [letter.to for letter in letters] == ["a@example.org", "c@example.org"]
    assert all("La salle est inondée." in letter.text for letter in letters)


def test_erasing_a_person_empties_what_she_typed(house: Scene) -> None:
    session = planned(house)
    made = actions.register_publicly(session, typed("durand", organisation_name="Chez moi"))
    someone = create_person(
        house.awa, given_name="Anna", family_name="Durand", email="Durand@example.org"
    )
    erase_person(house.fabien, someone, "request")
    made.refresh_from_db()
    assert (made.given_name, made.family_name, made.email, made.organisation_name) == ("",) * 4
    assert Invitation.objects.count() == 0


def test_reminder_leaves_once_to_those_expected(house: Scene) -> None:
    session = planned(house)
    made = [actions.register_publicly(session, typed(name)) for name in ("a", "b", "c")]
    actions.change_terms(house.awa, session=session, capacity=2, is_open=True, reminder_days=2)
    system = Actor.system(house.house.pk, "gatherings.remind")
    day = session.starts_on - datetime.timedelta(days=3)
    assert due(house.house.pk, day) == []
    assert due(house.house.pk, day + datetime.timedelta(days=1)) == [session]
    sent = [remind_of(system, session, day + datetime.timedelta(days=n)) for n in (1, 2)]
    assert sent == [2, 0]
    told = Letter.objects.filter(subject__startswith="Rappel").order_by("to")
    assert [letter.to for letter in told] == [made[0].email, made[1].email]
