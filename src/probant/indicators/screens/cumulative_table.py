"""A figure since January as a table, month after month, and as the steps of its last year."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from django.utils.html import format_html
from django.utils.safestring import SafeString

from probant.indicators.access import Reach
from probant.indicators.cumulative import Month
from probant.indicators.engine import Figure
from probant.indicators.screens.cards import proof_href
from probant.indicators.screens.proof import in_unit
from probant.kernel.dates import MONTHS
from probant.ui.charts import Point, step_curve
from probant.ui.pieces.figure import write_value
from probant.ui.tables import Column, Empty, Table

EMPTY = Empty("Rien à cumuler", "Aucun fait de ces années n’est compté par ce chiffre.")


def cumulative_table(
    months: Sequence[Month], figures: Sequence[Figure], reach: Reach
) -> SafeString:
    """A line a month, a column a year: what has been counted since January, open on its facts."""
    label = figures[0].indicator.label
    table = Table(
        name="cumul",
        caption=f"{label[:1].upper()}{label[1:]}, depuis janvier",
        columns=(
            Column("label", "À la fin de"),
            *(
                Column(f"y{n}", figure.period.label, kind="html", align="end")
                for n, figure in enumerate(figures)
            ),
        ),
        empty=EMPTY,
        noun="mois",
        nouns="mois",
        cards=True,
    )
    return table.render([_row(month, reach) for month in months], query={})


def _row(month: Month, reach: Reach) -> dict[str, Any]:
    values = {f"y{n}": _value(figure, reach) for n, figure in enumerate(month.figures)}
    return {"label": MONTHS[month.number - 1], **values}


def _value(figure: Figure | None, reach: Reach) -> str:
    if figure is None or figure.said is None:
        return "—"
    return format_html(
        '<a class="figure-link" href="{}">{}</a>',
        proof_href(figure, reach),
        write_value(figure.said, figure.indicator.written),
    )


def draw_cumulative(months: Sequence[Month], figures: Sequence[Figure]) -> SafeString:
    """The last year, month after month, each value on the last day of its month."""
    last = figures[-1]
    reached = [month.figures[-1] for month in months if month.figures[-1] is not None]
    euros = last.indicator.written == "euros"
    return step_curve(
        [
            Point(one.period.end, in_unit(last.indicator, one.said))
            for one in reached
            if one.said is not None
        ],
        title=f"Depuis le 1er janvier {last.period.label}",
        start=last.period.start,
        end=last.period.end,
        euros=euros,
        unit="" if euros else last.indicator.unit,
    )
