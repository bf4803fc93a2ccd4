"""The timeline of an object: every entry that mentions it, newest first, in one query each."""

import datetime
import json
from dataclasses import dataclass
from typing import Any

from probant.journal.models import JournalDetail, JournalEntry, JournalMention


@dataclass(frozen=True)
class Moment:
    """One entry on a timeline; `body` is empty where it was erased."""

    seq: int
    at: datetime.datetime
    actor_id: int | None
    verb: str
    body: dict[str, Any]


def timeline(house_id: int, kind: str, object_id: int, *, limit: int = 100) -> list[Moment]:
    """The latest entries that mention an object of a house, newest first. Two queries."""
    seqs = JournalMention.objects.filter(house_id=house_id, kind=kind, object_id=object_id).values(
        "seq"
    )
    return _moments(JournalEntry.objects.filter(house_id=house_id, seq__in=seqs), house_id, limit)


def latest(house_id: int, *, limit: int = 12) -> list[Moment]:
    """The latest entries of a house, newest first. Two queries."""
    return _moments(JournalEntry.objects.filter(house_id=house_id), house_id, limit)


def last_seq(house_id: int, kind: str, object_id: int) -> int:
    """The position of the last entry that mentions an object; 0 where none does."""
    found = JournalMention.objects.filter(
        house_id=house_id, kind=kind, object_id=object_id
    ).order_by("-seq")
    return found.values_list("seq", flat=True).first() or 0


def _moments(entries: Any, house_id: int, limit: int) -> list[Moment]:
    rows = list(entries.order_by("-seq").values_list("seq", "at", "actor_id", "verb")[:limit])
    details = JournalDetail.objects.filter(house_id=house_id, seq__in=[row[0] for row in rows])
    bodies = {seq: body for seq, body in details.values_list("seq", "body") if body}
    return [
        Moment(seq, at, actor_id, verb, json.loads(bodies[seq]) if seq in bodies else {})
        for seq, at, actor_id, verb in rows
    ]
