"""A board read: each chosen figure year by year, with what was aimed at and what was printed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace

from django.db.models import F

from probant.indicators.access import Narrowing, Reach, scope_of
from probant.indicators.definition import Indicator, Scope
from probant.indicators.engine import Figure, measure
from probant.indicators.models import Board, BoardFigure, Claim
from probant.indicators.own import PREFIX, own_indicators
from probant.indicators.registry import indicator as of_catalogue
from probant.kernel.cut import Cut
from probant.kernel.period import Period

#: Printed figures by code, year and scope (action, programme, territory).
Claims = dict[tuple[str, int, tuple[int | None, int | None, str]], list[Claim]]


@dataclass(frozen=True)
class Cell:
    """A figure of one year: counted, aimed at, printed before the tool (`claims`).

    `figure` is None for a year before the house noted anything: what is known of it was printed.
    """

    year: int
    figure: Figure | None
    target: int | None = None
    claims: tuple[Claim, ...] = ()

    @property
    def attested(self) -> Claim | None:
        """The printed figure that a person attests to be of the same definition."""
        return next(
            (
                one
                for one in self.claims
                if one.is_comparable and getattr(one, "attestation", None) is not None
            ),
            None,
        )


@dataclass(frozen=True)
class Line:
    """A figure of a board over some years; `total` over them all, each thing counted once.

    `indicator` is None where it is no longer known: its line says so, and counts nothing.
    """

    row: BoardFigure
    indicator: Indicator | None
    reach: Reach
    cells: tuple[Cell, ...] = field(default=())
    total: Figure | None = None


def lines_of(board: Board, reach: Reach, years: Sequence[int], cut: Cut) -> list[Line]:
    """The lines of a board. One query a figure and year, and five for the rest."""
    rows = list(
        board.figures.select_related("action", "programme", "funder").prefetch_related("targets")
    )
    known = _indicators(reach.house_id, rows)
    claims = _claims(reach.house_id, {row.code for row in rows}, years)
    scopes: dict[object, Reach] = {}
    return [
        _line(row, known.get(row.code), _narrow(reach, row, scopes), years, cut, claims)
        for row in rows
    ]


def line_of(row: BoardFigure, reach: Reach, years: Sequence[int], cut: Cut) -> Line:
    """One line by itself, over more years."""
    known = _indicators(reach.house_id, [row])
    claims = _claims(reach.house_id, {row.code}, years)
    return _line(row, known.get(row.code), _narrow(reach, row, {}), years, cut, claims)


def _indicators(house_id: int, rows: Iterable[BoardFigure]) -> dict[str, Indicator]:
    codes = {row.code for row in rows}
    own = own_indicators(house_id) if any(one.startswith(PREFIX) for one in codes) else {}
    found = {code: own.get(code) or of_catalogue(code) for code in codes}
    return {code: one for code, one in found.items() if one is not None}


def _narrow(reach: Reach, row: BoardFigure, made: dict[object, Reach]) -> Reach:
    """The reach of a line; a scope that several lines share is read once."""
    key = (row.action_id, row.programme_id, row.funder_id, row.place_code)
    if key not in made:
        if row.action is not None:
            made[key] = replace(reach, action=row.action, scope=Scope.of(row.action))
        else:
            narrowing = Narrowing(row.programme, row.funder, row.place_code)
            scope = scope_of(reach.house_id, narrowing)
            made[key] = replace(reach, narrowing=narrowing, scope=scope)
    return made[key]


def _claims(house_id: int, codes: set[str], years: Sequence[int]) -> Claims:
    """What documents print of these figures, by code, year and scope; one query."""
    found: Claims = {}
    rows = Claim.objects.filter(house_id=house_id, code__in=codes, year__in=years)
    rows = rows.exclude(matching=Claim.Matching.APART)
    dated_first = F("said_on").asc(nulls_last=True)
    for one in rows.select_related("document", "attestation").order_by(dated_first, "pk"):
        found.setdefault((one.code, one.year or 0, one.narrowed), []).append(one)
    return found


def _line(
    row: BoardFigure,
    indicator: Indicator | None,
    reach: Reach,
    years: Sequence[int],
    cut: Cut,
    claims: Claims,
) -> Line:
    if indicator is None:
        return Line(row, None, reach)
    targets = {one.year: one.value for one in row.targets.all()}

    def over(period: Period) -> Figure:
        return measure(
            indicator, house_id=reach.house_id, period=period, cut=cut, scope=reach.scope
        )

    figures = [over(Period.year(year)) for year in years]
    # a document prints the figures of the whole house, unless a person said of what part; what a
    # funder funds is no scope of theirs
    narrowed = (row.action_id, row.programme_id, row.place_code)
    cells = [
        Cell(
            year,
            figure if figure.records else _or_none(figure, figures),
            targets.get(year),
            tuple(claims.get((row.code, year, narrowed), ())) if row.funder_id is None else (),
        )
        for year, figure in zip(years, figures, strict=True)
    ]
    whole = Period(Period.year(years[0]).start, Period.year(years[-1]).end)
    counts = len(years) > 1 and any(cell.figure is not None for cell in cells)
    return Line(row, indicator, reach, tuple(cells), over(whole) if counts else None)


def _or_none(figure: Figure, figures: Sequence[Figure]) -> Figure | None:
    """A year without a fact counts nothing, once an earlier one had some; before, it is unknown."""
    earlier = [one for one in figures if one.period < figure.period]
    return figure if any(one.records for one in earlier) else None
