"""What a network lives through for each of its figures to count once."""

import datetime
from typing import Any

from probant.directory.actions import create_person
from probant.gatherings import actions as gatherings
from probant.gatherings.actions.network import Joining
from probant.gatherings.models import MemberJoined, NetworkMember, Session
from probant.indicators.tests.acts import MADE, TAKEN_BACK, Desk, Made, One
from probant.programmes.actions import adopt_session_kinds

ACTORS, A_DAY = "reseau-acteurs", datetime.timedelta(days=1)


def joins(one: One, *, programme: str = ACTORS, later: int = 0) -> NetworkMember:
    """The structure joins a network of its own on the day, or some days after."""
    desk = one.desk
    network = gatherings.open_network(
        desk.officer,
        house_id=desk.house.pk,
        name=f"Réseau {programme} {one.lag} de {one.sheet}",
        programme=desk.programme(programme),
    )
    (member,) = gatherings.join_network(
        desk.officer,
        network=network,
        joining=[Joining(one.sheet)],
        joined_on=one.on + later * A_DAY,
    )
    return member


def belonged(programme: str = ACTORS) -> Made:
    """A member of one day: in on the day, out on its evening."""

    def make(one: One) -> MemberJoined:
        member = joins(one, programme=programme)
        gatherings.leave_network(one.desk.officer, member=member, left_on=one.on)
        return MemberJoined.objects.get(member=member)

    return make


def left_the_year_before(one: One) -> None:
    """A member until the last day of the year before."""
    member = joins(One(one.desk, one.sheet, datetime.date(one.on.year - 2, 5, 2), one.lag))
    last = datetime.date(one.on.year - 1, 12, 31)
    gatherings.leave_network(one.desk.officer, member=member, left_on=last)


def met(one: One, programme: str, *, own: bool = False) -> Any:
    """Somebody comes for the structure to a meeting of a programme; the attendance."""
    desk = one.desk
    (kind,) = adopt_session_kinds(desk.direction, house_id=desk.house.pk, codes=["atelier"])
    session: Session = gatherings.plan_session(
        desk.officer,
        kind=kind,
        programme=desk.programme(programme),
        title=f"{one.lag} de {one.sheet}",
        starts_on=one.on,
    )
    person = create_person(desk.officer, family_name=f"Membre {one.sheet.pk} {one.lag}")
    (fact,) = gatherings.take_attendance(
        desk.officer,
        session=session,
        people=[person],
        sent_by={person.pk: one.sheet},
        own_staff=[person.pk] if own else [],
    )
    return fact


def member_met(programme: str = ACTORS, *, own: bool = False) -> Made:
    """A member since that day comes to a meeting."""

    def make(one: One) -> Any:
        joins(one)
        return met(one, programme, own=own)

    return make


def met_before_joining(one: One) -> None:
    """Comes the day before it is a member."""
    joins(one, later=1)
    met(one, ACTORS)


def met_after_leaving(one: One) -> None:
    """Comes the day after it is no longer a member."""
    gatherings.leave_network(one.desk.officer, member=joins(one, later=-1), left_on=one.on - A_DAY)
    met(one, ACTORS)


def _struck(desk: Desk, fact: MemberJoined) -> None:
    gatherings.strike_member(desk.officer, member=fact.member, code="error", reason="essai")


TAKEN_BACK[MemberJoined] = _struck
NETWORKED: dict[str, Made] = {
    "network.members": belonged(),
    "network.members_present": member_met(),
    "network.member_presences": member_met(),
}
_NOT_A_MEMBER_THERE: list[Made] = [
    lambda one: met(one, ACTORS),
    member_met("crdva"),
    member_met(own=True),
    met_before_joining,
    met_after_leaving,
]
NETWORKED_DECOYS: dict[str, list[Made]] = {
    "network.members": [belonged("crdva"), left_the_year_before, lambda one: met(one, ACTORS)],
    "network.members_present": _NOT_A_MEMBER_THERE,
    "network.member_presences": _NOT_A_MEMBER_THERE,
}
MADE.update(NETWORKED)
