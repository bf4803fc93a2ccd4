"""What the house's books already know of somebody's week: times proposed, each with its reason.

Nothing is counted until it is confirmed; what was confirmed once is not proposed again. Lengths
that no trace tells are proposed and meant to be corrected: `UNSAID`.
"""

import datetime
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

from probant.accounts.models import Membership
from probant.directory.models import Person
from probant.engagement.models import StaffTime
from probant.gatherings.models import Attendance, Session
from probant.governance.models import Seat
from probant.kernel.actor import Actor
from probant.kernel.period import Period
from probant.programmes.models import Action
from probant.support.models import Appointment, Case, PhaseReached
from probant.ui.hrefs import href_pattern

Origin = StaffTime.Origin
#: Minutes proposed where the books do not say how long it took.
UNSAID = {
    Origin.APPOINTMENT: 60,
    Origin.SESSION: 180,
    Origin.SITTING: 120,
    Origin.PHASE: 60,
}


@dataclass(frozen=True)
class Proposal:
    """Time that a trace tells of: the day, its length, what for, why, and where it is read."""

    on: datetime.date
    minutes: int
    origin: str
    number: int
    reason: str
    href: str
    action_id: int | None = None
    programme_id: int | None = None
    is_guess: bool = False

    @property
    def code(self) -> str:
        """What a form calls it."""
        return f"{self.origin}-{self.number}-{self.on.isoformat()}"


def proposals(actor: Actor, person: Person, period: Period) -> list[Proposal]:
    """What is proposed for a person's days, by the reader's own rights. Ten queries at most."""
    users = list(
        Membership.objects.filter(person=person, organisation_id=person.house_id).values_list(
            "user_id", flat=True
        )
    )
    actions = _actions_by_programme(person.house_id)
    noted = set(
        StaffTime.objects.now()
        .filter(person=person, origin_id__isnull=False)
        .during(period)
        .values_list("origin", "origin_id", "occurred_on")
    )
    found = [
        *_appointments(actor, users, period, actions),
        *_sessions(actor, person, period, actions),
        *_sittings(actor, person, period),
    ]
    met = {(one.on, one.href) for one in found}
    found += _phases(actor, users, period, actions, met)
    return sorted(
        (one for one in found if (one.origin, one.number, one.on) not in noted),
        key=lambda one: (one.on, one.origin, one.number),
    )


def _actions_by_programme(house_id: int) -> dict[int, int | None]:
    """Programme → the only action that covers it; None where several do."""
    rows = Action.objects.filter(house_id=house_id).values_list("programmes", "pk")
    found: dict[int, int | None] = {}
    for programme_id, pk in rows:
        if programme_id is not None:
            found[programme_id] = None if programme_id in found else pk
    return found


def _for(programme_id: int | None, actions: dict[int, int | None]) -> dict[str, int | None]:
    action_id = actions.get(programme_id) if programme_id is not None else None
    return {"action_id": action_id, "programme_id": programme_id}


def _appointments(
    actor: Actor, users: Iterable[int], period: Period, actions: dict[int, int | None]
) -> Iterator[Proposal]:
    rows = (
        Appointment.objects.visible_to(actor)
        .filter(
            ours__in=users,
            state=Appointment.State.HELD,
            planned_on__range=(period.start, period.end),
        )
        .select_related("case__organisation", "case__programme")
        .distinct()
        .order_by("planned_on", "id")
    )
    joint: set[Any] = set()  # a visit made with several cases is one time
    for row in rows:
        if row.joint in joint:
            continue
        joint.add(row.joint)
        yield Proposal(
            row.planned_on,
            row.minutes or UNSAID[Origin.APPOINTMENT],
            Origin.APPOINTMENT.value,
            row.pk,
            f"Rendez-vous tenu : {row.case.title}",
            href_pattern("support:case") % row.case_id,
            is_guess=row.minutes is None,
            **_for(row.case.programme_id, actions),
        )


def _sessions(
    actor: Actor, person: Person, period: Period, actions: dict[int, int | None]
) -> Iterator[Proposal]:
    facts = (
        Attendance.objects.visible_to(actor)
        .now()
        .filter(person=person, own_staff=True)
        .during(period)
        .select_related("session")
        .order_by("occurred_on", "id")
    )
    seen: set[tuple[int, datetime.date]] = set()
    for fact in facts:
        session: Session = fact.session
        if (session.pk, fact.occurred_on) in seen:
            continue
        seen.add((session.pk, fact.occurred_on))
        minutes = _length(session)
        yield Proposal(
            fact.occurred_on,
            minutes or UNSAID[Origin.SESSION],
            Origin.SESSION.value,
            session.pk,
            f"Noté·e de l’équipe à la rencontre : {session.title}",
            href_pattern("gatherings:session") % session.pk,
            is_guess=minutes is None,
            **_for(session.programme_id, actions),
        )


def _length(session: Session) -> int | None:
    """Minutes of a session, None where its hours are not said."""
    if session.starts_time is None or session.ends_time is None:
        return None
    day = datetime.date(2000, 1, 1)
    spent = datetime.datetime.combine(day, session.ends_time) - datetime.datetime.combine(
        day, session.starts_time
    )
    return spent.seconds // 60 or None


def _sittings(actor: Actor, person: Person, period: Period) -> Iterator[Proposal]:
    seats = (
        Seat.objects.filter(
            person=person,
            presence=Seat.Presence.PRESENT,
            sitting__house_id=actor.house,
            sitting__held_on__range=(period.start, period.end),
        )
        .select_related("sitting__body")
        .order_by("sitting__held_on", "id")
    )
    for seat in seats:
        yield Proposal(
            seat.sitting.held_on,
            UNSAID[Origin.SITTING],
            Origin.SITTING.value,
            seat.sitting_id,
            f"Au compte rendu de la séance : {seat.sitting.body.name}",
            "",
            is_guess=True,
        )


def _phases(
    actor: Actor,
    users: Iterable[int],
    period: Period,
    actions: dict[int, int | None],
    met: set[tuple[datetime.date, str]],
) -> Iterator[Proposal]:
    """Stages reached by the cases one follows, but for the days on which one met about them."""
    facts = (
        PhaseReached.objects.visible_to(actor)
        .now()
        .filter(case__in=Case.objects.visible_to(actor).filter(referent__in=users))
        .during(period)
        .select_related("case__organisation", "case__programme", "phase")
        .order_by("occurred_on", "id")
    )
    for fact in facts:
        href = href_pattern("support:case") % fact.case_id
        if (fact.occurred_on, href) in met:
            continue
        yield Proposal(
            fact.occurred_on,
            UNSAID[Origin.PHASE],
            Origin.PHASE.value,
            fact.pk,
            f"Étape « {fact.phase.name} » : {fact.case.title}",
            href,
            is_guess=True,
            **_for(fact.programme_id, actions),
        )
