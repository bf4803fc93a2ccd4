"""Counts printed in acts: figures, or words ("trois abstentions", "une procuration")."""

from __future__ import annotations

from probant.kernel.numerals import NUMBER_WORDS, UnreadableNumber, read_number

COUNT = rf"(?:(?<![\d.,/-])\d{{1,3}}(?!\d|[.,/-]\d)|{NUMBER_WORDS}|\baucune?\b|\bneant\b)"


def read_count(folded: str) -> int | None:
    """A count in figures or in words, or None. "néant" and "aucune" are 0."""
    folded = folded.strip()
    if folded.isdigit():
        return int(folded)
    if folded in ("aucun", "aucune", "neant"):
        return 0
    try:
        return read_number(folded)
    except UnreadableNumber:
        return None
