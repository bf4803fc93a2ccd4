"""The timeline of an object: every entry that mentions it, newest first, in one query."""

import datetime
import json
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db import connection

from probant.journal.models import JournalDetail, JournalEntry, JournalMention

# Written out: the pages of a structure, a case or a session ask it each time, and its tables are
# held together by position, not by foreign keys that a queryset could follow.
TIMELINE = """
SELECT e.seq, e.at, e.actor_id, e.verb, d.body
FROM journal_journalmention m
JOIN journal_journalentry e ON e.house_id = m.house_id AND e.seq = m.seq
LEFT JOIN journal_journaldetail d ON d.house_id = m.house_id AND d.seq = m.seq
WHERE m.house_id = %s AND m.kind = %s AND m.object_id = %s
ORDER BY m.seq DESC
LIMIT %s
"""
#: Of an object that several numbers name, as merged sheets: an entry that mentions two stands once.
OF_SEVERAL = """
SELECT e.seq, e.at, e.actor_id, e.verb, d.body
FROM journal_journalentry e
LEFT JOIN journal_journaldetail d ON d.house_id = e.house_id AND d.seq = e.seq
WHERE e.house_id = %s AND e.seq IN (
  SELECT m.seq FROM journal_journalmention m
  WHERE m.house_id = e.house_id AND m.kind = %s AND m.object_id IN ({marks})
)
ORDER BY e.seq DESC
LIMIT %s
"""
_AT = JournalEntry._meta.get_field("at").get_col("e")


@dataclass(frozen=True)
class Moment:
    """One entry on a timeline; `body` is empty where it was erased."""

    seq: int
    at: datetime.datetime
    actor_id: int | None
    verb: str
    body: dict[str, Any]


def timeline(
    house_id: int, kind: str, object_id: int, *, also: Sequence[int] = (), limit: int = 100
) -> list[Moment]:
    """The latest entries that mention an object of a house, newest first. One query.

    `also`: other numbers that the object was known by.
    """
    sql = TIMELINE
    if also:
        sql = OF_SEVERAL.format(marks=", ".join(["%s"] * (len(also) + 1)))
    with connection.cursor() as cursor:
        cursor.execute(sql, [house_id, kind, object_id, *also, limit])
        return [
            Moment(seq, _instant(at), actor_id, verb, json.loads(body) if body else {})
            for seq, at, actor_id, verb, body in cursor.fetchall()
        ]


def _instant(value: Any) -> Any:
    """What Django's converter of a DateTimeField would make of a column read without it."""
    for convert in connection.ops.get_db_converters(_AT):
        value = convert(value, _AT, connection)
    return value


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
