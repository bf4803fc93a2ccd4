"""What is in force on a day: a convention and its signed amendments, one after the other; pure."""

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Generic, TypeVar

from probant.funding.rules.articles import key_of
from probant.funding.rules.conventions import article_number

Row = TypeVar("Row")


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that an amendment changes; `nature` as `AmendmentChange.Nature`."""

    nature: str
    article: str = ""
    starts_on: date | None = None
    ends_on: date | None = None
    year: int | None = None
    amount_cents: int | None = None
    action_id: int | None = None


@dataclass(frozen=True, slots=True)
class Clausal(Generic[Row]):
    """A clause, the article it stands in, and the amendment that wrote it (0: the convention)."""

    row: Row
    article: str
    title: str = ""
    origin: int = 0

    @property
    def key(self) -> str:
        """What names its article."""
        return key_of(self.article, self.title)


@dataclass(frozen=True, slots=True)
class Amendment(Generic[Row]):
    """An amendment: the day from which it holds (None: not yet signed), its changes, its text."""

    number: int
    since: date | None
    changes: tuple[Change, ...] = ()
    rows: tuple[Clausal[Row], ...] = ()


@dataclass(frozen=True, slots=True)
class Amount:
    """What is promised for a year, and for an action if the amendment says which."""

    year: int | None
    action_id: int | None
    amount_cents: int
    origin: int = 0


@dataclass(frozen=True, slots=True)
class InForce(Generic[Row]):
    """A convention as it holds on a day."""

    starts_on: date | None
    ends_on: date | None
    clauses: tuple[Clausal[Row], ...]
    amounts: tuple[Amount, ...]
    applied: tuple[int, ...]

    @property
    def rows(self) -> tuple[Row, ...]:
        """The clauses alone, in order."""
        return tuple(one.row for one in self.clauses)


def in_force(
    rows: Sequence[Clausal[Row]],
    amendments: Iterable[Amendment[Row]],
    on: date,
    *,
    starts_on: date | None = None,
    ends_on: date | None = None,
    amounts: Sequence[Amount] = (),
) -> InForce[Row]:
    """The convention on a day: amendments that hold by then, in the order in which they began.

    A replaced article is replaced whole, at its place; an added one stands after the last article
    of a lesser number. An amendment that is not signed changes nothing yet.
    """
    held = [one for one in amendments if one.since is not None and one.since <= on]
    held.sort(key=lambda one: (one.since or on, one.number))
    clauses = list(rows)
    promised = list(amounts)
    for amendment in held:
        for change in amendment.changes:
            if change.nature == "period":
                starts_on = change.starts_on or starts_on
                ends_on = change.ends_on or ends_on
            elif change.nature == "amount" and change.amount_cents is not None:
                promised = _promise(promised, change, amendment.number)
            elif change.nature in ("replaced", "added", "removed"):
                clauses = _rewrite(clauses, change, amendment)
    return InForce(
        starts_on,
        ends_on,
        tuple(clauses),
        tuple(promised),
        tuple(one.number for one in held),
    )


def _promise(promised: Sequence[Amount], change: Change, number: int) -> list[Amount]:
    wanted = (change.year, change.action_id)
    kept = [one for one in promised if (one.year, one.action_id) != wanted]
    new = Amount(change.year, change.action_id, change.amount_cents or 0, number)
    return sorted([*kept, new], key=lambda one: (one.year or 0, one.action_id or 0))


def _rewrite(
    clauses: list[Clausal[Row]], change: Change, amendment: Amendment[Row]
) -> list[Clausal[Row]]:
    key = key_of(change.article)
    places = [i for i, one in enumerate(clauses) if one.key == key]
    kept = [one for i, one in enumerate(clauses) if i not in places]
    if change.nature == "removed":
        return kept
    new = [replace(row, origin=amendment.number) for row in amendment.rows if row.key == key]
    if change.nature == "replaced" and places:
        at = places[0]
    else:
        kept, at = clauses, _after(clauses, change.article)
    return [*kept[:at], *new, *kept[at:]]


def _after(clauses: Sequence[Clausal[Row]], article: str) -> int:
    """Where an added article goes: "IV bis" after IV, "VII" after VI, else at the end."""
    number = article_number(article.split()[0]) if article.split() else None
    if number is None:
        return len(clauses)
    before = [
        i
        for i, one in enumerate(clauses)
        if (article_number(one.article) or 0) <= number and one.article
    ]
    return before[-1] + 1 if before else 0


def conflicts(
    known: Collection[str], changes: Iterable[Change], given: Collection[str]
) -> list[str]:
    """What cannot be: an article changed that is not there, a new text that is not given.

    `known` and `given`: keys of articles (`articles.key_of`), of the text in force and of the new
    words. Returns French sentences, none where the changes hold.
    """
    told = []
    for change in changes:
        key, name = key_of(change.article), change.article.strip()
        if change.nature in ("replaced", "removed") and key not in known:
            told.append(f"La convention n’a pas d’article {name} : rien à modifier.")
        if change.nature == "added" and key in known:
            told.append(f"La convention a déjà un article {name} : remplacez-le.")
        if change.nature in ("replaced", "added") and key not in given:
            told.append(f"Le texte du nouvel article {name} n’est pas donné.")
    return told
