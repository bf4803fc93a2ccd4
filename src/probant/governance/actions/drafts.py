"""What a form, an import or a reading hands to the actions: plain values, checked there."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from probant.directory.models import Organisation, Person
from probant.governance.models import Body, College, Deliberation


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
    quorum_base: str = ""
    second_call_free: bool | None = None
    second_call_days: int | None = None
    majority_base: str = ""
    majority_share: Fraction | None = None
    secret_for_persons: bool | None = None
    secret_share: Fraction | None = None
    remote_counts: bool | None = None
    absolute_rounds: int | None = None
    weighing: str = ""


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


@dataclass(frozen=True)
class MandateDraft:
    """A member to be: the name as acts print it; `role` of `models.Mandate.Role`."""

    name: str
    role: str = "member"
    college: College | None = None
    person: Person | None = None
    represents: Organisation | None = None


@dataclass(frozen=True)
class ItemDraft:
    """An item of an agenda; `kind` of `models.AgendaItem.Kind`."""

    title: str
    kind: str = "decision"
    rapporteur: str = ""
    beneficiary: Organisation | None = None


@dataclass(frozen=True)
class VoteDraft:
    """A ballot on an item. By name: `choices` (seat → choice) and the counts are made from them;
    by count: the four numbers; by college: `colleges` (college → for, against, abstentions).
    """

    method: str = "hands"
    votes_for: int | None = None
    votes_against: int | None = None
    abstentions: int | None = None
    not_voting: int | None = None
    blank_votes: int | None = None
    asked_by: int | None = None
    president_vote: str = ""
    choices: Mapping[int, str] = field(default_factory=dict)
    colleges: Mapping[int, tuple[int, int, int]] = field(default_factory=dict)


@dataclass(frozen=True)
class CandidateDraft:
    """A candidate and the votes obtained at a round."""

    name: str
    votes: int
    is_eldest: bool = False
    person: Person | None = None


@dataclass(frozen=True)
class RoundDraft:
    """A round of an election: `expressed` valid ballots, seats to fill, candidates."""

    expressed: int
    to_elect: int
    candidates: Sequence[CandidateDraft]
    blank_votes: int | None = None
    method: str = "secret"
