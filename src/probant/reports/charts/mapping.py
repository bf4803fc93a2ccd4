"""The specification of a map: discs on the communes, over the outlines that are loaded.

Degrees are laid flat on a sheet as wide as the other charts, east-west shortened by the cosine of
the middle latitude: at the size of a département nobody sees the difference. A disc's area follows
its value. The largest are named, where their names do not meet.
"""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from probant.reports.blocks import Chart, ChartPoint
from probant.reports.charts.paper import ACCENT, HAIR, INK, QUIET, SCHEMA, WIDTH

MARGIN, TALLEST, LOWEST = 40, 440, 180
LEAST_AREA, MOST_AREA = 30, 1400
MOST_NAMES, LETTER, LINE_HEIGHT = 14, 6.4, 15
NARROWEST = 0.25  # degrees of latitude shown at least: one commune alone is not a world
KM_A_DEGREE = 111.2
SCALES = (1, 2, 5, 10, 20, 50, 100, 200, 500)  # kilometres of the scale bar
LONGEST_SCALE = 120  # points of the drawing


@dataclass(frozen=True)
class _Sheet:
    """How degrees become points of the drawing."""

    west: float
    north: float
    scale: float  # points a degree of latitude
    shrink: float  # of a degree of longitude
    height: int

    def place(self, at: tuple[float, float]) -> tuple[float, float]:
        """Where a point stands, from the top left corner."""
        x = (at[1] * self.shrink - self.west) * self.scale + MARGIN
        y = (self.north - at[0]) * self.scale + MARGIN
        return round(x, 1), round(y, 1)


def _sheet(points: Sequence[tuple[float, float]]) -> _Sheet:
    south, north = min(one[0] for one in points), max(one[0] for one in points)
    shrink = math.cos(math.radians((south + north) / 2))
    west, east = (take(one[1] * shrink for one in points) for take in (min, max))
    wide, tall = max(east - west, NARROWEST), max(north - south, NARROWEST)
    scale = min((WIDTH - 2 * MARGIN) / wide, (TALLEST - 2 * MARGIN) / tall)
    # what is smaller than its frame stands in the middle of it
    west -= ((WIDTH - 2 * MARGIN) / scale - (east - west)) / 2
    height = max(LOWEST, round((north - south) * scale + 2 * MARGIN))
    north += ((height - 2 * MARGIN) / scale - (north - south)) / 2
    return _Sheet(west, north, scale, shrink, height)


def mapped(chart: Chart) -> dict[str, Any]:
    """What draws a map, without its letters (`charts.spec` gives every chart the same)."""
    placed = [one for one in chart.points if one.at is not None]
    every = [one.at for one in placed if one.at is not None]
    sheet = _sheet([*every, *(point for line in chart.lines for point in line)])
    size = {"width": WIDTH, "height": sheet.height}
    return {
        "$schema": SCHEMA,
        "description": f"{chart.title}. {chart.description}",
        **size,
        "background": None,
        "layer": [
            *_outlines(chart, sheet),
            _discs(placed, sheet),
            *_names(placed, sheet),
            *_scale(sheet),
        ],
    }


def _across(sheet: _Sheet) -> dict[str, Any]:
    return {
        "x": _axis("x", [0, WIDTH]),
        "y": _axis("y", [sheet.height, 0]),
    }


def _axis(name: str, domain: list[int]) -> dict[str, Any]:
    return {
        "field": name,
        "type": "quantitative",
        "axis": None,
        "scale": {"domain": domain, "nice": False, "zero": False},
    }


def _outlines(chart: Chart, sheet: _Sheet) -> list[dict[str, Any]]:
    if not chart.lines:
        return []
    values = [
        {"x": x, "y": y, "line": number, "rank": rank}
        for number, line in enumerate(chart.lines)
        for rank, (x, y) in enumerate(sheet.place(point) for point in line)
    ]
    told = {
        **_across(sheet),
        "detail": {"field": "line", "type": "nominal"},
        "order": {"field": "rank", "type": "quantitative"},
    }
    mark = {"type": "line", "color": HAIR, "strokeWidth": 1}
    return [{"data": {"values": values}, "mark": mark, "encoding": told}]


