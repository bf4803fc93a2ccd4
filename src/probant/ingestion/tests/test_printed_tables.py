"""Tables in a PDF keep their columns; prose and lists of names are read as before."""

from __future__ import annotations

from pathlib import Path

import pytest

from probant.ingestion.reader import read_document
from probant.ingestion.tests.drawn.budgets import LAYOUTS
from probant.ingestion.tests.drawn.printed import as_pdf
from probant.ingestion.tests.drawn.reports import draw_report
from probant.ingestion.tests.drawn.sheets import draw_sheet
from probant.ingestion.tests.test_random_reports import report_differences
from probant.ingestion.tests.test_random_sheets import differences
from probant.ingestion.texts import read_bytes

TABLES = sorted(name for name in LAYOUTS if not name.endswith(("_spaces", "_dots", "_colons")))


@pytest.mark.parametrize("layout", TABLES)
def test_a_budget_is_read_in_the_columns_of_a_page(layout: str, tmp_path: Path) -> None:
    for seed in (3, 14):
        sheet = draw_sheet(seed, layout=layout)
        document = read_bytes(as_pdf(sheet.text, tmp_path), "fiche.pdf")
        assert differences(sheet, document.text) == [], sheet.chosen


def test_a_table_by_year_is_read_in_the_columns_of_a_page(tmp_path: Path) -> None:
    report = draw_report(5, way="say_years")
    document = read_bytes(as_pdf(report.text, tmp_path), "rapport.pdf")
    assert report_differences(report, document.text) == []


def test_totals_left_alone_by_a_page_break_keep_their_sides(tmp_path: Path) -> None:
    text = draw_sheet(3, layout="layout_tabs", totals="of").text
    above, below = text[: text.index("Total des charges")], text[text.index("Total des charges") :]
    line = " ".join(below.split("\n")[0].split("\t"))
    document = read_bytes(as_pdf(above + "\n" + line, tmp_path), "fiche.pdf")
    budget = read_document(document).budgets[0]
    assert budget.printed["expense"] == budget.printed["income"] is not None


def test_prose_and_names_are_not_set_out(tmp_path: Path) -> None:
    text = (
        "Étaient présents :\nMme Ida ROC\tM. Luc PIN\tMme Eve NOD\nM. Ali BEN\tMme Zoé LAY\t"
        "M. Guy BOS\n\nLe conseil décide à l'unanimité d'aider l'association."
    )
    document = read_bytes(as_pdf(text, tmp_path), "acte.pdf")
    assert "   " not in document.text
