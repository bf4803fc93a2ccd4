"""Reading the register: a deliberation whole, lists."""

import datetime
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from django.db.models import OuterRef, QuerySet, Subquery, Sum

from probant.governance.models import (
    AgendaItem,
    Ballot,
    Body,
    Candidacy,
    Decision,
    DecisionAmount,
    Deliberation,
    DeliberationLink,
    Proxy,
    Seat,
    Sitting,
)
from probant.governance.queries.checks import item_findings, presence_at
from probant.governance.queries.floor import SittingFile, file_of
from probant.governance.queries.proxies import repeated_proxies
from probant.governance.queries.rules import rules_on
from probant.governance.rules import (
    AmountSplit,
    BodyRules,
    Count,
    Floor,
    Life,
    Outcome,
    Presence,
    check_amounts,
    check_ballot,
    check_dates,
    check_life,
    check_notice,
    check_presence,
    check_proxies,
    check_quorum,
    check_secretary,
    find_name,
    outcome,
    quorum_needed,
)
from probant.kernel.actor import Actor
from probant.kernel.finding import Finding, by_severity


def presence_of(sitting: Sitting, seats: Sequence[Seat], proxies: Sequence[Proxy]) -> Presence:
    """A sitting's lists and declared counts as values for the rules."""
    there = tuple(seat.name for seat in seats if seat.presence == Seat.Presence.PRESENT)
    officers = [name for name in (sitting.president, sitting.secretary) if name]
    return Presence(
        present=there,
        absent=tuple(seat.name for seat in seats if seat.presence != Seat.Presence.PRESENT),
        proxies=tuple((proxy.giver_name, proxy.holder_name) for proxy in proxies),
        in_office=sitting.members_in_office,
        present_declared=sitting.present_declared,
        proxies_declared=sitting.proxies_declared,
        also_present=tuple(name for name in officers if find_name(name, there) is None),
    )


@dataclass(frozen=True)
class Register:
    """A deliberation with everything that its page shows."""

    deliberation: Deliberation
    sitting: Sitting
    body: Body
    rules: BodyRules
    seats: tuple[Seat, ...]
    proxies: tuple[Proxy, ...]
    presence: Presence
    decisions: tuple[Decision, ...]
    ballot: Ballot | None
    outcome: Outcome
    quorum: int | None
    findings: tuple[Finding, ...]
    earlier: tuple[DeliberationLink, ...]
    later: tuple[DeliberationLink, ...]
    item: AgendaItem | None = None
    file: SittingFile | None = None

    @property
    def is_election(self) -> bool:
        """Whether the act elects persons."""
        return self.ballot is not None and self.ballot.is_election

    @property
    def elected(self) -> list[str]:
        """The names elected, over all the rounds."""
        return [] if self.file is None else self.file.elected(self.deliberation.pk)

    @property
    def rounds(self) -> list[tuple[Ballot, tuple[Candidacy, ...]]]:
        """The rounds of an election, each with its candidates."""
        return [] if self.file is None else self.file.rounds(self.deliberation.pk)

    @cached_property
    def _floor(self) -> Floor | None:
        """The floor at the item of an act of ours; an extract says presence for the sitting."""
        if self.file is None or self.item is None:
            return None
        return self.file.floor(self.item.number)

    @property
    def there(self) -> frozenset[int]:
        """The seats of those present when the act was voted."""
        if self._floor is not None:
            return self._floor.present
        return frozenset(one.pk for one in self.seats if one.presence == Seat.Presence.PRESENT)

    @property
    def holders(self) -> dict[int, str]:
        """Who votes for a member away, by the seat of that member."""
        if self._floor is None or self.file is None:
            return {one.giver_id: one.holder_name for one in self.proxies if one.giver_id}
        names = self.file.names
        return {giver: names[holder] for giver, holder in self._floor.represented.items()}

    @property
    def amounts(self) -> list[DecisionAmount]:
        """The amounts granted, parts left out."""
        return [
            amount
            for decision in self.decisions
            for amount in decision.amounts.all()
            if amount.part_of_id is None
        ]

    @property
    def granted_cents(self) -> int:
        """What the act grants in all."""
        return sum(amount.amount_cents for amount in self.amounts)

    @property
    def life(self) -> Life:
        """The days of the act, from the vote to force."""
        return life_of(
            self.deliberation,
            self.body,
            held_on=self.sitting.held_on,
            adopted=self.outcome.adopted,
            grants=bool(self.amounts),
        )


def life_of(
    deliberation: Deliberation,
    body: Body,
    *,
    held_on: datetime.date,
    adopted: bool | None,
    grants: bool,
) -> Life:
    """The days of an act as values for the rules."""
    return Life(
        held_on=held_on,
        is_public=body.follows_council_law,
        adopted=adopted,
        grants=grants,
        transmitted_on=deliberation.transmitted_on,
        published_on=deliberation.published_on,
        notified_on=deliberation.notified_on,
        withdrawn_on=deliberation.withdrawn_on,
        annulled_on=deliberation.annulled_on,
        cited_only=deliberation.cited_only,
    )