def _discs(placed: Sequence[ChartPoint], sheet: _Sheet) -> dict[str, Any]:
    most = max((one.value for one in placed), default=0) or 1
    values = []
    for one in sorted(placed, key=lambda one: -one.value):  # the small ones over the large
        x, y = sheet.place(one.at or (0, 0))
        area = LEAST_AREA + (MOST_AREA - LEAST_AREA) * max(one.value, 0) / most
        values.append({"x": x, "y": y, "area": round(area, 1)})
    return {
        "data": {"values": values},
        "mark": {"type": "circle", "color": ACCENT, "opacity": 0.72},
        "encoding": {
            **_across(sheet),
            "size": {"field": "area", "type": "quantitative", "scale": None, "legend": None},
        },
    }


def _names(placed: Sequence[ChartPoint], sheet: _Sheet) -> list[dict[str, Any]]:
    """The largest, named beside their discs; a name that would meet another stays in the table."""
    most = max((one.value for one in placed), default=0) or 1
    discs = {id(one): _disc(one, most, sheet) for one in placed}
    taken: list[_Box] = []
    values: list[dict[str, Any]] = []
    for one in sorted(placed, key=lambda one: (-one.value, one.label)):
        if len(values) == MOST_NAMES:
            break
        others = [box for key, box in discs.items() if key != id(one)]
        words = f"{one.label}, {one.text}"
        for box in _beside(discs[id(one)], len(words) * LETTER):
            inside = box[0] >= 0 and box[2] <= WIDTH and box[1] >= 0 and box[3] <= sheet.height
            if inside and not any(_meet(box, other) for other in (*others, *taken)):
                taken.append(box)
                values.append(
                    {"x": round(box[0], 1), "y": round((box[1] + box[3]) / 2, 1), "words": words}
                )
                break
    mark = {"type": "text", "align": "left", "baseline": "middle", "color": INK, "fontSize": 12}
    told = {**_across(sheet), "text": {"field": "words"}}
    return [{"data": {"values": values}, "mark": mark, "encoding": told}] if values else []


_Box = tuple[float, float, float, float]


def _disc(one: ChartPoint, most: float, sheet: _Sheet) -> _Box:
    x, y = sheet.place(one.at or (0, 0))
    reach = math.sqrt((LEAST_AREA + (MOST_AREA - LEAST_AREA) * max(one.value, 0) / most) / math.pi)
    return x - reach, y - reach, x + reach, y + reach


def _beside(disc: _Box, wide: float) -> list[_Box]:
    """Where a name may stand: right of its disc, left of it, above, below."""
    left, top, right, low = disc
    x, y, half = (left + right) / 2, (top + low) / 2, LINE_HEIGHT / 2
    return [
        (right + 5, y - half, right + 5 + wide, y + half),
        (left - 5 - wide, y - half, left - 5, y + half),
        (x - wide / 2, top - 3 - LINE_HEIGHT, x + wide / 2, top - 3),
        (x - wide / 2, low + 3, x + wide / 2, low + 3 + LINE_HEIGHT),
    ]


def _meet(one: _Box, other: _Box) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _scale(sheet: _Sheet) -> list[dict[str, Any]]:
    """A bar that says how long some kilometres are, at the bottom left."""
    a_km = sheet.scale / KM_A_DEGREE
    fitting = [one for one in SCALES if one * a_km <= LONGEST_SCALE]
    km = fitting[-1] if fitting else SCALES[0]
    y, end = sheet.height - 8, 8 + round(km * a_km, 1)
    bar = [{"x": 8, "y": y}, {"x": end, "y": y}]
    line = {"type": "line", "color": QUIET, "strokeWidth": 1.5}
    words = {"type": "text", "align": "left", "baseline": "middle", "color": QUIET, "fontSize": 11}
    said = [{"x": end + 5, "y": y, "words": f"{km}\u00a0km"}]
    told = {**_across(sheet), "text": {"field": "words"}}
    return [
        {"data": {"values": bar}, "mark": line, "encoding": _across(sheet)},
        {"data": {"values": said}, "mark": words, "encoding": told},
    ]
