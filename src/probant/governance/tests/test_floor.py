"""The floor at an item: over random sittings, against an independent naive count."""

import datetime
from fractions import Fraction

from hypothesis import given, settings
from hypothesis import strategies as st

from probant.governance.rules import (
    BodyRules,
    CollegeVotes,
    Count,
    Given,
    Member,
    Move,
    Round,
    Scored,
    check_round,
    council_law,
    elected,
    floor_at,
    outcome,
    quorum_at,
    refuse_proxy,
    rights,
    weighed_outcome,
)

NATURES = ("arrives", "leaves", "recused", "stays")


@st.composite
def sittings(draw):
    size = draw(st.integers(1, 12))
    seats = range(1, size + 1)
    members = [
        Member(seat, f"M{seat}", draw(st.booleans()), draw(st.integers(1, 4))) for seat in seats
    ]
    numbers = st.one_of(st.none(), st.integers(1, 6))
    seat = st.integers(1, size)
    proxies = draw(st.lists(st.builds(Given, seat, seat, numbers, numbers), max_size=8))
    moves = draw(
        st.lists(st.builds(Move, seat, st.integers(1, 6), st.sampled_from(NATURES)), max_size=10)
    )
    return members, proxies, moves, draw(st.integers(0, 6))


def naive_state(members, proxies, moves, item):
    """Member by member, told from the words of the law: who is in the room, who speaks for whom."""
    state = {}
    for member in members:
        inside = member.present
        for number in range(1, item + 1):
            for move in moves:
                if move.member == member.id and move.item == number:
                    if move.nature == "arrives":
                        inside = True
                    if move.nature == "leaves":
                        inside = False
        steps_aside = any(
            move.member == member.id and move.item == item and move.nature == "recused"
            for move in moves
        )
        state[member.id] = "aside" if steps_aside and item else "in" if inside else "out"
        if steps_aside and inside:
            state[member.id] = "aside in"
    for member in members:
        if state[member.id] != "out":
            continue
        for proxy in proxies:
            begins = proxy.from_item is None or item >= proxy.from_item
            ends = proxy.until_item is not None and item >= proxy.until_item
            if proxy.giver == member.id and begins and not ends and state[proxy.holder] == "in":
                state[member.id] = "represented"
    return state


@settings(max_examples=300, deadline=None)
@given(sittings())
def test_seats_always_partition_and_agree_with_a_naive_count(sitting):
    members, proxies, moves, item = sitting
    floor = floor_at(members, proxies, moves, item)
    seats = {member.id for member in members}
    assert len(floor.present) + len(floor.represented) + len(floor.absent) == len(seats)
    assert floor.present | floor.represented.keys() | floor.absent == seats
    assert floor.aside <= floor.absent
    assert set(floor.represented.values()) <= floor.present
    state = naive_state(members, proxies, moves, item)
    assert floor.present == {seat for seat, word in state.items() if word == "in"}
    assert set(floor.represented) == {s for s, word in state.items() if word == "represented"}
    votes = sum(m.votes for m in members if state[m.id] in ("in", "represented"))
    assert rights(floor, members) == votes <= sum(m.votes for m in members)


@settings(max_examples=200, deadline=None)
@given(sittings(), st.fractions(0, 1), st.booleans(), st.sampled_from(["", "represented"]))
def test_the_quorum_is_that_of_a_naive_count(sitting, share, exceeds, base):
    members, proxies, moves, item = sitting
    rules = BodyRules(quorum_share=share, quorum_exceeds=exceeds, quorum_base=base)
    floor = floor_at(members, proxies, moves, item)
    quorum = quorum_at(floor, members, rules)
    counted = len(floor.present) + (len(floor.represented) if base else 0)
    wanted = share * len(members)
    assert quorum.counted == counted
    assert quorum.reached == (counted > wanted if exceeds else counted >= wanted)


votes = st.integers(0, 60)


@given(votes, votes, votes, st.sampled_from(["", "cast", "present", "office"]), st.booleans())
def test_the_outcome_is_that_of_a_naive_count(for_, against, abstain, base, twothirds):
    share = Fraction(2, 3) if twothirds else None
    rules = BodyRules(majority_base=base, majority_share=share)
    found = outcome(Count(for_, against, abstain), rules, in_office=200)
    whole = {"present": for_ + against + abstain, "office": 200}.get(base, for_ + against)
    if not for_ + against:
        assert found.adopted is None
        return
    carried = 3 * for_ >= 2 * whole if twothirds else 2 * for_ > whole
    assert found.adopted is carried
    assert bool(found.unanimous) == (carried and against == 0)


@given(st.lists(st.builds(CollegeVotes, st.integers(1, 100), votes, votes), max_size=5))
def test_colleges_weigh_their_weight_whatever_their_number(colleges):
    found = weighed_outcome(colleges, BodyRules())
    heard = [one for one in colleges if one.for_ + one.against]
    if not heard:
        assert found.adopted is None
        return
    for_ = sum(Fraction(one.weight) * one.for_ / (one.for_ + one.against) for one in heard)
    assert found.adopted == (2 * for_ > sum(one.weight for one in heard))


