"""What an hour of a volunteer is worth: minutes times the rate of the day, never a typed amount.

Règlement ANC n° 2018-06, art. 211-1 to 211-4: contributions in kind stand in classes 86 and 87,
equal, without effect on the result. No method is imposed: the house's is dated, sourced, stable.
"""

import datetime
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from probant.kernel.parameters import NotInForce, Parameter, parameter

MINIMUM_WAGE = "volunteering.minimum_wage"
VOLUNTEERS, VOLUNTEERING = "864", "875"  # personnel bénévole · bénévolat
LENT, IN_KIND = "861", "871"  # mises à disposition gratuite · prestations en nature


@dataclass(frozen=True)
class Rate:
    """A rate of the house: a coefficient of the minimum wage, or cents of an hour."""

    id: int
    task: str
    level: str
    starts_on: datetime.date
    coefficient_hundredths: int | None = None
    hourly_cents: int | None = None


@dataclass(frozen=True)
class Worth:
    """What an hour of a day is worth, in cents, and by which rate; None: no rate that day."""

    cents: int | None
    rate_id: int | None


NOTHING = Worth(None, None)


def minimum_wage(on: datetime.date) -> Parameter | None:
    """The gross hourly minimum wage of a day (SMIC), None where it is not known."""
    try:
        return parameter(MINIMUM_WAGE, on=on)
    except NotInForce:
        return None


def rate_on(rates: Iterable[Rate], *, task: str, level: str, on: datetime.date) -> Rate | None:
    """The rate in force: the mission's own before that of all, then the latest begun."""
    fitting = [
        rate
        for rate in rates
        if rate.level == level and rate.task in ("", task) and rate.starts_on <= on
    ]
    return max(fitting, key=lambda rate: (rate.task != "", rate.starts_on), default=None)


def hourly_cents(rate: Rate, on: datetime.date) -> int | None:
    """Cents of an hour by a rate on a day; None where the minimum wage of the day is unknown."""
    if rate.hourly_cents is not None:
        return rate.hourly_cents
    wage = minimum_wage(on)
    if wage is None or rate.coefficient_hundredths is None:
        return None
    return rounded(Fraction(int(wage.value)) * rate.coefficient_hundredths / 100)


def worth(
    rates: Iterable[Rate], *, task: str, level: str, minutes: int, on: datetime.date
) -> Worth:
    """Cents of some minutes of a day.

    >>> day = datetime.date(2023, 3, 14)
    >>> flat = Rate(7, "", "base", datetime.date(2023, 1, 1), hourly_cents=1500)
    >>> worth([flat], task="accueil", level="base", minutes=90, on=day)
    Worth(cents=2250, rate_id=7)
    >>> worth([flat], task="accueil", level="expert", minutes=90, on=day)
    Worth(cents=None, rate_id=None)
    """
    rate = rate_on(rates, task=task, level=level, on=on)
    if rate is None:
        return NOTHING
    hour = hourly_cents(rate, on)
    if hour is None:
        return NOTHING
    return Worth(rounded(Fraction(hour * minutes, 60)), rate.id)


def rounded(value: Fraction) -> int:
    """To the nearest cent, halves up.

    >>> rounded(Fraction(5, 2)), rounded(Fraction(7, 3))
    (3, 2)
    """
    return int(value + Fraction(1, 2))
