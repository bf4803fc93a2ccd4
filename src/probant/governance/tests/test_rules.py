"""Each code is found where it stands, and not found where the act holds."""

import datetime
from fractions import Fraction

import pytest

from probant.governance.rules import (
    AmountSplit,
    BodyRules,
    Count,
    Presence,
    check_amounts,
    check_ballot,
    check_dates,
    check_notice,
    check_presence,
    check_proxies,
    check_quorum,
    council_law,
    executory_on,
    find_name,
    outcome,
    quorum_needed,
)
from probant.kernel.finding import Severity

DAY = datetime.date(2024, 3, 21)
LAW = council_law(DAY)
NAMES = tuple(f"Membre {number:02d}" for number in range(43))


def codes(findings):
    return [found.code for found in findings]


@pytest.mark.parametrize(
    ("presence", "expected"),
    [
        (Presence(NAMES[:34], NAMES[34:], in_office=43, present_declared=34), []),
        (Presence(NAMES[:34], NAMES[34:], in_office=43, present_declared=33), ["presence.count"]),
        (Presence(NAMES[:34], NAMES[35:], in_office=43), ["presence.total"]),
        (Presence((*NAMES[:33], NAMES[0]), NAMES[34:], in_office=43), ["presence.duplicate"]),
        (Presence(("M. MARTIN", "Mme MARTIN")), []),
        (Presence(present_declared=34, in_office=43), []),
        (Presence(NAMES[:34], in_office=43), []),
    ],
    ids=["holds", "count", "total", "twice", "titles", "no list", "absents not listed"],
)
def test_presence(presence, expected):
    assert codes(check_presence(presence)) == expected


@pytest.mark.parametrize(
    ("proxies", "changes", "expected"),
    [
        ((("A", "Membre 01"), ("B", "Membre 02")), {"proxies_declared": 2}, []),
        ((("A", "Membre 01"),), {"proxies_declared": 2}, ["proxy.count"]),
        ((("A", "Membre 40"),), {}, ["proxy.holder_absent"]),
        ((("A", "PRÉSIDENT"),), {"also_present": ("M. PRÉSIDENT",)}, []),
        ((("A", "Membre 01"), ("B", "Membre 01")), {}, ["proxy.several"]),
        ((("A", "Membre 01"), ("A", "Membre 02")), {}, ["proxy.given_twice"]),
        ((("Membre 03", "Membre 01"),), {}, ["proxy.giver_present"]),
    ],
    ids=["holds", "count", "absent", "chair", "several", "twice", "present"],
)
def test_proxies(proxies, changes, expected):
    presence = Presence(NAMES[:34], proxies=proxies, **changes)
    assert codes(check_proxies(presence, LAW)) == expected


@pytest.mark.parametrize(
    ("day", "severity"),
    [
        (datetime.date(2020, 3, 11), Severity.WARNING),
        (datetime.date(2020, 6, 30), Severity.INFO),
        (datetime.date(2020, 9, 15), Severity.WARNING),
        (datetime.date(2022, 5, 17), Severity.INFO),
        (datetime.date(2022, 8, 1), Severity.WARNING),
    ],
)
def test_two_proxies_in_one_hand_are_judged_by_the_law_of_the_day(day, severity):
    presence = Presence(NAMES[:34], proxies=(("A", "Membre 01"), ("B", "Membre 01")))
    (found,) = check_proxies(presence, council_law(day))
    assert (found.code, found.severity) == ("proxy.several", severity)


def test_three_proxies_are_too_many_even_then():
    presence = Presence(NAMES[:34], proxies=tuple((giver, "Membre 01") for giver in "ABC"))
    (found,) = check_proxies(presence, council_law(datetime.date(2022, 5, 17)))
    assert found.severity is Severity.WARNING


@pytest.mark.parametrize(
    ("present", "in_office", "rules", "expected"),
    [
        (22, 43, LAW, []),
        (21, 43, LAW, ["quorum.missing"]),
        (15, 43, council_law(datetime.date(2021, 1, 15)), []),
        (14, 43, council_law(datetime.date(2021, 1, 15)), ["quorum.missing"]),
        (22, None, LAW, ["quorum.unknown"]),
        (None, 43, LAW, ["quorum.unknown"]),
        (22, 43, BodyRules(), ["quorum.unknown"]),
    ],
)
def test_quorum(present, in_office, rules, expected):
    presence = Presence(present_declared=present, in_office=in_office)
    assert codes(check_quorum(presence, rules)) == expected


