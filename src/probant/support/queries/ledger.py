"""The ledger of jobs and of structures created: each fact, with what became of it."""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.db.models import F, Q, QuerySet

from probant.kernel.actor import Actor
from probant.kernel.period import months_after
from probant.support.models import Case, FollowedUp, JobFact, OrganisationBorn, Since
from probant.support.queries.cases import word_in

YEAR = 12
EARLY, LATE = 9, 18  # a look at a year is made between these months
JOBS = (JobFact.Kind.CREATED, JobFact.Kind.CONSOLIDATED)


@dataclass(frozen=True)
class LedgerFilter:
    """The words of the address: `annee`, `programme`, `nature`; nonsense is ignored."""

    year: int | None = None
    programme: str = ""
    kind: str = ""

    @classmethod
    def read(cls, query: Mapping[str, str]) -> "LedgerFilter":
        """Read the filters of an address."""
        year = query.get("annee", "")
        kind = query.get("nature", "")
        return cls(
            int(year) if year.isascii() and year.isdigit() and len(year) == 4 else None,
            word_in(query, "programme"),
            kind if kind in JOBS else "",
        )

    def condition(self) -> Q:
        """The filters on year and programme as one condition."""
        wanted = Q(occurred_on__year=self.year) if self.year else Q()
        return wanted & self.programme_of_case()

    def programme_of_case(self) -> Q:
        """The filter on the programme; a code, or `n12` for one of the house's own making."""
        number = self.programme.removeprefix("n")
        if self.programme.startswith("n") and number.isdigit():
            return Q(programme_id=int(number[:18]))
        return Q(programme__official_code=self.programme) if self.programme else Q()


def job_rows(actor: Actor, chosen: LedgerFilter) -> QuerySet[Any, Any]:
    """Jobs created and consolidated, of the cases that the actor may see, as rows."""
    kinds = (chosen.kind,) if chosen.kind else JOBS
    facts = JobFact.objects.visible_to(actor).now().filter(chosen.condition(), kind__in=kinds)
    return facts.filter(case__in=Case.objects.visible_to(actor)).values(
        "id",
        "case_id",
        "occurred_on",
        "kind",
        "contract",
        "headcount",
        "fte_hundredths",
        name=F("organisation__name"),
        name_key=F("organisation__name_key"),
        programme_name=F("programme__name"),
    )


def with_state_at_a_year(rows: list[dict[str, Any]], today: datetime.date) -> list[dict[str, Any]]:
    """Jobs with `then`, what there was of them at 12 months, in words. Two queries.

    In this order: the look at that very fact; a look at the case's jobs; the follow-up at a year.
    """
    cases = {row["case_id"] for row in rows}
    looks: dict[Any, list[tuple[datetime.date, int]]] = {}
    kept = JobFact.objects.now().filter(kind=JobFact.Kind.KEPT, case__in=cases)
    for of, case, day, count in kept.values_list(
        "kept_of_id", "case_id", "occurred_on", "headcount"
    ):
        looks.setdefault(of or ("case", case), []).append((day, count))
    told = FollowedUp.objects.now().filter(case__in=cases, months=YEAR)
    states = {
        case: (state, count)
        for case, state, count in told.order_by("seq").values_list("case_id", "state", "headcount")
    }
    return [row | {"then": _then(row, looks, states, today)} for row in rows]


def _then(
    row: dict[str, Any],
    looks: dict[Any, list[tuple[datetime.date, int]]],
    states: dict[int, tuple[str, int | None]],
    today: datetime.date,
) -> str:
    day = row["occurred_on"]
    first, last = months_after(day, EARLY), months_after(day, LATE)
    for key in (row["id"], ("case", row["case_id"])):
        seen = [count for on, count in sorted(looks.get(key, [])) if first <= on <= last]
        if seen:
            return f"{seen[0]} sur {row['headcount']}"
    state, count = states.get(row["case_id"], ("", None))
    if state == FollowedUp.State.STOPPED:
        return "structure arrêtée"
    if count is not None:
        return f"{count} dans la structure"
    return "à demander" if months_after(day, YEAR) <= today else ""


def birth_rows(actor: Actor, chosen: LedgerFilter) -> QuerySet[Any, Any]:
    """Structures created, of the cases that the actor may see, as rows."""
    facts = OrganisationBorn.objects.visible_to(actor).now().filter(chosen.condition())
    return facts.filter(case__in=Case.objects.visible_to(actor)).values(
        "id",
        "case_id",
        "organisation_id",
        "occurred_on",
        name=F("organisation__name"),
        name_key=F("organisation__name_key"),
        place_name=F("organisation__place_name"),
        programme_name=F("programme__name"),
    )


def with_what_became(
    rows: list[dict[str, Any]], months: Iterable[int], today: datetime.date
) -> list[dict[str, Any]]:
    """Structures with `at_<months>`, what each had become, in words. One query."""
    told: dict[tuple[int, int], str] = {}
    facts = FollowedUp.objects.now().filter(
        case__in={row["case_id"] for row in rows}, since=Since.BIRTH
    )
    for case, at, state, count in facts.values_list("case_id", "months", "state", "headcount"):
        words = str(FollowedUp.State(state).label)
        told[case, at] = words if count is None else f"{words}, {count} emploi{'s' * (count > 1)}"
    wanted = list(months)
    return [
        row
        | {
            f"at_{one}": told.get((row["case_id"], one))
            or ("à demander" if months_after(row["occurred_on"], one) <= today else "")
            for one in wanted
        }
        for row in rows
    ]


def years_of(actor: Actor, model: type[Any]) -> list[int]:
    """The years that have such facts, the last first. One query."""
    days = model.objects.visible_to(actor).now().dates("occurred_on", "year", order="DESC")
    return [day.year for day in days]
