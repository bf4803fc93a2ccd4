"""Whom to ask what became of them: after the end of a support, after the birth of a structure."""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from django.db.models import Max, OuterRef, Q, QuerySet, Subquery
from django.db.models.functions import Coalesce

from probant.kernel.actor import Actor
from probant.kernel.period import months_after
from probant.support.models import (
    Case,
    FollowedUp,
    FollowUpTerm,
    MissionContracted,
    MissionEnded,
    MissionJoined,
    OrganisationBorn,
    PhaseReached,
    Since,
)
from probant.support.rules import SUIVI, TERMS, term_due

LATEST = 12  # months after the last term: then the time to ask has passed
AHEAD = datetime.timedelta(days=90)
WINDOW = 2000  # cases looked at


@dataclass(frozen=True)
class Due:
    """A follow-up to make: of which case, at which month of what, since which day."""

    case_id: int
    name: str
    name_key: str
    programme: str
    referent: str
    since: str
    months: int
    due_on: datetime.date


def ended_on() -> Any:
    """The day a support ended: its closing, else its last mission; null while there is neither."""

    def last(model: type[Any]) -> Subquery:
        rows = model.objects.now().filter(case=OuterRef("pk")).order_by().values("case")
        return Subquery(rows.annotate(day=Max("occurred_on")).values("day"))

    missions = (last(kind) for kind in (MissionEnded, MissionContracted, MissionJoined))
    return Coalesce("closed_on", *missions)


def terms_of(house_id: int) -> dict[tuple[int | None, str], list[int]]:
    """Months by (programme, since), the house's own under None; one query."""
    rows = FollowUpTerm.objects.filter(house_id=house_id).order_by("months")
    found: dict[tuple[int | None, str], list[int]] = {}
    for programme, since, months in rows.values_list("programme_id", "since", "months"):
        found.setdefault((programme, since), []).append(months)
    return found


def months_for(
    terms: dict[tuple[int | None, str], list[int]], programme_id: int, since: str
) -> list[int]:
    """The months of a programme: its own, else its house's, else the usual ones."""
    own = terms.get((programme_id, since)) or terms.get((None, since))
    return own or list(TERMS[since])


def due(
    actor: Actor,
    today: datetime.date,
    *,
    until: datetime.date | None = None,
    since: str = "",
    programme: Q | None = None,
    referent: int | None = None,
) -> list[Due]:
    """The follow-ups to make by a day (today unless said), the earliest first. Five queries.

    Of each case and each count of months only the last that is due: what it had become earlier
    cannot be seen any more. Over twelve months after the last term nothing is asked.
    """
    if actor.house_id is None:
        return []
    until = until or today
    terms = terms_of(actor.house)
    cases = _cases(actor, programme, referent)
    found = _due(_support_days(cases), terms, Since.SUPPORT, until) if since != Since.BIRTH else []
    if since != Since.SUPPORT:
        found += _due(_birth_days(cases), terms, Since.BIRTH, until)
    done = _done(one.case_id for one in found)
    asked = [one for one in found if not _is_done(one, done)]
    return sorted(asked, key=lambda one: (one.due_on, one.name_key, one.case_id))


def due_of(case: Case, today: datetime.date) -> Due | None:
    """The follow-up that a case waits for, or None. Five queries."""
    terms = terms_of(case.house_id)
    mine = Case.objects.filter(pk=case.pk)
    found = _due(_support_days(mine), terms, Since.SUPPORT, today)
    found += _due(_birth_days(mine), terms, Since.BIRTH, today)
    done = _done([case.pk]) if found else {}
    asked = [one for one in found if not _is_done(one, done)]
    return min(asked, key=lambda one: one.due_on, default=None)


def _cases(actor: Actor, programme: Q | None, referent: int | None) -> QuerySet[Case]:
    cases = Case.objects.visible_to(actor).filter(programme or Q())
    return cases.filter(referent_id=referent) if referent else cases


_COLUMNS = (
    "id",
    "programme_id",
    "programme__name",
    "organisation__name",
    "organisation__name_key",
    "project_title",
    "project_key",
    "referent__name",
)


def _support_days(cases: QuerySet[Case]) -> Iterable[dict[str, Any]]:
    """Cases whose support ended well, with that day."""
    ended = cases.exclude(state=Case.State.CLOSED, outcome__in=_UNASKED).annotate(day=ended_on())
    return ended.filter(day__isnull=False).order_by("-day").values("day", *_COLUMNS)[:WINDOW]


_UNASKED = (Case.Outcome.MISTAKE, Case.Outcome.OUT_OF_SCOPE, Case.Outcome.REFERRED)


def _birth_days(cases: QuerySet[Case]) -> Iterable[dict[str, Any]]:
    """Cases that a structure was born of, with that day; the name is that of the structure."""
    born = OrganisationBorn.objects.now().filter(case=OuterRef("pk")).values("occurred_on")[:1]
    dated = cases.annotate(day=Subquery(born)).filter(day__isnull=False)
    return dated.order_by("-day").values("day", *_COLUMNS)[:WINDOW]


def _due(
    rows: Iterable[dict[str, Any]],
    terms: dict[tuple[int | None, str], list[int]],
    since: str,
    until: datetime.date,
) -> list[Due]:
    found = []
    for row in rows:
        months = months_for(terms, row["programme_id"], since)
        last = term_due(row["day"], months, until)
        if last is None or months_after(row["day"], months[-1] + LATEST) < until:
            continue
        found.append(
            Due(
                case_id=row["id"],
                name=row["organisation__name"] or row["project_title"],
                name_key=row["organisation__name_key"] or row["project_key"],
                programme=row["programme__name"],
                referent=row["referent__name"] or "",
                since=since,
                months=last[0],
                due_on=last[1],
            )
        )
    return found


def _done(case_ids: Iterable[int]) -> dict[int, list[tuple[str, int, datetime.date]]]:
    """What was followed up of some cases: (since, months, day), the plain phase as months 0."""
    wanted = list(case_ids)
    done: dict[int, list[tuple[str, int, datetime.date]]] = {}
    told = FollowedUp.objects.now().filter(case__in=wanted)
    for case_id, *one in told.values_list("case_id", "since", "months", "occurred_on"):
        done.setdefault(case_id, []).append((one[0], one[1], one[2]))
    noted = PhaseReached.objects.now().filter(case__in=wanted, phase_code=SUIVI)
    for case_id, day in noted.values_list("case_id", "occurred_on"):
        done.setdefault(case_id, []).append((Since.SUPPORT, 0, day))
    return done


def _is_done(one: Due, done: dict[int, list[tuple[str, int, datetime.date]]]) -> bool:
    """Noted at that month or a later one; or the phase of follow-up, not long before it was due."""
    early = one.due_on - AHEAD
    return any(
        since == one.since and (months >= one.months or (months == 0 and day >= early))
        for since, months, day in done.get(one.case_id, [])
    )
