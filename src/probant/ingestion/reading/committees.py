"""How often a convention has its signatories meet."""

from __future__ import annotations

import re

from probant.ingestion.document import Document
from probant.ingestion.draft import Clause
from probant.ingestion.reading.counting import COUNT, read_count

_OFTEN = re.compile(
    rf"\b(?:(?P<n>{COUNT})\s+fois\s+(?:par|l')\s*an(?:nee)?\b"
    rf"|(?P<meetings>{COUNT})\s+(?:reunions?|rencontres?)\b[^.;]{{0,60}}?\bpar an(?:nee)?\b"
    rf"|(?P<each>{COUNT})\s+fois\s+(?:par|chaque)\s+(?P<every>semestre|trimestre|mois)"
    r"|(?:chaque|par|tous les)\s+(?P<unit>semestre|trimestre|mois)\b"
    r"|(?P<adjective>semestriel|trimestriel|mensuel|annuel)(?:le)?s?(?:lement)?\b"
    rf"|tous les (?P<apart>{COUNT}) mois"
    r"|(?P<yearly>chaque annee|tous les ans|par an\b))"
)
_MEET = re.compile(
    r"comite (?:de (?:pilotage|suivi)|technique|paritaire)|instance de suivi|commission de suivi|"
    r"reunions? (?:\w+ )?(?:de (?:suivi|bilan|concertation)|d'evaluation)|se reuni\w+|rencontre"
)
_OTHERS = re.compile(r"assemblee generale|conseil d'administration|bureau de l'association")
_TIMES = {"semestre": 2, "trimestre": 4, "mois": 12}
_ADJECTIVES = {"annuel": 1, "semestriel": 2, "trimestriel": 4, "mensuel": 12}


def read_committees(document: Document) -> list[Clause]:
    """The first frequency that a sentence gives to meetings of the signatories."""
    folded = document.folded
    for match in _OFTEN.finditer(folded):
        opening = max(
            folded.rfind(".", 0, match.start()),
            folded.rfind("\n\n", 0, match.start()),
            match.start() - 260,
        )
        closing = re.compile(r"[.;]|\n\s*\n").search(folded, match.end())
        end = min(closing.start() if closing else len(folded), match.end() + 160)
        sentence = folded[opening + 1 : end]
        if _OTHERS.search(sentence) or not (
            re.search(r"\breuni|rencontre|comite", sentence)
            and _MEET.search(folded[max(0, opening - 200) : end])
        ):
            continue
        times = _times(match)
        if times:
            return [Clause("committee", {"per_year": times}, document.where(match.start(), end))]
    return []


def _times(match: re.Match[str]) -> int | None:
    if match["n"] or match["meetings"]:
        return read_count(match["n"] or match["meetings"])
    if match["each"]:
        return (read_count(match["each"]) or 0) * _TIMES[match["every"]]
    if match["unit"]:
        return _TIMES[match["unit"]]
    if match["adjective"]:
        return _ADJECTIVES[match["adjective"]]
    if match["apart"]:
        months = read_count(match["apart"]) or 0
        return 12 // months if months and 12 % months == 0 else None
    return 1
