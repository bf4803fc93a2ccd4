"""What an act says between its subject and its decisions: visas, report, who advised it."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from probant.ingestion.document import Document
from probant.ingestion.reading.heading import read_subject
from probant.kernel.money import find_amounts
from probant.kernel.text import fold

MOST_CHARACTERS = 100_000
_DECIDES = re.compile(
    r"apres (?:en )?avoir (?:en )?delibere|de bien vouloir\s*:|\bdecident?\s*:|"
    r"(?:il est )?propose au conseil[^:\n]{0,40}:"
)
_EXPOSES = re.compile(r"(?P<who>au nom (?:des|de la) commissions? [^\n]{3,250}?),? expose")
_ADDRESS = re.compile(r"^\W*(?:mesdames|messieurs|mesdames,? messieurs|chers collegues)\W*$")
_BODY = re.compile(
    r"^\W*(?:le|la|l) ?(?:bureau|conseil|comite|assemblee|commission)\b[^.]{0,60}\W*$"
)
_VISA = re.compile(r"^\W*(?:vu|considerant)\b")
_PURPOSE = re.compile(
    r"^\W*(?:pour (?:la mise en (?:œuvre|oeuvre) d[eu]s? ?)?(?:l[’']|la |le |les )?)", re.IGNORECASE
)


@dataclass(frozen=True)
class Recitals:
    """The words of an act before its decisions; empty where none were found."""

    visas: str = ""
    recitals: str = ""
    advice: str = ""


def read_recitals(document: Document) -> Recitals:
    """Visas, exposé and advice; nothing where the subject or the decisions have no place."""
    subject = read_subject(document)
    if subject is None or subject[1].line is None:
        return Recitals()
    first = next(
        (at + 1 for at, line in enumerate(document.lines) if line.number == subject[1].line), None
    )
    if first is None or first >= len(document.lines):
        return Recitals()
    opening = _DECIDES.search(document.folded, document.start_of(first))
    if opening is None:
        return Recitals()
    last = document.index_at(opening.start())
    lines = [line.text.replace("**", "").strip() for line in document.lines[first:last]]
    exposes = _EXPOSES.search(document.folded, document.start_of(first), opening.start())
    advice = ""
    if exposes is not None:
        said = document.text[exposes.start("who") : exposes.end("who")]
        advice = f"{said[:1].upper()}{' '.join(said.split())[1:]}"[:300]
    kept = [line for line in lines if line and not _is_aside(fold(line))]
    while kept and _BODY.match(fold(kept[-1])):
        kept.pop()
    visas = [line for line in kept if _VISA.match(fold(line))]
    said_lines = [line for line in kept if not _VISA.match(fold(line))]
    recitals = "\n".join(said_lines)
    if len(recitals) > MOST_CHARACTERS:
        return Recitals(advice=advice)
    return Recitals("\n".join(visas), recitals, advice)


def _is_aside(line: str) -> bool:
    """The line that says who speaks, and the address to the members."""
    return bool(_ADDRESS.match(line) or line.endswith(" expose"))


def purposes_of(purpose: str, parts: Sequence[int]) -> tuple[str, list[str]]:
    """What each part of a sum is for, read in the words that follow the sum; the whole's own rest.

    >>> purposes_of("pour la mise en œuvre de l'action 1, 3 000€ pour l'action 2) au pôle",
    ...     [900000, 300000])
    ('', ['action 1', 'action 2'])
    >>> purposes_of("pour son fonctionnement", [1, 2])
    ('pour son fonctionnement', ['Part 1', 'Part 2'])
    """
    unnamed = [f"Part {rank}" for rank in range(1, len(parts) + 1)]
    found = [one for one in find_amounts(purpose) if one.cents in parts[1:]]
    if len(parts) < 2 or len(found) != len(parts) - 1:
        return purpose, unnamed
    ends = [*(one.start for one in found), len(purpose)]
    starts = [0, *(one.end for one in found)]
    named = []
    for start, end in zip(starts, ends, strict=True):
        words = _PURPOSE.sub("", purpose[start:end].split(")")[0])
        named.append(re.sub(r"[\s,;]+(?:et)?[\s,;]*$", "", words).strip())
    return ("", named) if all(named) else (purpose, unnamed)
