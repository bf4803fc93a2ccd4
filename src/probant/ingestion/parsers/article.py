"""A press article: prose with quotations, and a few figures, often without their year."""

from __future__ import annotations

import re

from probant.ingestion.document import Document
from probant.ingestion.draft import Draft
from probant.ingestion.parser import Parser
from probant.ingestion.reading.figures import read_claims
from probant.ingestion.reading.publication import read_publication

_QUOTES = re.compile(r"[«“\"][^»”\"]{40,}[»”\"]")
_SAID = re.compile(
    r"\b(?:a (?:reagi|souligne|declare|indique|explique|annonce|rappele|precise)|"
    r"explique|se felicite|se rejouit|souligne|confie|raconte|selon)\b"
)
_PRESS = re.compile(
    r"(?:publiee?|mise? en ligne|parue?) le|par la redaction|journaliste|lire aussi|"
    r"l'an dernier|tenait son|assemblee generale|\bagence\b|communique"
)
_ACT = re.compile(
    r"registre des deliberations|etaient presents|membres presents|presents?\s*:|"
    r"apres en avoir delibere|^\W*article\s+\d|fiche action|proces[- ]verbal|il est "
    r"convenu|rapport d'activite|unanimite",
    re.M,
)


def _recognise(document: Document) -> float:
    text, folded = document.text, document.folded
    long_lines = sum(1 for line in document.lines if len(line.text) > 300)
    score = (
        min(0.3, 0.12 * len(_QUOTES.findall(text)))
        + min(0.24, 0.08 * len(_SAID.findall(folded)))
        + min(0.2, 0.1 * len(_PRESS.findall(folded)))
    )
    score += (
        0.1 * bool(long_lines) - 0.6 * bool(_ACT.search(folded)) - 0.2 * (len(document.lines) > 250)
    )
    return max(0.0, min(0.9, score) + 0.0001)


def _parse(document: Document) -> Draft:
    draft = Draft(kind="article", truncated=document.truncated)
    first = next((line for line in document.lines if line.text.strip()), None)
    draft.subject = first.text.strip()[:200] if first else None
    published = read_publication(document)
    if published:
        draft.published_on, draft.places["published_on"] = published
    told_in = draft.published_on.year if draft.published_on else None
    draft.claims = read_claims(document, told_in=told_in)
    return draft


PARSER = Parser("article", _recognise, _parse)
