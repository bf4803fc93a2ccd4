"""What stands behind one figure: the records, how it grew, why it moved."""

import datetime
from dataclasses import dataclass
from typing import Any

from django.http import Http404, QueryDict
from django.utils import timezone
from django.utils.safestring import SafeString

from probant.indicators.access import Reach, reach_of
from probant.indicators.breakdown import Dimension, dimension_of, shared_records, within
from probant.indicators.definition import Indicator
from probant.indicators.engine import Figure, measure
from probant.indicators.funnel import came_to
from probant.indicators.movement import growth, merges_moved, moved, moved_beside
from probant.indicators.queries import authors, last_said, latest_year, place_names, rows_of
from probant.indicators.registry import indicator as find_indicator
from probant.indicators.screens.forms import ProofForm
from probant.indicators.screens.tables import RESERVED, dressed
from probant.journal.facts import FactQuerySet
from probant.journal.reasons import say_reason
from probant.kernel.cut import Cut
from probant.ui.charts import Mark, Point, step_curve
from probant.ui.hrefs import href_pattern
from probant.ui.pieces import FactLine
from probant.ui.pieces.figure import write_value
from probant.ui.request import Request

MOST_MOVES = 500


@dataclass
class Asked:
    """A figure as its address asks for it; `facts` are the records of its value."""

    indicator: Indicator
    reach: Reach
    form: ProofForm
    figure: Figure
    facts: FactQuerySet
    today: datetime.date

    @property
    def kept(self) -> FactQuerySet:
        """The records that the filters keep."""
        found = self.facts.filter(**self.form.filters())
        if self.stage:
            house_id = self.reach.house_id
            found = came_to(found, self.stage, house_id=house_id, cut=self.figure.cut)
        if self.dimension is None:
            return found
        if self.only_shared:
            return shared_records(self.figure, found, self.dimension)
        return found if self.part is None else within(found, self.dimension, self.part)

    @property
    def dimension(self) -> Dimension | None:
        """What the figure is broken down by, where one asks for it."""
        return dimension_of(self.indicator, str(self.form.given("par") or ""))

    @property
    def part(self) -> str | None:
        """The part of the breakdown that is kept, "" being what is not said; None for all."""
        if self.dimension is None or "part" not in self.form.data:
            return None
        return str(self.form.given("part") or "")

    @property
    def stage(self) -> str:
        """The stage (its id, or a birth) that the cases kept have come to; "" for any."""
        columns = {column.name for column in self.indicator.fact._meta.concrete_fields}
        return str(self.form.given("atteint") or "") if "case" in columns else ""

    @property
    def only_shared(self) -> bool:
        """Whether the list keeps what stands in several parts of the breakdown."""
        return self.dimension is not None and bool(self.form.given("plusieurs"))

    @property
    def is_filtered(self) -> bool:
        """Whether the list shows some of the records only."""
        narrowed = bool(self.form.filters()) or self.part is not None
        return narrowed or self.only_shared or bool(self.stage)

    def at(self, cut: Cut) -> int:
        """The value at another cut."""
        return measure(
            self.indicator,
            house_id=self.reach.house_id,
            period=self.figure.period,
            cut=cut,
            scope=self.reach.scope,
        ).value


def find_reach(request: Request, given: QueryDict) -> Reach:
    """What the reader may see, through the action asked; nothing to see is a 404."""
    asked = given.get("action", "").strip()
    if asked and not (asked.isascii() and asked.isdecimal() and len(asked) < 16):
        raise Http404
    reach = reach_of(
        request.actor,
        action_id=int(asked) if asked else None,
    )
    if reach is None:
        raise Http404
    return reach


def find_figure(request: Request, code: str, given: QueryDict) -> Asked:
    """The figure that an address, or the form of its export, asks for."""
    indicator = find_indicator(code)
    if indicator is None:
        raise Http404
    reach = find_reach(request, given)
    if not indicator.fits(reach.scope):
        raise Http404
    form, today = ProofForm(given), timezone.localdate()
    period, cut = form.period(latest_year(reach.house_id, today)), form.cut()
    figure = measure(indicator, house_id=reach.house_id, period=period, cut=cut, scope=reach.scope)
    facts = indicator.population_of_one(
        house_id=reach.house_id, period=period, cut=cut, scope=reach.scope
    )
    return Asked(indicator, reach, form, figure, facts, today)


