"""What subsidies still weigh when a year ends, written again by hand."""

import datetime
from collections.abc import Callable
from typing import Any

Row = dict[str, Any]
Facts = dict[str, list[Row]]
Stands = Callable[[Row], bool]
#: The convention that is drawn pays a third in June of its year, the rest in December of it.
TERMS = (("1/3", 6, 30), ("2/3", 12, 31))


def _until(rows: list[Row], year: int, stands: Stands) -> list[Row]:
    return [row for row in rows if stands(row) and row["occurred_on"].year <= year]


def _settled(award: Row, facts: Facts, year: int, stands: Stands) -> int:
    """What was paid or retained, repayments taken off; nobody gives back more than he had."""
    paid = sum(
        row["amount_cents"] * (-1 if row["nature"] == "repayment" else 1)
        for row in _until(facts["PaymentMade"], year, stands)
        if row["award_id"] == award["id"]
    )
    kept = sum(
        row["amount_cents"]
        for row in _until(facts["AwardStep"], year, stands)
        if row["award_id"] == award["id"] and row["stage"] == "retained"
    )
    return max(0, int(paid + kept))


def _due(facts: Facts, year: int, stands: Stands) -> int:
    return sum(
        max(0, award["amount_cents"] - _settled(award, facts, year, stands))
        for award in _until(facts["AwardMade"], year, stands)
    )


def _late(facts: Facts, year: int, stands: Stands) -> int:
    """A third of each award in June, all of it in December: what is past on the last day."""
    end, total = datetime.date(year, 12, 31), 0
    for award in _until(facts["AwardMade"], year, stands):
        cents = award["amount_cents"]
        owed = 0
        if datetime.date(award["budget_year"], 6, 30) < end:
            owed = cents // 3
        if datetime.date(award["budget_year"], 12, 31) < end:
            owed = cents
        total += max(0, owed - _settled(award, facts, year, stands))
    return total


MONEY = {"money.due": _due, "money.late": _late}
