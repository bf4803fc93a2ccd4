"""What a person should look at on cases: computed from their path each time, never stored."""

import datetime
from collections.abc import Iterable, Mapping
from typing import Any

from django.db.models import CharField, Q, QuerySet, Value
from django.utils import timezone

from probant.journal.prepared import Prepared
from probant.kernel.finding import Finding
from probant.kernel.text import fold
from probant.programmes.queries import plan_of, plans_of
from probant.programmes.rules.path import FINDINGS, Plan, Progress, check_path
from probant.support.models import (
    Case,
    CaseFile,
    DiagnosisSigned,
    MilestoneReached,
    PhaseReached,
)
from probant.support.queries.path import CasePath

#: Kinds of document that a fact attests besides files: a diagnosis signed is one.
ATTESTED = {"diagnostic": DiagnosisSigned}
#: Word of an address → (code, label); `ANY` asks for any of them.
ANY = "tous"
WORDS = {
    code.removeprefix("case.").replace("_", "-"): (code, label) for code, label in FINDINGS.items()
}
WORD = CharField()
CHUNK = 2_000  # cases looked at together: an engine takes so many values in one statement


def findings_of(case: Case, today: datetime.date | None = None) -> list[Finding]:
    """What to look at on one case, in the order of its path; nothing on one opened by mistake."""
    return findings_by_case([case], today or timezone.localdate()).get(case.pk, [])


def findings_on_path(case: Case, path: CasePath, today: datetime.date) -> list[Finding]:
    """The same, of a case whose path is read already. One query."""
    if case.outcome == Case.Outcome.MISTAKE:
        return []
    plan = plan_of(case.version, path.phases, path.requires)
    held = _held(_PIECES.rows(case=case.pk)) if any(stage.pieces for stage in plan.stages) else {}
    return _check(case, plan, path.reached, held.get(case.pk, set()), today)


def findings_by_case(cases: Iterable[Case], today: datetime.date) -> dict[int, list[Finding]]:
    """What to look at, by case that has any. Five queries, however many the cases."""
    looked = [case for case in cases if case.outcome != Case.Outcome.MISTAKE]
    if not looked:
        return {}
    chosen = Q(case__in=[case.pk for case in looked])
    plans, reached, pieces = _plans(looked), _reached(chosen), _pieces(chosen)
    found = {
        case.pk: _check(
            case,
            plans.get(case.pk, Plan()),
            reached.get(case.pk, {}),
            pieces.get(case.pk, set()),
            today,
        )
        for case in looked
    }
    return {pk: findings for pk, findings in found.items() if findings}


def _check(
    case: Case,
    plan: Plan,
    reached: Mapping[int, datetime.date],
    pieces: set[str],
    today: datetime.date,
) -> list[Finding]:
    progress = Progress(case.opened_on, case.touched_on, case.closed_on, reached, frozenset(pieces))
    return check_path(plan, progress, today)


def with_finding(cases: QuerySet[Case], word: str, today: datetime.date) -> QuerySet[Case]:
    """Those of the cases with a finding: that of `WORDS`, or `ANY`; other words ask nothing."""
    if word != ANY and word not in WORDS:
        return cases
    code = WORDS[word][0] if word in WORDS else ""
    wanted = []
    looked = list(cases.order_by())
    for start in range(0, len(looked), CHUNK):
        for pk, found in findings_by_case(looked[start : start + CHUNK], today).items():
            if not code or any(finding.code == code for finding in found):
                wanted.append(pk)
    return cases.filter(pk__in=wanted)


def _plans(cases: list[Case]) -> dict[int, Plan]:
    """The plan of each case: that of the version that it follows."""
    plans = plans_of(case.version_id for case in cases)
    return {case.pk: plans[case.version_id] for case in cases if case.version_id in plans}


def _reached(chosen: Q) -> dict[int, Mapping[int, datetime.date]]:
    by_case: dict[int, dict[int, datetime.date]] = {}
    rows = PhaseReached.objects.now().filter(chosen).order_by()
    for case, phase, day in rows.values_list("case_id", "phase_id", "occurred_on"):
        by_case.setdefault(case, {})[phase] = day
    return dict(by_case)


def _pieces(chosen: Q) -> dict[int, set[str]]:
    """Keys of the kinds of document that each case holds: by code, and by name folded."""
    return _held(_piece_rows(chosen))


def _piece_rows(chosen: Q) -> QuerySet[Any, Any]:
    named = ("case_id", "milestone__official_code", "milestone__name")
    files = CaseFile.objects.filter(chosen, withdrawn_on__isnull=True, milestone__isnull=False)
    reached = MilestoneReached.objects.now().filter(chosen)
    attested = [
        kind.objects.now()
        .filter(chosen)
        .order_by()
        .values("case_id", code=Value(code, WORD), name=Value("", WORD))
        for code, kind in ATTESTED.items()
    ]
    return files.order_by().values(*named).union(reached.order_by().values(*named), *attested)


_PIECES = Prepared(lambda case: _piece_rows(Q(case_id=case)), "case")


def _held(rows: Iterable[Mapping[str, Any]]) -> dict[int, set[str]]:
    held: dict[int, set[str]] = {}
    for row in rows:
        keys = {row["milestone__official_code"], fold(row["milestone__name"])}
        held.setdefault(row["case_id"], set()).update(keys)
    return held
