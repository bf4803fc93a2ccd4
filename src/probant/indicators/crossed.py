"""A figure broken down in each of several years: its parts side by side."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from probant.indicators.breakdown import Breakdown, Dimension, Part, break_down
from probant.indicators.engine import Figure


@dataclass(frozen=True)
class CrossedPart:
    """One part over the years, in their order; None in a year where it has no fact."""

    key: str
    label: str
    parts: tuple[Part | None, ...]


@dataclass(frozen=True)
class Crossed:
    """The parts of a figure, year by year; `years` holds the breakdown of each."""

    dimension: Dimension
    figures: tuple[Figure, ...]
    years: tuple[Breakdown, ...]
    parts: tuple[CrossedPart, ...]


def cross(figures: Sequence[Figure], dimension: Dimension) -> Crossed:
    """Break a figure down in each of its years, by the breakdown that its own page shows.

    Four queries a year at most. Parts stand largest first over the years together, what was not
    said last; or in the order of the dimension, where it has one.
    """
    years = tuple(
        break_down(
            figure,
            figure.indicator.population_of_one(
                house_id=figure.house_id, period=figure.period, cut=figure.cut, scope=figure.scope
            ),
            dimension,
        )
        for figure in figures
    )
    labels = {part.key: part.label for year in years for part in year.parts}
    by_year = [{part.key: part for part in year.parts} for year in years]
    crossed = [
        CrossedPart(key, label, tuple(year.get(key) for year in by_year))
        for key, label in labels.items()
    ]
    if dimension.in_order:
        crossed.sort(key=lambda one: (len(one.key), one.key))
    else:
        crossed.sort(key=lambda one: (one.key == "", -_weight(one), one.label))
    return Crossed(dimension, tuple(figures), years, tuple(crossed))


def _weight(one: CrossedPart) -> int:
    return sum(part.value for part in one.parts if part)
