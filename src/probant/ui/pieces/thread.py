"""The thread: from the vote to the job, one station under the other."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from typing import Literal

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from probant.kernel.dates import write_date

State = Literal["done", "due", "late", "open"]

_STATES = {
    "done": "fait",
    "due": "attendu",
    "late": "en retard",
    "open": "à venir",
}


@dataclass(frozen=True)
class Station:
    """kind: what it is (Délibération, Versement…); title: which one; on: its day or its due day.

    detail: one more line (an amount, a count). body: HTML that the station holds, already safe.
    """

    kind: str
    title: str
    state: State
    on: date | None = None
    href: str = ""
    detail: str = ""
    body: SafeString | None = None


def draw_thread(stations: Sequence[Station], label: str = "Fil de la convention") -> SafeString:
    """Return the thread as an ordered list; the state is in words too."""
    if not stations:
        return mark_safe("")
    drawn = "".join(_station(station) for station in stations)
    return mark_safe(f'<ol class="thread" aria-label="{escape(label)}">{drawn}</ol>')


def _station(station: Station) -> str:
    title: str = escape(station.title)
    if station.href:
        title = f'<a href="{escape(station.href)}">{title}</a>'
    day = ""
    if station.on is not None:
        day = f'<time datetime="{station.on.isoformat()}">{write_date(station.on)}</time>'
    if station.state == "done":
        state = f'<span class="visually-hidden"> {_STATES["done"]}</span>'
    else:
        state = f'<span class="thread__state">{_STATES[station.state]}</span>'
    detail = f'<p class="thread__detail">{escape(station.detail)}</p>' if station.detail else ""
    return (
        f'<li class="thread__station is-{station.state}">'
        f'<p class="thread__kind">{escape(station.kind)}</p>'
        f'<p class="thread__title">{title}</p><p class="thread__when">{day}{state}</p>'
        f"{detail}{station.body or ''}</li>"
    )
