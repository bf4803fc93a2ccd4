"""The Vega-Lite specification of a chart: pure, the same for the same chart.

Every number of a drawing is written by our own writers (the `text` of a point), so that a chart,
its table and the sentence beside it read alike; only an axis is the grammar's, in French.
The colours are those of the paper: a page gives them its own, by day and by night, in `chart.css`.
"""

import hashlib
import json
from typing import Any

from probant.reports.blocks import Chart, ChartPoint
from probant.reports.charts.mapping import mapped
from probant.reports.charts.paper import (
    ACCENT,
    HAIR,
    INK,
    PAST,
    QUIET,
    SCHEMA,
    SERIF,
    WIDTH,
)

VERSION = "6.4"  # of the grammar that draws; part of what a drawing is kept under
COLUMNS_HEIGHT, BAR_STEP = 170, 26
MOST_POINTS = 40
LONGEST_LABEL = 300  # pixels
#: Decimal comma, thin no-break spaces between thousands, the euro after its amount.
NUMBERS = {"decimal": ",", "thousands": "\u202f", "grouping": [3], "currency": ["", "\u00a0€"]}


def specification(chart: Chart) -> dict[str, Any]:
    """What draws a chart: upright columns in their order, or one bar a line.

    >>> point = ChartPoint("mars", 3, "3")
    >>> specification(Chart("Par mois", "", "columns", (point,)))["height"]
    170
    """
    if chart.form == "map":
        return mapped(chart) | {"config": _config()}
    upright = chart.form == "columns"
    size = {"height": COLUMNS_HEIGHT} if upright else {"height": {"step": BAR_STEP}}
    return {
        "$schema": SCHEMA,
        "description": f"{chart.title}. {chart.description}",
        "width": WIDTH,
        # long labels take their room from the bars: letters stay of one size from chart to chart
        "autosize": {"type": "fit-x", "contains": "padding"},
        **size,
        "background": None,
        "data": {"values": _values(chart.points)},
        "encoding": _upright(chart) if upright else _lying(chart),
        "layer": [*_past(chart, upright), *_marks(upright)],
        "config": _config(),
    }


def digest(chart: Chart, ending: str) -> str:
    """What a drawing is kept under: the same chart in the same format is drawn once."""
    told = json.dumps([VERSION, NUMBERS, ending, specification(chart)], sort_keys=True)
    return hashlib.sha256(told.encode()).hexdigest()


def _values(points: tuple[ChartPoint, ...]) -> list[dict[str, Any]]:
    return [
        {"rank": rank, "value": one.value, "text": one.text}
        | ({} if one.before is None else {"before": one.before})
        for rank, one in enumerate(points[:MOST_POINTS])
    ]


def _place(upright: bool, chart: Chart) -> dict[str, Any]:
    """Where a point stands: by its rank, said by its label; two of one label stay two."""
    names = {str(rank): one.label for rank, one in enumerate(chart.points[:MOST_POINTS])}
    axis: dict[str, Any] = {
        "title": None,
        "labelExpr": f"{json.dumps(names, ensure_ascii=False)}[datum.value]",
        "labelAngle": 0,
        "ticks": False,
        "labelPadding": 6,
    }
    if not upright:
        axis |= {"labelLimit": LONGEST_LABEL, "domain": False}
    return {"field": "rank", "type": "ordinal", "axis": axis, "scale": {"paddingInner": 0.35}}


def _amount(axis: dict[str, Any] | None) -> dict[str, Any]:
    return {"field": "value", "type": "quantitative", "axis": axis, "scale": {"zero": True}}


def _upright(chart: Chart) -> dict[str, Any]:
    axis = {"title": None, "tickCount": 4, "tickMinStep": 1, "domain": False, "ticks": False}
    return {"x": _place(True, chart), "y": _amount(axis)}


def _lying(chart: Chart) -> dict[str, Any]:
    return {"y": _place(False, chart), "x": _amount(None)}


def _past(chart: Chart, upright: bool) -> list[dict[str, Any]]:
    """A line across each bar: where it stood the period before."""
    if all(one.before is None for one in chart.points):
        return []
    before = {"field": "before", "type": "quantitative"}
    mark = {"type": "tick", "color": PAST, "thickness": 3}
    return [
        {
            "transform": [{"filter": "isValid(datum.before)"}],
            "mark": mark,
            "encoding": {"y" if upright else "x": before},
        }
    ]


def _marks(upright: bool) -> list[dict[str, Any]]:
    place = {"dy": -7} if upright else {"dx": 6, "align": "left"}
    return [
        {"mark": {"type": "bar", "color": ACCENT}},
        {
            "transform": [{"filter": "datum.value > 0"}],
            "mark": {"type": "text", "color": INK, "fontSize": 12, **place},
            "encoding": {"text": {"field": "text"}},
        },
    ]


def _config() -> dict[str, Any]:
    return {
        "font": SERIF,
        "view": {"stroke": None},
        "axis": {
            "labelColor": QUIET,
            "labelFontSize": 12,
            "labelFont": SERIF,
            "gridColor": HAIR,
            "domainColor": INK,
        },
    }
