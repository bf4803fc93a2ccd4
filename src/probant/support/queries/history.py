"""What happened on a case, newest first: facts with who recorded them, voided ones with why."""

import datetime
import json
from dataclasses import dataclass
from typing import Any

from django.db import connection

from probant.journal.models import JournalDetail
from probant.journal.reasons import say_reason
from probant.kernel.actor import Actor
from probant.support.models import Case
from probant.support.queries.happenings import (
    HAPPENINGS,
    Kind,
    Mark,
    chosen_kinds,
    marks,
    rows_of,
)

PAGE = 40  # rows of a page of the timeline
NOBODY: tuple[int | None, str] = (None, "")

# Written out: each page of a case asks both, and the journal's tables are held together by
# position, not by foreign keys that a queryset could follow.
AUTHORS = """
SELECT e.seq, e.actor_id, u.name, u.email
FROM journal_journalentry e LEFT JOIN accounts_user u ON u.id = e.actor_id
WHERE e.house_id = %s AND e.seq IN ({})
"""
FRESH = """
SELECT (SELECT MAX(s.upto_seq) FROM journal_journalseal s WHERE s.house_id = %s),
       (SELECT MAX(e.seq) FROM journal_journalmention m
        JOIN journal_journalentry e ON e.house_id = m.house_id AND e.seq = m.seq
        WHERE m.house_id = %s AND m.kind = 'case' AND m.object_id = %s
          AND (e.actor_id IS NULL OR e.actor_id <> %s))
"""


@dataclass(frozen=True)
class Happening:
    """One thing of a case as a page tells it. `fresh`: its author may correct it in place."""

    kind: Kind
    fact: Any
    on: datetime.date
    what: str
    detail: str
    text: str
    href: str
    by: str
    fresh: bool
    why_void: str


@dataclass(frozen=True)
class Timeline:
    """A page of what happened, and the mark from which the older ones are asked."""

    rows: list[Happening]
    older: Mark | None


def history(case: Case, actor: Actor, *, with_reasons: bool) -> list[Happening]:
    """Everything that happened on a case, newest first; see `timeline`."""
    return timeline(case, actor, with_reasons=with_reasons, limit=None).rows


def timeline(
    case: Case,
    actor: Actor,
    *,
    with_reasons: bool,
    only: str = "",
    before: Mark | None = None,
    limit: int | None = PAGE,
) -> Timeline:
    """A page of what happened on a case, newest first; corrections in place are not shown.

    `with_reasons`: whether free text is read (why a fact was voided, what an appointment was for);
    `only`: the word of a kind. One query for the marks, one for each kind among the rows, two for
    who wrote them and whether they may be corrected in place, one where one of them is void.
    """
    kinds = chosen_kinds(only)
    found = marks(case, actor, kinds, before=before, limit=None if limit is None else limit + 1)
    shown = found if limit is None else found[:limit]
    loaded = rows_of(kinds, shown)
    for row in loaded.values():
        if getattr(row, "case_id", None) == case.pk:
            row.case = case
    pairs = [(kinds[mark.rank], mark, loaded[mark.rank, mark.pk]) for mark in shown]
    authors = _authors(case, sorted({mark.seq for mark in shown if mark.seq}))
    fresh_from = _fresh_from(case, actor)
    reasons = _reasons(case, [row for _, _, row in pairs]) if with_reasons else {}
    rows = [
        Happening(
            kind=kind,
            fact=row,
            on=mark.on,
            **_told(kind, row, in_full=with_reasons),
            by=authors.get(mark.seq, NOBODY)[1],
            fresh=kind.voidable
            and not row.is_void
            and row.seq >= fresh_from
            and authors.get(row.seq, NOBODY)[0] == actor.user_id,
            why_void=_why(row, reasons),
        )
        for kind, mark, row in pairs
    ]
    cut = limit is not None and len(found) > limit
    return Timeline(rows, shown[-1] if cut else None)


def _told(kind: Kind, row: Any, *, in_full: bool) -> dict[str, str]:
    if kind.plain and not in_full:
        return {"what": kind.plain, "detail": "", "text": "", "href": ""}
    return {
        "what": kind.tell(row),
        "detail": kind.detail(row),
        "text": kind.text(row),
        "href": kind.href(row),
    }


def tell(fact: Any) -> str:
    """A fact of support in a few words."""
    return kind_of(fact).tell(fact)


def detail_of(fact: Any) -> str:
    """The quieter words that follow."""
    return kind_of(fact).detail(fact)


def kind_of(fact: Any) -> Kind:
    """The kind that tells a fact."""
    return next(kind for kind in HAPPENINGS.values() if kind.model is type(fact))


def _authors(case: Case, seqs: list[int]) -> dict[int, tuple[int | None, str]]:
    """Who wrote some entries, by position: id and name. One query."""
    if not seqs:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(AUTHORS.format(", ".join(["%s"] * len(seqs))), [case.house_id, *seqs])
        return {seq: (user, name or email or "") for seq, user, name, email in cursor.fetchall()}


def _fresh_from(case: Case, actor: Actor) -> int:
    """The first position whose facts the actor may still correct in place. One query."""
    with connection.cursor() as cursor:
        cursor.execute(FRESH, [case.house_id, case.house_id, case.pk, actor.user_id or 0])
        sealed, others = cursor.fetchone()
    return max(sealed or 0, others or 0) + 1


def _reasons(case: Case, facts: list[Any]) -> dict[str, str]:
    """The free text of each void, by the key of the fact; empty where it was erased."""
    seqs = {fact.void_seq for fact in facts if _is_void(fact)}
    if not seqs:
        return {}
    bodies = JournalDetail.objects.filter(house_id=case.house_id, seq__in=seqs)
    told: dict[str, str] = {}
    for body in bodies.values_list("body", flat=True):
        told.update(json.loads(body).get("reasons", {}) if body else {})
    return told


def _is_void(fact: Any) -> bool:
    return getattr(fact, "void_seq", None) is not None


def _why(fact: Any, reasons: dict[str, str]) -> str:
    if not _is_void(fact):
        return ""
    words = reasons.get(fact.key.hex, "")
    return f"{say_reason(fact.void_code)} ({words})" if words else say_reason(fact.void_code)