def test_proxies_do_not_make_the_quorum_of_a_council_and_may_make_that_of_an_association():
    presence = Presence(present_declared=20, proxies_declared=5, in_office=43)
    assert codes(check_quorum(presence, LAW)) == ["quorum.missing"]
    statutes = BodyRules(quorum_share=Fraction(1, 2), proxies_count=True)
    assert check_quorum(presence, statutes) == []


def test_more_than_half_is_not_half_plus_one():
    assert [quorum_needed(count, LAW) for count in (43, 44, 45)] == [22, 23, 23]


THERE = Presence(present_declared=34, proxies_declared=7)


@pytest.mark.parametrize(
    ("count", "expected"),
    [
        (Count(41, 0, 0, 0, 7), []),
        (Count(40, 0, 0, 0, 7), ["vote.total"]),
        (Count(39, 0, 0, 2, 7), []),
        (Count(41, 0, 0, 0, 6), ["vote.proxies"]),
        (Count(15, 26, 0), ["vote.not_adopted"]),
        (Count(40, 1, 0, declared="unanimous"), ["vote.unanimity"]),
        (Count(declared="unanimous"), []),
        (Count(declared="rejected"), ["vote.not_adopted"]),
    ],
)
def test_ballot(count, expected):
    assert codes(check_ballot(count, THERE, LAW)) == expected


def test_votes_that_fit_the_list_are_not_blamed_for_a_wrong_declared_count():
    presence = Presence(NAMES[:33], present_declared=34, proxies_declared=7)
    assert check_ballot(Count(40, 0, 0, 0, 7), presence, LAW) == []


@pytest.mark.parametrize(
    ("count", "adopted", "unanimous"),
    [
        (Count(41, 0, 0), True, True),
        (Count(4, 0, 6), True, True),
        (Count(20, 21, 0), False, False),
        (Count(0, 0, 41), None, False),
        (Count(20, 20, 1), False, False),
        (Count(20, 20, 1, president_vote="for"), True, False),
        (Count(20, 20, 1, president_vote="against"), False, False),
        (Count(20, 20, 1, president_vote="for", secret=True), False, False),
        (Count(declared="unanimous"), True, True),
        (Count(), None, None),
    ],
)
def test_outcome_is_counted(count, adopted, unanimous):
    found = outcome(count, LAW)
    assert (found.adopted, found.unanimous) == (adopted, unanimous)


def test_notice_counts_clear_days():
    assert check_notice(datetime.date(2024, 3, 15), DAY, LAW) == []
    assert codes(check_notice(datetime.date(2024, 3, 16), DAY, LAW)) == ["notice.short"]
    assert codes(check_notice(datetime.date(2024, 3, 22), DAY, LAW)) == ["date.order"]
    assert check_notice(None, DAY, LAW) == []
    assert check_notice(datetime.date(2024, 3, 20), DAY, BodyRules()) == []


def test_formalities_come_after_the_vote():
    before, after = datetime.date(2024, 3, 20), datetime.date(2024, 3, 28)
    assert check_dates(DAY, transmitted_on=after, published_on=after) == []
    assert codes(check_dates(DAY, transmitted_on=before, notified_on=before)) == ["date.order"] * 2
    assert executory_on(after, None) is None


def test_parts_make_the_whole():
    assert check_amounts([AmountSplit(100, (60, 40)), AmountSplit(100)]) == []
    assert codes(check_amounts([AmountSplit(100, (60, 41))])) == ["amount.sum"]


def test_a_surname_is_no_proof_of_identity():
    assert find_name("M. DUGOURD", ["Mme ROY", "M. DUGOURD"]) == 1
    assert find_name("KOENDERS", ["Nathalie KOENDERS"]) == 0
    assert find_name("MARTIN", ["Paul MARTIN", "Anne MARTIN"]) is None
    assert find_name("ROY", ["LEROY"]) is None
