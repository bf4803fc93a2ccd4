"""What a ballot gave: counted from the votes, never typed."""

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from probant.governance.rules.law import HALF, BodyRules
from probant.governance.rules.presence import Presence
from probant.kernel.finding import Finding, Severity


class Declared(StrEnum):
    """What the document says of the result in words, where it gives no count."""

    NOTHING = ""
    ADOPTED = "adopted"
    UNANIMOUS = "unanimous"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class Count:
    """Votes as counted; None is what the document does not give.

    `president_vote` ("for", "against", "") decides a tie; `secret` takes that vote's weight away.
    """

    for_: int | None = None
    against: int | None = None
    abstain: int | None = None
    not_voting: int | None = None
    proxies: int | None = None
    declared: str = Declared.NOTHING
    president_vote: str = ""
    secret: bool = False

    @property
    def is_counted(self) -> bool:
        """Whether the votes for are known in figures."""
        return self.for_ is not None

    @property
    def total(self) -> int:
        """For + against + abstentions, those who did not take part left out."""
        return (self.for_ or 0) + (self.against or 0) + (self.abstain or 0)


@dataclass(frozen=True, slots=True)
class Outcome:
    """None: not known, or no decision (nobody expressed a vote)."""

    adopted: bool | None
    unanimous: bool | None = None
    by_casting_vote: bool = False

    @property
    def label(self) -> str:
        """The result in French."""
        if self.adopted is None:
            return "sans décision"
        if not self.adopted:
            return "rejetée"
        if self.unanimous:
            return "adoptée à l’unanimité"
        return "adoptée par la voix prépondérante" if self.by_casting_vote else "adoptée"


@dataclass(frozen=True, slots=True)
class CollegeVotes:
    """The votes of one college and what the college weighs."""

    weight: int
    for_: int
    against: int


def weighed_outcome(votes: Sequence[CollegeVotes], rules: BodyRules) -> Outcome:
    """Each college weighs its weight, shared in proportion to its own votes cast.

    A college that expressed no vote weighs nothing. Exact: fractions, never decimals.

    >>> three = [CollegeVotes(50, 1, 2), CollegeVotes(30, 5, 0), CollegeVotes(20, 0, 0)]
    >>> weighed_outcome(three, BodyRules()).adopted
    True
    """
    for_, total = Fraction(0), 0
    for one in votes:
        cast = one.for_ + one.against
        if cast:
            for_ += Fraction(one.weight * one.for_, cast)
            total += one.weight
    if not total:
        return Outcome(None)
    against = any(one.against for one in votes)
    adopted = _carries(for_, Fraction(total), rules.carries)
    return Outcome(adopted, adopted and not against)


def _carries(for_: Fraction, base: Fraction, share: Fraction) -> bool:
    """Whether the votes carry: a half must be exceeded, a qualified share only reached."""
    return for_ > share * base if share == HALF else for_ >= share * base


def outcome(count: Count, rules: BodyRules, in_office: int | None = None) -> Outcome:
    """Adopted by the majority of votes cast, for and against (CGCT L2121-20; Rép. min. 26978).

    Unanimity is that of the votes cast: abstentions do not break it. A tie follows the chair's
    vote, except in a secret ballot. Without figures the words of the document are followed.

    >>> outcome(Count(for_=41, against=0, abstain=0), BodyRules()).label
    'adoptée à l’unanimité'
    >>> outcome(Count(for_=4, against=0, abstain=6), BodyRules()).unanimous
    True
    >>> outcome(Count(for_=5, against=5, president_vote="for"), BodyRules(casting_vote=True)).label
    'adoptée par la voix prépondérante'
    >>> outcome(Count(for_=0, against=0, abstain=12), BodyRules()).adopted is None
    True

    A body's own rule may count the votes against all who take part or all in office, and ask for
    a qualified share:

    >>> twothirds = BodyRules(majority_share=Fraction(2, 3))
    >>> [outcome(Count(for_=votes, against=10), twothirds).adopted for votes in (19, 20)]
    [False, True]
    """
    if count.for_ is None:
        if count.declared == Declared.NOTHING:
            return Outcome(None)
        adopted = count.declared != Declared.REJECTED
        return Outcome(adopted, count.declared == Declared.UNANIMOUS)
    against = count.against or 0
    if rules.majority_base in ("present", "office") or rules.carries != HALF:
        return _qualified(count, rules, in_office)
    if count.for_ == against:
        if not against or count.secret or not rules.casting_vote or not count.president_vote:
            return Outcome(None if not against else False, False)
        return Outcome(count.president_vote == "for", False, by_casting_vote=True)
    return Outcome(count.for_ > against, count.for_ > 0 and against == 0)


