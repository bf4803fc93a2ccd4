"""Lines of open data that are in the books already: the same, or one that a new file corrects.

A grant is known by its beneficiary and its year, then by its day, its reference, its object and
its amount: where at most one of the four moved it is the same grant. An act is known by its number
and its year, or by its day and its object. What is not sure is left to a person.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any

from probant.funding.models import PublishedAct, PublishedGrant
from probant.kernel.dates import write_short_date
from probant.kernel.money import write_euros
from probant.kernel.text import fold

Model = type[PublishedGrant] | type[PublishedAct]
#: What a line says, by model: where all of it is the same, so is the line.
COLUMNS: dict[Model, tuple[str, ...]] = {
    PublishedGrant: ("year", "signed_on", "reference", "beneficiary_key", "beneficiary_name",
                     "beneficiary_siret", "beneficiary_rna", "purpose", "policy", "amount_cents",
                     "whole_cents", "nature", "conditions", "period"),
    PublishedAct: ("decided_on", "number", "matter", "subject", "transmitted_on", "votes",
                   "address"),
}  # fmt: skip
_WORDS = {
    "signed_on": "date", "reference": "référence", "beneficiary_name": "bénéficiaire",
    "beneficiary_siret": "SIRET", "beneficiary_rna": "RNA", "purpose": "objet",
    "policy": "politique", "amount_cents": "montant", "whole_cents": "montant avant répartition",
    "nature": "nature", "conditions": "conditions", "period": "dates de versement",
    "decided_on": "date", "number": "identifiant", "matter": "matière", "subject": "objet",
    "transmitted_on": "réception en préfecture", "votes": "voix", "address": "adresse",
}  # fmt: skip
_SHOWN = 90  # characters of a text, before and after
Line = Any  # a `PublishedGrant` or a `PublishedAct`
Key = Callable[[Line], Hashable | None]


@dataclass
class Found:
    """What a line of the file is to the books: the line that it corrects, or may correct."""

    made: Line
    corrects: Line | None = None
    may_correct: Line | None = None


@dataclass
class Standing:
    """The lines of one authority in the books of a house, each to be met once."""

    house_id: int
    authority: int
    model: Model
    apart: frozenset[str] = frozenset()  # columns that the file does not give
    _left: dict[int, Line] = field(default_factory=dict)
    _exact: dict[Hashable, list[int]] = field(default_factory=lambda: defaultdict(list))
    _near: set[Hashable] = field(default_factory=set)
    _met: Counter[int] = field(default_factory=Counter)
    _doubted: set[int] = field(default_factory=set)

    def __post_init__(self) -> None:
        rows = self.model.objects.standing().filter(
            house_id=self.house_id, organisation=self.authority
        )
        for one in rows.only(*COLUMNS[self.model]).order_by("pk").iterator(2000):
            self._left[one.pk] = one
            self._exact[self._whole(one)].append(one.pk)
            self._near |= set(_near(one))

    def _whole(self, line: Line) -> Hashable:
        return tuple(
            _plain(getattr(line, name)) for name in COLUMNS[self.model] if name not in self.apart
        )

    def is_same(self, made: Line) -> bool:
        """Whether this very line stands; two same lines of a file want two in the books."""
        known = self._exact.get(self._whole(made))
        if not known:
            return False
        pk = known.pop(0)
        del self._left[pk]
        self._met[_year(made)] += 1
        return True

    def may_know(self, made: Line) -> bool:
        """Whether the books hold something like it: it waits for the other lines of the file."""
        return not self._near.isdisjoint(_near(made))

    def settle(self, waiting: Sequence[Line]) -> Iterator[Found]:
        """What each waiting line corrects, once those that are the same have been met."""
        found = {id(one): Found(one) for one in waiting}
        for key in _KEYS[self.model]:
            known, asked = self._by(key, self._left.values()), self._by(key, waiting)
            for value, lines in asked.items():
                lines = [one for one in lines if found[id(one)].corrects is None]
                twins = [one for one in known.get(value, ()) if one.pk in self._left]
                if not lines or not twins:
                    continue
                if len(lines) == len(twins):
                    for one, twin in zip(lines, twins, strict=True):
                        found[id(one)].corrects = twin
                        self.claim(twin)
                else:
                    for one in lines:
                        found[id(one)].may_correct = twins[0]
                    self._doubted |= {one.pk for one in twins}
        loose = self._by(_LOOSE[self.model], self._left.values())
        for one in waiting:
            told = found[id(one)]
            value = _LOOSE[self.model](one)
            if told.corrects is None and told.may_correct is None and value is not None:
                twins = [twin for twin in loose.get(value, ()) if twin.pk in self._left]
                told.may_correct = twins[0] if twins else None
                self._doubted |= {twin.pk for twin in twins}
            yield told

    def claim(self, line: Line) -> bool:
        """Take a line that a person says is the one; false where another took it."""
        if self._left.pop(line.pk, None) is None:
            return False
        self._met[_year(line)] += 1
        return True

    def missing(self) -> list[Line]:
        """The lines that the file does not have, of the years of which it has most of them; those
        that a line of the file may correct are not told so."""
        absent = [one for one in self._left.values() if one.pk not in self._doubted]
        left = Counter(_year(one) for one in absent)
        return [one for one in absent if self._met[_year(one)] > left[_year(one)]]

    @staticmethod
    def _by(key: Key, lines: Iterable[Line]) -> dict[Hashable, list[Line]]:
        grouped: dict[Hashable, list[Line]] = defaultdict(list)
        for one in lines:
            value = key(one)
            if value is not None:
                grouped[value].append(one)
        return grouped


def moved(before: Line, after: Line, apart: frozenset[str]) -> str:
    """What a correction changes, in words.

    >>> old = PublishedGrant(amount_cents=100, whole_cents=100, purpose="A")
    >>> new = PublishedGrant(amount_cents=250, whole_cents=250, purpose="B")
    >>> moved(old, new, frozenset()).replace("\\u202f", " ").replace("\\xa0", " ")
    'objet « A » → « B » ; montant 1 € → 2,50 €'
    """
    told = []
    for name in COLUMNS[type(after)]:
        old, new = getattr(before, name), getattr(after, name)
        if name not in _WORDS or name in apart or _plain(old) == _plain(new):
            continue
        if name == "whole_cents" and (old, new) == (before.amount_cents, after.amount_cents):
            continue  # one beneficiary: said once
        told.append(f"{_WORDS[name]} {_write(name, old)} → {_write(name, new)}")
    return " ; ".join(told)


def _write(name: str, value: Any) -> str:
    if value in (None, "", {}):
        return "vide"
    if name.endswith("_cents"):
        return write_euros(value)
    if name.endswith("_on"):
        return write_short_date(value)
    if isinstance(value, dict):
        return ", ".join(
            f"{key.removeprefix('VOTE_').lower()} {count}" for key, count in value.items()
        )
    text = str(value)
    return f"« {text if len(text) <= _SHOWN else text[: _SHOWN - 1] + '…'} »"


def _plain(value: Any) -> Hashable:
    return tuple(sorted(value.items())) if isinstance(value, dict) else value


def _year(line: Line) -> int:
    year: int = line.year if isinstance(line, PublishedGrant) else line.decided_on.year
    return year


def _who(line: PublishedGrant) -> str:
    return line.beneficiary_key


def _named(line: PublishedGrant) -> str:
    return fold(line.beneficiary_name)


def _near(line: Line) -> tuple[Hashable, ...]:
    if isinstance(line, PublishedGrant):
        return (line.year, "who", _who(line)), (line.year, "named", _named(line))
    return (
        (line.decided_on.year, "number", line.number),
        (line.decided_on, "subject", fold(line.subject)),
    )


def _grant_keys(whose: Callable[[PublishedGrant], str]) -> tuple[Key, ...]:
    """At most one of day, reference, object, amount moved; an object, only under a reference."""

    def purpose(line: PublishedGrant) -> str:
        return fold(line.purpose)

    def all_four(line: PublishedGrant) -> Hashable:
        return (line.year, whose(line), line.signed_on, line.reference, purpose(line),
                line.amount_cents)  # fmt: skip

    def but_amount(line: PublishedGrant) -> Hashable:
        return line.year, whose(line), line.signed_on, line.reference, purpose(line)

    def but_purpose(line: PublishedGrant) -> Hashable | None:
        if not line.reference:
            return None
        return line.year, whose(line), line.signed_on, line.reference, line.amount_cents

    def but_day(line: PublishedGrant) -> Hashable:
        return line.year, whose(line), line.reference, purpose(line), line.amount_cents

    def but_reference(line: PublishedGrant) -> Hashable:
        return line.year, whose(line), line.signed_on, purpose(line), line.amount_cents

    return all_four, but_amount, but_purpose, but_day, but_reference


def _same_reference(line: PublishedGrant) -> Hashable | None:
    return (line.year, _named(line), line.reference) if line.reference else None


def _number_and_day(line: PublishedAct) -> Hashable | None:
    return (line.decided_on, line.number) if line.number else None


def _number_and_subject(line: PublishedAct) -> Hashable | None:
    return (line.decided_on.year, line.number, fold(line.subject)) if line.number else None


def _day_and_subject(line: PublishedAct) -> Hashable:
    return line.decided_on, fold(line.subject)


def _nothing(line: Line) -> None:
    return None


_KEYS: dict[Model, tuple[Key, ...]] = {
    PublishedGrant: (*_grant_keys(_who), *_grant_keys(_named)),
    PublishedAct: (
        lambda one: (one.decided_on, one.number, fold(one.subject)),
        _number_and_day,
        _number_and_subject,
        _day_and_subject,
    ),
}
_LOOSE: dict[Model, Key] = {PublishedGrant: _same_reference, PublishedAct: _nothing}
