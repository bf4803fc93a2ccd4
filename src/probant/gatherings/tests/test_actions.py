"""Sessions planned, held, cancelled; who came, once; what was wrong, voided."""

import datetime
import uuid
from typing import Any

import pytest
from django.utils import timezone

from probant.directory.actions import create_organisation, create_person
from probant.directory.models import Person
from probant.gatherings import actions
from probant.gatherings.actions.attendance import NewComer
from probant.gatherings.models import Attendance, HeadcountTaken, Session, SessionHeld
from probant.journal.errors import AlreadyDone, InTheFuture
from probant.journal.models import JournalEntry
from probant.kernel.decision import Refused
from probant.programmes.tests.scenario import DAY, Scene, scene

pytestmark = pytest.mark.django_db
WHY = {"code": "error", "reason": "mauvais jour"}


@pytest.fixture
def house() -> Scene:
    return scene()


def planned(house: Scene, title: str = "Atelier", **plan: Any) -> Session:
    given = {"kind": house.kind(), "programme": house.programme("crdva"), "starts_on": DAY, **plan}
    return actions.plan_session(house.awa, title=title, **given)


def person(house: Scene, name: str = "Dupont") -> Person:
    return create_person(house.awa, given_name="Anna", family_name=name)


def test_held_session_carries_what_figures_filter_by(house: Scene) -> None:
    session = planned(house, place_code="21231", place_vintage=2026)
    held = actions.hold_session(house.awa, session=session)
    assert (held.kind_code, held.programme_code, held.place_code) == ("atelier", "crdva", "21231")
    assert held.occurred_on == DAY
    session.refresh_from_db()
    assert session.state == "held"


def test_session_is_held_once(house: Scene) -> None:
    session = planned(house)
    actions.hold_session(house.awa, session=session)
    with pytest.raises(Refused, match="déjà notée"):
        actions.hold_session(house.awa, session=session)
    assert SessionHeld.objects.count() == 1


def test_session_to_come_is_not_held(house: Scene) -> None:
    session = planned(house, starts_on=timezone.localdate() + datetime.timedelta(days=1))
    with pytest.raises(InTheFuture):
        actions.hold_session(house.awa, session=session)
    assert SessionHeld.objects.count() == 0


def test_cancelled_session_has_no_attendance(house: Scene) -> None:
    session = planned(house)
    actions.cancel_session(house.awa, session=session, reason="neige")
    with pytest.raises(Refused, match="annulée"):
        actions.take_attendance(house.awa, session=session, people=[person(house)])
    assert Attendance.objects.count() == 0


def test_held_session_is_not_cancelled(house: Scene) -> None:
    session = planned(house)
    actions.hold_session(house.awa, session=session)
    with pytest.raises(Refused, match="a eu lieu"):
        actions.cancel_session(house.awa, session=session)


def test_taking_attendance_holds_the_session_in_the_same_entry(house: Scene) -> None:
    session, anna = planned(house), person(house)
    before = JournalEntry.objects.count()
    (came,) = actions.take_attendance(house.awa, session=session, people=[anna])
    assert JournalEntry.objects.count() == before + 1
    assert SessionHeld.objects.get().seq == came.seq
    assert (came.person, came.kind_code, came.own_staff) == (anna, "atelier", False)


def test_two_phones_at_one_door_note_each_person_once(house: Scene) -> None:
    session, anna, boris = planned(house), person(house), person(house, "Martin")
    actions.take_attendance(house.awa, session=session, people=[anna])
    second = actions.take_attendance(house.fabien, session=session, people=[anna, boris, boris])
    assert [came.person for came in second] == [boris]
    assert Attendance.objects.now().count() == 2


def test_attendance_sent_twice_is_noted_once(house: Scene) -> None:
    session, anna, key = planned(house), person(house), uuid.uuid4()
    actions.take_attendance(house.awa, session=session, people=[anna], key=key)
    with pytest.raises(AlreadyDone):
        actions.take_attendance(house.awa, session=session, people=[anna], key=key)
    assert Attendance.objects.count() == 1


def test_new_comer_is_added_to_the_directory_and_noted(house: Scene) -> None:
    session = planned(house)
    club = create_organisation(actor=house.awa, name="Club", family="association")
    new = NewComer("Durand", "Chloé", "", club)
    (came,) = actions.take_attendance(house.awa, session=session, new_comers=[new])
    assert (str(came.person), came.organisation, came.family) == (
        "Chloé Durand",
        club,
        "association",
    )


