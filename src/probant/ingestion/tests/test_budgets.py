"""Budget tables of several layouts, and what their sums say."""

from __future__ import annotations

import pytest

from probant.ingestion.document import Document
from probant.ingestion.reader import read_document
from probant.ingestion.reading.budget_table import read_budgets

ROWS = [
    ("60 - Achats", "300", "70 - Prestations", "1 000"),
    ("Fournitures", "100", "74 - Subventions", "5 000"),
    ("Eau", "200", "Ville", "3 000"),
    ("64 - Charges de personnel", "5 700", "Région", "2 000"),
    ("Salaires", "4 000", "", ""),
    ("Charges sociales", "1 700", "", ""),
    ("TOTAL", "6 000", "TOTAL", "6 000"),
]


def table(rows: list[tuple[str, str, str, str]], separator: str = "\t") -> str:
    title = (
        "FICHE ACTION 1 – Ateliers\nContexte :\nObjectifs de l'action :\nPublics visés "
        ":\n\nBudget prévisionnel - année 2025\n\n"
    )
    header = separator.join(("DÉPENSES", "", "RECETTES", ""))
    return title + "\n".join([header, *(separator.join(row) for row in rows)]) + "\n"


def findings(rows: list[tuple[str, str, str, str]]) -> list[str]:
    return [f.code for f in read_document(Document.from_text(table(rows))).findings]


def changed(row: int, column: int, value: str) -> list[tuple[str, str, str, str]]:
    rows = [list(r) for r in ROWS]
    rows[row][column] = value
    return [tuple(r) for r in rows]  # type: ignore[misc]


def test_a_budget_is_read_by_account_side_and_level() -> None:
    (budget,) = read_budgets(Document.from_text(table(ROWS)))
    assert budget.year == 2025
    assert budget.printed == {"expense": 600000, "income": 600000}
    assert [(x.account, x.label, x.cents, x.level) for x in budget.lines if x.side == "income"] == [
        ("70", "Prestations", 100000, 1),
        ("74", "Subventions", 500000, 1),
        (None, "Ville", 300000, 2),
        (None, "Région", 200000, 2),
    ]


def test_a_budget_that_holds_has_no_finding() -> None:
    assert findings(ROWS) == []


WRONG = {
    "heading": (changed(3, 1, "9 700"), ["budget.heading_sum", "budget.total_sum"]),
    "total": (changed(6, 1, "6 500"), ["budget.total_sum", "budget.unbalanced"]),
    "unbalanced": (changed(6, 3, "6 500"), ["budget.total_sum", "budget.unbalanced"]),
    "grants in 70": (changed(1, 2, "70 - Subventions"), ["budget.account", "budget.account"]),
    "grants in 70 alone": (
        [("60 - Achats", "300", "70 - Subventions", "300"), ("TOTAL", "300", "TOTAL", "300")],
        ["budget.account"],
    ),
}  # fmt: skip


@pytest.mark.parametrize(("rows", "expected"), WRONG.values(), ids=WRONG.keys())
def test_a_sum_that_fails_is_an_error(
    rows: list[tuple[str, str, str, str]], expected: list[str]
) -> None:
    assert findings(rows) == expected


def test_bars_part_cells_as_tabs_do() -> None:
    tabs = read_budgets(Document.from_text(table(ROWS)))
    bars = read_budgets(Document.from_text(table(ROWS, " | ")))
    assert [x.cents for x in bars[0].lines] == [x.cents for x in tabs[0].lines]


def test_one_side_under_the_other() -> None:
    text = (
        "Budget 2025\n\nCHARGES\n60 Achats            300 €\n64 Personnel       5 700 "
        "€\nTotal des charges  6 000 €\n\nPRODUITS\n74 Subventions     6 000 €\nTotal "
        "des produits 6 000 €\n"
    )
    (budget,) = read_budgets(Document.from_text(text))
    assert [(x.side, x.account, x.cents) for x in budget.lines] == [
        ("expense", "60", 30000), ("expense", "64", 570000), ("income", "74", 600000),
    ]  # fmt: skip
    assert budget.printed == {"expense": 600000, "income": 600000}


def test_a_table_in_thousands_is_read_in_euros() -> None:
    text = table(ROWS).replace("année 2025", "année 2025 (en k€)")
    (budget,) = read_budgets(Document.from_text(text))
    assert budget.printed == {"expense": 600000000, "income": 600000000}
    assert budget.lines[0].cents == 30000000
    assert read_document(Document.from_text(text)).findings == []


def test_rows_without_accounts_are_nested_by_what_they_add_up_to() -> None:
    bare = [(a.split(" - ")[-1], b, c.split(" - ")[-1], d) for a, b, c, d in ROWS]
    (budget,) = read_budgets(Document.from_text(table(bare)))
    assert [(x.label, x.level) for x in budget.lines if x.side == "income"] == [
        ("Prestations", 1), ("Subventions", 1), ("Ville", 2), ("Région", 2),
    ]  # fmt: skip
    assert findings(bare) == []
    bare[-1] = ("TOTAL", "7 000", "TOTAL", "7 000")
    assert findings(bare) == ["budget.total_sum", "budget.total_sum"]


def test_half_a_budget_is_read_without_inventing_the_other_half() -> None:
    rows = [(a, b, "", "") for a, b, _, _ in ROWS]
    (budget,) = read_budgets(Document.from_text(table(rows)))
    assert budget.printed == {"expense": 600000, "income": None}
    assert findings(rows) == []


def test_a_budget_said_in_the_text_is_held_against_its_table() -> None:
    text = table(ROWS).replace("Contexte :", "Budget prévisionnel annuel : 9 000 € pour 2025.")
    assert [f.code for f in read_document(Document.from_text(text)).findings] == [
        "budget.text_mismatch"
    ]
    text = text.replace("9 000 €", "6 000 €")
    assert [f.code for f in read_document(Document.from_text(text)).findings] == []


def test_rooms_lent_without_accounts_in_kind_are_a_gap() -> None:
    text = table(ROWS).replace("Contexte :", "Contexte : locaux mis à disposition par la Ville")
    assert [f.code for f in read_document(Document.from_text(text)).findings] == [
        "budget.in_kind_missing"
    ]
    text = text.replace("TOTAL\t6 000\t", "86 - Locaux\t\t87 - Locaux\t\nTOTAL\t6 000\t")
    assert [f.code for f in read_document(Document.from_text(text)).findings] == []
