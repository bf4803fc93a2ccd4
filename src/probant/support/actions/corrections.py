"""Facts that were wrong: voided with a reason, replaced, or corrected in place while fresh."""

import datetime
import uuid
from collections.abc import Callable
from typing import Any

from probant.journal.door import Entry, change
from probant.journal.fresh import SLIP, can_correct
from probant.journal.reasons import VOID_REASONS
from probant.kernel.actor import Actor
from probant.kernel.decision import Refused, require
from probant.support.access import may_open_cases, may_write_case
from probant.support.actions.jobs import refuse_second
from probant.support.models import (
    Call,
    CallTaken,
    Case,
    CaseClosed,
    CaseOpened,
    CaseReopened,
    CommitteeOpinion,
    DiagnosisSigned,
    JobFact,
    MissionAttended,
    MissionContracted,
    MissionEnded,
    MissionEvaluated,
    MissionJoined,
    NeedVoiced,
    OfferReceived,
    OrganisationBorn,
    PhaseReached,
    ProviderConsulted,
)
from probant.support.writing import CASE_FACTS, MISSION, mention, settle

AnyFact = Any  # one of CASE_FACTS; each has a typed class of its own

#: The columns that a replacement may change, by kind of fact, besides the day.
AMENDABLE: dict[type[Any], frozenset[str]] = {
    CaseOpened: frozenset(),
    CaseClosed: frozenset({"outcome"}),
    CaseReopened: frozenset(),
    PhaseReached: frozenset({"phase"}),
    MissionContracted: frozenset({"provider", "days_hundredths", "cost_cents"}),
    MissionJoined: frozenset(),
    JobFact: frozenset({"kind", "contract", "headcount", "fte_hundredths"}),
    OrganisationBorn: frozenset(),
    DiagnosisSigned: frozenset({"headcount", "fte_hundredths"}),
    CommitteeOpinion: frozenset({"opinion"}),
    ProviderConsulted: frozenset(),
    OfferReceived: frozenset({"answer", "amount_cents", "days_hundredths"}),
    MissionAttended: frozenset(),
    MissionEnded: frozenset({"days_hundredths", "cost_cents"}),
    MissionEvaluated: frozenset({"mark"}),
}
#: Asked before a fact stands in the place of another: (new, old); refuses, sets derived columns.
CHECKS: dict[type[Any], Callable[[Any, Any], None]] = {}
#: What else a void takes back, in the same entry: (entry, fact).
UNDO: dict[type[Any], Callable[[Entry, Any], None]] = {}


def void_fact(
    actor: Actor,
    *,
    fact: AnyFact,
    code: str,
    reason: str,
    read_at: int | None = None,
    key: uuid.UUID | None = None,
) -> None:
    """Void a fact of support with a code (`journal.reasons`) and a reason in words.

    Voiding the last `CaseClosed` opens the case again; `OrganisationBorn` gives it back to its
    project; `CaseOpened` (only where nothing else stands) leaves a case opened by mistake. Raises
    `Refused`, `Stale`, `AlreadyVoid`, `AlreadyDone`. Effects: the void marks, the case settled; one
    entry.
    """
    _require_reason(code, reason)
    require(_may_write(actor, fact))
    with change(actor, verb="support.void", houses=[fact.house_id], key=key) as entry:
        _guard(entry, fact, read_at)
        if isinstance(fact, CaseOpened) and _others_stand(fact):
            raise Refused("Annulez d'abord les autres faits de ce dossier.")
        if isinstance(fact, CaseClosed) and _was_reopened(fact):
            raise Refused("Annulez d'abord la réouverture qui a suivi cette clôture.")
        entry.void(fact, code=code, reason=reason.strip())
        _give_back(fact)
        if type(fact) in UNDO:
            UNDO[type(fact)](entry, fact)
        _settle(entry, fact)


def replace_fact(
    actor: Actor,
    *,
    fact: AnyFact,
    code: str,
    reason: str,
    occurred_on: datetime.date | None = None,
    read_at: int | None = None,
    key: uuid.UUID | None = None,
    **columns: Any,
) -> AnyFact:
    """Void a fact and record the one that stands in its place, in one entry.

    `columns` are those of `AMENDABLE` for its kind. Raises as `void_fact`, and `InTheFuture`.
    """
    _require_reason(code, reason)
    require(_may_write(actor, fact))
    with change(actor, verb="support.replace", houses=[fact.house_id], key=key) as entry:
        _guard(entry, fact, read_at)
        return _replace(entry, fact, code, reason.strip(), occurred_on, columns)


