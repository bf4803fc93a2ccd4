"""What obligations derive from and what one is: values, no database."""

import calendar
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from functools import lru_cache
from typing import NamedTuple, TypeGuard

from probant.funding.rules.clauses import (
    CommitteeTerms,
    DurationTerms,
    EvidenceTerms,
    MentionTerms,
    NoticeTerms,
    PaymentTerms,
    RenewalTerms,
    ReportingTerms,
    Terms,
    Trigger,
    split_award,
)
from probant.kernel.parameters import NotInForce, Parameter, parameter

SOON_DAYS = 90


class Duty(StrEnum):
    """Kinds of obligation; the value is stored in the fact that one was met."""

    PAYMENT = "payment"
    EVIDENCE = "evidence"
    REPORT = "report"
    COMMITTEE = "committee"
    NOTICE = "notice"
    RENEWAL = "renewal"
    PUBLICATION = "publication"
    REQUEST = "request"
    ACCOUNTS = "accounts"
    DEPOSIT = "deposit"
    RECOVERY = "recovery"
    MENTION = "mention"
    MENTION_FUNDER = "mention_funder"
    INVITE = "invite"
    ROOMS = "rooms"
    COMMITMENT = "commitment"
    COMMITMENT_FUNDER = "commitment_funder"

    @property
    def label(self) -> str:
        """The kind in French."""
        return {
            "payment": "versement",
            "evidence": "pièces justificatives",
            "report": "compte rendu financier",
            "committee": "comité de pilotage",
            "notice": "dénonciation",
            "renewal": "renouvellement",
            "publication": "données essentielles",
            "request": "demande de l’année suivante",
            "accounts": "comptes certifiés et publiés",
            "deposit": "dépôt à la préfecture",
            "recovery": "somme à reverser",
            "mention": "mention du financeur",
            "mention_funder": "mention de l’association",
            "invite": "invitation",
            "rooms": "prêt de salles",
            "commitment": "engagement de l’association",
            "commitment_funder": "engagement du financeur",
        }[self.value]


#: Who owes a duty: the funder, both; the beneficiary owes all the others.
_FUNDER = frozenset(
    (
        Duty.PAYMENT,
        Duty.PUBLICATION,
        Duty.MENTION_FUNDER,
        Duty.INVITE,
        Duty.ROOMS,
        Duty.COMMITMENT_FUNDER,
    )
)
_BOTH = frozenset((Duty.COMMITTEE, Duty.NOTICE, Duty.RENEWAL))


def side_of(code: Duty) -> str:
    """Who owes a duty: "funder", "both" or "beneficiary".

    >>> side_of(Duty.PAYMENT), side_of(Duty.REPORT)
    ('funder', 'beneficiary')
    """
    if code in _FUNDER:
        return "funder"
    return "both" if code in _BOTH else "beneficiary"


class State(StrEnum):
    """done · due (to do now) · late · open (later, or waiting for an event)."""

    DONE = "done"
    DUE = "due"
    LATE = "late"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class AwardDue:
    """An award and what was paid on it, or retained: (day, cents), repayments negative."""

    label: str
    budget_year: int
    amount_cents: int
    funder: str
    awarded_on: date
    notified_on: date | None = None
    paid: tuple[tuple[date, int], ...] = ()
    award_id: int | None = None
    funder_id: int | None = None
    recovery_on: date | None = None
    retained: tuple[tuple[date, int], ...] = ()

    @property
    def paid_cents(self) -> int:
        """What was paid, repayments taken off."""
        return sum([cents for _, cents in self.paid])

    @property
    def settled(self) -> list[tuple[date, int]]:
        """What was paid, and what the funder keeps for good: neither is due any more, by day."""
        return sorted((*self.paid, *self.retained))


@dataclass(frozen=True, slots=True)
class EvidenceDue:
    """The pieces of a year: those not accepted yet, and the day on which all were given, accepted.

    `has_list` False: the convention points to a list that does not exist, and nobody completed it.
    """

    missing: tuple[str, ...] = ()
    waiting: tuple[str, ...] = ()
    given_on: date | None = None
    accepted_on: date | None = None
    has_list: bool = True


@dataclass(frozen=True, slots=True)
class Promise:
    """A commitment of the text: which, who is bound (`funder`, `beneficiary`, "" both), where."""

    code: Duty
    title: str
    article: str = ""


@dataclass(frozen=True, slots=True, eq=False)
class Clauses:
    """The terms of a convention by kind, each with its article: sorted once, however many
    conventions are written alike. `waits`: the article of the instalment that pieces open."""

    payments: tuple[tuple[PaymentTerms, str], ...] = ()
    reporting: tuple[ReportingTerms, str] | None = None
    committees: tuple[tuple[CommitteeTerms, str], ...] = ()
    notices: tuple[tuple[NoticeTerms, str], ...] = ()
    renewals: tuple[tuple[DurationTerms | RenewalTerms, str], ...] = ()
    mentions: tuple[tuple[MentionTerms, str], ...] = ()
    evidence: tuple[EvidenceTerms, ...] = ()
    waits: str | None = None
    renews_tacitly: bool = False


