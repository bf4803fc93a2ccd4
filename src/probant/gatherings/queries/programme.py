"""What pages of events ask: their sessions, roles, stands, the year to take up again, claims."""

import datetime
from dataclasses import dataclass

from django.db.models import Count, Q, QuerySet, Sum

from probant.gatherings.models import (
    CollectiveClaim,
    Event,
    EventPartner,
    Session,
    SessionHeld,
    SessionRole,
    Stand,
)
from probant.gatherings.rules.programme import Place, Step, is_holiday, lay_out, same_days, taken_up
from probant.kernel.actor import Actor
from probant.programmes.models import Programme

MOST_EVENTS = 60


def event_rows(actor: Actor) -> list[Event]:
    """The events of the house, the latest first, with `count` of their sessions. One query."""
    rows = Event.objects.visible_to(actor).annotate(count=Count("sessions"))
    return list(rows.order_by("-starts_on", "-id")[:MOST_EVENTS])


def sessions_of_event(event: Event) -> QuerySet[Session]:
    """The sessions of an event in order, with who organises them. One query."""
    rows = event.sessions.select_related("kind", "programme", "organiser")
    return rows.order_by("starts_on", "starts_time", "id")


def partners_of(event: Event) -> list[EventPartner]:
    """The partners of an event in their order. One query."""
    return list(event.partners.select_related("organisation", "logo"))


def roles_of(session: Session) -> list[SessionRole]:
    """Who does what, part by part. One query."""
    rows = session.roles.select_related("person", "organisation")
    order = {part: rank for rank, part in enumerate(SessionRole.Part.values)}
    return sorted(rows, key=lambda role: (order[role.part], role.pk))


@dataclass(frozen=True)
class Drawn:
    """A stand and where the plan draws it."""

    stand: Stand
    place: Place
    name: str

    @property
    def written(self) -> list[tuple[str, int]]:
        """The name of who holds it, line by line, and where each is written."""
        first = self.number_top + 18
        return [(line, first + 15 * rank) for rank, line in enumerate(cut_lines(self.name))]

    @property
    def number_top(self) -> int:
        """Where its number is written."""
        return self.place.top + 20

    @property
    def text_left(self) -> int:
        """Where its words begin."""
        return self.place.left + 8


@dataclass(frozen=True)
class Plan:
    """The plan of a forum: its stands drawn, and its size."""

    stands: list[Drawn]
    width: int
    height: int

    @property
    def held(self) -> int:
        """How many stands somebody holds."""
        return sum(1 for one in self.stands if one.name)

    @property
    def aisles(self) -> str:
        """The aisles as one types them."""
        counts: dict[str, int] = {}
        for one in self.stands:
            counts[one.stand.aisle] = max(counts.get(one.stand.aisle, 0), one.stand.number)
        return ", ".join(f"{name} {places}" for name, places in counts.items())


LINE, LINES = 17, 2  # characters that a box holds, lines under its number


def cut_lines(name: str) -> list[str]:
    """A name in lines that a stand's box holds, the last one cut by an ellipsis.

    >>> cut_lines("Fédération des acteurs de la solidarité")
    ['Fédération des', 'acteurs de la…']
    """
    lines: list[str] = []
    for word in name.split():
        if lines and len(lines[-1]) + 1 + len(word) <= LINE:
            lines[-1] = f"{lines[-1]} {word}"
        else:
            lines.append(word)
    kept = [line if len(line) <= LINE else f"{line[: LINE - 1]}…" for line in lines[:LINES]]
    if len(lines) > LINES:
        kept[-1] = f"{kept[-1][: LINE - 1].rstrip(' …')}…"
    return kept


def plan_of(session: Session) -> Plan:
    """The stands of a forum, drawn. One query."""
    stands = list(session.stands.select_related("organisation"))
    places, width, height = lay_out([(one.aisle, one.number) for one in stands])
    drawn = [
        Drawn(stand, place, stand.organisation.name if stand.organisation else "")
        for stand, place in zip(stands, places, strict=True)
    ]
    return Plan(drawn, width, height)


@dataclass(frozen=True)
class Proposal:
    """A session to take up again: when, and what to look at before one does."""

    session: Session
    starts_on: datetime.date
    is_holiday: bool
    taken_on: datetime.date | None  # it was taken up already, for that day

    @property
    def is_kept(self) -> bool:
        """Whether it is proposed ticked."""
        return self.taken_on is None


def proposals(sessions: QuerySet[Session], step: Step) -> list[Proposal]:
    """Sessions with the day proposed for each; cancelled ones are left out. Two queries."""
    rows = sessions.exclude(state=Session.State.CANCELLED).select_related("kind", "event")
    found = list(rows.order_by("starts_on", "starts_time", "id"))
    taken: dict[int | None, datetime.date] = dict(
        Session.objects.filter(copied_from__in=[one.pk for one in found])
        .exclude(state=Session.State.CANCELLED)
        .order_by("starts_on")
        .values_list("copied_from_id", "starts_on")
    )
    proposed = [(one, taken_up(one.starts_on, step)) for one in found]
    return [
        Proposal(one, day, is_holiday(day), taken.get(one.pk) if step is Step.YEAR else None)
        for one, day in proposed
    ]


def of_year(actor: Actor, programme: Programme | None, year: int) -> QuerySet[Session]:
    """The sessions of a programme's year (of every programme: None)."""
    rows = Session.objects.visible_to(actor).filter(starts_on__year=year)
    return rows.filter(programme=programme) if programme is not None else rows


def next_days(event: Event) -> tuple[datetime.date, datetime.date]:
    """The days proposed for an event of the year after: the same in the calendar."""
    return same_days(event.starts_on, event.ends_on)


@dataclass(frozen=True)
class Shared:
    """A collective's claim beside what the house counts of its own."""

    claim: CollectiveClaim
    ours: int


def shares(actor: Actor) -> list[Shared]:
    """What collectives claim, each beside our own sessions held. One query, one more a claim.

    Claims are few: one a year and a collective.
    """
    rows = CollectiveClaim.objects.visible_to(actor).select_related("programme", "kind")
    return [Shared(claim, _held(claim)) for claim in rows[:MOST_EVENTS]]


def _held(claim: CollectiveClaim) -> int:
    scope = Q(house_id=claim.house_id, occurred_on__year=claim.year)
    if claim.programme_id is not None:
        scope &= Q(programme=claim.programme_id)
    if claim.kind_id is not None:
        scope &= Q(kind=claim.kind_id)
    return SessionHeld.objects.now().filter(scope).count()


def lent_cents(house_id: int, year: int) -> list[tuple[str, int, int | None]]:
    """What rooms lent to sessions held in a year are worth, by lender, where it is known.

    Rows of (lender, sessions, cents): a contribution in kind (accounts 86 and 87). One query.
    """
    held = Session.objects.filter(
        house_id=house_id,
        state=Session.State.HELD,
        starts_on__year=year,
        lender__isnull=False,
    )
    grouped = held.values("lender__name").annotate(
        sessions=Count("pk"), cents=Sum("lent_value_cents")
    )
    rows = grouped.order_by("lender__name")
    return [(row["lender__name"], row["sessions"], row["cents"]) for row in rows]
