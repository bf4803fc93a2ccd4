"""The text of a convention as its articles, whatever it comes from: a document, a pasted text.

"Article I - Objet", "ARTICLE 1er : …", "Art. 3 –", "ARTICLE TROIS", and where the word is nowhere
"3. Durée" or "III - DURÉE". The readers of documents and the form where a text is pasted cut it
here, by the same rule.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from probant.kernel.text import fold_in_place

_WORDS = (
    "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "onze", "douze",
    "treize", "quatorze", "quinze", "seize", "dix-sept", "dix-huit", "dix-neuf", "vingt",
)  # fmt: skip
_IN_WORDS = "|".join(sorted(_WORDS, key=len, reverse=True))
_ARTICLE = re.compile(
    rf"^[ \t*#•_|]*(?:article|art\.)\s+(?:n\s?[°º]\s*)?(?P<number>premier|unique|{_IN_WORDS}|"
    r"[ivx]{1,6}|\d{1,2})(?:\s?(?:er|ere|e|eme)\b)?(?![\w-])(?P<rest>[^\n]*)$",
    re.M,
)
# A number alone opens an article only among others of its kind.
_BARE = re.compile(
    r"^[ \t*#_|]*(?P<number>\d{1,2}|[ivx]{1,5})\s?(?P<mark>[.)°]|[-–—])\s*[-–—]?\s*"
    r"(?P<rest>[^\W\d_][^\n]{2,90})$",
    re.M,
)
_FEWEST_BARE = 3
_ROMAN = {"i": 1, "v": 5, "x": 10}
_CLOSING = re.compile(
    r"^\W{0,6}(?:fait (?:a|en|le)\b|pour la (?:ville|metropole|commune)\b|signatures?\b|"
    r"fiche[s]? action\b|annexes?\s*(?:[ivx]+|\d+|[a-h])?\s*(?:$|[:–—-]))",
    re.M,
)
MOST_TITLE = 200


@dataclass(frozen=True, slots=True)
class Article:
    """An article as it reads: number ("" for a preamble), title, text."""

    number: str
    title: str = ""
    text: str = ""

    @property
    def name(self) -> str:
        """What it is called.

        >>> Article("IV", "Dispositions financières").name, Article("", "Contexte").name
        ('Article IV', 'Contexte')
        """
        return f"Article {self.number}" if self.number else self.title or "Préambule"


@dataclass(frozen=True, slots=True)
class Heading:
    """The line that opens an article, by its offsets in the text; `body` is where its text begins.

    `title` is None where the line has none.
    """

    number: str
    value: int
    title: str | None
    start: int
    end: int
    body: int


def roman(text: str) -> int:
    """The value of a Roman number up to 39."""
    values = [_ROMAN[letter] for letter in text]
    return sum(-v if i + 1 < len(values) and values[i + 1] > v else v for i, v in enumerate(values))


def _value(number: str) -> int | None:
    if number in ("premier", "unique"):
        return 1
    if number.isdigit():
        return int(number)
    if number in _WORDS:
        return _WORDS.index(number) + 1
    return roman(number) if set(number) <= set(_ROMAN) else None


def headings(text: str, folded: str | None = None) -> list[Heading]:
    """The lines that open an article, in order; `folded` as `kernel.text.fold_in_place` gives it.

    A law cited at the start of a line ("article 10 de la loi") opens none. Where nothing says
    "article", numbers alone do.

    >>> [one.title for one in headings("1. Objet\\nUn.\\n2. Durée\\nDeux.\\n3. Litiges\\nTrois.")]
    ['Objet', 'Durée', 'Litiges']
    """
    plain = fold_in_place(text) if folded is None else folded
    return _named(text, plain) or _bare(text, plain)


def _named(text: str, plain: str) -> list[Heading]:
    found: list[Heading] = []
    for match in _ARTICLE.finditer(plain):
        rest = match["rest"].strip(" *#_|")
        raw = text[match.start("rest") : match.end("rest")].strip(" *#_|")
        value = _value(match["number"])
        opening = text[match.start() : match.end()].lstrip(" *#•_|\t")
        if value is None or not opening[:1].isupper():
            continue
        if rest and not re.match(r"[:.)–—-]", rest) and not raw[:1].isupper():
            continue
        if re.match(r"(?:\.\s*\d|-\d|du |de la |de l'|des )", rest):
            continue
        title: str | None = re.sub(r"^[\s:.)–—-]+", "", raw).strip(" *") or None
        body = match.end()
        if title is None:
            title, body = _next_line(text, match.end())
        number = text[match.start("number") : match.end("number")]
        found.append(Heading(number, value, title, match.start(), match.end(), body))
    return found


def _bare(text: str, plain: str) -> list[Heading]:
    """Numbers alone at the head of short lines, from 1 and without a jump. Lines that follow each
    other closely are a list, and open nothing.
    """
    lines = [match for match in _BARE.finditer(plain) if _is_title(text, match)]
    alone = [
        match
        for place, match in enumerate(lines)
        if not any(
            _touch(text, *pair)
            for pair in (lines[max(0, place - 1) : place + 1], lines[place : place + 2])
            if len(pair) == 2
        )
    ]
    found: list[Heading] = []
    opened: re.Match[str] | None = None
    for match in alone:
        number = match["number"]
        if _value(number) != len(found) + 1 or (
            opened is not None
            and (number.isdigit(), match["mark"]) != (opened["number"].isdigit(), opened["mark"])
        ):
            continue
        opened = opened or match
        title = text[match.start("rest") : match.end("rest")].strip(" *#_|:")
        printed = text[match.start("number") : match.end("number")]
        spot = (match.start(), match.end(), match.end())
        found.append(Heading(printed, len(found) + 1, title, *spot))
    return found if len(found) >= _FEWEST_BARE else []


def _is_title(text: str, match: re.Match[str]) -> bool:
    """A title is short, begins with a capital and does not end as a sentence of a list does."""
    number = text[match.start("number") : match.end("number")]
    rest = text[match.start("rest") : match.end("rest")].strip(" *#_|")
    return (
        rest[:1].isupper()
        and (number.isdigit() or number.isupper())
        and not rest.endswith((";", ","))
        and (len(rest) <= 60 or not rest.endswith("."))
    )


def _touch(text: str, before: re.Match[str], after: re.Match[str]) -> bool:
    """Whether nothing but blanks stands between two lines."""
    return not text[before.end() : after.start()].strip()


def _next_line(text: str, offset: int) -> tuple[str | None, int]:
    """The title under a bare "Article 3", and where it ends."""
    at = text.find("\n", offset) + 1
    for _ in range(2):
        if not at:
            break
        end = text.find("\n", at)
        end = len(text) if end < 0 else end
        words = text[at:end].strip(" *:-")
        if words:
            is_title = len(words) < 90 and not words.endswith((".", ",", ";"))
            return (words, end) if is_title else (None, offset)
        at = text.find("\n", at) + 1
    return None, offset


def tidy(text: str) -> str:
    """A text without spaces at the ends of lines, with one blank line at most between paragraphs.

    >>> tidy("  Une fois  par an.  \\n\\n\\n\\n- un bilan ")
    'Une fois par an.\\n\\n- un bilan'
    """
    lines = [" ".join(line.split()) for line in text.replace("\r", "").split("\n")]
    return re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()


def split_articles(text: str) -> list[Article]:
    """The articles of a text, each with its own words; what stands before the first is left out.

    The last one stops where the text is signed or its annexes begin.

    >>> [(one.number, one.title, one.text) for one in split_articles(
    ...     "Préambule\\nArticle 1er : Objet\\nFaire.\\nArticle 2 - Durée\\nUn an.\\nFait à Dijon")]
    [('1', 'Objet', 'Faire.'), ('2', 'Durée', 'Un an.')]
    """
    opened = headings(text)
    folded = fold_in_place(text)
    found = []
    for place, heading in enumerate(opened):
        end = opened[place + 1].start if place + 1 < len(opened) else _end(folded, heading.body)
        words = tidy(text[heading.body : end])
        found.append(Article(heading.number, (heading.title or "")[:MOST_TITLE], words))
    return found


def _end(folded: str, start: int) -> int:
    match = _CLOSING.search(folded, start)
    return match.start() if match else len(folded)


def preamble(text: str) -> str:
    """What stands before the first article, tidied."""
    opened = headings(text)
    return tidy(text[: opened[0].start]) if opened else tidy(text)


def key_of(number: str, title: str = "") -> str:
    """What names an article in a convention: its number, else its title.

    >>> key_of("iv."), key_of("", "Contexte")
    ('IV', 'contexte')
    """
    bare = number.strip().rstrip(".").upper()
    return bare or " ".join(title.casefold().split())


def gather(rows: Sequence[tuple[str, str, str]]) -> list[tuple[Article, tuple[int, ...]]]:
    """Articles from the clauses of a convention, given as (article, title, text) in order.

    An article is what its clauses say together; each comes with the places of its clauses.

    >>> gather([("III", "Suivi", "Une fois par an."), ("III", "Suivi", ""), ("IV", "", "4 000 €")])
    [(Article(number='III', title='Suivi', text='Une fois par an.'), (0, 1)), \
(Article(number='IV', title='', text='4 000 €'), (2,))]
    """
    found: list[tuple[Article, tuple[int, ...]]] = []
    for place, (number, title, text) in enumerate(rows):
        if found and key_of(number, title) == key_of(found[-1][0].number, found[-1][0].title):
            before, places = found[-1]
            joined = "\n".join(part for part in (before.text, text) if part)
            merged = Article(before.number, before.title or title, joined)
            found[-1] = (merged, (*places, place))
        else:
            found.append((Article(number, title, text), (place,)))
    return found
