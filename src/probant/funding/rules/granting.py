"""What a decision grants beside what a convention expects of the year; pure."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from probant.kernel.finding import Finding, Severity
from probant.kernel.money import write_euros
from probant.kernel.text import fold


@dataclass(frozen=True, slots=True)
class Offered:
    """An action of a convention to which a grant may go: its number, its title, the part of the
    funder that its sheet states for the year (cents, None where it states none)."""

    key: str
    number: int
    title: str
    stated_cents: int | None = None


def propose(purpose: str, amount_cents: int, offered: Sequence[Offered]) -> str:
    """The key of the action that a grant speaks of, by its number or its title, else by its sum;
    "" where none, or several, answer.

    >>> sheets = [Offered("a", 1, "DLA", 900000), Offered("b", 2, "Osez entreprendre", 300000)]
    >>> propose("pour l’action 2", 1, sheets), propose("", 900000, sheets), propose("", 5, sheets)
    ('b', 'a', '')
    """
    words = fold(purpose)
    numbered = re.search(r"\baction (?:n )?(\d{1,3})\b", words)
    if numbered:
        found = [one.key for one in offered if one.number == int(numbered[1])]
        return found[0] if len(found) == 1 else ""
    titled = [one.key for one in offered if one.title and fold(one.title) in words]
    if len(titled) == 1:
        return titled[0]
    same = [one.key for one in offered if one.stated_cents == amount_cents]
    return same[0] if len(same) == 1 else ""


def check_above(year: int, granted_cents: int, expected_cents: int | None) -> list[Finding]:
    """`decision.exceeds`: decisions grant for a year more than the sheets of the convention state.

    >>> check_above(2024, 1800000, 1800000), check_above(2024, 1800000, None)
    ([], [])
    >>> check_above(2024, 1900000, 1800000)[0].code
    'decision.exceeds'
    """
    if expected_cents is None or granted_cents <= expected_cents:
        return []
    told = (
        f"{write_euros(granted_cents)} accordés pour {year} : les fiches de la convention n’en "
        f"prévoient que {write_euros(expected_cents)}."
    )
    return [Finding("decision.exceeds", Severity.WARNING, told)]
