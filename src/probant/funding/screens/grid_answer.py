"""What a saved cell is answered: the rows as they stand, computed totals, what the checks say."""

from collections.abc import Sequence
from typing import Any

from probant.funding.queries import BudgetView
from probant.funding.rules import EXPENSE, INCOME
from probant.funding.screens.grid import FIELDS, SIDES, GridRow, write_base
from probant.kernel.money import write_euros
from probant.kernel.text import typeset

LETTERS = {side: letter for side, _, letter in SIDES}


def written(rows: Sequence[GridRow], view: BudgetView | None) -> dict[str, Any]:
    """The answer as JSON takes it; rows in the order in which they were sent."""
    return {
        "rows": [_row(row) for row in rows],
        "groups": _groups(view) if view else {},
        "totals": _totals(view),
        "told": _told(view) if view else [],
    }


def _row(row: GridRow) -> dict[str, Any]:
    return {
        "line": row.line_id,
        "base": "" if row.errors else write_base(row),
        "cells": {FIELDS[cell]: text for cell, text in row.cells.items()},
        "errors": {FIELDS[cell]: typeset(text) for cell, text in row.errors.items()},
        "disputes": {
            FIELDS[cell]: {"theirs": one.theirs, "told": one.told}
            for cell, one in row.disputes.items()
        },
    }


def _groups(view: BudgetView) -> dict[str, str]:
    """The computed total of each heading: by the line printed, else by side and code."""
    found = {}
    for group in (*view.expense, *view.income):
        total = write_euros(group.total_cents) if group.is_known else ""
        if group.lines and group.lines[0].is_computed:
            found["indirect"] = total
        elif group.key is not None:
            found[f"ligne-{group.key}"] = total
        else:
            found[f"{LETTERS[group.side]}{group.account}"] = total
    return found


def _totals(view: BudgetView | None) -> dict[str, str]:
    if view is None:
        return {letter: write_euros(0) for letter in LETTERS.values()}
    return {
        LETTERS[EXPENSE]: write_euros(view.expense_totals.main_cents or 0),
        LETTERS[INCOME]: write_euros(view.income_totals.main_cents or 0),
    }


def _told(view: BudgetView) -> list[dict[str, Any]]:
    return [
        {"line": one.row, "side": LETTERS.get(one.side, ""), "text": typeset(one.finding.message)}
        for one in view.placed
        if one.row is not None or one.side
    ]
