from datetime import date, timedelta
from fractions import Fraction
from itertools import pairwise

import pytest

from probant.kernel.parameters import (
    BadParameter,
    NotInForce,
    Parameter,
    UnknownParameter,
    history,
    parameter,
    parameter_keys,
    read_file,
)


def value(key: str, on: date) -> object:
    return parameter(key, on=on).value


@pytest.mark.parametrize(
    ("key", "expected", "unit"),
    [
        ("subsidy.convention_threshold", 2_300_000, "cents"),
        ("subsidy.audit_threshold", 15_300_000, "cents"),
        ("subsidy.payment_delay", 60, "days"),
        ("subsidy.financial_report_delay", 6, "months"),
        ("subsidy.open_data_delay", 3, "months"),
        ("state_aid.de_minimis_ceiling", 30_000_000, "cents"),
        ("state_aid.sgei_de_minimis_ceiling", 75_000_000, "cents"),
        ("council.notice", 5, "clear_days"),
        ("council.quorum_share", Fraction(1, 2), "fraction"),
        ("council.quorum_exceeds", True, "flag"),
        ("council.proxies_per_holder", 1, "count"),
        ("council.minutes_publication_delay", 7, "days"),
        ("dla.shortest_path", 2, "months"),
        ("dla.longest_path", 24, "months"),
        ("staff.fte_hours", 1607, "hours"),
        ("retention.accounting", 120, "months"),
    ],
)
def test_value_on_the_day_of_the_2024_deliberation(key: str, expected: object, unit: str) -> None:
    found = parameter(key, on=date(2024, 3, 21))
    assert (found.value, found.unit) == (expected, unit)


EXCEPTIONAL = [
    (date(2020, 3, 24), date(2020, 8, 30)),
    (date(2020, 10, 17), date(2021, 9, 30)),
    (date(2021, 11, 10), date(2022, 7, 31)),
]


@pytest.mark.parametrize(("first", "last"), EXCEPTIONAL)
def test_exceptional_regimes_of_deliberation_hold_to_the_day(first: date, last: date) -> None:
    keys = ("council.quorum_share", "council.quorum_exceeds", "council.proxies_per_holder")
    one_day = timedelta(days=1)
    for day, expected in (
        (first - one_day, [Fraction(1, 2), True, 1]),
        (first, [Fraction(1, 3), False, 2]),
        (last, [Fraction(1, 3), False, 2]),
        (last + one_day, [Fraction(1, 2), True, 1]),
    ):
        assert [value(key, day) for key in keys] == expected


def test_unverified_value_says_so() -> None:
    keys = ("staff.fte_hours", "state_aid.de_minimis_ceiling", "subsidy.convention_threshold")
    found = [parameter(key, on=date(2024, 3, 21)).verified for key in keys]
    assert found == [False, False, True]


def test_retention_periods_are_defaults_of_the_house() -> None:
    day = date(2024, 3, 21)
    delays = ("retention.access_answer", "retention.breach_notice")
    kept = [key for key in parameter_keys() if key.startswith("retention.") and key not in delays]
    assert {parameter(key, on=day).configurable for key in kept} == {True}
    assert {parameter(key, on=day).configurable for key in delays} == {False}


def test_unknown_key_is_refused() -> None:
    with pytest.raises(UnknownParameter):
        parameter("subsidy.nothing", on=date(2024, 3, 21))


def test_day_before_the_text_is_refused() -> None:
    with pytest.raises(NotInForce, match=r"subsidy\.open_data_delay had no value on 2017-07-31"):
        parameter("subsidy.open_data_delay", on=date(2017, 7, 31))


def test_every_shipped_value_names_a_text_and_follows_the_one_before() -> None:
    for key in parameter_keys():
        values = history(key)
        assert [one.source for one in values if len(one.source) < 10] == []
        for one, following in pairwise(values):
            assert one.in_force_to == following.in_force_from - timedelta(days=1)
        assert values[-1].in_force_to is None


TABLE = """
[fee]
label = "Cotisation"
unit = "cents"
[[fee.values]]
from = 2020-01-01
to = 2020-06-30
value = 1000
source = "Assemblée générale, 2e résolution"
[[fee.values]]
from = 2021-01-01
value = 1500
source = "Assemblée générale, 3e résolution"
url = "https://example.org/ag"
note = "Révisée."
verified = false
"""


def test_file_is_read_with_the_gaps_it_states() -> None:
    assert read_file("house", TABLE) == {
        "house.fee": (
            Parameter(
                "house.fee", "Cotisation", 1000, "cents", date(2020, 1, 1), date(2020, 6, 30),
                "Assemblée générale, 2e résolution",
            ),
            Parameter(
                "house.fee", "Cotisation", 1500, "cents", date(2021, 1, 1), None,
                "Assemblée générale, 3e résolution", "https://example.org/ag", "Révisée.", False,
            ),
        )
    }  # fmt: skip


@pytest.mark.parametrize(
    ("old", "new", "message"),
    [
        ('unit = "cents"', 'unit = "francs"', "house.fee: unknown unit 'francs'"),
        ('unit = "cents"', "", r"house.fee: unknown \[\], missing \['unit'\]"),
        ("value = 1000", "value = 10.5", "house.fee: 10.5 is not a int, unit is cents"),
        ("value = 1000", "value = true", "house.fee: True is not a int, unit is cents"),
        ("value = 1000", "amount = 1000", r"unknown \['amount'\], missing \['value'\]"),
        ("from = 2020-01-01", 'from = "2020"', "house.fee: from is a date such as 2024-01-31"),
        ("from = 2020-01-01", "from = 2020-01-01T10:00:00", "house.fee: from is a date"),
        ("from = 2020-01-01", "from = 2022-01-01", "house.fee: values are in order of date"),
        ("to = 2020-06-30", "to = 2019-06-30", "the value of 2020-01-01 ends out of its days"),
        ("to = 2020-06-30", "to = 2021-01-01", "the value of 2020-01-01 ends out of its days"),
        ('source = "Assemblée générale, 2e résolution"', 'source = " "', "source is the title"),
        ("[fee]", "[fee", "house.toml: "),
    ],
)
def test_badly_shaped_file_says_where(old: str, new: str, message: str) -> None:
    with pytest.raises(BadParameter, match=message):
        read_file("house", TABLE.replace(old, new, 1))


def test_wrong_fraction_is_refused() -> None:
    table = TABLE.replace('unit = "cents"', 'unit = "fraction"').replace("1000", '"1/0"')
    with pytest.raises(BadParameter, match="'1/0' is not a fraction such as 1/2"):
        read_file("house", table)