def test_structure_comes_without_a_name_once(house: Scene) -> None:
    session = planned(house)
    club = create_organisation(actor=house.awa, name="Club", family="association")
    actions.take_attendance(house.awa, session=session, organisations=[club])
    actions.take_attendance(house.awa, session=session, organisations=[club])
    assert Attendance.objects.get().organisation == club


def test_person_unticked_is_voided_and_may_come_again(house: Scene) -> None:
    session, anna = planned(house), person(house)
    (came,) = actions.take_attendance(house.awa, session=session, people=[anna])
    actions.take_attendance(house.awa, session=session, gone=[came])
    assert Attendance.objects.now().count() == 0
    actions.take_attendance(house.awa, session=session, people=[anna])
    assert Attendance.objects.now().count() == 1


def test_person_of_another_house_is_refused(house: Scene) -> None:
    stranger = create_person(house.actor("Chloé"), family_name="Ailleurs")
    with pytest.raises(Refused, match="de votre annuaire"):
        actions.take_attendance(house.awa, session=planned(house), people=[stranger])


def test_headcount_is_apart_from_names_and_taken_once(house: Scene) -> None:
    session = planned(house)
    actions.take_headcount(house.awa, session=session, headcount=40, method="estimated")
    with pytest.raises(Refused, match="déjà noté"):
        actions.take_headcount(house.awa, session=session, headcount=41)
    assert (HeadcountTaken.objects.get().headcount, Attendance.objects.count()) == (40, 0)


@pytest.mark.parametrize(("headcount", "method"), [(-1, "counted"), (3, "deviné")])
def test_absurd_headcount_is_refused(house: Scene, headcount: int, method: str) -> None:
    with pytest.raises(Refused, match="compté ou estimé"):
        actions.hold_session(house.awa, session=planned(house), headcount=headcount, method=method)
    assert SessionHeld.objects.count() == 0


def test_holding_is_voided_once_nobody_came(house: Scene) -> None:
    session = planned(house)
    (came,) = actions.take_attendance(house.awa, session=session, people=[person(house)])
    held = SessionHeld.objects.get()
    with pytest.raises(Refused, match="d'abord"):
        actions.void_fact(house.awa, fact=held, **WHY)
    actions.void_fact(house.awa, fact=came, **WHY)
    actions.void_fact(house.awa, fact=held, **WHY)
    session.refresh_from_db()
    assert session.state == "planned"


def test_holding_is_replaced_by_another_day(house: Scene) -> None:
    held = actions.hold_session(house.awa, session=planned(house))
    new = actions.replace_fact(
        house.awa, fact=held, occurred_on=DAY - datetime.timedelta(days=1), **WHY
    )
    assert list(SessionHeld.objects.now()) == [new]
    assert new.kind_code == "atelier"


def test_session_held_is_no_longer_edited(house: Scene) -> None:
    session = planned(house)
    actions.edit_session(house.awa, session=session, title="Autre titre")
    assert Session.objects.get().title == "Autre titre"
    actions.hold_session(house.awa, session=session)
    with pytest.raises(Refused, match="ne se modifie plus"):
        actions.edit_session(house.awa, session=session, title="Encore")


def test_session_of_another_house_borrows_nothing(house: Scene) -> None:
    theirs = house.kind()
    with pytest.raises(Refused):
        actions.plan_session(house.actor("Chloé"), kind=theirs, title="Essai", starts_on=DAY)
    with pytest.raises(Refused, match="précède"):
        planned(house, ends_on=DAY - datetime.timedelta(days=1))
    assert Session.objects.count() == 0


@pytest.mark.parametrize(
    ("name", "sees", "writes"),
    [
        ("Awa", 1, True),
        ("Sara", 1, False),
        ("Michel", 1, False),
        ("Bruno", 0, False),
        ("Chloé", 0, False),
    ],
)
def test_house_sees_sessions_and_its_team_writes(
    house: Scene, name: str, sees: int, writes: bool
) -> None:
    session = planned(house)
    assert Session.objects.visible_to(house.actor(name)).count() == sees
    try:
        actions.hold_session(house.actor(name), session=session)
    except Refused:
        assert not writes
    assert SessionHeld.objects.count() == int(writes)
