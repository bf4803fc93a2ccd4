"""The words that govern an amount: its sentence, the words just before, the sentence that opens
its list.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from probant.ingestion.document import Document, fold_in_place
from probant.kernel.money import FoundAmount


@dataclass(slots=True)
class Context:
    """The words around an amount, folded: its sentence, what leads to it, what opens its list."""

    sentence: str
    lead: str
    intro: str
    heading: str
    after: str


def context_of(
    document: Document, base: int, amount: FoundAmount, heading: str, found: list[FoundAmount]
) -> Context:
    folded = document.folded
    at = base + amount.start
    opening = _sentence_start(folded, base, at)
    closing = re.compile(
        r"\n\s*\n|\.\s*(?:\n|\s[a-z])|;\s*\n|\n\s*[-•*◦]|\n(?=le conseil|article)"
    ).search(folded, base + amount.end)
    end = min(closing.start() if closing else len(folded), base + amount.end + 300)
    previous = max((base + f.end for f in found if base + f.end <= at), default=opening)
    lead = folded[max(previous, opening, at - 220) : at]
    return Context(
        folded[opening:end],
        lead,
        _intro(document, base, opening),
        fold_in_place(heading),
        folded[base + amount.end : base + amount.end + 60],
    )


_BOUNDARY = re.compile(
    r"\n\s*\n|[.!?]\s+(?=[a-z«])|;\s*\n|:\s*\n|\n\s*[-•*◦▪·]\s*|"
    r"\n\s*(?=(?:[a-z0-9]{1,3}[.)/-]\s))|\n(?=(?:le conseil|decide|approuve|accepte|"
    r"vote|autorise|fixe|considerant|vu|article \d|d'(?!une?\b)|de [a-z]+er\b|dit que))"
)


def _sentence_start(folded: str, base: int, at: int) -> int:
    opening = base
    for match in _BOUNDARY.finditer(folded, max(base, at - 700), at):
        if re.search(
            r"\b(?:m|mm|art|n|st|ste|cf|etc)\.\s*$",
            folded[max(0, match.start() - 4) : match.end()].rstrip() + " ",
        ):
            continue
        opening = match.end()
    # A page break or a line of its own number does not end a sentence that has not begun:
    # "subvention de\n4000 €".
    return opening


def _intro(document: Document, base: int, opening: int) -> str:
    """The nearest sentence above that opens a list, unless prose has closed the list since."""
    folded = document.folded
    line_end = opening
    for _ in range(60):
        previous = folded.rfind("\n", base, max(base, line_end - 1))
        line = folded[previous + 1 if previous >= 0 else base : line_end].strip()
        if line.endswith(":") or (re.search(r"suivantes?\W*$", line)):
            start = max(
                folded.rfind("\n\n", base, previous + 1 if previous > 0 else base),
                folded.rfind(". ", base, max(previous, base)),
                base,
            )
            start = max(start, line_end - 600)
            return folded[start:line_end]
        if (len(line) > 90 and not re.search(r"\d\s*€|^[-•*◦]", line)) or re.search(
            r"\bconseil\b.{0,80}(?:accepte|adopte|unanimit)", line
        ):
            return ""
        if previous < 0 or previous <= base:
            return ""
        line_end = previous
    return ""
