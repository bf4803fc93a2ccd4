"""The rules that bind a body on a day: the law's, or those that the body gave itself.

Deliberative bodies of authorities follow the CGCT (L2121-12, L2121-17, L2121-20, applied to EPCI by
L5211-1 and to their bureaux acting by delegation); the exceptional regimes of 2020-2022 are in the
dated parameters. An association follows its statutes: what they do not say here is unknown.
"""

import math
from dataclasses import dataclass, field, replace
from datetime import date
from fractions import Fraction

from probant.kernel.parameters import NotInForce, parameter

STATUTES = "Statuts ou règlement intérieur de l’instance"


@dataclass(frozen=True, slots=True)
class BodyRules:
    """What binds a body on a day; None is what neither law nor body says.

    `quorum_share` is a share of the members in office who must be present; `quorum_exceeds` tells
    that it must be exceeded, not only reached. `sources` gives the text of each rule by its name.
    """

    quorum_share: Fraction | None = None
    quorum_exceeds: bool = True
    proxies_count: bool = False
    proxies_per_holder: int | None = None
    notice_clear_days: int | None = None
    casting_vote: bool | None = None
    sources: dict[str, str] = field(default_factory=dict)

    def source(self, rule: str) -> str:
        """The text that sets a rule, "" where none does."""
        return self.sources.get(rule, "")


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
    return BodyRules(
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
    source: str = STATUTES,
) -> BodyRules:
    """The rules with those that the body set itself in place of the law's; None keeps the law's.

    >>> override(BodyRules(), proxies_per_holder=3, source="Statuts, art. 9").source("proxies")
    'Statuts, art. 9'
    """
    changed = dict(rules.sources)
    given = {
        "quorum": quorum_share,
        "proxies": proxies_per_holder,
        "notice": notice_clear_days,
        "casting_vote": casting_vote,
    }
    changed |= {rule: source for rule, value in given.items() if value is not None}
    return replace(
        rules,
        quorum_share=rules.quorum_share if quorum_share is None else quorum_share,
        quorum_exceeds=rules.quorum_exceeds if quorum_exceeds is None else quorum_exceeds,
        proxies_count=rules.proxies_count if proxies_count is None else proxies_count,
        proxies_per_holder=(
            rules.proxies_per_holder if proxies_per_holder is None else proxies_per_holder
        ),
        notice_clear_days=(
            rules.notice_clear_days if notice_clear_days is None else notice_clear_days
        ),
        casting_vote=rules.casting_vote if casting_vote is None else casting_vote,
        sources=changed,
    )


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
