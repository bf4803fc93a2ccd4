"""Charts drawn on the server: plain SVG with a title, a description and a table of the same data.

No inline style and no script: classes only, so they pass a strict policy, print, and turn dark.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import count
from math import ceil, floor, log10

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from probant.kernel.dates import write_date, write_short_date
from probant.kernel.money import write_euros
from probant.ui.write import write_number

WIDTH, HEIGHT = 640, 220
LEFT, TOP, BOTTOM = 0, 28, 32
BAR, BAR_STEP, BAR_ROOM = 16, 62, 120

_serial = count(1)


@dataclass(frozen=True)
class Point:
    """The value from a day on."""

    on: date
    value: float


@dataclass(frozen=True)
class Mark:
    """A day worth a line across the curve: a council's vote, a publication."""

    on: date
    label: str


@dataclass(frozen=True)
class Bar:
    """One bar; `before` is drawn thinner under it, such as the year before.

    href: where its records are. A picture has no link: where one bar leads somewhere, all of them
    are lines of a list, each with its drawing.
    """

    label: str
    value: float
    before: float | None = None
    href: str = ""


@dataclass(frozen=True)
class YearPoint:
    """The value of a year, None where nothing is known of it; `target` what it should be.

    hollow: printed somewhere, not counted here; joined: the line goes through it.
    """

    year: int
    value: float | None
    target: float | None = None
    hollow: bool = False
    joined: bool = True
    note: str = ""


def step_curve(
    points: Sequence[Point],
    *,
    title: str,
    start: date,
    end: date,
    marks: Sequence[Mark] = (),
    euros: bool = False,
    unit: str = "",
) -> SafeString:
    """Return how a figure grew from `start` to `end`, as known day by day.

    points: by rising day; the value holds until the next one. Without a point, nothing is drawn.
    """
    if not points or end < start:
        return mark_safe("")
    write = _writer(euros)
    low, high, ticks = _scale([p.value for p in points])
    span = max((end - start).days, 1)
    right = WIDTH - 24 - 12 * len(write(points[-1].value))

    def x(day: date) -> float:
        inside = min(max((day - start).days, 0), span)
        return round(LEFT + (right - LEFT) * inside / span, 1)

    def y(value: float) -> float:
        return round(HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * (value - low) / (high - low), 1)

    first, last = points[0], points[-1]
    path = f"M{x(first.on)} {y(first.value)}"
    for point in points[1:]:
        path += f"H{x(point.on)}V{y(point.value)}"
    path += f"H{x(end)}"
    parts = [_tick(tick, y(tick), right, write(tick)) for tick in ticks]
    parts += [_mark(mark, x(mark.on)) for mark in marks if start <= mark.on <= end]
    parts.append(f'<path class="chart__area" d="{path}V{y(low)}H{x(first.on)}Z"/>')
    parts.append(f'<path class="chart__line" d="{path}"/>')
    parts.append(f'<circle class="chart__dot" cx="{x(end)}" cy="{y(last.value)}" r="4"/>')
    parts.append(
        f'<text class="chart__value" x="{x(end) + 8}" y="{y(last.value) + 5}">'
        f"{write(last.value)}</text>"
    )
    parts.append(_axis(y(low), right, start, end))
    description = (
        f"De {write(first.value)} le {write_date(first.on)} à {write(last.value)}{_unit(unit)} "
        f"le {write_date(end)}, en {len(points)} étapes."
    )
    rows = [(f"depuis le {write_short_date(p.on)}", write(p.value)) for p in points]
    return _chart(title, description, HEIGHT, parts, ("Jour", unit or "Valeur"), rows)


def bars(
    items: Sequence[Bar], *, title: str, euros: bool = False, before_label: str = ""
) -> SafeString:
    """Return horizontal bars, one a line, with their value at the end."""
    if not items:
        return mark_safe("")
    write = _writer(euros)
    top = max([1, *(b.value for b in items), *(b.before or 0 for b in items)])
    room = WIDTH - BAR_ROOM
    parts: list[str] = []
    for index, bar in enumerate(items):
        parts += _bar(bar, index * BAR_STEP, room / top, write(bar.value))
    height = len(items) * BAR_STEP
    biggest = max(items, key=lambda b: b.value)
    description = (
        f"{len(items)} valeurs ; la plus grande, {biggest.label} : {write(biggest.value)}."
    )
    heads: tuple[str, ...] = ("", "Valeur")
    if before_label:
        heads += (before_label,)
    rows = []
    for bar in items:
        before = "—" if bar.before is None else write(bar.before)
        cells = (bar.label, write(bar.value), before)
        rows.append(cells if before_label else cells[:2])
    legend = f"trait fin\u00a0: {before_label}" if before_label else ""
    if any(bar.href for bar in items):
        drawn = "".join(_line(bar, top, write(bar.value)) for bar in items)
        return _figure(title, f'<ul class="bar-list">{drawn}</ul>', heads, rows, legend)
    return _chart(title, description, height, parts, heads, rows, legend)


