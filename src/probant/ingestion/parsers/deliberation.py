"""One deliberation: an extract of the register, or the act of one point."""

from __future__ import annotations

import re

from probant.ingestion.document import Document
from probant.ingestion.draft import Draft
from probant.ingestion.parser import Parser
from probant.ingestion.reading.act import read_act
from probant.ingestion.reading.figures import read_claims

_EXTRACT = re.compile(
    r"extraits?\s+(?:du\s+(?:registre|proces[- ]verbal)|(?:conforme\s+)?(?:du "
    r"registre )?des\s+deliberations?)|registre\s+des\s+deliberations"
)
_TITLE = re.compile(r"^\W{0,6}(?:deliberation\b|deliberations\b(?! du))", re.M)
_OPERATIVE = re.compile(
    r"apres (?:en )?avoir (?:en )?delibere|le (?:conseil|bureau|"
    r"comite)[^\n]{0,40}(?:decide|delibere)"
)
_SITTING = re.compile(
    r"\b(?:conseil (?:municipal|communautaire|metropolitain|departemental|regional|"
    r"syndical)|bureau metropolitain|comite syndical|conseil de communaute)"
)
_MINUTES = re.compile(r"proces[- ]verbal|compte[- ]?rendu|\bc\.?r\.? du conseil|ordre du jour")
_VOTED = re.compile(r"unanimite|\bvoix\b|abstention")


def _recognise(document: Document) -> float:
    head, folded = document.folded[:2500], document.folded
    score = (
        0.55 * bool(_EXTRACT.search(head))
        + 0.42 * bool(_TITLE.search(head))
        + 0.1 * bool(_OPERATIVE.search(folded))
    )
    score += (
        0.1 * bool(_SITTING.search(head))
        + 0.08 * bool(re.search(r"\bobjet\b\W*:", head))
        + 0.05 * bool(re.search(r"deliberation n", head))
    )
    score += 0.04 * bool(re.search(r"rapporteu", head))
    several = len(_VOTED.findall(folded)) > 6
    return max(
        0.0, min(0.97, score - 0.25 * bool(_MINUTES.search(head[:900])) - 0.12 * several) + 0.001
    )


def _parse(document: Document) -> Draft:
    draft = read_act(document, "deliberation")
    body = document.slice(_after_head(document, draft), len(document.lines))
    draft.claims = read_claims(body)
    return draft


def _after_head(document: Document, draft: Draft) -> int:
    """The line after the attendance: counts of members are not figures of activity."""
    people = [*draft.attendance.present, *draft.attendance.absent] if draft.attendance else []
    return document.index_at(max((p.end for p in people), default=0)) + 1 if people else 0


PARSER = Parser("deliberation", _recognise, _parse)
