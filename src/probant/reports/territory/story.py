"""What is known of a territory's support: its cases, what happened, who met, what was born."""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import groupby
from typing import Any

from django.db.models import Count, Q

from probant.directory.models import Organisation
from probant.gatherings.models import Attendance, HeadcountTaken, SessionHeld
from probant.kernel.actor import Actor
from probant.kernel.cut import Cut
from probant.reports.definition import NoReport, ReportOrder
from probant.support.models import Case, JobFact, OrganisationBorn
from probant.support.queries.happenings import HAPPENINGS, Kind, marks, rows_of


@dataclass(frozen=True)
class Step:
    """Something that happened on a case of the territory."""

    on: datetime.date
    what: str
    detail: str
    case: Case


@dataclass(frozen=True)
class Gathering:
    """A session held there: people present by name, organisations, heads counted otherwise.

    None where nobody noted any.
    """

    on: datetime.date
    session_id: int
    title: str
    kind: str
    people: int | None
    organisations: int | None
    headcount: int | None


@dataclass(frozen=True)
class Story:
    """All of it, as known at a cut."""

    organisation: Organisation
    cases: tuple[Case, ...]
    steps: tuple[Step, ...]
    gatherings: tuple[Gathering, ...]
    people: int
    organisations: int
    births: tuple[OrganisationBorn, ...]
    jobs: int
    days: tuple[datetime.date, ...] = field(default=())

    @property
    def years(self) -> str:
        """From the first year to the last."""
        if not self.days:
            return ""
        first, last = min(self.days).year, max(self.days).year
        return str(first) if first == last else f"{first}–{last}"

    def steps_by_year(self) -> Iterator[tuple[int, list[Step]]]:
        """The steps of each year, in the order of the days."""
        for year, found in groupby(self.steps, key=lambda step: step.on.year):
            yield year, list(found)


def story_of(order: ReportOrder) -> Story:
    """Read the story of the local authority asked for, over all years.

    Raises `NoReport` where it is not named, not known here, or has no case.
    """
    if order.organisation_id is None:
        raise NoReport("dites de quelle collectivité : --organisation NUMÉRO.")
    cases = tuple(
        Case.objects.visible_to(order.actor)
        .filter(house_id=order.house_id, organisation_id=order.organisation_id)
        .select_related("organisation", "programme", "phase", "referent")
        .order_by("opened_on", "pk")
    )
    if not cases or cases[0].organisation is None:
        raise NoReport("cette collectivité n’a pas de dossier que vous puissiez lire.")
    steps = sorted(
        (step for case in cases for step in _steps(case, order.actor, order.cut)),
        key=lambda step: step.on,
    )
    about = Q(programme_id__in={case.programme_id for case in cases})
    about &= Q(place_code__in={case.place_code for case in cases if case.place_code})
    held = _of(SessionHeld, order, about).select_related("session__kind").order_by("occurred_on")
    gatherings, people, organisations = _gatherings(order, list(held))
    mine = Q(case__in=cases)
    births = _of(OrganisationBorn, order, mine).select_related("organisation")
    jobs = _of(JobFact, order, mine & Q(kind=JobFact.Kind.CREATED))
    return Story(
        cases[0].organisation,
        cases,
        tuple(steps),
        gatherings,
        people,
        organisations,
        tuple(births.order_by("occurred_on")),
        sum(jobs.values_list("headcount", flat=True)),
        tuple([step.on for step in steps] + [one.on for one in gatherings]),
    )


def _of(kind: type[Any], order: ReportOrder, which: Q) -> Any:
    return kind.objects.filter(which, house_id=order.house_id).cut(order.cut)


def _steps(case: Case, actor: Actor, cut: Cut) -> Iterator[Step]:
    """The facts of a case that stand at the cut; notes, mails and files are not told outside."""
    kinds: dict[int, Kind] = {
        rank: kind for rank, kind in enumerate(HAPPENINGS.values()) if kind.rows is None
    }
    found = marks(case, actor, kinds, before=None, limit=None)
    loaded = rows_of(kinds, found)
    for mark in found:
        fact, kind = loaded[mark.rank, mark.pk], kinds[mark.rank]
        if _stands(fact, cut):
            yield Step(mark.on, kind.plain or kind.tell(fact), kind.detail(fact), case)


def _stands(fact: Any, cut: Cut) -> bool:
    """`FactQuerySet.cut`, for a row that is read already."""
    if cut.known_on is not None:
        gone = fact.void_on is not None and fact.void_on <= cut.known_on
        return bool(fact.known_on <= cut.known_on and not gone)
    if cut.seq is not None:
        gone = fact.void_seq is not None and fact.void_seq <= cut.seq
        return bool(fact.seq <= cut.seq and not gone)
    return fact.void_seq is None


def _gatherings(order: ReportOrder, held: list[Any]) -> tuple[tuple[Gathering, ...], int, int]:
    """The sessions with who came; people and organisations over all of them, each once."""
    which = Q(session_id__in={fact.session_id for fact in held})
    present = _of(Attendance, order, which & Q(own_staff=False))
    counted = {
        row["session_id"]: row
        for row in present.order_by()
        .values("session_id")
        .annotate(
            people=Count("person", distinct=True),
            organisations=Count("organisation", distinct=True),
        )
    }
    heads = dict(_of(HeadcountTaken, order, which).values_list("session_id", "headcount"))
    over_all = present.order_by().aggregate(
        people=Count("person", distinct=True), organisations=Count("organisation", distinct=True)
    )
    rows = tuple(
        Gathering(
            fact.occurred_on,
            fact.session_id,
            fact.session.title,
            fact.session.kind.name,
            counted.get(fact.session_id, {}).get("people"),
            counted.get(fact.session_id, {}).get("organisations"),
            heads.get(fact.session_id),
        )
        for fact in held
    )
    return rows, over_all["people"], over_all["organisations"]
