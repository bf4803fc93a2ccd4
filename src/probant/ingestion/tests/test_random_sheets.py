"""Action sheets drawn at random: whatever the table, the budget is what it was made of."""

from __future__ import annotations

from collections.abc import Callable, Iterable

import pytest

from probant.ingestion.document import Document
from probant.ingestion.draft import Budget
from probant.ingestion.reader import read_document
from probant.ingestion.tests.drawn.budgets import (
    ACCOUNTS,
    AMOUNTS,
    FAULTS,
    HEADINGS,
    LAYOUTS,
    SIDES,
    TOTALS,
    Table,
)
from probant.ingestion.tests.drawn.noises import plain, typeset
from probant.ingestion.tests.drawn.sheets import TITLES, Sheet, draw_sheet
from probant.kernel.text import fold

CHOICES: dict[str, Iterable[str]] = {
    "title": TITLES,
    "layout": LAYOUTS,
    "amounts": AMOUNTS,
    "accounts": ACCOUNTS,
    "sides": SIDES,
    "totals": TOTALS,
    "heading": HEADINGS,
    "fault": FAULTS[2:],
}
NOISES: dict[str, Callable[[str], str]] = {
    "no accent": plain,
    "typeset": typeset,
    "returns": lambda t: t.replace("\n", "\r\n"),
}


def _rows(budget: Budget, side: str) -> list[tuple[str | None, str, int | None]]:
    return [
        (line.account, fold(line.label), line.cents) for line in budget.lines if line.side == side
    ]


def _expected(sheet: Sheet, table: Table, side: str) -> list[tuple[str | None, str, int | None]]:
    """The rows of a side; accounts are read where they are printed, or named in full."""
    apart = sheet.chosen["layout"] == "layout_accounts_apart"
    printed = apart or sheet.chosen["accounts"] != "none"
    return [
        (
            row.account if printed or row.account in ("86", "87") else None,
            fold(row.label),
            row.cents,
        )
        for row in table.sides[side]
    ]


def differences(sheet: Sheet, text: str) -> list[tuple[str, object]]:
    """What was read and is not what the sheet was made of."""
    draft = read_document(Document.from_text(text))
    wrong: list[tuple[str, object]] = []
    if draft.kind != "action_sheet":
        wrong.append(("kind", draft.kind))
    if draft.number != sheet.number:
        wrong.append(("number", draft.number))
    if [budget.year for budget in draft.budgets] != [table.year for table in sheet.tables]:
        wrong.append(("years", [budget.year for budget in draft.budgets]))
    for table, budget in zip(sheet.tables, draft.budgets, strict=False):
        if budget.printed != table.totals:
            wrong.append(("totals", (budget.printed, table.totals)))
        for side in ("expense", "income"):
            if _rows(budget, side) != _expected(sheet, table, side):
                wrong.append((side, (_rows(budget, side), _expected(sheet, table, side))))
    errors = {f.code for f in draft.findings if f.severity.value == "error"}
    if errors != sheet.tables[0].errors:
        wrong.append(("findings", errors))
    return wrong


WORDINGS = [(part, name) for part, names in CHOICES.items() for name in names]


@pytest.mark.parametrize(("part", "wording"), WORDINGS, ids=[w for _, w in WORDINGS])
def test_each_print_is_read_among_others(part: str, wording: str) -> None:
    wrong = {}
    for seed in range(4):
        sheet = draw_sheet(seed * 1000 + len(wording), **{part: wording})
        if found := differences(sheet, sheet.text):
            wrong[str(sheet.chosen)] = found
    assert wrong == {}


@pytest.mark.parametrize("noise", NOISES)
def test_a_sheet_is_read_as_badly_printed_as_it_may_be(noise: str) -> None:
    wrong = {}
    for seed in range(500, 512):
        sheet = draw_sheet(seed)
        if found := differences(sheet, NOISES[noise](sheet.text)):
            wrong[seed, str(sheet.chosen)] = found
    assert wrong == {}
