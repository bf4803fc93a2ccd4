"""What stands around the budgets of a convention: votes, time promised, what is lent."""

import datetime
from collections.abc import Sequence
from dataclasses import replace
from fractions import Fraction

from probant.funding.models import ActionSheet, Convention, SheetMeans
from probant.funding.queries.budgets import BudgetView
from probant.funding.queries.gatherings import reaches
from probant.funding.queries.money import Money
from probant.funding.rules.weighed import Around, Lent, check_around
from probant.gatherings.models import Session
from probant.kernel.dates import write_date
from probant.kernel.parameters import NotInForce, parameter


def held_against(
    convention: Convention,
    sheets: Sequence[ActionSheet],
    views: Sequence[BudgetView],
    money: Money,
) -> list[BudgetView]:
    """The budgets with what contradicts them around. Two queries, three more where rooms are lent
    to sessions.
    """
    by_key = {sheet.pk: sheet for sheet in sheets}
    planned = [view for view in views if view.budget.sheet_id in by_key]
    if not planned:
        return list(views)
    lent = _lent(convention, sheets, {view.budget.year for view in planned})
    found = []
    for view in views:
        sheet = by_key.get(view.budget.sheet_id or 0)
        if sheet is None or view.budget.nature != "planned":
            found.append(view)
            continue
        year = view.budget.year
        around = _around(sheet, year, money, lent.get((sheet.pk, year), ()))
        found.append(replace(view, placed=(*view.placed, *check_around(view.table, around))))
    return found


def _around(sheet: ActionSheet, year: int, money: Money, lent: tuple[Lent, ...]) -> Around:
    voted = [
        award
        for award in money.standing
        if (award.action_id, award.budget_year) == (sheet.action_id, year)
        and award.decision is not None
    ]
    day = voted[0].decision.deliberation.sitting.held_on if voted and voted[0].decision else None
    fte = next((one.fte for one in sheet.promised.all() if one.year == year), None)
    return Around(
        decided_cents=sum(award.amount_cents for award in voted) if voted else None,
        decided_by=write_date(day) if day else "",
        fte=fte,
        least_cents=yearly("staff.minimum_wage", Fraction(12), year),
        most_cents=yearly("staff.social_ceiling", Fraction(3, 2), year),
        lent=lent,
    )


def yearly(key: str, times: Fraction, year: int) -> int | None:
    """A parameter at the first of January of a year, so many times; None where it has no value."""
    try:
        return round(Fraction(parameter(key, on=datetime.date(year, 1, 1)).value) * times)
    except NotInForce:
        return None


def _lent(
    convention: Convention, sheets: Sequence[ActionSheet], years: set[int]
) -> dict[tuple[int, int], tuple[Lent, ...]]:
    """What is lent, by sheet and year: means of the sheet, and rooms of sessions of its scope."""
    found: dict[tuple[int, int], list[Lent]] = {}
    means = SheetMeans.objects.filter(sheet__in=sheets, lender__isnull=False)
    for one in means.select_related("lender"):
        name = one.lender.name if one.lender else ""
        for year in years:
            lent = Lent(f"{one.label} ({name})", one.value_cents)
            found.setdefault((one.sheet_id, year), []).append(lent)
    rooms = Session.objects.filter(
        house_id=convention.house_id,
        lender__isnull=False,
        state=Session.State.HELD,
        starts_on__year__in=years,
    )
    sessions = list(rooms.select_related("lender").order_by("starts_on"))
    for sheet in sheets if sessions else ():
        for session in sessions:
            if reaches(sheet.action, session):
                name = session.lender.name if session.lender else ""
                label = f"{session.title}, {write_date(session.starts_on)} ({name})"
                lent = Lent(label, session.lent_value_cents)
                found.setdefault((sheet.pk, session.starts_on.year), []).append(lent)
    return {key: tuple(rows) for key, rows in found.items()}
