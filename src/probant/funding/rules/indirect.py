"""Indirect costs charged to an action, computed from a written rule."""

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

DIRECT, STAFF, KEY = "direct", "staff", "key"


@dataclass(frozen=True, slots=True)
class IndirectRule:
    """A rate (hundredths of a percent) of a base, or `part` of `whole` of a pool of costs."""

    kind: str
    text: str = ""
    share_hundredths: int = 0
    pool_cents: int = 0
    part: Decimal = Decimal(0)
    whole: Decimal = Decimal(0)


def indirect_cents(
    rule: IndirectRule, direct_cents: int | None, staff_cents: int | None
) -> int | None:
    """The amount of the line, to the cent, a half up; None where its base is not known.

    >>> indirect_cents(IndirectRule("direct", share_hundredths=1000), 600000, 540000)
    60000
    >>> key = IndirectRule("key", pool_cents=3000000, part=Decimal(160), whole=Decimal(1607))
    >>> indirect_cents(key, None, None), indirect_cents(IndirectRule("staff"), 1, None)
    (298693, None)
    """
    if rule.kind == KEY:
        if not rule.whole:
            return None
        return _round(rule.pool_cents * Fraction(rule.part) / Fraction(rule.whole))
    base = direct_cents if rule.kind == DIRECT else staff_cents
    return None if base is None else _round(Fraction(base * rule.share_hundredths, 10_000))


def _round(exact: Fraction) -> int:
    return (2 * exact.numerator + exact.denominator) // (2 * exact.denominator)
