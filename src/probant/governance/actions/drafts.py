"""What a form, an import or a reading hands to the actions: plain values, checked there."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from probant.directory.models import Organisation
from probant.governance.models import Body, Deliberation


@dataclass(frozen=True)
class RuleDraft:
    """What a body's own texts say; None leaves the law's default."""

    quorum_share: Fraction | None = None
    quorum_exceeds: bool | None = None
    proxies_count: bool | None = None
    proxies_per_holder: int | None = None
    notice_clear_days: int | None = None
    casting_vote: bool | None = None
    source: str = ""


@dataclass(frozen=True)
class SittingDraft:
    """A sitting as printed. Names in order; `proxies` are (giver, holder).

    A giver found in no list is seated as excused: who gives a proxy is not there.
    """

    body: Body
    held_on: datetime.date
    convened_on: datetime.date | None = None
    president: str = ""
    secretary: str = ""
    members_in_office: int | None = None
    present_declared: int | None = None
    proxies_declared: int | None = None
    present: Sequence[str] = ()
    absent: Sequence[str] = ()
    excused: Sequence[str] = ()
    proxies: Sequence[tuple[str, str]] = ()
    place: str = ""


@dataclass(frozen=True)
class AmountDraft:
    """Money granted, cents; `parts` are the shares that the act gives of it."""

    amount_cents: int
    beneficiary: Organisation | None = None
    beneficiary_name: str = ""
    purpose: str = ""
    budget_year: int | None = None
    budget_line: str = ""
    parts: Sequence["AmountDraft"] = ()


@dataclass(frozen=True)
class DecisionDraft:
    """One item of the operative part; numbered by its place where `number` is None."""

    text: str
    enables: str = ""
    amounts: Sequence[AmountDraft] = ()
    number: int | None = None


@dataclass(frozen=True)
class BallotDraft:
    """Votes as printed; None is what the act does not give. `declared`: `rules.Declared`."""

    votes_for: int | None = None
    votes_against: int | None = None
    abstentions: int | None = None
    not_voting: int | None = None
    proxies: int | None = None
    declared: str = ""
    method: str = ""
    president_vote: str = ""


@dataclass(frozen=True)
class LinkDraft:
    """An earlier deliberation that this one follows, amends or withdraws."""

    earlier: Deliberation
    nature: str = "follows"


@dataclass(frozen=True)
class DeliberationDraft:
    """What the act says beside its sitting; `next_number` asks for the body's next one."""

    subject: str
    number: str = ""
    rapporteur: str = ""
    advice: str = ""
    visas: str = ""
    recitals: str = ""
    matter: str = ""
    signatory: str = ""
    prefecture_id: str = ""
    document_reference: str = ""
    transmitted_on: datetime.date | None = None
    published_on: datetime.date | None = None
    notified_on: datetime.date | None = None
    decisions: Sequence[DecisionDraft] = ()
    ballot: BallotDraft | None = None
    follows: Sequence[Deliberation | LinkDraft] = field(default_factory=tuple)
    cited_only: bool = False
    next_number: bool = False