def register_of(deliberation: Deliberation) -> Register:
    """Load a deliberation whole, its findings computed. Ten queries, whatever its size, two more
    where members of a council are represented; an act of a sitting of ours reads its presence at
    its item: eight more."""
    sitting = Sitting.objects.select_related("body__organisation").get(pk=deliberation.sitting_id)
    body = sitting.body
    rules = rules_on(body, sitting.held_on)
    seats = tuple(Seat.objects.filter(sitting=sitting).order_by("position"))
    proxies = tuple(Proxy.objects.filter(sitting=sitting).order_by("position"))
    presence = presence_of(sitting, seats, proxies)
    decisions = tuple(
        Decision.objects.filter(deliberation=deliberation)
        .order_by("number")
        .prefetch_related("amounts__beneficiary")
    )
    ballot = Ballot.objects.filter(deliberation=deliberation).order_by("-round").first()
    links = DeliberationLink.objects.select_related(
        "deliberation__sitting__body__organisation", "earlier__sitting__body__organisation"
    )
    in_office = sitting.members_in_office
    found = outcome(ballot.count if ballot else Count(), rules, in_office)
    findings = _findings(deliberation, sitting, rules, presence, decisions, ballot)
    item = AgendaItem.objects.filter(deliberation=deliberation).first()
    file = None
    if item is not None:
        file = file_of(sitting)
        presence = presence_at(file, file.floor(item.number))
        found = file.outcome(ballot) if ballot else found
        findings = by_severity(_dates(deliberation, sitting) + item_findings(file, item))
    return Register(
        deliberation=deliberation,
        sitting=sitting,
        body=body,
        rules=rules,
        seats=seats,
        proxies=proxies,
        presence=presence,
        decisions=decisions,
        ballot=ballot,
        outcome=found,
        quorum=_needed(sitting, rules),
        findings=tuple(findings),
        item=item,
        file=file,
        earlier=tuple(
            links.filter(deliberation=deliberation).order_by("earlier__sitting__held_on")
        ),
        later=tuple(links.filter(earlier=deliberation).order_by("deliberation__sitting__held_on")),
    )


def _needed(sitting: Sitting, rules: BodyRules) -> int | None:
    if sitting.members_in_office is None:
        return None
    return quorum_needed(sitting.members_in_office, rules)


def _findings(
    deliberation: Deliberation,
    sitting: Sitting,
    rules: BodyRules,
    presence: Presence,
    decisions: Iterable[Decision],
    ballot: Ballot | None,
) -> list[Finding]:
    found = _dates(deliberation, sitting)
    if deliberation.cited_only:
        return found
    grants = any(one.amounts.all() for one in decisions)
    found += check_life(
        life_of(deliberation, sitting.body, held_on=sitting.held_on, adopted=None, grants=grants)
    )
    found += check_presence(presence) + check_proxies(presence, rules)
    found += repeated_proxies(sitting, sitting.body, (giver for giver, _ in presence.proxies))
    found += check_quorum(presence, rules)
    found += check_secretary(presence, sitting.secretary)
    found += check_notice(sitting.convened_on, sitting.held_on, rules)
    found += check_amounts([split for one in decisions for split in _splits(one)])
    if ballot is not None:
        found += check_ballot(ballot.count, presence, rules, decides=bool(decisions))
    return by_severity(found)


def _dates(deliberation: Deliberation, sitting: Sitting) -> list[Finding]:
    return check_dates(
        sitting.held_on,
        transmitted_on=deliberation.transmitted_on,
        published_on=deliberation.published_on,
        notified_on=deliberation.notified_on,
    )


def _splits(decision: Decision) -> list[AmountSplit]:
    amounts = list(decision.amounts.all())
    return [
        AmountSplit(
            whole.amount_cents,
            tuple(part.amount_cents for part in amounts if part.part_of_id == whole.pk),
            whole.purpose,
        )
        for whole in amounts
        if whole.part_of_id is None
    ]


def deliberation_rows(actor: Actor, *, year: int | None = None) -> QuerySet[Any, Any]:
    """The register of an actor as `values()` rows, with what each act grants and its votes."""
    wholes = DecisionAmount.objects.filter(
        decision__deliberation=OuterRef("pk"), part_of__isnull=True
    ).order_by()
    granted = wholes.values("decision__deliberation").annotate(total=Sum("amount_cents"))
    last = Ballot.objects.filter(deliberation=OuterRef("pk")).order_by("-round")
    rows = Deliberation.objects.visible_to(actor)
    if year is not None:
        rows = rows.filter(
            sitting__held_on__range=(datetime.date(year, 1, 1), datetime.date(year, 12, 31))
        )
    return rows.annotate(
        granted_cents=Subquery(granted.values("total")[:1]),
        votes_for=Subquery(last.values("votes_for")[:1]),
        votes_against=Subquery(last.values("votes_against")[:1]),
        declared=Subquery(last.values("declared")[:1]),
        abstentions=Subquery(last.values("abstentions")[:1]),
        not_voting=Subquery(last.values("not_voting")[:1]),
        ballot_kind=Subquery(last.values("kind")[:1]),
        president_vote=Subquery(last.values("president_vote")[:1]),
        weighing=Subquery(last.values("weighing")[:1]),
    ).values(
        "sitting__body_id",
        "sitting__members_in_office",
        "abstentions",
        "not_voting",
        "ballot_kind",
        "president_vote",
        "weighing",
        "id",
        "subject",
        "number",
        "cited_only",
        "sitting__held_on",
        "sitting__body__name",
        "sitting__body__organisation__name",
        "granted_cents",
        "votes_for",
        "votes_against",
        "declared",
        "transmitted_on",
        "published_on",
        "notified_on",
        "withdrawn_on",
        "annulled_on",
        "sitting__body__kind",
    )


def years_of(actor: Actor) -> list[int]:
    """The years in which the actor's register holds an act, latest first. One query."""
    days = Deliberation.objects.visible_to(actor).dates("sitting__held_on", "year", order="DESC")
    return [day.year for day in days]
