"""A fact as a line of a page: what is the same for every kind is said here once."""

from collections.abc import Sequence

from probant.journal.facts import Fact
from probant.journal.reasons import say_reason
from probant.ui.pieces import FactLine


def fact_line(
    fact: Fact,
    what: str,
    *,
    by: str = "",
    href: str = "",
    detail: str = "",
    actions: Sequence[tuple[str, str]] = (),
) -> FactLine:
    """Its days, whether its day was declared, and why it no longer stands where it does not.

    `actions` are offered while it stands.
    """
    return FactLine(
        what=what,
        occurred_on=fact.occurred_on,
        known_on=fact.known_on,
        by=by,
        href=href,
        detail=detail,
        declared=fact.is_declared,
        voided_on=fact.void_on,
        voided_because=say_reason(fact.void_code) if fact.is_void else "",
        actions=() if fact.is_void else actions,
    )
