"""Clauses of a convention as values: payment, notice, duration, committee, evidence."""

from __future__ import annotations

import re

from probant.funding.rules.references import lists_pieces
from probant.ingestion.document import Document
from probant.ingestion.draft import Clause
from probant.ingestion.reading.committees import read_committees
from probant.ingestion.reading.counting import COUNT, read_count
from probant.ingestion.reading.durations import read_durations
from probant.ingestion.reading.payments import read_payments

_UNIT = r"(?P<unit>ans?|annees?|mois|jours|semaines)"
_NOTICE = re.compile(
    rf"(?:preavis|delai)\s+(?:minimum\s+|minimal\s+)?(?:de\s+|d'\s?)?(?P<n>{COUNT})"
    rf"(?:\s*\(\s*[\w -]{{1,20}}\s*\))?\s+{_UNIT}"
    rf"|(?P<m>{COUNT})(?:\s*\(\s*[\w -]{{1,20}}\s*\))?\s+(?P<before>mois|jours|ans?)\s+"
    r"(?:au moins\s+|francs\s+)?avant\s+(?:son|sa|l'|la|le|chaque|toute)\s*"
    r"(?:date\s+(?:d'|de\s+)?)?"
    r"(?:echeance|terme|fin|expiration|date|renouvellement|reconduction)"
)
_ENDS = re.compile(r"denonc|resili|preavis|mise en demeure|rupture|mettre fin")
_LETTER = re.compile(
    r"(?:lettre|courrier)\s+recommandee?(?:\s+avec\s+(?:demande d'\s?)?(?:accuse|"
    r"avis)\s+de\s+reception)?"
)
_EVIDENCE = re.compile(
    r"pieces? justificatives?|justificatifs|documents? (?:suivants?|ci-(?:apres|"
    r"dessous|dessus)|mentionnes)|elements suivants|compte[- ]rendu financier|bilan "
    r"(?:financier|d'activite)"
)


def _months(count: int | None, unit: str) -> int | None:
    if count is None:
        return None
    if unit.startswith("an"):
        return count * 12
    if unit == "jours":
        return count // 30 if count % 30 == 0 and count else None
    return count if unit == "mois" else None


def read_clauses(document: Document) -> list[Clause]:
    """The clauses, in the order of their kinds then of the text."""
    clauses = [
        *read_payments(document),
        *_notices(document),
        *read_durations(document),
        *read_committees(document),
    ]
    match = _EVIDENCE.search(document.folded)
    if match:
        clauses.append(
            Clause(
                "evidence",
                {"list_found": lists_pieces(document.folded)},
                document.where(match.start(), match.end()),
            )
        )
    return clauses


def _notices(document: Document) -> list[Clause]:
    clauses = []
    folded = document.folded
    for match in _NOTICE.finditer(folded):
        around = folded[max(0, match.start() - 300) : match.end() + 200]
        if not _ENDS.search(around):
            continue
        letter = _LETTER.search(around)
        form = None
        if letter:
            at = max(0, match.start() - 300) + letter.start()
            form = re.sub(r"\s+", " ", document.text[at : at + len(letter[0])])
        months = _months(read_count(match["n"] or match["m"]), match["unit"] or match["before"])
        clauses.append(
            Clause(
                "notice",
                {"months": months, "form": form},
                document.where(match.start(), match.end()),
            )
        )
    return clauses