def sort_terms(terms: tuple[tuple[Terms, str], ...]) -> Clauses:
    """Terms by kind, in the order of the text."""
    payments = tuple((one, article) for one, article in terms if isinstance(one, PaymentTerms))
    durations = [one for one, _ in terms if isinstance(one, DurationTerms)]
    return Clauses(
        payments,
        next(((one, article) for one, article in terms if isinstance(one, ReportingTerms)), None),
        tuple((one, article) for one, article in terms if isinstance(one, CommitteeTerms)),
        tuple((one, article) for one, article in terms if isinstance(one, NoticeTerms)),
        tuple((one, article) for one, article in terms if _is_renewed(one)),
        tuple((one, article) for one, article in terms if isinstance(one, MentionTerms)),
        tuple(one for one, _ in terms if isinstance(one, EvidenceTerms)),
        next((article for one, article in payments if one.trigger is Trigger.EVIDENCE), None),
        any(one.renewal == "tacit" for one in durations),
    )


def _is_renewed(terms: Terms) -> TypeGuard[DurationTerms | RenewalTerms]:
    express = isinstance(terms, DurationTerms) and terms.renewal == "express"
    return express or isinstance(terms, RenewalTerms)


@lru_cache(maxsize=4096)
def parts_of(clauses: Clauses, amount_cents: int) -> tuple[int, ...]:
    """The instalments of an amount by the clauses, to the cent."""
    return split_award(amount_cents, tuple(one.share_rate for one, _ in clauses.payments))


@dataclass(frozen=True, slots=True)
class Bond:
    """What obligations derive from. `met` gives the days an obligation was met, by kind and year;
    `terms` are (terms, article); `evidence` is the register of each year, where there is one;
    `all_cents` what every authority together awards to the beneficiary a year. `is_standing`
    False: denounced or closed, nothing of its future is due any more. `sorted_terms`: the same
    terms by kind, where whoever asks has sorted them."""

    years: tuple[int, ...]
    starts_on: date | None = None
    ends_on: date | None = None
    signed_on: date | None = None
    terms: tuple[tuple[Terms, str], ...] = ()
    awards: tuple[AwardDue, ...] = ()
    beneficiary: str = ""
    funders: str = ""
    met: Mapping[tuple[str, int | None], tuple[date, ...]] = field(default_factory=dict)
    evidence: Mapping[int, EvidenceDue] = field(default_factory=dict)
    promises: tuple[Promise, ...] = ()
    all_cents: Mapping[int, int] = field(default_factory=dict)
    is_standing: bool = True
    sorted_terms: Clauses | None = None

    @property
    def clauses(self) -> Clauses:
        """The terms by kind, sorted here where they were not yet."""
        return self.sorted_terms or sort_terms(self.terms)


class Obligation(NamedTuple):
    """One thing due. `by`: who owes it; `due_on` None: no day can be told, `note` says why."""

    code: Duty
    label: str
    by: str
    state: State
    due_on: date | None = None
    done_on: date | None = None
    year: int | None = None
    amount_cents: int | None = None
    law: str = ""
    article: str = ""
    note: str = ""
    award_id: int | None = None
    instalment: int | None = None
    left_cents: int | None = None


@lru_cache(maxsize=4096)
def add_months(day: date, months: int) -> date:
    """The same day some months later or earlier; a last day of month stays one.

    >>> add_months(date(2023, 12, 31), 6), add_months(date(2025, 12, 31), -3)
    (datetime.date(2024, 6, 30), datetime.date(2025, 9, 30))
    """
    place = day.year * 12 + day.month - 1 + months
    year, month = divmod(place, 12)
    longest = calendar.monthrange(year, month + 1)[1]
    ends = day.day == calendar.monthrange(day.year, day.month)[1]
    return date(year, month + 1, longest if ends else min(day.day, longest))


@lru_cache(maxsize=512)
def law_of(key: str, on: date) -> Parameter | None:
    """The parameter of law in force on a day, or None."""
    try:
        return parameter(key, on=on)
    except NotInForce:
        return None


def state_on(due_on: date | None, today: date, *, opens_on: date | None = None) -> State:
    """late after its day, due once it opens, open before, or without a day."""
    if due_on is None or (opens_on is not None and today < opens_on):
        return State.OPEN
    return State.LATE if today > due_on else State.DUE


@lru_cache(maxsize=512)
def year_state(year: int, today: date) -> tuple[date, State]:
    """The day and the state of what is done once in a year, whenever."""
    due_on = date(year, 12, 31)
    return due_on, state_on(due_on, today, opens_on=date(year, 1, 1))


def both_of(bond: Bond) -> str:
    """Both sides, in words."""
    if bond.beneficiary and bond.funders:
        return f"{bond.beneficiary} et {bond.funders}"
    return bond.beneficiary or bond.funders
