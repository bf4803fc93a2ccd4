"""Files for spreadsheets: nothing in them computes, and every text comes back as it was."""

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from probant.ui import spreadsheets
from probant.ui.spreadsheets import CSV, attached, csv_bytes, write_csv

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


@given(st.lists(st.lists(cells, min_size=2, max_size=3), max_size=9))
def test_written_batch_after_batch_it_is_the_same_file(rows: list[list[object]]) -> None:
    stream = io.BytesIO()
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(spreadsheets, "BATCH", 2)
        write_csv(stream, ["=a", "b"], iter(rows))

    assert stream.getvalue() == csv_bytes(["=a", "b"], rows)


@pytest.mark.parametrize("light", [0, 1000])
def test_a_file_is_given_from_its_beginning_whole_or_as_it_is_read(
    light: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(spreadsheets, "LIGHT", light)
    file = io.BytesIO()
    file.write(b"abc")
    response = attached(file, "liste.csv", CSV)

    assert b"".join(response) == b"abc"
    assert response["Content-Disposition"] == 'attachment; filename="liste.csv"'
    assert response["Content-Type"] == CSV
    assert response.streaming is (light == 0)
