"""A finding: what contradicts what, side by side, with the rule and its law."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from django.utils.html import escape
from django.utils.safestring import SafeString, mark_safe

from probant.kernel.dates import write_date
from probant.kernel.finding import Severity
from probant.kernel.text import typeset

_SEVERITY = {
    "error": "Erreur",
    "warning": "À vérifier",
    "gap": "Manque",
    "info": "Pour information",
}


@dataclass(frozen=True)
class Side:
    """One of the things compared: what it says, and the words read, with their place."""

    value: str
    source: str
    words: str = ""
    place: str = ""
    href: str = ""


@dataclass(frozen=True)
class FindingCard:
    """message: what is wrong, where, what to do. rule, law: why it is one.

    mend, close: (label, address) of the action that mends it and of the one that closes it with a
    reason. closed: the reason given, with its day, once a person has closed it.
    """

    severity: Severity
    message: str
    sides: Sequence[Side] = ()
    rule: str = ""
    law: str = ""
    mend: tuple[str, str] | None = None
    close: tuple[str, str] | None = None
    closed: str = ""
    closed_on: date | None = None


def draw_finding(card: FindingCard) -> SafeString:
    """Return the finding as an article; a closed one is quiet and says why."""
    severity = str(card.severity)
    closed = " is-closed" if card.closed else ""
    sides = "".join(_side(side) for side in card.sides)
    if sides:
        sides = f'<div class="finding__sides">{sides}</div>'
    rule = ""
    if card.rule or card.law:
        law = f' <cite class="finding__law">{escape(card.law)}</cite>' if card.law else ""
        rule = f'<p class="finding__rule">{escape(typeset(card.rule))}{law}</p>'
    return mark_safe(
        f'<article class="finding is-{escape(severity)}{closed}">'
        f'<p class="finding__severity">{_SEVERITY.get(severity, severity)}</p>'
        f'<p class="finding__message">{escape(typeset(card.message))}</p>'
        f"{sides}{rule}{_end(card)}</article>"
    )


def _side(side: Side) -> str:
    source: str = escape(side.source)
    if side.href:
        source = f'<a href="{escape(side.href)}">{source}</a>'
    words = f'<q class="finding__words">{escape(side.words)}</q>' if side.words else ""
    place = f'<span class="finding__place">{escape(side.place)}</span>' if side.place else ""
    return (
        f'<div class="finding__side"><p class="finding__value">{escape(side.value)}</p>'
        f'<p class="finding__source">{source} {place}</p>{words}</div>'
    )


def _end(card: FindingCard) -> str:
    if card.closed:
        day = f" le {write_date(card.closed_on)}" if card.closed_on else ""
        return f'<p class="finding__closed">Close{day} : {escape(card.closed)}</p>'
    links = [
        f'<a class="{css}" href="{escape(pair[1])}">{escape(pair[0])}</a>'
        for css, pair in (("button", card.mend), ("button is-quiet", card.close))
        if pair
    ]
    return f'<p class="finding__actions">{" ".join(links)}</p>' if links else ""