def _qualified(count: Count, rules: BodyRules, in_office: int | None) -> Outcome:
    for_, against = count.for_ or 0, count.against or 0
    base: int | None = for_ + against
    if rules.majority_base == "present":
        base = count.total + (count.not_voting or 0)
    elif rules.majority_base == "office":
        base = in_office
    if not for_ + against or base is None:
        return Outcome(None)
    adopted = _carries(Fraction(for_), Fraction(base), rules.carries)
    return Outcome(adopted, adopted and against == 0)


def check_method(
    method: str, asked_by: int | None, present: int | None, rules: BodyRules
) -> list[Finding]:
    """`ballot.asked`: too few members asked for a public or secret ballot (CGCT L2121-21).

    >>> from datetime import date
    >>> from probant.governance.rules.law import council_law
    >>> law = council_law(date(2024, 3, 21))
    >>> [len(check_method("secret", asked, 30, law)) for asked in (9, 10)]
    [1, 0]
    """
    share = {"secret": rules.secret_share, "public": rules.public_share}.get(method)
    if share is None or asked_by is None or not present or asked_by >= share * present:
        return []
    word = "secret" if method == "secret" else "public"
    return [
        Finding(
            "ballot.asked",
            Severity.WARNING,
            f"Scrutin {word} demandé par {asked_by} membres, pour {math.ceil(share * present)} "
            f"requis sur {present} présents ({rules.source(method)}).",
        )
    ]


def check_ballot(
    count: Count,
    presence: Presence,
    rules: BodyRules,
    *,
    decides: bool = True,
    found_outcome: Outcome | None = None,
) -> list[Finding]:
    """`vote.total` (votes = present + proxies), `vote.proxies`, `vote.not_adopted`,
    `vote.unanimity`; `decides` tells that the act states decisions.

    Where lists and declared counts differ, `presence.count` says so already: votes that fit either
    of them are not blamed again. Members who step aside may stand inside or outside the total.

    >>> there = Presence(present_declared=34, proxies_declared=7)
    >>> check_ballot(Count(for_=41, against=0, abstain=0, proxies=7), there, BodyRules())
    []
    >>> check_ballot(Count(for_=40, against=0, abstain=0), there, BodyRules())[0].code
    'vote.total'
    """
    found = [*_total(count, presence), *_proxies(count, presence)]
    result = found_outcome or outcome(count, rules, presence.in_office)
    if decides and (result.adopted is False or (result.adopted is None and count.is_counted)):
        found.append(
            Finding(
                "vote.not_adopted",
                Severity.WARNING,
                f"L’acte décide, mais le scrutin ne l’adopte pas : {count.for_ or 0} pour, "
                f"{count.against or 0} contre.",
            )
        )
    if count.is_counted and count.declared == Declared.UNANIMOUS and not result.unanimous:
        found.append(
            Finding(
                "vote.unanimity",
                Severity.WARNING,
                f"« À l’unanimité » est écrit, et {count.against or 0} voix sont contre.",
            )
        )
    return found


def _total(count: Count, presence: Presence) -> Iterable[Finding]:
    if not count.is_counted or count.against is None or count.abstain is None:
        return
    presents = {len(presence.present), presence.present_declared} - {0, None}
    proxies = {len(presence.proxies), presence.proxies_declared or 0}
    if count.proxies is not None:
        proxies.add(count.proxies)
    if not presents:
        return
    if len(proxies) > 1:
        proxies.discard(0)
    bases = {(one or 0) + (other or 0) for one in presents for other in proxies}
    aside = count.not_voting or 0
    if bases.isdisjoint({count.total, count.total + aside}):
        yield Finding(
            "vote.total",
            Severity.ERROR,
            f"{count.total + aside} voix ({count.for_} pour, {count.against} contre, "
            f"{count.abstain} abstentions, {aside} sans prendre part) pour "
            f"{presence.present_count} présents et {presence.proxies_count} procurations.",
        )


def _proxies(count: Count, presence: Presence) -> Iterable[Finding]:
    known = {len(presence.proxies), presence.proxies_declared or 0} - {0}
    if count.proxies is not None and known and count.proxies not in known:
        yield Finding(
            "vote.proxies",
            Severity.WARNING,
            f"Le scrutin compte {count.proxies} procurations, la séance {max(known)}.",
        )
