"""The days around a sitting: notice, transmission, publication, force."""

from datetime import date

from probant.governance.rules.law import BodyRules
from probant.kernel.dates import write_date
from probant.kernel.finding import Finding, Severity


def clear_days(convened_on: date, held_on: date) -> int:
    """Clear days ("jours francs") between the notice and the sitting: neither day counts.

    >>> clear_days(date(2024, 3, 15), date(2024, 3, 21))
    5
    """
    return (held_on - convened_on).days - 1


def check_notice(convened_on: date | None, held_on: date, rules: BodyRules) -> list[Finding]:
    """`notice.short` where fewer clear days than the rule (CGCT L2121-12), `date.order`.

    >>> from probant.governance.rules.law import council_law
    >>> law = council_law(date(2024, 3, 21))
    >>> check_notice(date(2024, 3, 15), date(2024, 3, 21), law)
    []
    >>> check_notice(date(2024, 3, 16), date(2024, 3, 21), law)[0].code
    'notice.short'
    """
    if convened_on is None:
        return []
    if convened_on > held_on:
        return [_order("La convocation", convened_on, "la séance", held_on)]
    needed, given = rules.notice_clear_days, clear_days(convened_on, held_on)
    if needed is None or given >= needed:
        return []
    return [
        Finding(
            "notice.short",
            Severity.WARNING,
            f"Convocation {max(given, 0)} jours francs avant la séance, pour {needed} requis "
            f"({rules.source('notice')}), sauf urgence motivée.",
        )
    ]


def executory_on(transmitted_on: date | None, published_on: date | None) -> date | None:
    """The day an act becomes executory: published and transmitted (CGCT L2131-1), the later day.

    >>> executory_on(date(2009, 4, 7), date(2009, 4, 9))
    datetime.date(2009, 4, 9)
    >>> executory_on(date(2009, 4, 7), None) is None
    True
    """
    if transmitted_on is None or published_on is None:
        return None
    return max(transmitted_on, published_on)


def check_dates(
    held_on: date,
    *,
    transmitted_on: date | None = None,
    published_on: date | None = None,
    notified_on: date | None = None,
) -> list[Finding]:
    """`date.order` for each formality dated before the vote.

    >>> check_dates(date(2009, 3, 30), transmitted_on=date(2009, 4, 7))
    []
    >>> check_dates(date(2009, 3, 30), published_on=date(2009, 3, 9))[0].code
    'date.order'
    """
    days = {
        "La transmission": transmitted_on,
        "La publication": published_on,
        "La notification": notified_on,
    }
    return [
        _order(name, day, "le vote", held_on) for name, day in days.items() if day and day < held_on
    ]


def _order(what: str, day: date, after: str, other: date) -> Finding:
    return Finding(
        "date.order",
        Severity.WARNING,
        f"{what} ({write_date(day)}) ne peut venir {'après' if 'convocation' in what else 'avant'} "
        f"{after} ({write_date(other)}).",
    )
