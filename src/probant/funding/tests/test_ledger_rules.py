"""Accounts, pure: no cent is lost on its way to an action; the same file moves nothing."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from probant.funding.rules.chart import EXPENSE, INCOME
from probant.funding.rules.ledger import (
    Destination,
    Destinations,
    EntryLine,
    compare,
    doubles,
    name_lines,
    share_out,
    weigh_lines,
)

ACCOUNTS = st.sampled_from(["606", "6132", "641", "645", "706", "741", "7418", "868", "875"])
SECTIONS = st.sampled_from(["", "ACC", "acc", "RES", "ADM"])
CENTS = st.integers(-(10**10), 10**10)
LINES = st.lists(
    st.builds(
        EntryLine,
        account=ACCOUNTS,
        debit_cents=CENTS,
        credit_cents=CENTS,
        section=SECTIONS,
        piece=st.sampled_from(["", "F1", "F2"]),
        label=st.sampled_from(["Loyer", "Timbres"]),
        position=st.integers(1, 500),
    ),
    max_size=12,
)


@st.composite
def parts(draw):
    left, given_parts = 10_000, []
    for action in draw(st.lists(st.integers(1, 6), unique=True, max_size=4)):
        share = draw(st.integers(0, left))
        if share:
            given_parts.append((action, share))
            left -= share
    return tuple(given_parts)


DESTINATIONS = st.lists(
    st.one_of(
        st.builds(
            Destination,
            section=SECTIONS,
            account=st.sampled_from(["", "6", "61", "6132", "7", "74"]),
            action_id=st.one_of(st.none(), st.integers(1, 6)),
        ),
        st.builds(
            Destination,
            section=SECTIONS,
            account=st.sampled_from(["", "6", "64"]),
            key_id=st.integers(1, 3),
            parts=parts(),
        ),
    ),
    max_size=6,
).map(lambda found: Destinations(tuple(found)))


@given(LINES, DESTINATIONS)
def test_actions_what_is_outside_and_what_is_unassigned_make_the_ledger(lines, places) -> None:
    for side, first in ((EXPENSE, "6"), (INCOME, "7")):
        total = sum(line.cents for line in lines if line.account.startswith(first))
        assert sum(weigh_lines(lines, places, side).values()) == total


@given(CENTS, parts())
def test_parts_and_what_is_left_make_the_amount(cents, given_parts) -> None:
    shared, left = share_out(cents, given_parts)
    assert sum(shared.values()) + left == cents
    assert set(shared) == {action for action, _ in given_parts}
    if sum(share for _, share in given_parts) == 10_000:
        assert left == 0


@given(LINES, st.randoms())
def test_the_same_file_moves_nothing_whatever_the_order_of_its_lines(lines, chance) -> None:
    again = list(lines)
    chance.shuffle(again)
    assert compare(lines, again).is_none
    assert len(compare(lines, again).same) == len(lines)


@given(LINES, LINES)
def test_every_line_of_two_files_is_told_once(before, after) -> None:
    moved = compare(before, after)
    assert len(moved.same) + len(moved.changed) + len(moved.added) == len(after)
    assert len(moved.same) + len(moved.changed) + len(moved.removed) == len(before)


@given(LINES)
def test_each_line_has_a_key_of_its_own(lines) -> None:
    keys = [key for key, _ in name_lines(lines)]
    assert len(set(keys)) == len(lines)


def test_a_line_whose_amount_was_corrected_is_the_same_line_changed() -> None:
    old = EntryLine("6132", 50_000, section="ACC", piece="F1", label="Loyer")
    new = replace(old, debit_cents=60_000, section="RES")
    moved = compare([old], [new])
    assert moved.changed == ((old, new),)
    assert (moved.added, moved.removed) == ((), ())


def test_two_lines_alike_are_told_the_second_time() -> None:
    line = EntryLine("6132", 50_000, piece="F1")
    assert doubles([line, replace(line, position=2), EntryLine("6132", 50_000, piece="F2")]) == [
        replace(line, position=2)
    ]
