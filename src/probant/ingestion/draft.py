"""What a parser gives back: plain values, each with the place it was read from. Nothing here
writes anything.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date

from probant.kernel.finding import Finding, Where


@dataclass(frozen=True, slots=True)
class Person:
    """Someone named in a list: the name without its title, and where it stands."""

    name: str
    start: int = 0
    end: int = 0
    title: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Proxy:
    """`giver` votes through `holder`. `scoped` tells that the text limits it to some points."""

    giver: str
    holder: str
    scoped: bool = False
    start: int = 0
    end: int = 0


@dataclass(slots=True)
class Attendance:
    """Who sat. `*_declared` are counts printed; `moving` tells that the text explains a varying
    presence.
    """

    present: list[Person] = field(default_factory=list)
    absent: list[Person] = field(default_factory=list)
    proxies: list[Proxy] = field(default_factory=list)
    in_office: int | None = None
    present_declared: int | None = None
    proxies_declared: int | None = None
    absent_declared: int | None = None
    voters_declared: int | None = None
    moving: bool = False
    broken: bool = False
    absents_listed: bool = False
    places: dict[str, Where] = field(default_factory=dict)


@dataclass(slots=True)
class Vote:
    """A ballot. None is what the text does not give; `proxies` are votes cast by proxy."""

    for_: int | None = None
    against: int | None = None
    abstain: int | None = None
    not_voting: int | None = None
    proxies: int | None = None
    unanimous: bool | None = None
    where: Where | None = None
    of_minutes: bool = False
    start: int = 0
    end: int = 0

    def said(self) -> bool:
        """Whether anything was read."""
        return any(value is not None for value in self.values())

    def values(self) -> tuple[int | bool | None, ...]:
        """The fields compared between points."""
        return (
            self.for_,
            self.against,
            self.abstain,
            self.not_voting,
            self.proxies,
            self.unanimous,
        )


@dataclass(slots=True)
class Amount:
    """Money granted or decided, integer cents. `parts` are the shares the same sentence gives of
    it.
    """

    cents: int
    recipient: str | None
    purpose: str | None
    where: Where
    start: int = 0
    parts: tuple[int, ...] = ()
    listed: bool = False


@dataclass(slots=True)
class Decision:
    text: str
    where: Where


@dataclass(slots=True)
class Item:
    """One point of minutes."""

    number: str | None
    subject: str | None
    vote: Vote | None
    amounts: list[Amount]
    start: int = 0
    end: int = 0


@dataclass(slots=True)
class Party:
    name: str
    represented_by: str | None = None
    capacity: str | None = None
    where: Where | None = None


@dataclass(slots=True)
class Article:
    number: str
    value: int
    title: str | None
    where: Where
    start: int = 0


@dataclass(slots=True)
class Clause:
    """A clause of a convention; `terms` holds the fields of its kind."""

    kind: str
    terms: dict[str, object]
    where: Where


@dataclass(slots=True)
class BudgetLine:
    """One row of one side. `level` 1 is a heading of the chart of accounts, 2 a line under it."""

    account: str | None
    label: str
    side: str
    cents: int | None
    level: int
    where: Where


@dataclass(slots=True)
class Budget:
    """A yearly budget: rows of both sides and the totals printed under them."""

    year: int | None
    lines: list[BudgetLine]
    printed: dict[str, int | None]
    places: dict[str, Where]
    where: Where


@dataclass(slots=True)
class Claim:
    """A figure said in the text."""

    code: str | None
    label: str
    value: float
    unit: str | None
    year: int | None
    where: Where
    scope: str | None = None


@dataclass(slots=True)
class Draft:
    """Everything read from one document, before anybody has accepted it."""

    kind: str = "unknown"
    body: str | None = None
    session_date: date | None = None
    convened_on: date | None = None
    president: str | None = None
    secretary: str | None = None
    rapporteur: str | None = None
    number: str | None = None
    subject: str | None = None
    attendance: Attendance | None = None
    decisions: list[Decision] = field(default_factory=list)
    amounts: list[Amount] = field(default_factory=list)
    vote: Vote | None = None
    items: list[Item] = field(default_factory=list)
    published_on: date | None = None
    transmitted_on: date | None = None
    parties: list[Party] = field(default_factory=list)
    articles: list[Article] = field(default_factory=list)
    clauses: list[Clause] = field(default_factory=list)
    budgets: list[Budget] = field(default_factory=list)
    claims: list[Claim] = field(default_factory=list)
    findings: list[Finding] = field(default_factory=list)
    parts: list[dict[str, object]] = field(default_factory=list)
    truncated: bool = False
    organisations: set[str] = field(default_factory=set)
    places: dict[str, Where] = field(default_factory=dict)
