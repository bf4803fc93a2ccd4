"""The rules that bind a body on a day: the law's, or those that the body gave itself.

Deliberative bodies of authorities follow the CGCT (L2121-12, L2121-17, L2121-20, applied to EPCI by
L5211-1 and to their bureaux acting by delegation); the exceptional regimes of 2020-2022 are in the
dated parameters. An association follows its statutes: what they do not say here is unknown.
"""

import math
from dataclasses import dataclass, field, replace
from datetime import date
from fractions import Fraction
from typing import Any

from probant.kernel.parameters import NotInForce, parameter

HALF = Fraction(1, 2)
STATUTES = "Statuts ou règlement intérieur de l’instance"


@dataclass(frozen=True, slots=True)
class BodyRules:
    """What binds a body on a day; None is what neither law nor body says.

    `quorum_share` is a share of the members in office who must be present; `quorum_exceeds` tells
    that it must be exceeded, not only reached. `sources` gives the text of each rule by its name.
    `quorum_base` and `majority_base` are those of `models.BodyRule`; `secret_share` and
    `public_share` are the parts of the members present who may ask for such a ballot;
    `absolute_rounds` are the rounds of an election that ask for an absolute majority.
    """

    quorum_share: Fraction | None = None
    quorum_exceeds: bool = True
    proxies_count: bool = False
    proxies_per_holder: int | None = None
    notice_clear_days: int | None = None
    casting_vote: bool | None = None
    sources: dict[str, str] = field(default_factory=dict)
    quorum_base: str = ""
    second_call_free: bool | None = None
    second_call_days: int | None = None
    majority_base: str = ""
    majority_share: Fraction | None = None
    secret_for_persons: bool | None = None
    secret_share: Fraction | None = None
    public_share: Fraction | None = None
    remote_counts: bool | None = None
    absolute_rounds: int | None = None
    weighing: str = ""
    stepping_aside_shrinks: bool = False

    @property
    def counted(self) -> str:
        """What the quorum counts: "present", "represented" or "rights"."""
        return self.quorum_base or ("represented" if self.proxies_count else "present")

    @property
    def carries(self) -> Fraction:
        """The share of its base that carries a vote; a half must be exceeded, others reached."""
        return HALF if self.majority_share is None else self.majority_share

    def source(self, rule: str) -> str:
        """The text that sets a rule, "" where none does."""
        return self.sources.get(rule, "")


#: the word under which the text of a rule is kept
_SAID = {
    "quorum_share": "quorum",
    "proxies_per_holder": "proxies",
    "notice_clear_days": "notice",
    "casting_vote": "casting_vote",
    "second_call_free": "second_call",
    "majority_base": "majority",
    "majority_share": "majority",
    "secret_for_persons": "persons",
    "secret_share": "secret",
    "absolute_rounds": "persons",
    "remote_counts": "remote",
    "weighing": "weighing",
}


def council_law(on: date) -> BodyRules:
    """The law of deliberative bodies of authorities on a civil day.

    >>> council_law(date(2024, 3, 21)).quorum_share
    Fraction(1, 2)
    >>> council_law(date(2022, 5, 17)).proxies_per_holder
    2
    """
    sources: dict[str, str] = {}

    def value(rule: str, key: str) -> object:
        try:
            found = parameter(f"council.{key}", on=on)
        except NotInForce:
            return None
        sources[rule] = found.source
        return found.value

    share, exceeds = value("quorum", "quorum_share"), value("quorum_exceeds", "quorum_exceeds")
    proxies, notice = value("proxies", "proxies_per_holder"), value("notice", "notice")
    again, aside = (
        value("second_call", "second_call_delay"),
        value("aside", "stepping_aside_shrinks_quorum"),
    )
    secret, public = value("secret", "secret_ballot_share"), value("public", "public_ballot_share")
    return BodyRules(
        second_call_free=again is not None,
        second_call_days=again if isinstance(again, int) else None,
        majority_base="cast",
        secret_for_persons=True,
        secret_share=secret if isinstance(secret, Fraction) else None,
        public_share=public if isinstance(public, Fraction) else None,
        absolute_rounds=2,
        stepping_aside_shrinks=aside is True,
        quorum_share=share if isinstance(share, Fraction) else None,
        quorum_exceeds=exceeds is not False,
        proxies_count=False,
        proxies_per_holder=proxies if isinstance(proxies, int) else None,
        notice_clear_days=notice if isinstance(notice, int) else None,
        casting_vote=True,
        sources={
            **sources,
            "casting_vote": "Code général des collectivités territoriales, art. L2121-20",
            "majority": "Code général des collectivités territoriales, art. L2121-20",
            "persons": "Code général des collectivités territoriales, art. L2121-21",
        },
    )


def override(
    rules: BodyRules,
    *,
    quorum_share: Fraction | None = None,
    quorum_exceeds: bool | None = None,
    proxies_count: bool | None = None,
    proxies_per_holder: int | None = None,
    notice_clear_days: int | None = None,
    casting_vote: bool | None = None,
    quorum_base: str = "",
    second_call_free: bool | None = None,
    second_call_days: int | None = None,
    majority_base: str = "",
    majority_share: Fraction | None = None,
    secret_for_persons: bool | None = None,
    secret_share: Fraction | None = None,
    remote_counts: bool | None = None,
    absolute_rounds: int | None = None,
    weighing: str = "",
    source: str = STATUTES,
) -> BodyRules:
    """The rules with those that the body set itself in place of the law's; None keeps the law's.

    >>> override(BodyRules(), proxies_per_holder=3, source="Statuts, art. 9").source("proxies")
    'Statuts, art. 9'
    """
    changed = dict(rules.sources)
    values: dict[str, object] = {
        "quorum_share": quorum_share,
        "quorum_exceeds": quorum_exceeds,
        "proxies_count": proxies_count,
        "proxies_per_holder": proxies_per_holder,
        "notice_clear_days": notice_clear_days,
        "casting_vote": casting_vote,
        "quorum_base": quorum_base or None,
        "second_call_free": second_call_free,
        "second_call_days": second_call_days,
        "majority_base": majority_base or None,
        "majority_share": majority_share,
        "secret_for_persons": secret_for_persons,
        "secret_share": secret_share,
        "remote_counts": remote_counts,
        "absolute_rounds": absolute_rounds,
        "weighing": weighing or None,
    }
    given = {name: value for name, value in values.items() if value is not None}
    changed |= {_SAID[name]: source for name in given if name in _SAID}
    kept: Any = given
    return replace(rules, sources=changed, **kept)


def quorum_needed(in_office: int, rules: BodyRules) -> int | None:
    """How many members must be present; None where the rule is unknown.

    "More than half" is not "half plus one" (L2121-17): 43 in office make 22.

    >>> quorum_needed(43, council_law(date(2024, 3, 21)))
    22
    >>> quorum_needed(44, council_law(date(2024, 3, 21)))
    23
    >>> quorum_needed(43, council_law(date(2022, 5, 17)))
    15
    """
    if rules.quorum_share is None:
        return None
    exact = rules.quorum_share * in_office
    return math.floor(exact) + 1 if rules.quorum_exceeds else math.ceil(exact)
