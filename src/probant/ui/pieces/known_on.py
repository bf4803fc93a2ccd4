"""As known on: the one date control of figures, boards and reports, and the line it draws."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.timezone import localdate

from probant.kernel.dates import read_date, write_date

KNOWN_ON = "connu_le"
AHEAD = "Ce jour n’est pas encore venu\u00a0: voici ce qui est connu aujourd’hui."


def read_known_on(query: Mapping[str, str]) -> tuple[date | None, str]:
    """Read the day from an address: (day, "") or (None, why it cannot be read).

    Nothing, today and any later day mean now: (None, "").
    """
    text = query.get(KNOWN_ON, "").strip()
    if not text:
        return None, ""
    try:
        day = read_date(text)
    except ValueError as error:
        return None, str(error)
    return (day, "") if day < localdate() else (None, "")


def _is_ahead(text: str) -> bool:
    try:
        return read_date(text) > localdate()
    except ValueError:
        return False


def draw_known_on_field(query: Mapping[str, str], words: str = "tels que connus le") -> SafeString:
    """Return the control, for the sentence of a page's filters; what was typed is kept.

    A day to come is read as today, and the page says so.
    """
    day, fault = read_known_on(query)
    told = AHEAD if not fault and _is_ahead(query.get(KNOWN_ON, "")) else fault
    shown = query.get(KNOWN_ON, "") if fault else (day or localdate()).isoformat()
    kind = "text" if fault else "date"
    wrong = f' aria-describedby="{KNOWN_ON}-error"' if told else ""
    wrong += ' aria-invalid="true"' if fault else ""
    error = f'<span class="field__error" id="{KNOWN_ON}-error">{escape(told)}</span>'
    return mark_safe(
        f'<label for="{KNOWN_ON}">{escape(words)}</label> <input id="{KNOWN_ON}" type="{kind}" '
        f'name="{KNOWN_ON}" value="{escape(shown)}"{wrong}>{error if told else ""}'
    )


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
