"""A figure since the first of January, month after month, over several years."""

from __future__ import annotations

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from probant.indicators.engine import Figure, measure
from probant.kernel.period import Period, months_after


@dataclass(frozen=True)
class Month:
    """A month: the figure from January to its end in each year; None where it has not begun."""

    number: int
    figures: tuple[Figure | None, ...]


def month_by_month(figures: Sequence[Figure], *, until: datetime.date) -> list[Month]:
    """The figures of some years since January, month after month; one query each.

    What comes twice in a year counts once: each is measured over its own days, none is added up.
    """
    return [
        Month(number, tuple(_since_january(figure, number, until) for figure in figures))
        for number in range(1, 13)
    ]


def _since_january(figure: Figure, month: int, until: datetime.date) -> Figure | None:
    first = figure.period.start
    if months_after(first, month - 1) > until:
        return None
    end = months_after(first, month) - datetime.timedelta(days=1)
    return measure(
        figure.indicator,
        house_id=figure.house_id,
        period=Period(first, end),
        cut=figure.cut,
        scope=figure.scope,
    )
