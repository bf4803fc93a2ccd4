"""Contributions in kind of a year: hours valued by mission and action, debit equal to credit."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.db.models import Count, F, Max, Min, Q, Sum
from django.db.models.functions import ExtractYear

from probant.engagement.models import Level, Task, VolunteerHours
from probant.engagement.rules import write_minutes
from probant.engagement.rules.valuation import IN_KIND, LENT, VOLUNTEERING, VOLUNTEERS
from probant.gatherings.models import SessionHeld
from probant.kernel.actor import Actor
from probant.kernel.cut import Cut
from probant.kernel.dates import write_date
from probant.kernel.finding import Finding, Severity
from probant.kernel.period import Period
from probant.kernel.roles import HOUSE

UNVALUED = "in_kind.no_rate"
UNSAID = "in_kind.no_mission"
ROOM_UNVALUED, ROOM_UNSOURCED = "in_kind.room_unvalued", "in_kind.room_unsourced"


@dataclass(frozen=True)
class Given:
    """Hours of one mission on one action or programme."""

    task: str
    action: str
    programme: str
    minutes: int
    value_cents: int
    records: int
    action_id: int = 0
    programme_id: int = 0

    @property
    def label(self) -> str:
        """The mission in words."""
        return str(Task(self.task).label) if self.task else "mission non dite"

    @property
    def on(self) -> str:
        """What the hours were for."""
        return self.action or self.programme or "association"


@dataclass(frozen=True)
class Lent:
    """A room lent for a session that was held, at the value that its fact says.

    Counted once, in accounts 861 and 871: the hours given there are apart, in 864 and 875. `basis`:
    how the value is known (règlement ANC 2018-06, art. 211-2 and 211-3: the method is described).
    """

    session_id: int
    title: str
    lender: str
    value_cents: int
    basis: str = ""


@dataclass(frozen=True)
class InKind:
    """The page of a year. Class 86 is debited by what class 87 is credited by."""

    period: Period
    rows: tuple[Given, ...]
    findings: tuple[Finding, ...]
    lent: tuple[Lent, ...] = ()

    @property
    def lent_cents(self) -> int:
        """The rooms lent."""
        return sum(one.value_cents for one in self.lent)

    @property
    def minutes(self) -> int:
        """All of them."""
        return sum(row.minutes for row in self.rows)

    @property
    def value_cents(self) -> int:
        """What is valued."""
        return sum(row.value_cents for row in self.rows)

    @property
    def entries(self) -> list[tuple[str, str, int, int]]:
        """(account, label, debit, credit): equal by construction."""
        lent = [
            (LENT, "Mises à disposition gratuite", self.lent_cents, 0),
            (IN_KIND, "Prestations en nature", 0, self.lent_cents),
        ]
        return [
            *(lent if self.lent else []),
            (VOLUNTEERS, "Personnel bénévole", self.value_cents, 0),
            (VOLUNTEERING, "Bénévolat", 0, self.value_cents),
        ]


def in_kind(actor: Actor, period: Period, cut: Cut) -> InKind:
    """Hours of a period as they stood at a cut, and the rooms lent, for the house's people.

    Three queries.
    """
    facts = VolunteerHours.objects.none()
    if actor.house_id is not None and actor.has(*HOUSE):
        facts = VolunteerHours.objects.filter(house_id=actor.house_id).cut(cut).during(period)
    grouped = (
        facts.values(
            "task",
            "action_id",
            "programme_id",
            action_name=F("action__name"),
            programme_name=F("programme__name"),
        )
        .annotate(total=Sum("minutes"), worth=Sum("value_cents"), held=Count("pk"))
        .order_by("task", "action_name", "programme_name")
    )
    rows = tuple(
        Given(
            row["task"],
            row["action_name"] or "",
            row["programme_name"] or "",
            row["total"],
            row["worth"] or 0,
            row["held"],
            row["action_id"] or 0,
            row["programme_id"] or 0,
        )
        for row in grouped
    )
    rooms = list(_rooms(actor, period, cut))
    lent = tuple(one for one in rooms if one.value_cents)
    return InKind(period, rows, (*_findings(facts), *_of_rooms(rooms)), lent)


def _rooms(actor: Actor, period: Period, cut: Cut) -> Iterator[Lent]:
    """Rooms lent for the sessions held in a period. One query."""
    if actor.house_id is None or not actor.has(*HOUSE):
        return
    held = SessionHeld.objects.filter(house_id=actor.house_id).cut(cut).during(period)
    lent = held.filter(Q(session__lender__isnull=False) | Q(lent_cents__gt=0))
    for fact in lent.select_related("session__lender").order_by("session__starts_on", "session"):
        room = fact.session
        lender = room.lender.name if room.lender else ""
        yield Lent(room.pk, room.title, lender, fact.lent_cents or 0, room.lent_basis)


def _of_rooms(rooms: list[Lent]) -> Iterator[Finding]:
    """Rooms whose value nobody said, and those whose value nobody can explain."""
    for one in rooms:
        if not one.value_cents:
            told = f"Salle prêtée par {one.lender} pour « {one.title} » : sa valeur n’est pas dite."
            yield Finding(ROOM_UNVALUED, Severity.GAP, told)
        elif not one.basis:
            told = f"Salle prêtée pour « {one.title} » : rien ne dit d’où vient sa valeur."
            yield Finding(ROOM_UNSOURCED, Severity.WARNING, told)


def _findings(facts: Any) -> list[Finding]:
    """Missions and days without a rate, and hours whose mission nobody said. One query."""
    holes = (
        facts.filter(Q(value_cents__isnull=True) | Q(task=""))
        .values("task", "level")
        .annotate(
            first=Min("occurred_on"),
            last=Max("occurred_on"),
            total=Sum("minutes"),
            bare=Count("pk", filter=Q(value_cents__isnull=True)),
            held=Count("pk"),
        )
        .order_by("task", "level")
    )
    return [_finding(row) for row in holes]


def _finding(row: dict[str, Any]) -> Finding:
    task = f"« {Task(row['task']).label} »" if row["task"] else "dont la mission n’est pas dite"
    length = write_minutes(row["total"])
    first, last = write_date(row["first"]), write_date(row["last"])
    when = f"le {first}" if first == last else f"entre le {first} et le {last}"
    if not row["bare"]:
        told = f"{length} {task}, {when} : dites pour quelle mission."
        return Finding(UNSAID, Severity.WARNING, told)
    level = str(Level(row["level"] or Level.BASE).label)
    told = f"{length} {task}, niveau {level}, {when} : aucun taux ce jour-là, rien n’est valorisé."
    return Finding(UNVALUED, Severity.GAP, told)


def years_given(actor: Actor) -> list[int]:
    """The years of which hours stand, the latest first. One query."""
    facts = VolunteerHours.objects.visible_to(actor).now()
    years = facts.annotate(year=ExtractYear("occurred_on")).values_list("year", flat=True)
    return sorted(set(years.distinct()), reverse=True)
