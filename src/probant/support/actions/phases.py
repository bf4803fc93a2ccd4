"""Phases reached, follow-up included."""

import datetime
import uuid

from probant.journal.door import change
from probant.kernel.actor import Actor
from probant.kernel.decision import Refused, require
from probant.programmes.models import Phase
from probant.support.access import may_note_phase
from probant.support.models import Case, PhaseReached
from probant.support.rules import SUIVI
from probant.support.writing import write_note, write_phase


def reach_phase(
    actor: Actor,
    *,
    case: Case,
    phase: Phase,
    occurred_on: datetime.date,
    note: str = "",
    read_at: int | None = None,
    declared_on: datetime.date | None = None,
    key: uuid.UUID | None = None,
) -> PhaseReached:
    """Record that a case reached a phase of its programme, with a note for the team if any.

    A phase is recorded as it happened, also on a closed case or before the one it usually follows.
    Raises `Refused` (reached already, another programme, a phase that others note), `Stale`,
    `InTheFuture`, `AlreadyDone`. Effects: the fact `PhaseReached`; one entry.
    """
    require(may_note_phase(actor, case, phase))
    with change(
        actor,
        verb="support.reach_phase",
        houses=[case.house_id],
        declared_on=declared_on,
        key=key,
    ) as entry:
        entry.guard("case", case.pk, read_at=read_at)
        case.refresh_from_db()
        reached = write_phase(entry, case, phase, occurred_on)
        if note.strip():
            write_note(entry, case, note)
    return reached


def record_follow_up(
    actor: Actor,
    *,
    case: Case,
    occurred_on: datetime.date,
    note: str = "",
    read_at: int | None = None,
    declared_on: datetime.date | None = None,
    key: uuid.UUID | None = None,
) -> PhaseReached:
    """Record the follow-up of a case: its programme's phase of official code `suivi`.

    Raises and effects as `reach_phase`; `Refused` where the programme has no such phase.
    """
    phase = Phase.objects.laid().filter(programme_id=case.programme_id, official_code=SUIVI).first()
    if phase is None:
        raise Refused("Ce programme n'a pas d'étape de suivi.")
    return reach_phase(
        actor,
        case=case,
        phase=phase,
        occurred_on=occurred_on,
        note=note,
        read_at=read_at,
        declared_on=declared_on,
        key=key,
    )