@given(
    st.integers(1, 3),
    st.integers(1, 3),
    st.lists(st.integers(0, 30), min_size=1, max_size=6),
    st.integers(0, 90),
)
def test_an_election_never_elects_more_than_its_seats(number, to_elect, scores, expressed):
    law = council_law(datetime.date(2024, 3, 21))
    candidates = tuple(Scored(f"C{place}", score) for place, score in enumerate(scores))
    round_ = Round(number, expressed, to_elect, candidates)
    result = elected(round_, law)
    assert len(result.elected) <= to_elect
    bar = expressed / 2 if number < 3 else 0
    naive = sorted((s for s in scores if s > bar), reverse=True)
    sure = [s for s in naive[:to_elect] if len(naive) <= to_elect or s > naive[to_elect]]
    assert sorted(scores[place] for place in result.elected) == sorted(sure)


def test_a_council_elects_by_two_absolute_rounds_then_a_relative_one():
    law = council_law(datetime.date(2024, 3, 21))
    three = (Scored("A", 18), Scored("B", 16), Scored("C", 6))
    assert [elected(Round(n, 40, 1, three), law).elected for n in (1, 2, 3)] == [(), (), (0,)]


def test_a_tie_asks_for_the_eldest():
    law = council_law(datetime.date(2024, 3, 21))
    two = Round(3, 40, 1, (Scored("A", 20), Scored("B", 20)))
    assert elected(two, law).elected == ()
    assert [one.code for one in check_round(two, law, secret=True)] == ["election.tie"]


def test_stepping_aside_leaves_the_quorum_only_from_the_law_of_2025():
    members = [Member(seat, str(seat), seat <= 3) for seat in range(1, 6)]
    floor = floor_at(members, [], [Move(3, 1, "recused")], 1)
    before, since = council_law(datetime.date(2025, 12, 1)), council_law(datetime.date(2026, 1, 5))
    assert [quorum_at(floor, members, law).reached for law in (before, since)] == [False, False]
    more = floor_at(members, [], [Move(3, 1, "recused"), Move(4, 1, "recused")], 1)
    assert [quorum_at(more, members, law).base for law in (before, since)] == [5, 3]
    assert [quorum_at(more, members, law).reached for law in (before, since)] == [False, True]


def test_the_exceptional_regimes_ask_for_a_third_and_allow_two_proxies():
    days = {
        datetime.date(2020, 3, 23): 1,
        datetime.date(2020, 3, 24): 2,
        datetime.date(2020, 8, 30): 2,
        datetime.date(2020, 8, 31): 1,
        datetime.date(2020, 10, 17): 2,
        datetime.date(2021, 9, 30): 2,
        datetime.date(2021, 10, 1): 1,
        datetime.date(2021, 11, 10): 2,
        datetime.date(2022, 7, 31): 2,
        datetime.date(2022, 8, 1): 1,
    }
    members = [Member(seat, str(seat), seat <= 3) for seat in range(1, 10)]
    for day, proxies in days.items():
        law = council_law(day)
        assert law.proxies_per_holder == proxies
        assert quorum_at(floor_at(members, [], []), members, law).reached is (proxies == 2)


def test_a_second_call_needs_no_quorum_where_the_rule_says_so():
    members = [Member(seat, str(seat), seat == 1) for seat in range(1, 10)]
    law = council_law(datetime.date(2024, 3, 21))
    floor = floor_at(members, [], [])
    calls = (False, True)
    assert [quorum_at(floor, members, law, second_call=one).reached for one in calls] == [
        False,
        True,
    ]
    statutes = BodyRules(quorum_share=Fraction(1, 2))
    assert quorum_at(floor, members, statutes, second_call=True).reached is False


def test_a_proxy_is_refused_with_its_reason():
    names = {1: "Anne", 2: "Bob", 3: "Carl"}
    law = council_law(datetime.date(2024, 3, 21))

    def refusal(giver, holder, known=(), present=None):
        return refuse_proxy(giver, holder, known=known, names=names, present=present, rules=law)

    assert refusal(1, 2, present=frozenset({2})) == ""
    assert refusal(1, 2, present=frozenset({1, 2})).startswith("Anne est présent")
    assert refusal(1, 2, present=frozenset({3})).startswith("Bob n’est pas présent")
    assert refusal(1, 3, known=[Given(1, 2)]).startswith("Anne a déjà donné pouvoir à Bob")
    assert refusal(1, 2, known=[Given(2, 1)]).startswith("Bob a lui-même donné pouvoir à Anne")
    assert refusal(1, 2, known=[Given(3, 1)]).startswith("Anne porte le pouvoir de Carl")
    assert "pour un seul au plus (Code général" in refusal(1, 2, known=[Given(3, 2)])
