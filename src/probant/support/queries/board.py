"""The open cases of a programme, by the phase that each is in."""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from django.db.models import F, QuerySet, Value
from django.db.models.functions import Coalesce, NullIf

from probant.kernel.actor import Actor
from probant.programmes.models import Programme, ProgrammeVersion, VersionPhase
from probant.support.models import Case
from probant.support.queries.cases import CaseFilter, word_in, word_of
from probant.support.queries.next_steps import phase_delays

WINDOW = 3000  # cases looked at
SHOWN = 40  # cards of a column; the list has them all


@dataclass(frozen=True)
class Card:
    """A case on the board: since when it is in its phase, and since when that is too long."""

    pk: int
    name: str
    where: str
    referent: str
    since: datetime.date
    late_since: datetime.date | None = None


@dataclass
class Column:
    """A phase with its cases, the longest there first. `phase` None: no phase noted yet.

    `next_phase`: the id of the phase that follows on the path, None after the last.
    """

    phase: int | None
    name: str
    word: str
    next_phase: int | None = None
    cards: list[Card] = field(default_factory=list)

    @property
    def shown(self) -> list[Card]:
        """The first cards."""
        return self.cards[:SHOWN]

    @property
    def more(self) -> int:
        """How many are not shown."""
        return max(0, len(self.cards) - SHOWN)

    @property
    def late(self) -> int:
        """How many are there for too long."""
        return sum(card.late_since is not None for card in self.cards)


def columns_of(
    actor: Actor, programme: Programme, query: Mapping[str, str], today: datetime.date
) -> list[Column]:
    """The columns of a programme: no phase yet, the phases of the version in force, older ones.

    The first and the last are there only where a case is. Four queries.
    """
    laid = _laid(programme, today)
    none = Column(None, "Sans étape encore", "sans", laid[0].phase if laid else None)
    older: list[Column] = []
    by_phase = {column.phase: column for column in (none, *laid)}
    chosen = CaseFilter(programme=word_of(programme), referent=word_in(query, "referent"))
    cases = Case.objects.visible_to(actor).filter(chosen.condition(actor))
    delays = phase_delays(cases)
    for row in _rows(cases):
        column = by_phase.get(row["phase_id"])
        if column is None:
            word = row["phase__official_code"] or f"n{row['phase_id']}"
            column = Column(row["phase_id"], f"{row['phase__name']} (ancienne étape)", word)
            by_phase[row["phase_id"]] = column
            older.append(column)
        column.cards.append(_card(row, delays, today))
    return [*([none] if none.cards else []), *laid, *older]


def _laid(programme: Programme, today: datetime.date) -> list[Column]:
    """The phases of the version in force, each knowing the one that follows."""
    version = ProgrammeVersion.objects.in_force(today).filter(programme=programme)
    rows = VersionPhase.objects.filter(version__in=version.order_by("-number").values("pk")[:1])
    laid = list(rows.select_related("phase").order_by("position", "id"))
    after: list[int | None] = [row.phase_id for row in laid[1:]]
    return [
        Column(row.phase_id, row.name, word_of(row.phase), following)
        for row, following in zip(laid, [*after, None], strict=True)
    ]


def _rows(cases: QuerySet[Case]) -> QuerySet[Any, Any]:
    named = cases.annotate(
        name=Coalesce("organisation__name", "project_title"),
        where=Coalesce(NullIf("place_name", Value("")), "organisation__place_name", Value("")),
        referent_name=F("referent__name"),
    )
    return named.order_by(Coalesce("phase_since_on", "opened_on"), "id").values(
        "id",
        "name",
        "where",
        "referent_name",
        "phase_id",
        "phase__name",
        "phase__official_code",
        "phase_since_on",
        "opened_on",
        "version_id",
    )[:WINDOW]


def _card(
    row: dict[str, Any],
    delays: dict[tuple[int | None, int | None], int],
    today: datetime.date,
) -> Card:
    since = row["phase_since_on"] or row["opened_on"]
    delay = delays.get((row["version_id"], row["phase_id"]))
    ends = since + datetime.timedelta(days=delay) if delay is not None else None
    late = ends if ends is not None and ends < today else None
    return Card(row["id"], row["name"], row["where"], row["referent_name"] or "", since, late)
