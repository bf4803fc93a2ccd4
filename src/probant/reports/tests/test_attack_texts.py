"""No text that a person may paste stops a report: it is written, in the three formats."""

import pytest

from probant.reports.blocks import (
    Cell,
    Content,
    FigureRow,
    Figures,
    FindingRow,
    Findings,
    Head,
    Row,
    Section,
    Table,
    Terms,
    Text,
)
from probant.reports.press import PressError, print_pdf, write_pdf
from probant.reports.spreadsheet import write_xlsx
from probant.reports.word import write_docx


def content(text: str) -> Content:
    """A report whose every text is the given one."""
    figure = FigureRow(1, text, text, text, "code", "http://127.0.0.1/", 1, 2)
    table = Table("Table", (Head(text), Head(text, True)), (Row((Cell(text), Cell(text, 1))),))
    blocks = (
        Section(text),
        Text(text),
        Terms(((text, text),)),
        Figures((figure,), text),
        table,
        Findings((FindingRow("error", text, "code", text, text),)),
    )
    return Content(text, text, text, text, text, "essai", blocks)


HOSTILE = {
    "emoji": "Fête 😀",
    "other scripts": "協会 جمعية אגודה",
    "right to left mark": "a\u202eb\u2066",
    "controls": "a\x00\x01\x0b\x1b[0mb",
    "no characters": "a\ufffe\ue000\ud800\U0010fffdb",
    "typesetting": '#panic("x") $x$ *b* <a> @b `c` \\ [#sys] #include "/etc/passwd"',
    "longer than a property": "x" * 300,
    "formula": '=HYPERLINK("http://x";"x")',
}


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_a_report_is_written_whatever_its_texts(text: str) -> None:
    assert write_pdf(content(text)).startswith(b"%PDF")
    assert write_docx(content(text)).startswith(b"PK")
    assert write_xlsx(content(text)).startswith(b"PK")


def test_what_a_press_says_when_it_fails_is_one_line() -> None:
    with pytest.raises(PressError) as raised:
        print_pdf(content(""))  # PDF/UA takes no empty heading
    assert "heading" in str(raised.value)
    assert str(raised.value).count("\n") == 0
