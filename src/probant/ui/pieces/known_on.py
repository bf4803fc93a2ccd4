"""The line across a page that is not read as of today."""

from __future__ import annotations

from datetime import date

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from probant.kernel.dates import write_date


def draw_known_on(known_on: date | None, period: str = "", back: str = "?") -> SafeString:
    """Return « 2023 telle que connue le 21 mars 2024 » and the way back; nothing if it is today."""
    if known_on is None:
        return mark_safe("")
    day = f'<time datetime="{known_on.isoformat()}">{write_date(known_on)}</time>'
    about = f"{escape(period)} telle que connue" if period else "Tout, tel que connu"
    return mark_safe(
        f'<p class="known-on" role="status"><strong>{about} le {day}.</strong> '
        "Ce qui a été enregistré ou annulé depuis n’est pas compté. "
        f'<a href="{escape(back)}">Voir ce qui est connu aujourd’hui</a></p>'
    )