def communes_of(asked: Asked) -> list[tuple[str, str]]:
    """The places of the records, by name, for the filter; and the one asked for."""
    codes = asked.facts.exclude(place_code="").order_by()
    found = set(codes.values_list("place_code", flat=True).distinct())
    wanted = asked.form.given("commune")
    names = place_names(found | ({str(wanted)} if wanted else set()))
    return sorted(((code, names.get(code, code)) for code in found | set(names)), key=_by_name)


def _by_name(place: tuple[str, str]) -> str:
    return place[1]


def in_unit(indicator: Indicator, value: int) -> float:
    """A value as charts draw it: hundredths as a number, cents as they are."""
    return value / 100 if indicator.written == "hundredths" else value


def draw_growth(asked: Asked) -> SafeString:
    """The curve of what was known, day after day; a line marks the day that is read."""
    points = growth(asked.figure, until=asked.today)
    cut = asked.figure.cut.known_on
    days = [point.known_on for point in points] + ([cut] if cut is not None else [])
    said = write_value(asked.figure.said, asked.indicator.written)
    marks = [Mark(cut, f"connu\u00a0: {said}")] if cut else []
    return step_curve(
        [Point(point.known_on, in_unit(asked.indicator, point.value)) for point in points],
        title="Ce que l’on savait, jour après jour",
        start=min(days, default=asked.today),
        end=max(days, default=asked.today),
        marks=marks,
        euros=asked.indicator.written == "euros",
        unit="" if asked.indicator.written == "euros" else asked.indicator.unit,
    )


@dataclass(frozen=True)
class Moves:
    """Why a figure moved between two days: its two values, and the facts learnt or voided."""

    after: datetime.date
    until: datetime.date
    before_value: int
    after_value: int
    before_said: str
    after_said: str
    learnt: int
    voided: int
    lines: list[FactLine]
    merges: list[FactLine]


def moves_of(asked: Asked) -> Moves:
    """What moved the figure between the days asked, or since it was last said outside."""
    since = last_said(asked.reach.house_id, asked.indicator.code, asked.figure.period, asked.today)
    after, until = asked.form.moves(since, asked.today)
    facts = moved(asked.figure, after=after, until=until)
    rows = dressed(list(rows_of(facts, asked.indicator)[:MOST_MOVES]), asked.indicator, asked.reach)
    gone = [row for row in rows if row["void_on"] is not None and after < row["void_on"] <= until]
    beside = _beside(asked, after, until)
    before, now = asked.at(Cut.known(after)), asked.at(Cut.known(until))
    return Moves(
        after,
        until,
        before,
        now,
        write_value(before, asked.indicator.written),
        write_value(now, asked.indicator.written),
        learnt=len(rows) - len(gone) + sum(not one.is_gone for one in beside),
        voided=len(gone) + sum(one.is_gone for one in beside),
        lines=[
            *(_line(row, is_gone=row in gone) for row in rows),
            *(one.line for one in beside),
        ],
        merges=_merge_lines(asked, after, until),
    )


@dataclass(frozen=True)
class _Beside:
    """A fact of another kind that moved a state."""

    line: FactLine
    is_gone: bool


def _beside(asked: Asked, after: datetime.date, until: datetime.date) -> list[_Beside]:
    """Payments and retentions, where they move what is left to pay: none but of states."""
    facts = moved_beside(asked.figure, after=after, until=until)[:MOST_MOVES]
    seqs = {seq for one in facts for seq in (one.seq, one.void_seq) if seq}
    whole = asked.reach.is_whole
    wrote = authors(asked.reach.house_id, seqs) if seqs and whole else {}
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
        found.append(_Beside(line, gone))
    return found


def _merge_lines(asked: Asked, after: datetime.date, until: datetime.date) -> list[FactLine]:
    """The merges that moved the figure, or were undone; names and authors as rights allow."""
    reach, lines = asked.reach, []
    found = merges_moved(asked.figure, after=after, until=until)
    seqs = {seq for one in found for seq in (one.seq, one.void_seq) if seq}
    wrote = authors(reach.house_id, seqs) if seqs and reach.is_whole else {}
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


def _line(row: dict[str, Any], *, is_gone: bool) -> FactLine:
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
