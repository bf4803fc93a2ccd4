"""Numbered articles of a convention: "Article I - Objet", "ARTICLE 1er : …", "Art. 3 –"."""

from __future__ import annotations

import re

from probant.ingestion.document import Document
from probant.ingestion.draft import Article

_ARTICLE = re.compile(
    r"^[ \t*#•_|]*(?:article|art\.)\s+(?:n\s?[°º]\s*)?(?P<number>premier|unique|"
    r"[ivx]{1,6}|\d{1,2})(?:\s?(?:er|ere|e|eme)\b)?(?![\w-])(?P<rest>[^\n]*)$",
    re.M,
)
_ROMAN = {"i": 1, "v": 5, "x": 10}


def roman(text: str) -> int:
    """The value of a Roman number up to 39."""
    values = [_ROMAN[letter] for letter in text]
    return sum(-v if i + 1 < len(values) and values[i + 1] > v else v for i, v in enumerate(values))


def _value(number: str) -> int | None:
    if number in ("premier", "unique"):
        return 1
    if number.isdigit():
        return int(number)
    return roman(number) if set(number) <= set(_ROMAN) else None


def read_articles(document: Document) -> list[Article]:
    """The articles that open a line, in order. A law cited at the start of a line ("article 10 de
    la loi") is none.
    """
    articles: list[Article] = []
    for match in _ARTICLE.finditer(document.folded):
        rest = match["rest"].strip(" *#_|")
        raw = document.text[match.start("rest") : match.end("rest")].strip(" *#_|")
        value = _value(match["number"])
        opening = document.text[match.start() : match.end()].lstrip(" *#•_|\t")
        if value is None or not opening[:1].isupper():
            continue
        if rest and not re.match(r"[:.)–—-]", rest) and not raw[:1].isupper():
            continue
        if re.match(r"(?:\.\s*\d|-\d|du |de la |de l'|des )", rest):
            continue
        title = re.sub(r"^[\s:.)–—-]+", "", raw).strip(" *") or _next_line(document, match.end())
        number = document.text[match.start("number") : match.end("number")]
        articles.append(
            Article(
                number,
                value,
                title or None,
                document.where(match.start(), match.end()),
                match.start(),
            )
        )
    return articles


def _next_line(document: Document, offset: int) -> str | None:
    """The title under a bare "Article 3"."""
    index = document.index_at(offset) + 1
    for line in document.lines[index : index + 2]:
        words = line.text.strip(" *:-")
        if words:
            return words if len(words) < 90 and not words.endswith((".", ",", ";")) else None
    return None
