"""Minutes, reports of a sitting: several points, each with its vote."""

from __future__ import annotations

import re

from probant.ingestion.document import Document
from probant.ingestion.draft import Draft
from probant.ingestion.parser import Parser
from probant.ingestion.reading.act import read_act

_TITLE = re.compile(
    r"proces[- ]verba(?:l|ux)|compte[- ]?rendu|releve de (?:decisions|conclusions)|"
    r"\bc\.?-?r\.?\s+(?:du|de la)\b|\bp\.?v\.?\s+(?:du|de la)\b"
)
_SITTING = re.compile(
    r"\b(?:conseil (?:municipal|communautaire|metropolitain|departemental|regional|"
    r"d'administration|syndical|du \d+e arrondissement)|bureau|comite syndical|"
    r"assemblee generale|conseil de communaute|seance du|cc d[eu])\b"
)
_AGENDA = re.compile(r"ordre du jour|points? inscrits?|questions diverses|questions? n")
_PRESENT = re.compile(
    r"present(?:\(e\))?(?:e?s|s)?\b[^\n.]{0,40}:|etaient presents|membres presents|"
    r"present\(e\)s|presents \d"
)
_OPENED = re.compile(r"l\W{0,2}\s?an (?:deux|mil)|sous la presidence")
_VOTED = re.compile(r"unanimite|\bvoix\b|abstention|\bvotes? pour|accepte cette proposition")
_DEBATE = re.compile(
    r"(?:conseil (?:municipal|communautaire|metropolitain|regional|departemental)) du "
    r"[^\n]{4,40}point \d"
)
_EXTRACT = re.compile(r"extraits?\s+(?:du|des)\s+(?:registre|deliberations)")


def statements(pattern: re.Pattern[str], folded: str) -> int:
    """How many times the text says it: words that stand close together say it once."""
    starts = [match.start() for match in pattern.finditer(folded)]
    return sum(1 for a, b in zip([-1000, *starts], starts, strict=False) if b - a > 150)


def _recognise(document: Document) -> float:
    head, folded = document.folded[:3000], document.folded
    votes = statements(_VOTED, folded)
    score = (
        0.4 * bool(_TITLE.search(head))
        + 0.22 * bool(_SITTING.search(head))
        + 0.2 * bool(_PRESENT.search(head))
    )
    score += 0.1 * bool(_AGENDA.search(folded)) + min(0.2, 0.05 * votes)
    score += 0.15 * bool(_OPENED.search(head)) + 0.3 * bool(_DEBATE.search(head[:200]))
    if not (_PRESENT.search(folded) or votes or _DEBATE.search(head[:200])) or re.search(
        r"rapport d'activites?|fiche action", head[:600]
    ):
        score -= 0.4
    return max(0.0, min(0.95, score) - 0.3 * bool(_EXTRACT.search(head)) + 0.0007)


def _parse(document: Document) -> Draft:
    return read_act(document, "minutes")


PARSER = Parser("minutes", _recognise, _parse)
