"""The points of minutes: where each begins, its number and subject, the vote that closes it."""

from __future__ import annotations

import re

from probant.ingestion.document import Document
from probant.ingestion.draft import Item, Vote

_NUMBERED = re.compile(
    r"^[ \t*#•-]*(?P<number>(?:(?:point|question|deliberation|dossier|rapport)\s+)?(?:n\s?[°º]\s*)?"
    r"(?:\d{4}\s?[./-]\s?\d{1,3}(?:\s?[./-]\s?\d{1,3})*(?:\s?[-–]\s?\d{1,3}(?:\s?[a-h"
    r"]\b)?)?|\d{1,3}(?:[./]\d{1,2})?|[ivx]{1,5}|[a-h]))"
    r"(?:\s?(?:[.)/°:]|[-–])+\s*|\s{2,})(?P<title>(?:n\s?[°º]\s*[\w./-]+\s*[-–:]\s*)?"
    r"[a-z«\"][^\n]{2,})$",
    re.M,
)
_CAPITALS = re.compile(
    r"^[ \t*#]*(?P<title>[A-ZÀ-Ý][A-ZÀ-Ý0-9 ,.'’«»()/:–-]{7,})[ \t*]*:?[ \t]*$", re.M
)
_NOT_TITLE = re.compile(
    r"conseil municipal|le conseil|page\b|compte[- ]rendu|decision\b|adopt|unanimit|"
    r"exception|qui (?:vote|s'abst)|total|budget total|ville de .*conseil|vu |conseil "
    r"communautaire"
)
_PAGE_FURNITURE = re.compile(r"^\s*(?:page\s*\d+|\d{1,3}|cm\s*[-–]|_{5,}|\d+/\d+)\s*", re.M)


def headings(document: Document, start: int, end: int) -> list[tuple[int, str | None, str]]:
    """Lines that open a point between two offsets: (offset, number, title)."""
    found: list[tuple[int, str | None, str]] = []
    for match in _NUMBERED.finditer(document.folded, start, end):
        title = document.text[match.start("title") : match.end("title")].strip()
        if _is_title(document, match.start("title"), title):
            found.append(
                (
                    match.start(),
                    document.text[match.start("number") : match.end("number")].strip(),
                    title,
                )
            )
    taken = {document.index_at(offset) for offset, _, _ in found}
    for match in _CAPITALS.finditer(document.text, start, end):
        index = document.index_at(match.start("title"))
        folded = document.folded[match.start("title") : match.end("title")]
        if index not in taken and index - 1 not in taken and not _NOT_TITLE.search(folded):
            found.append((match.start(), None, match["title"].strip(" :*")))
    return sorted(found)


def _is_title(document: Document, offset: int, title: str) -> bool:
    folded = document.folded[offset : offset + len(title)]
    if _NOT_TITLE.match(folded) or re.match(
        r"(?:de|d'|du|la|les?|en|au|aux|et|ou|voix|pour|contre|abst|votes?|presents?|"
        r"absents?|procurations?|\d)\b",
        folded,
    ):
        return False
    return not re.search(r"\d[\d ]*(?:€|euros)\W*$", folded)


def read_points(document: Document, votes: list[Vote], start: int) -> list[Item]:
    """One item per vote, in order. A point spans from its heading to the heading of the next
    point.
    """
    items: list[Item] = []
    titles = headings(document, start, len(document.text))
    edge = start
    for i, vote in enumerate(votes):
        limit = votes[i + 1].start if i + 1 < len(votes) else len(document.text)
        own = [t for t in titles if edge <= t[0] < vote.start]
        number, subject = (
            (own[-1][1], own[-1][2]) if own else (None, _first_words(document, edge, vote.start))
        )
        after = next((t[0] for t in titles if vote.end < t[0] < limit), None)
        if after is None:
            after = (
                len(document.text)
                if i + 1 == len(votes)
                else _paragraph_end(document, vote.end, limit)
            )
        items.append(Item(number, subject, vote, [], start=edge, end=after))
        edge = after
    return items


def _paragraph_end(document: Document, offset: int, limit: int) -> int:
    """The end of the paragraph of a vote, or of the operative list that follows it."""
    match = re.compile(r"\n\s*\n|\n(?=\s*(?:monsieur|madame|m\.|mme)\s)").search(
        document.folded, offset, limit
    )
    return match.end() if match else offset


def _first_words(document: Document, start: int, end: int) -> str | None:
    """Without a heading, the first line of words of the point stands for its subject."""
    for line in document.text[start:end].split("\n"):
        words = line.strip(" *•-–_")
        if len(words) > 8 and not _PAGE_FURNITURE.match(words.lower()):
            return words[:160]
    return None
