"""A sheet or a budget taken over: into the convention that follows, or into one that asks."""

import datetime
from collections.abc import Iterable
from typing import Any

from django.db.models import Max

from probant.funding.actions.drafts import LineDraft
from probant.funding.actions.sheets import add_action_sheet
from probant.funding.models import (
    ActionSheet,
    Budget,
    BudgetLine,
    Convention,
    PromisedTime,
    SheetOwner,
)
from probant.kernel.actor import Actor


def copy_sheet(
    actor: Actor,
    sheet: ActionSheet,
    into: Convention,
    first_year: int,
    last_year: int | None = None,
    declared_on: datetime.date | None = None,
) -> ActionSheet:
    """The sheet in another convention: headings as laid out and written, means, partners, and the
    criteria of no year.

    It keeps its number where that is free. What is promised year by year (`copy_promises`) and who
    answers for it (`copy_owners`) are copied apart; what was said of the other stays there.
    """
    numbers = set(into.sheets.values_list("number", flat=True))
    made = add_action_sheet(
        actor=actor,
        convention=into,
        action=sheet.action,
        number=sheet.number if sheet.number not in numbers else max(numbers) + 1,
        title=sheet.title,
        first_year=first_year,
        last_year=last_year,
        layout=sheet.layout,
        declared_on=declared_on,
    )
    for rows in (sheet.headings, sheet.means, sheet.partners, sheet.targets.filter(year=None)):
        _add(made, rows.all())
    return made


def copy_owners(sheet: ActionSheet, made: ActionSheet) -> None:
    """Who answers for each layer of the other answers for those of this; nothing is validated."""
    SheetOwner.objects.bulk_create(
        SheetOwner(sheet=made, layer=one.layer, user_id=one.user_id) for one in sheet.owners.all()
    )


def copy_promises(sheet: ActionSheet, made: ActionSheet) -> None:
    """Time promised, criteria and phases of the years of `made`.

    Where nothing was promised for its first year, what was promised last before it stands there.
    """
    for rows in (sheet.promised, sheet.targets, sheet.phases):
        held: list[Any] = [one for one in rows.all() if one.year is not None]
        years = sorted({one.year for one in held})
        kept = [one for one in held if one.year in range(made.first_year, made.last_year + 1)]
        before = [year for year in years if year < made.first_year]
        if before and made.first_year not in years:
            for one in (one for one in held if one.year == before[-1]):
                one.year = made.first_year
                kept.append(one)
        _add(made, kept)


def lines_of(source: Budget) -> list[LineDraft]:
    """The lines of a budget for another; totals printed over lines are those of its document."""
    rows = list(source.lines.select_related("funder").order_by("position"))
    over = {row.parent_id for row in rows}
    return [
        LineDraft(
            row.account,
            row.label,
            row.side,
            row.printed_cents if is_heading and row.pk not in over else row.amount_cents,
            row.level,
            row.funder,
            row.in_kind,
        )
        for row in rows
        for is_heading in [row.level == BudgetLine.Level.HEADING]
    ]


def _add(sheet: ActionSheet, rows: Iterable[Any]) -> None:
    """Rows of another sheet as new ones of this, in their order."""
    fresh = list(rows)
    if not fresh:
        return
    model = type(fresh[0])
    ordered = model is not PromisedTime
    last = 0
    if ordered:
        last = model.objects.filter(sheet=sheet).aggregate(last=Max("position"))["last"] or 0
    for place, row in enumerate(fresh, last + 1):
        row.pk, row.sheet = None, sheet
        row._state.adding = True
        if ordered:
            row.position = place
    model.objects.bulk_create(fresh)
