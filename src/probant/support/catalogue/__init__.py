"""The columns of the DLA's national tool, read from a file: they write and read its workbook.

One mapping for both ways, so that what we give is what we take back. A column that no real extract
has confirmed yet is `assumed`.
"""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

from probant.kernel.text import fold

FILE = Path(__file__).parent / "dla_columns.toml"
KINDS = frozenset(
    ("text", "day", "count", "hundredths", "cents", "siren", "siret", "rna", "insee")
    + ("mark", "flag", "word")
)


class BadColumns(ValueError):
    """The mapping file has a wrong shape: a fault of the program, found when it is loaded."""


@dataclass(frozen=True, slots=True)
class DlaColumn:
    """A column: its heading and other headings, the field it holds, how it is read.

    `words` is the list of `DlaColumns.words` that a column of kind `word` takes its values from.
    """

    heading: str
    field: str
    kind: str
    words: str = ""
    key: bool = False
    also: tuple[str, ...] = ()
    assumed: bool = False


@dataclass(frozen=True, slots=True)
class DlaSheet:
    """A sheet of the workbook: one object of the tool."""

    code: str
    title: str
    titles: tuple[str, ...]
    columns: tuple[DlaColumn, ...]

    def answers_to(self, title: str) -> bool:
        """Whether a sheet of that title holds this object; accents and case do not matter."""
        return fold(title) in {fold(known) for known in (self.title, *self.titles)}

    def column(self, heading: str) -> DlaColumn | None:
        """The column of a heading, or None; accents and case do not matter."""
        wanted = fold(heading)
        for column in self.columns:
            if wanted in {fold(known) for known in (column.heading, *column.also)}:
                return column
        return None


@dataclass(frozen=True, slots=True)
class DlaColumns:
    """The whole mapping; `words[list][code]` are the words of a code, the first one is written."""

    source: str
    sheets: tuple[DlaSheet, ...]
    words: dict[str, dict[str, tuple[str, ...]]]

    def sheet(self, code: str) -> DlaSheet:
        """The sheet of an object's code."""
        return next(sheet for sheet in self.sheets if sheet.code == code)

    def say(self, words: str, code: str) -> str:
        """The word that is written for a code; the code itself where it has none."""
        return self.words[words].get(code, (code,))[0] if code else ""

    def read(self, words: str, text: str) -> str | None:
        """The code of a word that was read, or None."""
        wanted = fold(text)
        for code, known in self.words[words].items():
            if wanted in {fold(code), *(fold(word) for word in known)}:
                return code
        return None


@cache
def dla_columns() -> DlaColumns:
    """The mapping that ships with the product. Raises `BadColumns`."""
    return read_columns(FILE.read_text(encoding="utf-8"))


def read_columns(text: str) -> DlaColumns:
    """Read a mapping file. Raises `BadColumns` with the sheet and column at fault."""
    data = tomllib.loads(text)
    words = {
        name: {code: tuple(said) for code, said in codes.items()}
        for name, codes in data.get("words", {}).items()
    }
    sheets = tuple(
        DlaSheet(
            code,
            held["title"],
            tuple(held.get("titles", ())),
            tuple(_column(code, row, words) for row in held["columns"]),
        )
        for code, held in data["sheet"].items()
    )
    return DlaColumns(data.get("source", ""), sheets, words)


def _column(sheet: str, row: dict[str, Any], words: dict[str, Any]) -> DlaColumn:
    column = DlaColumn(**{**row, "also": tuple(row.get("also", ()))})
    if column.kind not in KINDS:
        raise BadColumns(f"{sheet}, {column.heading}: kind {column.kind!r} is not known")
    if (column.kind == "word") != (column.words in words):
        raise BadColumns(f"{sheet}, {column.heading}: a word is one of a list of words")
    return column
