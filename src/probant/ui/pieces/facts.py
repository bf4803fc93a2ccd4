"""Fact rows: what, when it happened, when it was recorded and by whom."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.html import escape, linebreaks
from django.utils.safestring import SafeString, mark_safe

from probant.kernel.dates import write_date, write_short_date


@dataclass(frozen=True)
class FactLine:
    """known_on: the day the house knew; declared: that day was declared, not the day of entry.

    voided_on, voided_because: where the fact no longer stands. actions: (label, address) pairs,
    such as « Corriger » and « Annuler ». known_on None: a line that is no fact. body: what was
    written, at full length, under the line.
    """

    what: str
    occurred_on: date
    known_on: date | None
    by: str = ""
    href: str = ""
    detail: str = ""
    declared: bool = False
    voided_on: date | None = None
    voided_because: str = ""
    actions: Sequence[tuple[str, str]] = ()
    body: str = ""


def draw_facts(lines: Sequence[FactLine], label: str = "Faits") -> SafeString:
    """Return facts as a list running down the page, one line each."""
    if not lines:
        return mark_safe("")
    return mark_safe(
        f'<ol class="facts" aria-label="{escape(label)}">{"".join(map(_line, lines))}</ol>'
    )


def _line(line: FactLine) -> str:
    what: str = escape(line.what)
    if line.href:
        what = f'<a href="{escape(line.href)}">{what}</a>'
    if line.voided_on is not None:
        what = f"<del>{what}</del>"
    detail = f' <span class="fact__detail">{escape(line.detail)}</span>' if line.detail else ""
    actions = "".join(
        f'<a class="fact__action" href="{escape(to)}">{escape(label)}</a>'
        for label, to in line.actions
    )
    if actions:
        actions = f'<span class="fact__actions">{actions}</span>'
    state = " is-voided" if line.voided_on is not None else ""
    return (
        f'<li class="fact{state}"><time class="fact__when" '
        f'datetime="{line.occurred_on.isoformat()}">{write_date(line.occurred_on)}</time>'
        f'<span class="fact__what">{what}{detail}</span>'
        f'<span class="fact__known">{_known(line)}</span>{actions}{_body(line)}</li>'
    )


def _body(line: FactLine) -> str:
    if not line.body:
        return ""
    return f'<div class="fact__body">{linebreaks(line.body, autoescape=True)}</div>'


def _known(line: FactLine) -> str:
    by = f" par {escape(line.by)}" if line.by else ""
    if line.known_on is None:
        return by.strip()
    known = write_short_date(line.known_on)
    text = f"date déclarée : {known}{by}" if line.declared else f"enregistré le {known}{by}"
    if line.voided_on is not None:
        reason = f" : {escape(line.voided_because)}" if line.voided_because else ""
        text += (
            f' <span class="fact__void">annulé le {write_short_date(line.voided_on)}{reason}</span>'
        )
    return text
