"""What is done around a session for each figure of participation to count once."""

import datetime
from collections.abc import Callable
from typing import Any

from probant.directory.actions import create_person
from probant.directory.models import Person
from probant.gatherings import actions
from probant.gatherings.models import (
    HeadcountTaken,
    Invited,
    Registered,
    Session,
    SessionPlanned,
)
from probant.indicators.tests.acts import MADE, Made, One, held
from probant.programmes.actions import adopt_session_kinds

GUESTS = "gatherings."


def planned(one: One) -> Session:
    desk = one.desk
    (kind,) = adopt_session_kinds(desk.direction, house_id=desk.house.pk, codes=["atelier"])
    return actions.plan_session(
        desk.officer, kind=kind, title=f"{one.lag} de {one.sheet}", starts_on=one.on
    )


def promised(then: Callable[[One, Session], Any] = lambda one, session: None) -> Made:
    """A session planned a month before its day, and what became of it."""

    def make(one: One) -> SessionPlanned:
        desk = one.desk
        (kind,) = adopt_session_kinds(desk.direction, house_id=desk.house.pk, codes=["atelier"])
        session = actions.plan_session(
            desk.importer,
            kind=kind,
            title=f"{one.lag} de {one.sheet}",
            starts_on=one.on,
            declared_on=one.on - datetime.timedelta(days=30),
        )
        then(one, session)
        return SessionPlanned.objects.get(session=session)

    return make


def takes_place(one: One, session: Session) -> None:
    actions.hold_session(one.desk.officer, session=session)


def is_cancelled(one: One, session: Session) -> None:
    actions.cancel_session(one.desk.officer, session=session)


def is_put_off(one: One, session: Session) -> None:
    actions.postpone_session(one.desk.officer, session=session, reason="grève")


def someone(one: One) -> Person:
    return create_person(one.desk.officer, family_name=f"Personne {one.sheet.pk} {one.lag}")


def came(*, invited: bool = False, registered: bool = False, listed: bool = False,
         own: bool = False, alone: bool = False) -> Made:  # fmt: skip
    """Somebody came for the structure (`alone`: for none)."""

    def make(one: One) -> Any:
        session, person = planned(one), someone(one)
        if invited:
            actions.invite(one.desk.officer, session=session, organisations=[one.sheet])
        if registered:
            actions.register(one.desk.officer, session=session, people=[person])
        if listed:
            other = create_person(one.desk.officer, family_name=f"Autre {one.lag} {one.sheet.pk}")
            actions.register(one.desk.officer, session=session, people=[other])
        (fact,) = actions.take_attendance(
            one.desk.officer,
            session=session,
            people=[person],
            sent_by={} if alone else {person.pk: one.sheet},
            own_staff=[person.pk] if own else [],
        )
        return fact

    return make


def then_held(prepare: Callable[[One, Session], Any], kind: type[Any]) -> Made:
    """The fact of a kind that holding a session records; None where there is none."""

    def make(one: One) -> Any:
        session = planned(one)
        prepare(one, session)
        actions.hold_session(one.desk.officer, session=session)
        return kind.objects.filter(session=session).first()

    return make


def counted(one: One) -> HeadcountTaken:
    session = planned(one)
    return actions.take_headcount(one.desk.officer, session=session, headcount=7)


def invites(one: One, session: Session) -> None:
    actions.invite(one.desk.officer, session=session, organisations=[one.sheet])


def invites_person(one: One, session: Session) -> None:
    actions.invite(one.desk.officer, session=session, people=[someone(one)])


def registers(one: One, session: Session) -> None:
    actions.register(one.desk.officer, session=session, people=[someone(one)])


def cancels(one: One, session: Session) -> None:
    (made,) = actions.register(one.desk.officer, session=session, people=[someone(one)])
    actions.cancel_registration(one.desk.officer, registration=made)


GATHERED: dict[str, Made] = {
    "gatherings.sessions_held": held("crdva", "formation"),
    "gatherings.sessions_in_qpv": held("crdva", "formation", "21231-fontaine-d-ouche"),
    "gatherings.sessions_planned": promised(),
    "gatherings.planned_held": promised(takes_place),
    "gatherings.planned_cancelled": promised(is_cancelled),
    "gatherings.planned_postponed": promised(is_put_off),
    "gatherings.attendances": came(),
    "gatherings.persons": came(),
    "gatherings.person_attendances": came(),
    "gatherings.organisations": came(),
    "gatherings.invited": then_held(invites, Invited),
    "gatherings.invited_present": came(invited=True),
    "gatherings.registered": then_held(registers, Registered),
    "gatherings.registered_present": came(registered=True),
    "gatherings.walk_ins": came(listed=True),
    "gatherings.headcount": counted,
    "gatherings.rooms_lent_value": held("crdva", "formation", lent_cents=12_000),
}
STAFF = came(own=True, invited=True, registered=True)
GATHERED_DECOYS: dict[str, list[Made]] = {
    "gatherings.sessions_in_qpv": [
        held("crdva", "formation"),
        held("crdva", "formation", "hors"),
    ],
    "gatherings.sessions_planned": [planned, held("crdva", "formation")],  # noted afterwards
    "gatherings.planned_held": [promised(is_cancelled), held("crdva", "formation")],
    "gatherings.planned_cancelled": [promised(takes_place), promised(is_put_off)],
    "gatherings.planned_postponed": [promised(takes_place), promised(is_cancelled)],
    "gatherings.attendances": [STAFF, counted],
    "gatherings.persons": [STAFF],
    "gatherings.person_attendances": [STAFF],
    "gatherings.organisations": [STAFF, came(alone=True)],
    "gatherings.invited": [then_held(invites_person, Invited), came()],
    "gatherings.invited_present": [came(), STAFF],
    "gatherings.registered": [then_held(cancels, Registered), came()],
    "gatherings.registered_present": [came(), came(listed=True), STAFF],
    "gatherings.walk_ins": [came(), came(registered=True), STAFF],
    "gatherings.headcount": [came()],
    "gatherings.rooms_lent_value": [held("crdva", "formation")],
}
MADE.update(GATHERED)