def correct_fact(
    actor: Actor,
    *,
    fact: AnyFact,
    occurred_on: datetime.date | None = None,
    key: uuid.UUID | None = None,
    **columns: Any,
) -> AnyFact:
    """Correct a fresh slip in place, without a reason: its author, while nothing has used it.

    The journal keeps both; screens show the new one alone. Raises `Refused`, `InTheFuture`,
    `AlreadyVoid`, `AlreadyDone`.
    """
    require(_may_write(actor, fact))
    with change(actor, verb="support.correct", houses=[fact.house_id], key=key) as entry:
        require(can_correct(actor, fact))
        return _replace(entry, fact, SLIP, "", occurred_on, columns)


def _may_write(actor: Actor, fact: AnyFact) -> Any:
    if fact.case is None:
        return may_open_cases(actor, fact.house_id)
    return may_write_case(actor, fact.case)


def _require_reason(code: str, reason: str) -> None:
    if code not in VOID_REASONS or not reason.strip():
        raise Refused("Dites pourquoi ce fait est annulé.")


def _guard(entry: Entry, fact: AnyFact, read_at: int | None) -> None:
    if fact.case_id is not None:
        entry.guard("case", fact.case_id, read_at=read_at)


def _replace(
    entry: Entry,
    fact: AnyFact,
    code: str,
    reason: str,
    occurred_on: datetime.date | None,
    columns: dict[str, Any],
) -> AnyFact:
    unknown = set(columns) - AMENDABLE[type(fact)]
    if unknown:
        raise TypeError(f"{type(fact).__name__} is not amended by {sorted(unknown)}")
    by = fact.amended(occurred_on=occurred_on or fact.occurred_on, **columns)
    if isinstance(by, PhaseReached):
        _move_phase(by, fact)
    if type(by) in CHECKS:
        CHECKS[type(by)](by, fact)
    if isinstance(by, JobFact):
        by.year = by.occurred_on.year
        if by.kind == JobFact.Kind.CONSOLIDATED:
            refuse_second(by.case, by.year, but=fact.pk)
    entry.replace(fact, by, code=code, reason=reason)
    if isinstance(by, PhaseReached):
        _move_opening(entry, fact, by.occurred_on, code, reason)
    if isinstance(by, MissionContracted):
        mission = by.mission
        mission.provider = by.provider
        mission.days_hundredths, mission.cost_cents = by.days_hundredths, by.cost_cents
        mission.save()
    _settle(entry, by)
    return by


def _move_phase(by: PhaseReached, fact: AnyFact) -> None:
    if by.phase.programme_id != by.case.programme_id:
        raise Refused("Cette étape est celle d'un autre programme.")
    by.phase_code = by.phase.official_code
    others = PhaseReached.objects.now().filter(case=by.case, phase=by.phase).exclude(pk=fact.pk)
    if others.exists():
        raise Refused(f"L'étape « {by.phase.name} » est déjà notée pour ce dossier.")


def _move_opening(entry: Entry, fact: AnyFact, day: datetime.date, code: str, reason: str) -> None:
    """An accueil opened its case in one entry: its day moved, opening and call move with it."""
    opened = CaseOpened.objects.now().filter(
        case_id=fact.case_id, seq=fact.seq, occurred_on=fact.occurred_on
    )
    calls = Call.objects.filter(case_id=fact.case_id, taken_on=fact.occurred_on)
    same = {"call__in": list(calls), "seq": fact.seq, "occurred_on": fact.occurred_on}
    of_the_call = [kind.objects.now().filter(**same) for kind in (CallTaken, NeedVoiced)]
    for found in (opened, *of_the_call):
        for one in found.exclude(occurred_on=day):
            entry.replace(one, one.amended(occurred_on=day), code=code, reason=reason)
    calls.filter(pk__in=[call.pk for call in same["call__in"]]).update(taken_on=day)


def _others_stand(fact: CaseOpened) -> bool:
    return any(
        kind.objects.now().filter(case_id=fact.case_id).exists()
        for kind in CASE_FACTS
        if kind is not CaseOpened
    )


def _was_reopened(fact: CaseClosed) -> bool:
    later = CaseReopened.objects.now().filter(case_id=fact.case_id, seq__gt=fact.seq)
    return bool(later.exists())


def _give_back(fact: AnyFact) -> None:
    """A birth that did not happen: the case is its project's again."""
    if isinstance(fact, OrganisationBorn) and fact.case.project_title:
        mine = Case.objects.filter(pk=fact.case_id, organisation=fact.organisation)
        mine.update(organisation=None)


def _settle(entry: Entry, fact: AnyFact) -> None:
    mission_id = getattr(fact, "mission_id", None)
    if mission_id is not None:
        entry.mention(MISSION, mission_id)
    if fact.case_id is not None:
        case = Case.objects.get(pk=fact.case_id)
        mention(entry, case)
        settle(case)
