"""A convention that holds: its articles follow each other, what it refers to exists."""

from __future__ import annotations

import itertools
import re

from probant.ingestion.document import Document
from probant.ingestion.draft import Article, Draft
from probant.ingestion.reading.articles import roman
from probant.ingestion.reading.clauses import evidence_list
from probant.kernel.finding import Finding, Severity

_ABOVE = re.compile(
    r"(?P<what>pieces?(?:\s+justificatives?)?|documents?|justificatifs?|"
    r"elements)\s+(?:\w+\s+){0,2}(?:enumere|liste|mentionne|vise|cite|detaille|"
    r"indique|enonce|precise)e?s?\s+(?P<side>ci-(?:dessus|dessous|apres)|plus haut)"
)
_TO_ARTICLE = re.compile(
    r"\b(?:a|de|par|dans|selon|sous|et)\s+(?:l'\s?)?articles?\s+(?P<n>\d{1,2}|"
    r"[ivx]{1,5}|premier|1er)(?:er)?\b(?!\s*(?:de la loi|du code|du decret|de "
    r"l'arrete|du reglement|\.\s?\d|-\d|du cgct))(?=(?P<after>[^.;\n]{0,60}))"
)
_OMISSION = re.compile(r"\[\s*\.\.\.|\[[^\]]*coup[^\]]*\]")


def check_clauses(draft: Draft, document: Document) -> list[Finding]:
    """`article.gap`, `reference.dangling`."""
    if not draft.articles:
        return []
    start = draft.articles[0].start
    return [*_gaps(draft, document), *_lists(document, start), *_references(draft, document, start)]


def _series(articles: list[Article]) -> list[list[Article]]:
    """The articles cut where the numbering begins again."""
    series: list[list[Article]] = []
    for article in articles:
        if series and article.value > series[-1][-1].value:
            series[-1].append(article)
        elif series and article.value == series[-1][-1].value:
            continue
        else:
            series.append([article])
    return series


def _gaps(draft: Draft, document: Document) -> list[Finding]:
    found = []
    for articles in _series(draft.articles):
        if articles[0].value != 1 or len(articles) < 3:
            continue
        for before, after in itertools.pairwise(articles):
            if after.value - before.value in (2, 3) and not _OMISSION.search(
                document.folded[before.start : after.start]
            ):
                missing = [_written(n, after.number) for n in range(before.value + 1, after.value)]
                message = (
                    f"L’article {' et l’article '.join(missing)} manque : après l’article "
                    f"{before.number} vient l’article {after.number}."
                )
                found.append(Finding("article.gap", Severity.ERROR, message, after.where))
    return found


def _written(value: int, like: str) -> str:
    if like.isdigit():
        return str(value)
    return next(
        text
        for text in (
            "I",
            "II",
            "III",
            "IV",
            "V",
            "VI",
            "VII",
            "VIII",
            "IX",
            "X",
            "XI",
            "XII",
            "XIII",
            "XIV",
            "XV",
            "XVI",
            "XVII",
            "XVIII",
            "XIX",
            "XX",
        )
        if roman(text.lower()) == value
    )


def _lists(document: Document, start: int) -> list[Finding]:
    """ "les pièces énumérées ci-dessus" where no such list stands on that side."""
    found = []
    for match in _ABOVE.finditer(document.folded):
        above = match["side"] in ("ci-dessus", "plus haut")
        span = (start, match.start()) if above else (match.end(), len(document.text))
        if span[0] >= span[1] or not evidence_list(document, *span):
            words = document.text[match.start() : match.end()].replace("\n", " ")
            message = (
                f"« {words} » : aucune liste de pièces ne se trouve "
                f"{'au-dessus' if above else 'au-dessous'}."
            )
            found.append(
                Finding(
                    "reference.dangling",
                    Severity.ERROR,
                    message,
                    document.where(match.start(), match.end()),
                )
            )
    return found


def _references(draft: Draft, document: Document, start: int) -> list[Finding]:
    """A reference to an article of the convention that the convention has not."""
    values = {article.value for article in draft.articles}
    if len(values) < 3 or draft.truncated or _OMISSION.search(document.folded):
        return []
    found = []
    for match in _TO_ARTICLE.finditer(document.folded, start):
        number = match["n"]
        value = (
            1
            if number in ("premier", "1er")
            else int(number)
            if number.isdigit()
            else roman(number)
        )
        own = re.search(
            r"ci-(?:dessus|dessous|apres)|de la (?:presente )?convention|de la "
            r"presente|des presentes",
            match["after"],
        )
        if value not in values and own and value <= 40:
            message = (
                f"Renvoi à l’article {number.upper() if not number.isdigit() else number}"
                f", qui n’existe pas dans la convention."
            )
            found.append(
                Finding(
                    "reference.dangling",
                    Severity.ERROR,
                    message,
                    document.where(match.start(), match.end()),
                )
            )
    return found
