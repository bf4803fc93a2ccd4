"""Counts printed in acts: figures, or words ("trois abstentions", "une procuration")."""

from __future__ import annotations

from probant.kernel.numerals import UnreadableNumber, read_number

# Compact on purpose: this expression stands in thirty others.
_WORD = (
    r"(?:une?|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|onze|douze|treize|quatorze|quinze|seize|"
    r"vingts?|trente|quarante|cinquante|soixante|cents?|zero)"
)
COUNT = (
    r"(?:(?<![\d.,/-])\d{1,3}(?!\d|[.,/-]\d)"
    rf"|\b{_WORD}(?:[ \n-]{{1,3}}(?:et[ \n-]{{1,3}})?{_WORD})*\b|\baucune?\b|\bneant\b)"
)


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