def years_line(
    points: Sequence[YearPoint], *, title: str, euros: bool = False, unit: str = ""
) -> SafeString:
    """Return a value year after year: full points counted, hollow ones printed, dashes aimed at.

    points: by rising year. Without a value, nothing is drawn.
    """
    said = [p.value for p in points if p.value is not None]
    if not said:
        return mark_safe("")
    write = _writer(euros)
    low, high, ticks = _scale([*said, *(p.target for p in points if p.target is not None)])
    right = WIDTH - 24
    step = right / len(points)

    def x(place: int) -> float:
        return round(step * (place + 0.5), 1)

    def y(value: float) -> float:
        return round(HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * (value - low) / (high - low), 1)

    parts = [_tick(tick, y(tick), right, write(tick)) for tick in ticks]
    joined = [(x(i), y(p.value)) for i, p in enumerate(points) if p.joined and p.value is not None]
    if len(joined) > 1:
        path = "L".join(f"{left} {top}" for left, top in joined)
        parts.append(f'<path class="chart__line" d="M{path}"/>')
    for place, point in enumerate(points):
        parts += _year(point, x(place), y, write)
    rows = [
        (
            str(p.year),
            ("—" if p.value is None else write(p.value)) + (f" ({p.note})" if p.note else ""),
            "—" if p.target is None else write(p.target),
        )
        for p in points
    ]
    first, last = (next(p for p in held if p.value is not None) for held in (points, points[::-1]))
    description = (
        f"De {write(first.value or 0)} en {first.year} à {write(last.value or 0)}{_unit(unit)} "
        f"en {last.year}."
    )
    legend = "point creux\u00a0: imprimé, non compté ici" if any(p.hollow for p in points) else ""
    return _chart(
        title, description, HEIGHT, parts, ("Année", unit or "Valeur", "Objectif"), rows, legend
    )


def _year(
    point: YearPoint, x: float, y: Callable[[float], float], write: Callable[[float], str]
) -> list[str]:
    """One year: its name, its point and value, what was aimed at."""
    parts = [f'<text x="{x}" y="{HEIGHT - 8}" text-anchor="middle">{point.year}</text>']
    if point.target is not None:
        parts.append(
            f'<line class="chart__target" x1="{x - 18}" x2="{x + 18}" y1="{y(point.target)}" '
            f'y2="{y(point.target)}"/>'
        )
    if point.value is not None:
        hollow = " is-hollow" if point.hollow else ""
        parts.append(
            f'<circle class="chart__dot{hollow}" cx="{x}" cy="{y(point.value)}" r="4"/>'
            f'<text class="chart__value" x="{x + 8}" y="{y(point.value) - 6}">'
            f"{write(point.value)}</text>"
        )
    return parts


def _bar(bar: Bar, top: int, scale: float, text: str) -> list[str]:
    """Return one line: its label above, the bar, its value at the end, the year before below."""
    width = round(max(bar.value, 0) * scale, 1)
    parts = [
        f'<text x="0" y="{top + 20}">{escape(bar.label)}</text>',
        f'<rect class="chart__bar" x="0" y="{top + 28}" width="{width}" height="{BAR}"/>',
        f'<text class="chart__value" x="{width + 8}" y="{top + 42}">{text}</text>',
    ]
    if bar.before is not None:
        past = round(max(bar.before, 0) * scale, 1)
        parts.append(
            f'<rect class="chart__bar is-before" x="0" y="{top + 28 + BAR + 1}" '
            f'width="{past}" height="4"/>'
        )
    return parts


def _line(bar: Bar, top: float, text: str) -> str:
    """Return one line of a list of bars: its label, its drawing, its value, all of them the link.

    The drawing stretches with its line, in hundredths of the longest bar.
    """
    deep, sort = (BAR, "") if bar.before is None else (BAR + 5, " is-double")
    rects = f'<rect class="chart__bar" width="{_share(bar.value, top)}" height="{BAR}"/>'
    if bar.before is not None:
        past = _share(bar.before, top)
        rects += f'<rect class="chart__bar is-before" y="{BAR + 1}" width="{past}" height="4"/>'
    said = (
        f'<span class="bar-list__label">{escape(bar.label)}</span> '
        f'<svg class="bar-list__bar{sort}" viewBox="0 0 100 {deep}" preserveAspectRatio="none" '
        f'aria-hidden="true">{rects}</svg> <span class="bar-list__value">{text}</span>'
    )
    if not bar.href:
        return f'<li><span class="bar-list__line">{said}</span></li>'
    return f'<li><a class="bar-list__line" href="{escape(bar.href)}">{said}</a></li>'


