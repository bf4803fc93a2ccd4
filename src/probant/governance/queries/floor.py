"""A sitting whole: members, proxies, items, what happened at each, and what does not hold."""

import datetime
from collections import defaultdict
from dataclasses import dataclass, field
from functools import cached_property

from probant.governance.models import (
    AgendaItem,
    Ballot,
    Body,
    Candidacy,
    CollegeCount,
    Mandate,
    Movement,
    Proxy,
    Seat,
    Sitting,
)
from probant.governance.queries.mandates import Tie, ties
from probant.governance.queries.rules import rules_on
from probant.governance.rules import (
    BodyRules,
    CollegeVotes,
    Floor,
    Given,
    Member,
    Move,
    Outcome,
    Quorum,
    Round,
    Scored,
    floor_at,
    names_elected,
    outcome,
    quorum_at,
    rights,
    room_at,
    weighed_outcome,
)


@dataclass(frozen=True)
class SittingFloor:
    """Who sits, for whom, and who came and went: what a vote is held against.

    `numbers`: the number of each item that a proxy or a movement names, by its id.
    """

    sitting: Sitting
    body: Body
    rules: BodyRules
    seats: tuple[Seat, ...]
    proxies: tuple[Proxy, ...]
    movements: tuple[Movement, ...]
    numbers: dict[int, int]

    @cached_property
    def names(self) -> dict[int, str]:
        """The name of each seat."""
        return {seat.pk: seat.name for seat in self.seats}

    @cached_property
    def members(self) -> tuple[Member, ...]:
        """The seats as values for the rules."""
        weighs = self.rules.weighing == "members"
        return tuple(
            Member(
                seat.pk,
                seat.name,
                seat.presence == Seat.Presence.PRESENT,
                seat.college.weight if weighs and seat.college else 1,
                seat.college_id,
                bool(seat.is_remote),
            )
            for seat in self.seats
        )

    @cached_property
    def given(self) -> tuple[Given, ...]:
        """The proxies whose two names fit a seat, as values for the rules."""
        return tuple(
            Given(
                one.giver_id,
                one.holder_id,
                self.numbers.get(one.from_item_id or 0),
                self.numbers.get(one.until_item_id or 0),
            )
            for one in self.proxies
            if one.giver_id and one.holder_id
        )

    @cached_property
    def moves(self) -> tuple[Move, ...]:
        """Movements as values for the rules, in the order of items."""
        return tuple(
            sorted(
                (
                    Move(one.seat_id, self.numbers[one.item_id], one.nature)
                    for one in self.movements
                ),
                key=lambda one: one.item,
            )
        )

    def floor(self, number: int = 0) -> Floor:
        """The floor at an item; 0 is the opening."""
        return floor_at(self.members, self.given, self.moves, number)

    def room(self, number: int | None = None) -> frozenset[int]:
        """Those in the room at an item; after the last movement where none is said."""
        if number is None:
            number = max((move.item for move in self.moves), default=0)
        return frozenset(room_at(self.members, self.moves, number))

    def quorum_of(self, floor: Floor) -> Quorum:
        """The quorum that a floor makes."""
        again = self.sitting.second_call_of_id is not None
        return quorum_at(floor, self.members, self.rules, second_call=again)

    def rights(self, floor: Floor) -> int:
        """The votes that a floor holds."""
        return rights(floor, self.members)


@dataclass(frozen=True)
class SittingFile(SittingFloor):
    """Everything of a sitting, loaded at once; presence and quorum per item are computed."""

    items: tuple[AgendaItem, ...] = ()
    ballots: dict[int, tuple[Ballot, ...]] = field(default_factory=dict)
    scores: dict[int, tuple[Candidacy, ...]] = field(default_factory=dict)
    by_college: dict[int, tuple[CollegeCount, ...]] = field(default_factory=dict)

    @cached_property
    def floors(self) -> dict[int, Floor]:
        """The floor at every item: computed again only where something changed."""
        changes = {move.item for move in self.moves}
        changes |= {move.item + 1 for move in self.moves}  # stepping aside ends with its item
        for one in self.given:
            changes |= {number for number in (one.from_item, one.until_item) if number}
        found, last = {}, self.floor(0)
        for item in self.items:
            if any(last.item < number <= item.number for number in changes):
                last = self.floor(item.number)
            found[item.number] = last
        return found

    def quorum(self, number: int = 0) -> Quorum:
        """The quorum at an item; 0 is the opening."""
        floor = self.floor(0) if number == 0 else self.floors[number]
        return self.quorum_of(floor)

    def ballot(self, item: AgendaItem) -> Ballot | None:
        """The last ballot of an item."""
        found = self.ballots.get(item.deliberation_id or 0)
        return found[-1] if found else None

    def outcome(self, ballot: Ballot) -> Outcome:
        """What a vote gave, colleges weighed where the body weighs them."""
        return outcome_of(ballot, self.rules, len(self.seats), self.by_college.get(ballot.pk, ()))

    def round(self, ballot: Ballot) -> Round:
        """A round of an election as values for the rules."""
        return round_of(ballot, self.scores.get(ballot.pk, ()))

    def elected(self, deliberation_id: int | None) -> list[str]:
        """The names that an act elects, over all its rounds, first rounds first."""
        return [
            name
            for ballot, _ in self.rounds(deliberation_id)
            for name in names_elected(self.round(ballot), self.rules)
        ]

    def rounds(self, deliberation_id: int | None) -> list[tuple[Ballot, tuple[Candidacy, ...]]]:
        """The rounds of the election that an act is, each with its candidates."""
        held = self.ballots.get(deliberation_id or 0, ())
        return [(one, self.scores.get(one.pk, ())) for one in held if one.is_election]


