"""A board as a table: a line a figure, a column a year, each value a link to its facts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from probant.indicators.appraisals import scope_words
from probant.indicators.board import Cell, Line
from probant.indicators.board_questions import Judged
from probant.indicators.engine import Figure
from probant.indicators.models import Board, BoardFigure, Claim
from probant.indicators.own import PREFIX
from probant.indicators.screens.appraisal_table import degree_of, year_href
from probant.indicators.screens.cards import proof_href
from probant.ui.charts import YearPoint, years_line
from probant.ui.hrefs import href_pattern
from probant.ui.pieces.figure import write_value
from probant.ui.tables import Column, Empty, Table
from probant.ui.write import write_rate

EMPTY = Empty(
    "Aucun chiffre n’est encore au tableau",
    "Choisissez les chiffres que vous suivez : chacun se lit d’année en année et ouvre sur ses "
    "faits.",
)
UNKNOWN = (
    "Ce chiffre n’existe plus au catalogue : sa ligne ne compte rien. Retirez-la, ou choisissez-en "
    "un autre."
)
WITHDRAWN = (
    "Ce chiffre de la maison est retiré : sa ligne ne compte rien. Reprenez-le sur sa page, ou "
    "retirez la ligne."
)


def table_of(
    board: Board,
    lines: Sequence[Line],
    years: Sequence[int],
    asked: str = "",
    judged: Mapping[int, Judged] | None = None,
) -> SafeString:
    """The board drawn; years side by side, then all of them together.

    `asked` is what the pages of its figures keep of the address: the year and the day. `judged`:
    by line, the question that it is.
    """
    total = [Column("total", f"{years[0]}–{years[-1]}", kind="html", align="end")]
    table = Table(
        name="tableau",
        caption=board.name,
        columns=(
            Column("label", "Chiffre", kind="link", href="href", quiet="said"),
            *(Column(f"y{year}", str(year), kind="html", align="end") for year in years),
            *(total if len(years) > 1 else []),
        ),
        empty=EMPTY,
        noun="chiffre",
        cards=True,
    )
    questions = judged or {}
    rows = [
        _judged(line, questions[line.row.pk], years, asked)
        if line.row.pk in questions
        else _row(line, asked)
        for line in lines
    ]
    return table.render(rows, query={})


def _judged(line: Line, found: Judged, years: Sequence[int], asked: str) -> dict[str, Any]:
    """The line of a question: the degree of each year, onto its page; degrees add up to nothing."""
    closed = "retiré" if found.question.closed_on else ""
    said = (scope_words(found.version), line.row.note, closed)
    return {
        "id": line.row.pk,
        "label": found.version.label,
        "href": href_pattern("indicators:board-figure") % line.row.pk + asked,
        "said": " · ".join(part for part in said if part),
        "total": "",
        **{f"y{year}": _degree(found, year) for year in years},
    }


def _degree(found: Judged, year: int) -> SafeString:
    told = found.years.get(year)
    if told is None:
        return SafeString("—")
    return degree_of(told, year_href(found.question.pk, year, found.cut))


def _row(line: Line, asked: str) -> dict[str, Any]:
    href = href_pattern("indicators:board-figure") % line.row.pk + asked
    if line.indicator is None:
        said = why_blank(line.row)
        return _Blank(id=line.row.pk, label=line.row.code, href=href, said=said)
    written = line.indicator.written
    return {
        "id": line.row.pk,
        "label": _begun(line.indicator.label),
        "href": href,
        "said": said_of(line),
        **{f"y{cell.year}": _cell(cell, line) for cell in line.cells},
        "total": _linked(line.total, line, written) if line.total else "",
    }


def why_blank(row: BoardFigure) -> str:
    """Why a line counts nothing."""
    return WITHDRAWN if row.code.startswith(PREFIX) else UNKNOWN


class _Blank(dict[str, Any]):
    """A row whose values of years are all empty."""

    def __missing__(self, key: str) -> str:
        return ""


def said_of(line: Line) -> str:
    """What the line is narrowed to, and what people note of it."""
    words = line.row.action.name if line.row.action else line.reach.narrowing.words
    return " · ".join(part for part in (words, line.row.note) if part)


def _begun(words: str) -> str:
    return words[:1].upper() + words[1:]


def _cell(cell: Cell, line: Line) -> SafeString:
    assert line.indicator is not None
    written = line.indicator.written
    parts = []
    if cell.figure is not None:
        parts.append(_linked(cell.figure, line, written))
    said = {one.value: one for one in reversed(cell.claims)}
    if cell.attested is not None:
        said[cell.attested.value] = cell.attested
    parts += [
        claim_words(one, written, joined=one is cell.attested) for one in reversed(said.values())
    ]
    if cell.target is not None:
        words = target_words(cell, written)
        parts.append(format_html('<span class="quiet small">{}</span>', words))
    if not parts:
        return SafeString("—")
    return format_html_join(SafeString("<br>"), "{}", ((part,) for part in parts))


def _linked(figure: Figure, line: Line, written: Any) -> SafeString:
    """A value, linked to its facts."""
    said = write_value(figure.said, written)
    href = proof_href(figure, line.reach)
    return format_html('<a class="figure-link" href="{}">{}</a>', href, said)


def target_words(cell: Cell, written: Any) -> str:
    """« objectif 30, atteint à 93 % »."""
    words = f"objectif {write_value(cell.target, written)}"
    if cell.figure is not None and cell.figure.said is not None and cell.target:
        words += f", {write_rate(Fraction(cell.figure.said, cell.target), 0)}"
    return words


def claim_value(claim: Claim, written: Any) -> str:
    """What a document prints, written as the figure is."""
    return write_value(round(claim.value_in(written)), written)


def claim_words(claim: Claim, written: Any, *, joined: bool) -> SafeString:
    """« ○ 26 », with where it is printed as its title."""
    mark = "●" if joined else "○"
    where = claim.origin
    page = f", p. {claim.page}" if claim.page else ""
    return format_html(
        '<span class="quiet small" title="{}{}">{}\u00a0{} '
        '<span class="visually-hidden">imprimé</span></span>',
        where,
        page,
        mark,
        claim_value(claim, written),
    )


def draw_years(line: Line) -> SafeString:
    """The line of a figure over the years; what was printed before stands hollow."""
    if line.indicator is None:
        return years_line([], title="")
    written = line.indicator.written
    return years_line(
        [_point(cell, written) for cell in line.cells],
        title=f"{_begun(line.indicator.label)}, année par année",
        euros=written == "euros",
        unit="" if written == "euros" else line.indicator.unit,
    )


def _point(cell: Cell, written: Any) -> YearPoint:
    scale = 100 if written == "hundredths" else 1
    target = None if cell.target is None else cell.target / scale
    if cell.figure is not None:
        said = cell.figure.said
        return YearPoint(cell.year, None if said is None else said / scale, target)
    if cell.claims:
        claim = cell.attested or cell.claims[0]
        return YearPoint(
            cell.year,
            round(claim.value_in(written)) / scale,
            target,
            hollow=True,
            joined=cell.attested is not None,
            note=claim.origin if claim.is_comparable else f"{claim.origin}, compté autrement",
        )
    return YearPoint(cell.year, None, target)
