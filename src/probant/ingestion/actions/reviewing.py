"""Deciding of values: accepted, corrected, refused; one at a time, several, or all at once."""

from __future__ import annotations

import uuid
from collections.abc import Sequence
from dataclasses import dataclass

from probant.ingestion.access import can_receive, can_review
from probant.ingestion.actions.rechecking import recheck
from probant.ingestion.corrections import read_correction
from probant.ingestion.models import Reading, Status, Value, Verdict
from probant.journal.door import Entry, change
from probant.kernel.actor import Actor
from probant.kernel.decision import Refused, require


@dataclass(frozen=True)
class Choice:
    """What a person decided of a value; `text` is the correction as typed."""

    value: Value
    verdict: str
    text: str = ""


def decide_value(
    actor: Actor,
    value: Value,
    verdict: str,
    *,
    text: str = "",
    read_at: int | None = None,
    key: uuid.UUID | None = None,
) -> Value:
    """Accept, correct (`text` as typed), refuse a value, or leave it to review again (`pending`).

    Raises `Refused`, `Stale`, ValueError (a correction that cannot be read, in French). Effects:
    as `decide`.
    """
    decide(actor, value.reading, [Choice(value, verdict, text)], read_at=read_at, key=key)
    return value


def decide(
    actor: Actor,
    reading: Reading,
    choices: Sequence[Choice],
    *,
    read_at: int | None = None,
    key: uuid.UUID | None = None,
) -> None:
    """Keep what was decided of several values of one reading.

    Nothing goes to the books; what the document contradicts is judged again. Raises `Refused`,
    `Stale` (another person decided since `read_at`), ValueError. Effects: values and the reading's
    status; one entry mentioning ("reading", id).
    """
    require(can_review(actor, reading))
    corrections = {
        one.value.pk: read_correction(one.value.nature, one.text)
        for one in choices
        if one.verdict == Verdict.CORRECTED
    }
    with change(actor, verb="ingestion.decide", houses=[reading.house_id], key=key) as entry:
        entry.guard("reading", reading.pk, read_at=read_at)
        _standing(actor, reading)
        for one in choices:
            _write(entry, reading, one, corrections.get(one.value.pk))
        recheck(reading)
        _follow(entry, reading, [one.value.path for one in choices])


def decide_all(
    actor: Actor, reading: Reading, *, read_at: int | None = None, key: uuid.UUID | None = None
) -> int:
    """Accept every value that nobody has decided of yet; how many there were.

    Raises `Refused`, `Stale`. Effects: as `decide`.
    """
    require(can_review(actor, reading))
    with change(actor, verb="ingestion.decide_all", houses=[reading.house_id], key=key) as entry:
        entry.guard("reading", reading.pk, read_at=read_at)
        _standing(actor, reading)
        waiting = [
            value
            for value in reading.values.filter(verdict=Verdict.PENDING)
            if value.read is not None
        ]
        number = reading.values.filter(pk__in=[value.pk for value in waiting]).update(
            verdict=Verdict.ACCEPTED, decided_by_id=actor.user_id, decided_at=entry.at
        )
        if number:
            _follow(entry, reading, [value.path for value in waiting])
    return number


def set_aside(
    actor: Actor, reading: Reading, reason: str, *, key: uuid.UUID | None = None
) -> Reading:
    """Put away a document that will not be recorded, and say why.

    Raises `Refused`. Effects: one entry mentioning ("reading", id).
    """
    require(can_receive(actor, reading.house_id))
    reason = " ".join(reason.split())[:300]
    if not reason:
        raise Refused("Dites pourquoi vous mettez ce document de côté.")
    with change(actor, verb="ingestion.set_aside", houses=[reading.house_id], key=key) as entry:
        reading.refresh_from_db()
        if reading.status == Status.ACCEPTED:
            raise Refused("Ce document est déjà enregistré.")
        reading.status, reading.aside_reason = Status.ASIDE, reason
        reading.settled_at, reading.settled_by_id = entry.at, actor.user_id
        reading.save(update_fields=["status", "aside_reason", "settled_at", "settled_by_id"])
        entry.mention("reading", reading.pk)
    return reading


def take_back(actor: Actor, reading: Reading, *, key: uuid.UUID | None = None) -> Reading:
    """Take up again a document that was set aside. Raises `Refused`.

    Effects: one entry mentioning ("reading", id).
    """
    require(can_receive(actor, reading.house_id))
    with change(actor, verb="ingestion.take_back", houses=[reading.house_id], key=key) as entry:
        reading.refresh_from_db()
        if reading.status != Status.ASIDE:
            raise Refused("Ce document n’est pas mis de côté.")
        decided = reading.values.exclude(verdict=Verdict.PENDING).exists()
        reading.status = Status.PARTLY if decided else Status.READ
        if reading.unreadable_because:
            reading.status = Status.UNREADABLE
        reading.aside_reason, reading.settled_at, reading.settled_by_id = "", None, None
        reading.save(update_fields=["status", "aside_reason", "settled_at", "settled_by_id"])
        entry.mention("reading", reading.pk)
    return reading


def _standing(actor: Actor, reading: Reading) -> None:
    """The reading as it stands under the lock of the journal."""
    reading.refresh_from_db()
    require(can_review(actor, reading))


def _write(entry: Entry, reading: Reading, one: Choice, correction: object) -> None:
    if one.value.reading_id != reading.pk or one.verdict not in Verdict.values:
        raise Refused("Cette valeur n’est pas de ce document.")
    is_pending = one.verdict == Verdict.PENDING
    if one.verdict == Verdict.ACCEPTED and one.value.read is None:
        raise Refused(f"« {one.value.label} » n’a pas été lu : écrivez sa valeur.")
    one.value.verdict = one.verdict
    one.value.corrected = correction
    one.value.decided_by_id = None if is_pending else entry.actor.user_id
    one.value.decided_at = None if is_pending else entry.at
    one.value.save(update_fields=["verdict", "corrected", "decided_by_id", "decided_at"])


def _follow(entry: Entry, reading: Reading, paths: Sequence[str]) -> None:
    decided = reading.values.exclude(verdict=Verdict.PENDING).exists()
    reading.status = Status.PARTLY if decided else Status.READ
    reading.save(update_fields=["status"])
    entry.mention("reading", reading.pk)
    entry.detail(category="ingestion", values=list(paths)[:50])
