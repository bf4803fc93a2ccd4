"""A voted draft held against the signed text, article by article; pure.

"Modifications de détail" leave amounts, dates, rates, delays and parties as they were voted.
"""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from probant.funding.rules.articles import Article, key_of, tidy
from probant.kernel.dates import find_dates, write_date
from probant.kernel.money import find_amounts, write_euros
from probant.kernel.text import fold, fold_in_place

_TOKEN = re.compile(r"\w+(?:['’]\w*)?|\s+|[^\w\s]")
_RATE = re.compile(r"\d+(?:[.,]\d+)?\s*%")
_DELAY = re.compile(
    r"\b(?P<n>\d+|un|une|deux|trois|quatre|cinq|six|douze)\s+(?P<u>jours?|semaines?|mois|ans?|"
    r"annees?|fois)\b"
)
_NUMBERED_YEAR = re.compile(r"\b(?:19|20)\d\d\b")


@dataclass(frozen=True, slots=True)
class Piece:
    """Words of an article: `kind` same, gone (voted, not signed) or come (signed, not voted)."""

    kind: str
    text: str


@dataclass(frozen=True, slots=True)
class Difference:
    """An article on both sides. `nature`: same, changed, added, removed; `why`: what of substance
    changed, empty for a detail."""

    name: str
    title: str
    nature: str
    pieces: tuple[Piece, ...] = ()
    why: tuple[str, ...] = ()

    @property
    def is_detail(self) -> bool:
        """Changed in nothing of substance."""
        return self.nature == "changed" and not self.why


def compare(
    voted: Sequence[Article], signed: Sequence[Article], parties: Iterable[str] = ()
) -> list[Difference]:
    """Every article of either text, in the order of the signed one, those removed at their place.

    >>> before = [Article("1", "Montant", "Une aide de 4 000 € est versée.")]
    >>> after = [Article("1", "Montant", "Une aide de 5 000 € est versée.")]
    >>> [(one.nature, one.why[0].replace("\\u202f", " ").replace("\\xa0", " "))
    ...     for one in compare(before, after)]
    [('changed', 'montants : 4 000 € voté, 5 000 € signé')]
    """
    names = tuple(parties)
    left = {_key(one): one for one in voted}
    right = {_key(one): one for one in signed}
    order = SequenceMatcher(None, list(left), list(right), autojunk=False)
    found = []
    seen: set[str] = set()
    for _, from_left, to_left, from_right, to_right in order.get_opcodes():
        for key in [*list(left)[from_left:to_left], *list(right)[from_right:to_right]]:
            if key in seen:
                continue
            seen.add(key)
            found.append(_difference(left.get(key), right.get(key), names))
    return found


def _key(article: Article) -> str:
    return key_of(article.number, article.title)


def _difference(
    before: Article | None, after: Article | None, parties: Sequence[str]
) -> Difference:
    if before is None:
        assert after is not None
        come = (Piece("come", after.text),)
        return Difference(after.name, after.title, "added", come, ("article ajouté",))
    if after is None:
        gone = (Piece("gone", before.text),)
        return Difference(before.name, before.title, "removed", gone, ("article retiré",))
    old, new = f"{before.title}\n{tidy(before.text)}", f"{after.title}\n{tidy(after.text)}"
    if old == new:
        return Difference(after.name, after.title, "same")
    pieces = _pieces(tidy(before.text), tidy(after.text))
    if before.title != after.title:
        pieces = (*_pieces(before.title, after.title), Piece("same", "\n"), *pieces)
    why = tuple(_substance(old, new, parties))
    return Difference(after.name, after.title, "changed", pieces, why)


def _pieces(before: str, after: str) -> tuple[Piece, ...]:
    """The words of both, those gone before those come."""
    left, right = _TOKEN.findall(before), _TOKEN.findall(after)
    found: list[Piece] = []
    matcher = SequenceMatcher(None, left, right, autojunk=False)
    for tag, from_left, to_left, from_right, to_right in matcher.get_opcodes():
        if tag == "equal":
            found.append(Piece("same", "".join(left[from_left:to_left])))
            continue
        if to_left > from_left:
            found.append(Piece("gone", "".join(left[from_left:to_left])))
        if to_right > from_right:
            found.append(Piece("come", "".join(right[from_right:to_right])))
    return tuple(found)


def _substance(before: str, after: str, parties: Sequence[str]) -> Iterable[str]:
    """What changed that a council votes on: amounts, dates, rates, delays, parties."""
    pairs = (
        ("montants", _amounts(before), _amounts(after)),
        ("dates", _days(before), _days(after)),
        ("taux", _rates(before), _rates(after)),
        ("délais", _delays(before), _delays(after)),
        ("parties", _named(before, parties), _named(after, parties)),
    )
    for name, old, new in pairs:
        if old != new:
            gone = ", ".join((old - new).elements()) or "rien"
            come = ", ".join((new - old).elements()) or "rien"
            yield f"{name} : {gone} voté, {come} signé"


def _amounts(text: str) -> Counter[str]:
    return Counter(write_euros(one.cents) for one in find_amounts(text))


def _days(text: str) -> Counter[str]:
    found = list(find_dates(text))
    rest = list(text)
    for one in found:
        rest[one.start : one.end] = " " * (one.end - one.start)
    years = _NUMBERED_YEAR.findall("".join(rest))
    return Counter([write_date(one.value) for one in found]) + Counter(years)


def _rates(text: str) -> Counter[str]:
    return Counter("".join(one.split()).replace("%", "\u00a0%") for one in _RATE.findall(text))


def _delays(text: str) -> Counter[str]:
    plain = fold_in_place(text)
    return Counter(f"{one['n']} {one['u']}" for one in _DELAY.finditer(plain))


def _named(text: str, parties: Sequence[str]) -> Counter[str]:
    folded = f" {fold(text)} "
    return Counter({name: 1 for name in parties if fold(name) and f" {fold(name)} " in folded})
