"""What a ballot gave: counted from the votes, never typed."""

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from probant.governance.rules.law import BodyRules
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


def outcome(count: Count, rules: BodyRules) -> Outcome:
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
    """
    if count.for_ is None:
        if count.declared == Declared.NOTHING:
            return Outcome(None)
        adopted = count.declared != Declared.REJECTED
        return Outcome(adopted, count.declared == Declared.UNANIMOUS)
    against = count.against or 0
    if count.for_ == against:
        if not against or count.secret or not rules.casting_vote or not count.president_vote:
            return Outcome(None if not against else False, False)
        return Outcome(count.president_vote == "for", False, by_casting_vote=True)
    return Outcome(count.for_ > against, count.for_ > 0 and against == 0)


def check_ballot(
    count: Count, presence: Presence, rules: BodyRules, *, decides: bool = True
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
    result = outcome(count, rules)
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
