"""Numbers of acts: the pattern that a body follows, the next number, holes and doubles.

The register gives each act its order within the sitting (CGCT R2121-9); some bodies rather number
in the year. A pattern says which: `{ordre}` counts in the sitting, `{suite}` in the year.
"""

import re
from collections import Counter
from collections.abc import Iterable
from datetime import date
from enum import StrEnum

from probant.kernel.finding import Finding, Severity

HIGHEST_RANK = 99_999
_TOKEN = re.compile(r"\{(année|an|mois|jour|ordre|suite)(?::([1-5]))?\}")


class Scope(StrEnum):
    """Within what an act's rank is counted."""

    SITTING = "sitting"
    YEAR = "year"


def check_pattern(pattern: str) -> str:
    """The pattern, spaces trimmed. Raises `ValueError`, in French, where it numbers nothing.

    >>> check_pattern(" DM{année}-{mois}-{jour}_{ordre:3} ")
    'DM{année}-{mois}-{jour}_{ordre:3}'
    """
    pattern = pattern.strip()
    counters = [match[1] for match in _TOKEN.finditer(pattern) if match[1] in ("ordre", "suite")]
    if len(counters) != 1:
        raise ValueError(
            "Un modèle de numéro contient une fois {ordre} (rang dans la séance) ou {suite} "
            "(rang dans l’année), par exemple {année}-{mois}-{jour}_{ordre:3}."
        )
    if "{" in _TOKEN.sub("", pattern) or "}" in _TOKEN.sub("", pattern):
        raise ValueError(
            "Entre accolades, écrivez année, an, mois, jour, ordre ou suite, par exemple {ordre:3}."
        )
    if len(write_number(pattern, date(2024, 12, 31), HIGHEST_RANK)) > 40:
        raise ValueError("Ce modèle fait des numéros de plus de 40 caractères : raccourcissez-le.")
    return pattern


def scope_of(pattern: str) -> Scope:
    """Whether a pattern counts in the sitting or in the year."""
    return Scope.YEAR if "{suite" in pattern else Scope.SITTING


def write_number(pattern: str, held_on: date, rank: int) -> str:
    """The number of the act of a rank.

    >>> write_number("{année}-{mois}-{jour}_{ordre:3}", date(2024, 3, 21), 7)
    '2024-03-21_007'
    """

    def said(match: re.Match[str]) -> str:
        width = int(match[2] or 0)
        day = {"année": f"{held_on:%Y}", "an": f"{held_on:%y}", "mois": f"{held_on:%m}"}
        if match[1] in ("ordre", "suite"):
            return str(rank).zfill(width)
        return day.get(match[1], f"{held_on:%d}")

    return _TOKEN.sub(said, pattern)


def read_rank(pattern: str, held_on: date, number: str) -> int | None:
    """The rank that a number gives by the pattern of its body; None where it does not follow it.

    >>> read_rank("{an}.{ordre:2}", date(2024, 3, 21), "24.07")
    7
    >>> read_rank("{an}.{ordre:2}", date(2024, 3, 21), "DEL-7") is None
    True
    """
    parts, end = [], 0
    for match in _TOKEN.finditer(pattern):
        parts.append(re.escape(pattern[end : match.start()]))
        counts = match[1] in ("ordre", "suite")
        said = write_number(match[0], held_on, 0)
        parts.append(r"(\d{1,5})" if counts else re.escape(said))
        end = match.end()
    parts.append(re.escape(pattern[end:]))
    found = re.fullmatch("".join(parts), number.strip(), re.IGNORECASE)
    return int(found[1]) if found else None


def next_number(pattern: str, held_on: date, taken: Iterable[str]) -> str:
    """The number after the highest of those already taken in the pattern's scope.

    >>> next_number("{an}.{ordre:2}", date(2024, 3, 21), ["24.02", "24.07", "autre"])
    '24.08'
    """
    ranks = [read_rank(pattern, held_on, one) for one in taken]
    return write_number(pattern, held_on, max((rank for rank in ranks if rank), default=0) + 1)


def holes(pattern: str, held_on: date, numbers: Iterable[str]) -> list[str]:
    """The numbers that nothing bears below the highest one, at most fifty."""
    ranks = {rank for one in numbers if (rank := read_rank(pattern, held_on, one))}
    highest = max(ranks, default=0)
    missing = (rank for rank in range(1, highest) if rank not in ranks)
    return [
        write_number(pattern, held_on, rank) for rank, _ in zip(missing, range(50), strict=False)
    ]


def check_number(pattern: str, held_on: date, number: str, others: Iterable[str]) -> list[Finding]:
    """What the number of an act tells beside those of its sitting (or year).

    `number.twice` (another act bears it), `number.pattern` (it does not follow the body's),
    `number.gap` (info: a hole before it: not every act of an authority is recorded here).

    >>> found = check_number("{ordre}", date(2024, 3, 21), "4", ["1", "2"])
    >>> [(one.code, one.severity.value) for one in found]
    [('number.gap', 'info')]
    """
    others = [one for one in others if one]
    found = []
    if number and Counter(others)[number]:
        told = f"Le n° {number} est porté par un autre acte de la même série."
        found.append(Finding("number.twice", Severity.WARNING, told))
    if not pattern or not number:
        return found
    rank = read_rank(pattern, held_on, number)
    if rank is None:
        told = (
            f"Le n° {number} ne suit pas le modèle de l’instance, comme "
            f"{write_number(pattern, held_on, 1)}."
        )
        return [*found, Finding("number.pattern", Severity.INFO, told)]
    before = [
        one
        for one in holes(pattern, held_on, [*others, number])
        if _before(one, pattern, held_on, rank)
    ]
    if before:
        told = f"Avant le n° {number} manque{'nt' if len(before) > 1 else ''} {_listed(before)}."
        found.append(Finding("number.gap", Severity.INFO, told))
    return found


def _before(number: str, pattern: str, held_on: date, rank: int) -> bool:
    found = read_rank(pattern, held_on, number)
    return found is not None and found < rank


def _listed(numbers: list[str]) -> str:
    if len(numbers) == 1:
        return f"le n° {numbers[0]}"
    if len(numbers) > 5:
        return f"{len(numbers)} numéros, du n° {numbers[0]} au n° {numbers[-1]}"
    return f"les n° {', '.join(numbers[:-1])} et {numbers[-1]}"
