"""Conventions drawn over time: one bar each, the year shown, today; the table under it says it."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from django.utils.html import escape
from django.utils.safestring import SafeString

WIDTH, STEP, BAR, TOP = 720, 40, 12, 34
LABEL_CHARS = 70


@dataclass(frozen=True)
class Span:
    """A bar: from a day to a day, None where it has no end."""

    label: str
    start: datetime.date
    end: datetime.date | None
    href: str = ""


def draw_timeline(spans: Sequence[Span], *, title: str, today: datetime.date) -> SafeString:
    """An SVG of the spans, first begun first; nothing where there is none."""
    if not spans:
        return SafeString("")
    first = min(one.start.year for one in spans)
    last = max([today.year, *((one.end or today).year for one in spans)])
    last = min(last, first + 30)
    begin, days = datetime.date(first, 1, 1), 0
    days = (datetime.date(last, 12, 31) - begin).days + 1
    scale = WIDTH / days

    def place(day: datetime.date) -> float:
        return round(max(0, min((day - begin).days, days)) * scale, 1)

    parts = []
    years = range(first, last + 1)
    every = 1 if len(years) <= 12 else 5
    for year in years:
        if (year - first) % every == 0:
            x = place(datetime.date(year, 1, 1))
            parts.append(f'<text class="chart__tick" x="{x}" y="20">{year}</text>')
    for index, one in enumerate(spans):
        y = TOP + index * STEP
        start = place(one.start)
        width = max(3.0, place(one.end or datetime.date(last, 12, 31)) - start)
        label = escape(one.label[:LABEL_CHARS])
        text = f'<text x="0" y="{y + 14}">{label}</text>'
        parts.append(f'<a href="{escape(one.href)}">{text}</a>' if one.href else text)
        parts.append(
            f'<rect class="chart__bar" x="{start}" y="{y + 20}" width="{width:.1f}" '
            f'height="{BAR}"/>'
        )
    height = TOP + len(spans) * STEP
    if first <= today.year <= last:
        x = place(today)
        parts.append(f'<line class="chart__mark" x1="{x}" y1="24" x2="{x}" y2="{height}"/>')
    return SafeString(
        f'<figure class="chart"><svg viewBox="0 0 {WIDTH} {height}" role="img" '
        f'aria-label="{escape(title)}">{"".join(parts)}</svg></figure>'
    )
