"""What screens ask of registrations: who is on the list, how it stands, who may be invited."""

import uuid
from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from django.db.models import Count, Q

from probant.gatherings.models import (
    Attendance,
    HeadcountTaken,
    Invitation,
    Invited,
    Registered,
    Registration,
    RegistrationTerms,
    Session,
)
from probant.gatherings.rules.registrations import Participation, free_seats
from probant.journal.facts import FactQuerySet
from probant.kernel.text import fold

Status = Registration.Status


@dataclass(frozen=True)
class Standing:
    """How the list of a session stands; `free` is None where seats are not limited."""

    invited: int
    declined: int
    registered: int
    waiting: int
    excused: int
    cancelled: int
    free: int | None
    terms: RegistrationTerms | None

    @property
    def is_empty(self) -> bool:
        """Whether nobody was ever invited or registered."""
        return not (
            self.invited or self.registered or self.waiting or self.excused or self.cancelled
        )


def standing(session: Session) -> Standing:
    """Counts of a session's list. Three queries."""
    rows = Registration.objects.filter(session=session).order_by().values_list("status")
    by_status = dict(rows.annotate(n=Count("pk")))
    invitations = Invitation.objects.filter(session=session, withdrawn_on__isnull=True)
    counted = invitations.aggregate(
        invited=Count("pk"), declined=Count("pk", filter=Q(declined_on__isnull=False))
    )
    registered = by_status.get(Status.REGISTERED, 0)
    return Standing(
        invited=counted["invited"],
        declined=counted["declined"],
        registered=registered,
        waiting=by_status.get(Status.WAITING, 0),
        excused=by_status.get(Status.EXCUSED, 0),
        cancelled=by_status.get(Status.CANCELLED, 0),
        free=free_seats(session.capacity, registered),
        terms=RegistrationTerms.objects.filter(session=session).first(),
    )


def registrations_of(session: Session) -> list[Registration]:
    """The whole list in its order of arrival. One query."""
    rows = Registration.objects.filter(session=session).order_by("id")
    return list(rows.select_related("person", "organisation", "invitation"))


def invitations_of(session: Session) -> list[Invitation]:
    """The invitations that stand, by name. One query."""
    rows = Invitation.objects.filter(session=session, withdrawn_on__isnull=True)
    ordered = rows.select_related("organisation", "person").order_by("id")
    return sorted(ordered, key=lambda one: fold(str(one)))


def of_token(token: uuid.UUID) -> Registration | None:
    """The registration of a personal link. One query."""
    rows = Registration.objects.select_related("session__kind", "person", "organisation")
    return rows.filter(token=token).first()


def invitation_of_token(token: uuid.UUID) -> Invitation | None:
    """The invitation of a personal link, unless it was withdrawn. One query."""
    rows = Invitation.objects.select_related("session__kind", "person", "organisation")
    return rows.filter(token=token, withdrawn_on__isnull=True).first()


def rank_of(registration: Registration) -> int:
    """The place in the waiting list, from 1; 0 for who does not wait. One query at most."""
    if registration.status != Status.WAITING:
        return 0
    waiting = Registration.objects.filter(session=registration.session_id, status=Status.WAITING)
    return waiting.filter(pk__lte=registration.pk).count()


@dataclass(frozen=True)
class Came:
    """Who was noted at a session, by what each presence honours; `is_known` where names are."""

    registrations: frozenset[int] = frozenset()
    invitations: frozenset[int] = frozenset()
    people: frozenset[int] = frozenset()
    is_known: bool = False

    def honours(self, row: Registration) -> bool:
        """Whether somebody registered was noted, perhaps after excusing herself or waiting."""
        return row.pk in self.registrations or row.person_id in self.people


def came_to(session: Session) -> Came:
    """Who was noted at a session; nobody before it is held. One query at most."""
    if session.state != Session.State.HELD:
        return Came()
    rows = list(
        Attendance.objects.now()
        .filter(session=session)
        .values_list("registration_id", "invitation_id", "person_id")
    )
    honoured, invited, people = (
        frozenset(row[place] for row in rows if row[place] is not None) for place in range(3)
    )
    return Came(honoured, invited, people, is_known=bool(rows))


def likely_twice(rows: Iterable[Registration]) -> set[int]:
    """The registrations that stand and look like another one: same name, or same address."""
    standing_rows = [one for one in rows if one.stands]
    names = Counter(fold(one.who) for one in standing_rows)
    addresses = Counter(one.email for one in standing_rows if one.email)
    return {
        one.pk
        for one in standing_rows
        if names[fold(one.who)] > 1 or addresses.get(one.email, 0) > 1
    }


def participation(session: Session) -> Participation:
    """How a session was attended, from the facts that stand. Four queries.

    The same formulas as the figures of the catalogue (`network`, `gatherings`): the house's own
    staff left out, walk-ins apart.
    """

    def guests(kind: type[Invited] | type[Registered] | type[Attendance]) -> FactQuerySet:
        found: FactQuerySet = kind.objects.now().filter(session=session, own_staff=False)
        return found.order_by()

    came = guests(Attendance).aggregate(
        present=Count("pk"),
        walk_ins=Count("pk", filter=Q(walk_in=True)),
        honoured=Count("registration", distinct=True),
        structures=Count(
            "invitation", filter=Q(invitation__organisation__isnull=False), distinct=True
        ),
    )
    taken = HeadcountTaken.objects.now().filter(session=session)
    return Participation(
        invited=guests(Invited).filter(organisation__isnull=False).count(),
        invited_present=came["structures"],
        registered=guests(Registered).count(),
        registered_present=came["honoured"],
        present=came["present"],
        walk_ins=came["walk_ins"],
        headcount=taken.values_list("headcount", flat=True).first(),
    )
