"""Facts of sessions that were wrong: voided with a reason, replaced, or corrected while fresh."""

import datetime
import uuid
from typing import Any

from probant.gatherings.access import may_write_sessions
from probant.gatherings.models import (
    Attendance,
    HeadcountTaken,
    Session,
    SessionCalledOff,
    SessionHeld,
    SessionPlanned,
)
from probant.gatherings.registering import settle_lists
from probant.gatherings.writing import SESSION, settle
from probant.journal.door import Entry, change
from probant.journal.fresh import SLIP, can_correct
from probant.journal.reasons import VOID_REASONS
from probant.kernel.actor import Actor
from probant.kernel.decision import Refused, require

AnyFact = SessionHeld | Attendance | HeadcountTaken | SessionPlanned | SessionCalledOff

#: The columns that a replacement may change, by kind of fact, besides the day.
AMENDABLE: dict[type[Any], frozenset[str]] = {
    SessionHeld: frozenset({"lent_cents"}),
    Attendance: frozenset({"own_staff", "arrived_time", "left_time", "half_days"}),
    HeadcountTaken: frozenset({"headcount", "method", "counted_by_id"}),
    SessionPlanned: frozenset({"planned_on"}),
    SessionCalledOff: frozenset({"planned_on"}),
}


def void_fact(
    actor: Actor,
    *,
    fact: AnyFact,
    code: str,
    reason: str,
    key: uuid.UUID | None = None,
) -> None:
    """Void a fact of a session; a session no longer held is planned again, once nobody came.

    Raises `Refused`, `AlreadyVoid`, `AlreadyDone`. Effects: the void marks; one entry.
    """
    _require_reason(code, reason)
    require(may_write_sessions(actor, fact.house_id))
    with change(actor, verb="gatherings.void", houses=[fact.house_id], key=key) as entry:
        came = Attendance.objects.now().filter(session_id=fact.session_id)
        if isinstance(fact, SessionHeld) and came.exists():
            raise Refused("Des présences sont notées à cette rencontre : annulez-les d'abord.")
        entry.void(fact, code=code, reason=reason.strip())
        _settle(entry, fact)


def replace_fact(
    actor: Actor,
    *,
    fact: AnyFact,
    code: str,
    reason: str,
    occurred_on: datetime.date | None = None,
    lent_basis: str | None = None,
    key: uuid.UUID | None = None,
    **columns: Any,
) -> AnyFact:
    """Void a fact and record the one that stands in its place. Raises also `InTheFuture`.

    `lent_basis`: how the value of a lent room is known, where the session is said to be held.
    """
    _require_reason(code, reason)
    require(may_write_sessions(actor, fact.house_id))
    with change(actor, verb="gatherings.replace", houses=[fact.house_id], key=key) as entry:
        if lent_basis is not None:
            Session.objects.filter(pk=fact.session_id).update(lent_basis=lent_basis.strip())
        return _replace(entry, fact, code, reason.strip(), occurred_on, columns)


def correct_fact(
    actor: Actor,
    *,
    fact: AnyFact,
    occurred_on: datetime.date | None = None,
    key: uuid.UUID | None = None,
    **columns: Any,
) -> AnyFact:
    """Correct a fresh slip in place, without a reason: its author, while nothing has used it."""
    require(may_write_sessions(actor, fact.house_id))
    with change(actor, verb="gatherings.correct", houses=[fact.house_id], key=key) as entry:
        require(can_correct(actor, fact))
        return _replace(entry, fact, SLIP, "", occurred_on, columns)


def _require_reason(code: str, reason: str) -> None:
    if code not in VOID_REASONS or not reason.strip():
        raise Refused("Dites pourquoi ce fait est annulé.")


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
    entry.replace(fact, by, code=code, reason=reason)
    _settle(entry, by)
    return by


def _settle(entry: Entry, fact: AnyFact) -> None:
    entry.mention(SESSION, fact.session_id)
    session = Session.objects.get(pk=fact.session_id)
    settle(session)
    if isinstance(fact, SessionHeld):
        if not fact.is_void and session.lent_value_cents != fact.lent_cents:
            session.lent_value_cents = fact.lent_cents
            session.save(update_fields=["lent_value_cents"])
        settle_lists(entry, session)
