"""Why a figure moved, in a few lines on its page: facts learnt or voided, merges."""

import datetime
from dataclasses import dataclass
from typing import Any

from probant.accounts.queries import authors
from probant.indicators.movement import merges_moved, moved, moved_beside, moved_count
from probant.indicators.queries import last_said, rows_of
from probant.indicators.screens.proof import Asked
from probant.indicators.screens.tables import RESERVED, dressed
from probant.journal.reasons import say_reason
from probant.kernel.cut import Cut
from probant.ui.hrefs import href_pattern
from probant.ui.pieces import FactLine
from probant.ui.pieces.figure import write_value

#: So many lines on the page of the figure; the whole account has a page of its own.
MOST_MOVES = 40


@dataclass(frozen=True)
class Moves:
    """Why a figure moved between two days: its two values, and the facts learnt or voided.

    `is_cut`: more facts moved it than `lines` holds; the counts are of all of them.
    """

    after: datetime.date
    until: datetime.date
    before_value: int
    after_value: int
    before_said: str
    after_said: str
    learnt: int
    voided: int
    is_cut: bool
    lines: list[FactLine]
    merges: list[FactLine]


def moves_of(asked: Asked) -> Moves:
    """What moved the figure between the days asked, or since it was last said outside."""
    since = last_said(asked.reach.house_id, asked.indicator.code, asked.figure.period, asked.today)
    after, until = asked.form.moves(since, asked.today)
    facts = moved(asked.figure, after=after, until=until)
    # the first of them sorted by themselves, then what stands beside each
    shown = rows_of(facts.filter(pk__in=facts.values("pk")[:MOST_MOVES]), asked.indicator)
    rows = dressed(list(shown), asked.indicator, asked.reach)
    gone = {row["id"] for row in rows if row["void_on"] and after < row["void_on"] <= until}
    learnt, voided = len(rows) - len(gone), len(gone)
    if len(rows) == MOST_MOVES:
        learnt, voided = moved_count(asked.figure, after=after, until=until)
    beside = beside_lines(asked, after, until)
    before, now = asked.at(Cut.known(after)), asked.at(Cut.known(until))
    return Moves(
        after,
        until,
        before,
        now,
        write_value(before, asked.indicator.written),
        write_value(now, asked.indicator.written),
        learnt=learnt + sum(not one.is_gone for one in beside),
        voided=voided + sum(one.is_gone for one in beside),
        is_cut=len(rows) == MOST_MOVES,
        lines=[
            *(line_of(row, is_gone=row["id"] in gone) for row in rows),
            *(one.line for one in beside),
        ],
        merges=merge_lines(asked, after, until),
    )


@dataclass(frozen=True)
class Beside:
    """A fact of another kind that moved a state."""

    line: FactLine
    is_gone: bool


def beside_lines(asked: Asked, after: datetime.date, until: datetime.date) -> list[Beside]:
    """Payments and retentions, where they move what is left to pay: none but of states."""
    facts = moved_beside(asked.figure, after=after, until=until)[:MOST_MOVES]
    seqs = {seq for one in facts for seq in (one.seq, one.void_seq) if seq}
    whole = asked.reach.is_whole
    wrote = authors(asked.reach.house_id, seqs, system="Probant") if seqs and whole else {}
    found = []
    for one in facts:
        gone = one.void_on is not None and after < one.void_on <= until
        line = FactLine(
            what=one.told,
            occurred_on=one.occurred_on,
            known_on=one.known_on,
            by=wrote.get(one.seq, ""),
            href=href_pattern("funding:convention") % one.convention_id if whole else "",
            declared=one.is_declared,
            voided_on=one.void_on if gone else None,
            voided_because=say_reason(one.void_code) if gone else "",
        )
        found.append(Beside(line, gone))
    return found


def merge_lines(asked: Asked, after: datetime.date, until: datetime.date) -> list[FactLine]:
    """The merges that moved the figure, or were undone; names and authors as rights allow."""
    reach, lines = asked.reach, []
    found = merges_moved(asked.figure, after=after, until=until)
    seqs = {seq for one in found for seq in (one.seq, one.void_seq) if seq}
    wrote = authors(reach.house_id, seqs, system="Probant") if seqs and reach.is_whole else {}
    for one in found:
        gone = one.void_on is not None and one.void_on <= until
        day = one.void_on if one.void_on is not None and gone else one.known_on
        sheets = (one.merged, one.kept)
        both = " et ".join(row.name if reach.names(row.pk) else RESERVED for row in sheets)
        lines.append(
            FactLine(
                what=f"{both}, {'de nouveau séparées' if gone else 'une seule structure'}",
                occurred_on=day,
                known_on=day,
                by=wrote.get((one.void_seq if gone else one.seq) or 0, ""),
                href=href_pattern("directory:sheet") % one.kept_id if reach.is_whole else "",
            )
        )
    return lines


def line_of(row: dict[str, Any], *, is_gone: bool) -> FactLine:
    because = say_reason(row["void_code"]) if is_gone else ""
    by = f", par {row['voided_by']}" if is_gone and row["voided_by"] else ""
    return FactLine(
        what=row["subject"] or row["place"] or "fait",
        occurred_on=row["occurred_on"],
        known_on=row["known_on"],
        by=row["by"],
        href=row["subject_href"] or "",
        declared=row["is_declared"],
        voided_on=row["void_on"] if is_gone else None,
        voided_because=because + by,
    )
