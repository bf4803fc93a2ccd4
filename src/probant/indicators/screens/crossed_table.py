"""A breakdown year by year as a table: a line a part, a column a year, each value a link."""

from __future__ import annotations

from typing import Any
from urllib.parse import quote

from django.utils.html import format_html
from django.utils.safestring import SafeString

from probant.indicators.access import Reach
from probant.indicators.breakdown import Part
from probant.indicators.crossed import Crossed, CrossedPart
from probant.indicators.screens.cards import proof_href
from probant.indicators.screens.parts import rule_of_sum
from probant.ui.pieces.figure import write_value
from probant.ui.tables import Column, Empty, Table

EMPTY = Empty("Rien à répartir", "Aucun fait de ces années n’est compté par ce chiffre.")


def crossed_table(crossed: Crossed, reach: Reach) -> SafeString:
    """The parts drawn; the figure itself, of which each is a part, at the foot."""
    years = [figure.period.start.year for figure in crossed.figures]
    label = crossed.figures[0].indicator.label
    table = Table(
        name="repartition",
        caption=f"{label[:1].upper()}{label[1:]} par {crossed.dimension.label}",
        columns=(
            Column("label", crossed.dimension.label[:1].upper() + crossed.dimension.label[1:]),
            *(Column(f"y{year}", str(year), kind="html", align="end") for year in years),
        ),
        empty=EMPTY,
        noun="ligne",
        cards=True,
    )
    rows = [_row(one, crossed, reach) for one in crossed.parts]
    return table.render(rows, query={}, foot=[_whole(crossed, reach)])


def rules_of_sums(crossed: Crossed) -> str:
    """Why the lines of a year add up to the figure, or do not: that of the year that does not."""
    told = [rule_of_sum(year, crossed.figures[0].indicator) for year in crossed.years]
    apart = [words for words, year in zip(told, crossed.years, strict=True) if year.overlap]
    return (apart or told)[0]


def _row(one: CrossedPart, crossed: Crossed, reach: Reach) -> dict[str, Any]:
    asked = f"&par={crossed.dimension.key}&part={quote(one.key)}#faits"
    return {
        "id": one.key or "-",
        "label": one.label,
        **{
            f"y{figure.period.start.year}": _value(
                part, figure.indicator.written, proof_href(figure, reach) + asked
            )
            for figure, part in zip(crossed.figures, one.parts, strict=True)
        },
    }


def _whole(crossed: Crossed, reach: Reach) -> dict[str, Any]:
    return {
        "id": "ensemble",
        "label": "Le chiffre",
        **{
            f"y{figure.period.start.year}": format_html(
                '<a class="figure-link" href="{}">{}</a>',
                f"{proof_href(figure, reach)}&par={crossed.dimension.key}",
                write_value(figure.said, figure.indicator.written),
            )
            for figure in crossed.figures
        },
    }


def _value(part: Part | None, written: Any, href: str) -> SafeString:
    if part is None:
        return SafeString('<span class="quiet">—</span>')
    return format_html(
        '<a class="figure-link" href="{}">{}</a>', href, write_value(part.value, written)
    )
