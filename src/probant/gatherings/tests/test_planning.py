"""What was promised of sessions: planned before their day, called off, held; each a fact."""

import datetime
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from probant.directory.actions import create_organisation
from probant.gatherings import actions
from probant.gatherings.actions import SessionCopy
from probant.gatherings.models import Session, SessionCalledOff, SessionPlanned
from probant.gatherings.tests.test_actions import planned
from probant.gatherings.tests.test_screens import typed as posted
from probant.journal.integrity import verify
from probant.kernel.actor import Actor
from probant.kernel.roles import TEAM
from probant.programmes.tests.scenario import DAY, Scene, scene

pytestmark = pytest.mark.django_db
SOON = timezone.localdate() + datetime.timedelta(days=40)
LATER = SOON + datetime.timedelta(days=30)


@pytest.fixture
def house() -> Scene:
    return scene()


def told(house: Scene, days: int = 30, **given: Any) -> Session:
    """A session whose plan was known some days before its day."""
    system = Actor.system(house.house.pk, "essai", roles=TEAM, may_declare=True)
    day = given.setdefault("starts_on", DAY)
    before = day - datetime.timedelta(days=days)
    given = {"kind": house.kind(), "title": "Atelier"} | given
    return actions.plan_session(system, declared_on=before, **given)


def promises(session: Session) -> list[tuple[datetime.date, bool]]:
    facts = SessionPlanned.objects.filter(session=session).order_by("seq", "id")
    return [(one.planned_on, one.is_void) for one in facts]


def calls_off(session: Session) -> list[tuple[str, datetime.date]]:
    facts = SessionCalledOff.objects.now().filter(session=session).order_by("nature")
    return [(one.nature, one.planned_on) for one in facts]


def test_only_what_is_told_before_its_day_and_ours_was_planned(house: Scene) -> None:
    afterwards = planned(house)
    ahead = planned(house, starts_on=SOON)
    club = create_organisation(actor=house.awa, name="CRESS", family="association")
    theirs = planned(house, starts_on=SOON, house_part="guest", organiser=club)
    assert [promises(one) for one in (afterwards, ahead, theirs)] == [[], [(SOON, False)], []]
    (copy,), _ = actions.take_up_again(
        house.awa, house_id=house.house.pk, sessions=[SessionCopy(afterwards, "Encore", LATER)]
    )
    assert promises(copy) == [(LATER, False)]


def test_a_day_typed_wrong_is_mended_the_same_day_and_put_off_later(house: Scene) -> None:
    session = planned(house, starts_on=SOON)
    actions.edit_session(house.awa, session=session, starts_on=LATER)
    assert (promises(session), calls_off(session)) == ([(SOON, True), (LATER, False)], [])
    earlier = told(house)
    actions.edit_session(house.awa, session=earlier, starts_on=SOON)
    assert (promises(earlier), calls_off(earlier)) == (
        [(DAY, False)],
        [("postponed", DAY)],
    )
    assert verify() == []


def test_the_promise_follows_programme_place_and_part(house: Scene) -> None:
    session = told(house, starts_on=SOON, days=60)
    actions.edit_session(house.awa, session=session, kind=house.kind("formation"))
    actions.move_session(house.awa, session=session, place_code="21231", place_name="Dijon")
    fact = SessionPlanned.objects.now().get()
    assert (fact.kind_code, fact.place_code, fact.planned_on) == ("formation", "21231", SOON)
    club = create_organisation(actor=house.awa, name="CRESS", family="association")
    actions.edit_session(house.awa, session=session, house_part="guest", organiser=club)
    assert SessionPlanned.objects.now().count() == 0


def test_cancelled_and_put_off_are_facts_once_each(house: Scene) -> None:
    session = told(house)
    actions.postpone_session(house.awa, session=session, reason="grève")
    actions.postpone_session(house.awa, session=session, reason="salle", starts_on=LATER)
    assert calls_off(session) == [("postponed", DAY)]
    actions.cancel_session(house.awa, session=session, reason="personne")
    assert calls_off(session) == [("cancelled", LATER), ("postponed", DAY)]
    actions.postpone_session(house.awa, session=session, reason="finalement", starts_on=LATER)
    assert calls_off(session) == [("postponed", DAY)]
    never = planned(house)
    actions.cancel_session(house.awa, session=never)
    assert calls_off(never) == []
    assert verify() == []


def test_a_session_planned_before_promises_were_facts_has_its_own_when_it_is_next_touched(
    house: Scene,
) -> None:
    session = planned(house)
    Session.objects.filter(pk=session.pk).update(starts_on=SOON)  # as an older version left it
    session.refresh_from_db()
    assert promises(session) == []
    actions.cancel_session(house.awa, session=session)
    assert (promises(session), calls_off(session)) == (
        [(SOON, False)],
        [("cancelled", SOON)],
    )


def test_the_page_says_what_was_promised_and_corrects_it(client: Client, house: Scene) -> None:
    client.force_login(house.users["Awa"])
    session = told(house)
    actions.cancel_session(house.awa, session=session)
    path = reverse("gatherings:session", args=[session.pk])
    page = client.get(path).content.decode()
    assert "Rencontre prévue pour le 14 mars 2023" in page
    assert "Rencontre annulée, qui était prévue pour le 14 mars 2023" in page
    fact = SessionPlanned.objects.get()
    where = reverse("gatherings:replace", args=["prevue", fact.pk])
    assert "Prévue pour le" in client.get(where).content.decode()
    given = {"occurred_on": "12/02/2023", "planned_on": "15/03/2023", "code": "error"}
    wrong = client.post(where, posted(**given))
    assert (wrong.status_code, "15/03/2023" in wrong.content.decode()) == (422, True)
    client.post(where, posted(**given, reason="jour mal lu"))
    assert promises(session) == [(DAY, True), (datetime.date(2023, 3, 15), False)]
