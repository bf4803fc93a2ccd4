"""What support keeps twice: a case's state, phase and last news are read from its facts."""

import datetime
from collections.abc import Iterator
from typing import Any

from django.db.models import Exists, F, Max, OuterRef, Q, QuerySet, Subquery

from probant.kernel.finding import Finding
from probant.kernel.integrity import Check, broken
from probant.search.models import SearchEntry
from probant.support.models import (
    Case,
    CaseClosed,
    CaseOpened,
    CaseReopened,
    Note,
    PhaseReached,
)
from probant.support.writing import CASE, CASE_FACTS


def _last(kind: type[Any], *order: str) -> "QuerySet[Any, Any]":
    """The facts of this kind that stand on the case of the outer query, the last one first."""
    facts = kind.objects.now().filter(case=OuterRef("pk"))
    return facts.order_by("-occurred_on", *order, "-seq")


def states() -> Iterator[Finding]:
    """`support.state`: a case is open, or closed on a day and so, against what its facts say."""
    cases = Case.objects.annotate(
        begun=Subquery(_last(CaseOpened).values("occurred_on")[:1]),
        end=Subquery(_last(CaseClosed).values("occurred_on")[:1]),
        end_seq=Subquery(_last(CaseClosed).values("seq")[:1]),
        end_outcome=Subquery(_last(CaseClosed).values("outcome")[:1]),
        again=Subquery(_last(CaseReopened).values("occurred_on")[:1]),
        again_seq=Subquery(_last(CaseReopened).values("seq")[:1]),
    ).order_by("pk")
    kept = ("pk", "opened_on", "closed_on", "outcome", "state")
    told = ("begun", "end", "end_seq", "end_outcome", "again", "again_seq")
    for row in cases.values_list(*kept, *told).iterator():
        pk, opened_on, closed_on, outcome, state = row[:5]
        if (opened_on, closed_on, outcome) != _expected(opened_on, *row[5:]) or (
            (state == Case.State.CLOSED) != (closed_on is not None)
        ):
            yield broken("support.state", f"Le dossier {pk} n’est pas dans l’état de ses faits.")


def _expected(
    opened_on: datetime.date,
    begun: datetime.date | None,
    end: datetime.date | None,
    end_seq: int | None,
    end_outcome: str | None,
    again: datetime.date | None,
    again_seq: int | None,
) -> tuple[datetime.date, datetime.date | None, str]:
    """Day of opening, day and outcome of the end, as `writing.settle` reads them."""
    if begun is None:
        return opened_on, opened_on, Case.Outcome.MISTAKE
    if end is None or (again is not None and (again, again_seq or 0) > (end, end_seq or 0)):
        return begun, None, Case.Outcome.NONE
    return begun, end, end_outcome or ""


def phases() -> Iterator[Finding]:
    """`support.phase`: a case is not at the last phase that its facts reached."""
    last = _last(PhaseReached, "-phase__position")
    cases = Case.objects.annotate(
        last_phase=Subquery(last.values("phase_id")[:1]),
        last_on=Subquery(last.values("occurred_on")[:1]),
    )
    none = Q(phase__isnull=True, phase_since_on__isnull=True, last_phase__isnull=True)
    wrong = cases.exclude(none).exclude(phase_id=F("last_phase"), phase_since_on=F("last_on"))
    for pk in wrong.order_by("pk").values_list("pk", flat=True).iterator():
        yield broken("support.phase", f"Le dossier {pk} n’est pas à l’étape que disent ses faits.")


def last_news() -> Iterator[Finding]:
    """`support.news`: the last news of a case are not its last fact or note."""
    news: dict[int, datetime.date] = {}
    days = [
        kind.objects.now().values("case").annotate(day=Max("occurred_on")) for kind in CASE_FACTS
    ]
    for rows in (*days, Note.objects.values("case").annotate(day=Max("written_on"))):
        for case, day in rows.order_by().values_list("case", "day").iterator():
            if case is not None:
                news[case] = max(day, news.get(case, day))
    cases = Case.objects.order_by("pk").values_list("pk", "opened_on", "touched_on")
    for pk, opened_on, touched_on in cases.iterator():
        if touched_on != max(opened_on, news.get(pk, opened_on)):
            yield broken("support.news", f"Les dernières nouvelles du dossier {pk} sont fausses.")


def titles() -> Iterator[Finding]:
    """`support.title`: a project that cannot be found under its name."""
    entries = SearchEntry.objects.filter(
        house_id=OuterRef("house_id"), kind=CASE, object_id=OuterRef("pk")
    )
    missing = Case.objects.exclude(project_title="").filter(~Exists(entries)).order_by("pk")
    for pk in missing.values_list("pk", flat=True).iterator():
        yield broken("support.title", f"Le projet {pk} manque à l’index des noms.")


CHECKS = (
    Check("support.state", "dossiers ouverts ou clos et leurs faits", states),
    Check("support.phase", "étapes des dossiers et leurs faits", phases),
    Check("support.news", "dernières nouvelles des dossiers", last_news),
    Check("support.title", "projets et index des noms", titles),
)
