"""The numbers that the acts of a body bear in a sitting or a year."""

import datetime

from probant.governance.models import Deliberation, Sitting
from probant.governance.rules.numbering import Scope, scope_of


def numbers_beside(sitting: Sitting, *, but: int | None = None) -> list[str]:
    """The numbers of the other acts of the series: of the day, or of the year. One query.

    Two extracts of one day may show two lists of members (two `Sitting`): their acts share a
    series all the same.
    """
    pattern = sitting.body.number_pattern
    acts = Deliberation.objects.filter(
        house_id=sitting.house_id, sitting__body_id=sitting.body_id
    ).exclude(number="")
    if pattern and scope_of(pattern) is Scope.YEAR:
        year = sitting.held_on.year
        days = (datetime.date(year, 1, 1), datetime.date(year, 12, 31))
        acts = acts.filter(sitting__held_on__range=days)
    else:
        acts = acts.filter(sitting__held_on=sitting.held_on)
    return list(acts.exclude(pk=but).values_list("number", flat=True))