def _share(value: float, top: float) -> float:
    return round(100 * max(value, 0) / top, 2)


def _chart(
    title: str,
    description: str,
    height: int,
    parts: Sequence[str],
    heads: Sequence[str],
    rows: Sequence[Sequence[str]],
    legend: str = "",
) -> SafeString:
    """Return the figure element of a picture."""
    serial = next(_serial)
    named = f"chart-{serial}-title chart-{serial}-desc"
    drawing = (
        f'<svg viewBox="0 0 {WIDTH} {height}" role="img" aria-labelledby="{named}">'
        f'<title id="chart-{serial}-title">{escape(title)}</title>'
        f'<desc id="chart-{serial}-desc">{escape(description)}</desc>{"".join(parts)}</svg>'
    )
    return _figure(title, drawing, heads, rows, legend)


def _figure(
    title: str, drawing: str, heads: Sequence[str], rows: Sequence[Sequence[str]], legend: str
) -> SafeString:
    """Return the figure element: caption, drawing and, folded, its table."""
    name = escape(title)
    note = f' <span class="chart__legend">{escape(legend)}</span>' if legend else ""
    return mark_safe(
        f'<figure class="chart"><figcaption class="chart__title">{name}{note}</figcaption>'
        f'{drawing}<details class="chart__data"><summary>Les valeurs en tableau</summary>'
        f"{_data(name, heads, rows)}</details></figure>"
    )


def _data(name: str, heads: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    first, *others = (escape(text) for text in heads)
    head = f'<th scope="col">{first}</th>' if first else "<td></td>"
    head += "".join(f'<th scope="col" class="is-end">{text}</th>' for text in others)
    body = ""
    for row in rows:
        values = (f'<td class="is-end is-numeric">{escape(text)}</td>' for text in row[1:])
        body += f'<tr><th scope="row">{escape(row[0])}</th>{"".join(values)}</tr>'
    return (
        f'<table class="table"><caption class="visually-hidden">{name}</caption>'
        f"<thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
    )


def _writer(euros: bool) -> Callable[[float], str]:
    return (lambda cents: write_euros(int(cents))) if euros else write_number


def _scale(values: Sequence[float]) -> tuple[int, int, list[int]]:
    """Return the lowest and highest mark of an axis that starts at zero, and its ticks."""
    low, high = min(0, *values), max(1, *values)
    rough = (high - low) / 4
    power = 10 ** floor(log10(rough)) if rough > 1 else 1
    step = max(1, next(int(power * n) for n in (1, 2, 5, 10) if power * n >= rough))
    bottom, top = floor(low / step) * step, ceil(high / step) * step
    return bottom, top, list(range(bottom, top + 1, step))


def _tick(tick: int, y: float, right: int, text: str) -> str:
    if tick == 0:
        return ""
    return (
        f'<line class="chart__grid" x1="{LEFT}" x2="{right}" y1="{y}" y2="{y}"/>'
        f'<text x="{LEFT}" y="{y - 4}">{text}</text>'
    )


def _mark(mark: Mark, x: float) -> str:
    anchor = "end" if x > WIDTH / 2 else "start"
    shift = -6 if anchor == "end" else 6
    return (
        f'<line class="chart__mark" x1="{x}" x2="{x}" y1="{TOP - 8}" y2="{HEIGHT - BOTTOM}"/>'
        f'<text class="chart__mark-label" x="{x + shift}" y="{TOP - 8}" text-anchor="{anchor}">'
        f"{escape(mark.label)}</text>"
    )


def _axis(y: float, right: int, start: date, end: date) -> str:
    return (
        f'<line class="chart__axis" x1="{LEFT}" x2="{right}" y1="{y}" y2="{y}"/>'
        f'<text x="{LEFT}" y="{HEIGHT - 8}">{write_short_date(start)}</text>'
        f'<text x="{right}" y="{HEIGHT - 8}" text-anchor="end">'
        f"{write_short_date(end)}</text>"
    )


def _unit(unit: str) -> str:
    return f" {unit}" if unit else ""