def outcome_of(
    ballot: Ballot,
    rules: BodyRules,
    in_office: int | None,
    colleges: tuple[CollegeCount, ...] = (),
) -> Outcome:
    """The result of a vote under the rules of its body."""
    if ballot.weighing == "colleges" and colleges:
        votes = [
            CollegeVotes(one.college.weight, one.votes_for, one.votes_against) for one in colleges
        ]
        return weighed_outcome(votes, rules)
    return outcome(ballot.count, rules, in_office)


def round_of(ballot: Ballot, candidates: tuple[Candidacy, ...]) -> Round:
    """A round as values for the rules."""
    return Round(
        ballot.round,
        ballot.votes_for or 0,
        ballot.to_elect or 1,
        tuple(Scored(one.name, one.votes, one.is_eldest) for one in candidates),
    )


def floor_of(sitting: Sitting) -> SittingFloor:
    """Load who sits and who moved, without the agenda nor what was voted. Four queries."""
    moved = tuple(
        Movement.objects.filter(item__sitting=sitting).select_related("item").order_by("id")
    )
    proxies = Proxy.objects.filter(sitting=sitting).select_related("from_item", "until_item")
    given = tuple(proxies.order_by("position"))
    named = [item for one in given for item in (one.from_item, one.until_item) if item]
    return SittingFloor(
        sitting=sitting,
        body=sitting.body,
        rules=rules_on(sitting.body, sitting.held_on),
        seats=_seats(sitting),
        proxies=given,
        movements=moved,
        numbers={item.pk: item.number for item in (*named, *(one.item for one in moved))},
    )


def _seats(sitting: Sitting) -> tuple[Seat, ...]:
    rows = Seat.objects.filter(sitting=sitting).select_related("college")
    return tuple(rows.order_by("position"))


def file_of(sitting: Sitting) -> SittingFile:
    """Load a sitting whole: seven queries whatever its size, nine where an item was elected upon
    or voted by college."""
    body = sitting.body
    items = tuple(AgendaItem.objects.filter(sitting=sitting).order_by("number"))
    ballots: dict[int, list[Ballot]] = defaultdict(list)
    acts = [item.deliberation_id for item in items if item.deliberation_id]
    elections, colleges = [], []
    if acts:
        for ballot in Ballot.objects.filter(deliberation__sitting=sitting).order_by("round"):
            ballots[ballot.deliberation_id].append(ballot)
            if ballot.is_election:
                elections.append(ballot.pk)
            if ballot.weighing == "colleges":
                colleges.append(ballot.pk)
    return SittingFile(
        sitting=sitting,
        body=body,
        rules=rules_on(body, sitting.held_on),
        seats=_seats(sitting),
        proxies=tuple(Proxy.objects.filter(sitting=sitting).order_by("position")),
        movements=tuple(Movement.objects.filter(item__sitting=sitting).order_by("id")),
        numbers={item.pk: item.number for item in items},
        items=items,
        ballots={act: tuple(found) for act, found in ballots.items()},
        scores=_scores(elections),
        by_college=_colleges(colleges),
    )


def _scores(ballots: list[int]) -> dict[int, tuple[Candidacy, ...]]:
    found: dict[int, list[Candidacy]] = defaultdict(list)
    if ballots:
        for one in Candidacy.objects.filter(ballot__in=ballots).order_by("position"):
            found[one.ballot_id].append(one)
    return {ballot: tuple(rows) for ballot, rows in found.items()}


def _colleges(ballots: list[int]) -> dict[int, tuple[CollegeCount, ...]]:
    found: dict[int, list[CollegeCount]] = defaultdict(list)
    if ballots:
        rows = CollegeCount.objects.filter(ballot__in=ballots).select_related("college")
        for one in rows.order_by("college__position"):
            found[one.ballot_id].append(one)
    return {ballot: tuple(rows) for ballot, rows in found.items()}


def interested(file: SittingFile, item: AgendaItem) -> list[tuple[Seat, Tie]]:
    """The members whom an item's beneficiary concerns, each with what links them to it."""
    if item.beneficiary_id is None:
        return []
    seats = {seat.mandate_id: seat for seat in file.seats if seat.mandate_id}
    mandates = Mandate.objects.filter(pk__in=list(seats))
    day: datetime.date = file.sitting.held_on
    return [
        (seats[tie.mandate_id], tie)
        for tie in ties(mandates, [item.beneficiary_id], day)
        if tie.mandate_id in seats
    ]
