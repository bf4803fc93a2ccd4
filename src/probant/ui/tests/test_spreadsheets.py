"""Files for spreadsheets: nothing in them computes, and every text comes back as it was."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from probant.ui.spreadsheets import csv_bytes

DANGEROUS = "=+-@\t\r\n"
cells = st.text(alphabet='=+-@\t\r\n";a é1', max_size=6) | st.none() | st.integers(-5, 5)


def read(content: bytes) -> list[list[str]]:
    text = content.decode("utf-8-sig")
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=";"))


@given(st.lists(st.lists(cells, min_size=2, max_size=3), max_size=6))
def test_no_text_begins_a_formula_and_the_others_are_unchanged(rows: list[list[object]]) -> None:
    expected = [
        [
            f"'{cell}"
            if isinstance(cell, str) and cell[:1] in set(DANGEROUS)
            else ("" if cell is None else str(cell))
            for cell in row
        ]
        for row in rows
    ]

    assert read(csv_bytes(["a", "b"], rows))[1:] == expected


@pytest.mark.parametrize("start", DANGEROUS)
@pytest.mark.parametrize("place", [0, 1, 2])
def test_a_formula_is_disarmed_wherever_it_stands(start: str, place: int) -> None:
    row = ["x", "y", "z"]
    row[place] = f"{start}cmd"

    assert read(csv_bytes(["a", "b", "c"], [row]))[1][place] == f"'{start}cmd"
