"""A convention: parties, numbered articles, clauses, money."""

from __future__ import annotations

import re

from probant.ingestion.document import Document
from probant.ingestion.draft import Amount, Draft
from probant.ingestion.parser import Parser
from probant.ingestion.reading.articles import read_articles
from probant.ingestion.reading.budget_table import read_budgets
from probant.ingestion.reading.clauses import read_clauses
from probant.ingestion.reading.grants import read_grants
from probant.ingestion.reading.heading import dates_of, read_enabling_date, read_number
from probant.ingestion.reading.parties import read_parties
from probant.kernel.finding import Where

_TITLE = re.compile(
    r"^\W{0,12}(?:projet de )?(?:avenant|conventions?|contrat d'objectifs|cpom)\b", re.M
)
_BETWEEN = re.compile(
    r"^\W*entre\b(?: les soussignes)?|^\W*parties\s*:|d'une part|ci-apres (?:designe|denomme)", re.M
)
_AGREED = re.compile(r"il (?:est|a ete) (?:\w+ )?(?:convenu|arrete|propose d'etablir)|ont convenu")
_ARTICLES = re.compile(r"^\W*article\s+(?:[ivx]+|\d+|premier)\b", re.M)

_INSTALMENT = re.compile(
    r"\b(?:acompte|avance|solde|reliquat|(?:premier|deuxieme|second|dernier) versement)\b[^.]*$"
)


def _recognise(document: Document) -> float:
    head, folded = document.folded[:2500], document.folded
    score = (
        0.45 * bool(_TITLE.search(head[:800]))
        + 0.25 * bool(_BETWEEN.search(head))
        + 0.15 * bool(_AGREED.search(folded))
    )
    score += min(0.2, 0.05 * len(_ARTICLES.findall(folded))) - 0.3 * bool(
        re.search(r"seance du|etaient presents|registre des", head[:900])
    )
    return max(0.0, min(0.96, score) + 0.0005)


def _parse(document: Document) -> Draft:
    draft = Draft(kind="convention", truncated=document.truncated)
    enabled = read_enabling_date(document, dates_of(document))
    if enabled:
        draft.session_date, draft.places["session_date"] = enabled
    number = read_number(document, 2000) or _convention_number(document)
    if number:
        draft.number, draft.places["number"] = number
    draft.subject = _title(document)
    draft.parties = read_parties(document)
    draft.articles = read_articles(document)
    draft.clauses = read_clauses(document)
    draft.budgets = read_budgets(document)
    granted = read_grants(document, 0, len(document.text))
    draft.amounts = [one for one in granted if not _is_instalment(document, one, granted)]
    return draft


def _is_instalment(document: Document, amount: Amount, granted: list[Amount]) -> bool:
    """Whether an amount is what is paid at a time of a larger one."""
    before = document.folded[max(0, amount.start - 80) : amount.start]
    return any(one.cents > amount.cents for one in granted) and bool(_INSTALMENT.search(before))


def _convention_number(document: Document) -> tuple[str, Where] | None:
    match = re.search(
        r"convention\s+n\s?[°º]\s*(?P<n>[\w./ -]{2,24}?)\s*$", document.folded[:2000], re.M
    )
    return (
        (
            document.text[match.start("n") : match.end("n")].strip(),
            document.where(match.start("n"), match.end("n")),
        )
        if match
        else None
    )


def _title(document: Document) -> str | None:
    """The lines of the title, up to a blank one."""
    match = _TITLE.search(document.folded[:1500])
    if match is None:
        return None
    block = re.split(
        r"\n\s*\n|\n(?=\W*(?:Entre|ENTRE|Convention n))",
        document.text[match.start() : match.start() + 500].lstrip(),
    )[0]
    return re.sub(r"\s+", " ", block).strip(" *:#") or None


PARSER = Parser("convention", _recognise, _parse)
