"""What a report is made of: blocks of plain values that each writer sets in its own way.

A report collects blocks once; PDF, DOCX and XLSX are written from the same ones, so the three
cannot disagree. Values are already worded in French; `cells` of tables keep their numbers beside
the words, for the spreadsheet.
"""

import re
from dataclasses import asdict, dataclass, field, fields, is_dataclass, replace
from typing import Any, Literal, TypeVar, cast

Tone = Literal["", "heading", "total", "wrong"]


@dataclass(frozen=True)
class Section:
    """A heading; level 1 or 2. `on_new_page`: what is torn off, a letter among others."""

    title: str
    level: int = 1
    on_new_page: bool = False
    kind: str = "section"


@dataclass(frozen=True)
class Text:
    """A paragraph; quiet ones are set smaller."""

    text: str
    quiet: bool = False
    kind: str = "text"


@dataclass(frozen=True)
class Terms:
    """Pairs of a label and what it holds."""

    rows: tuple[tuple[str, str], ...]
    kind: str = "terms"


@dataclass(frozen=True)
class FigureRow:
    """A figure: its value, the records behind it, its definition, and the page of its proof.

    `written`: how the whole number is written (`indicators.definition.Written`): as it is, in euros
    where it is cents, in days or posts where it is hundredths.
    """

    value: int
    label: str
    unit: str
    definition: str
    code: str
    href: str
    records: int
    before: int | None = None
    written: Literal["", "euros", "hundredths"] = ""

    @property
    def number(self) -> float:
        """The value in its own unit."""
        return self.value / 100 if self.written else self.value


@dataclass(frozen=True)
class Figures:
    """Figures of one period, with the label of the period they are compared with."""

    rows: tuple[FigureRow, ...]
    before_label: str = ""
    kind: str = "figures"


@dataclass(frozen=True)
class Cell:
    """One cell: the words, the number behind them (`cents` for amounts), an address."""

    text: str
    number: int | None = None
    cents: bool = False
    href: str = ""


@dataclass(frozen=True)
class Row:
    """One row of a table, with its tone."""

    cells: tuple[Cell, ...]
    tone: Tone = ""


@dataclass(frozen=True)
class Head:
    """A column: its heading, whether it holds numbers, its share of the width."""

    text: str
    is_number: bool = False
    share: int = 1


@dataclass(frozen=True)
class Table:
    """A table with a caption."""

    caption: str
    heads: tuple[Head, ...]
    rows: tuple[Row, ...]
    kind: str = "table"


@dataclass(frozen=True)
class FindingRow:
    """A finding still open: how grave, what, where."""

    severity: str
    label: str
    code: str
    message: str
    place: str = ""


@dataclass(frozen=True)
class Findings:
    """Findings still open; `none` is said where there is none."""

    rows: tuple[FindingRow, ...]
    none: str = "Aucune anomalie ouverte."
    kind: str = "findings"


Block = Section | Text | Terms | Figures | Table | Findings


@dataclass(frozen=True)
class Logo:
    """A picture, PNG or JPEG, as its bytes; `alt` is what it gives to read."""

    bytes: tuple[int, ...]
    alt: str


@dataclass(frozen=True)
class Content:
    """A whole report: title, subtitle, who speaks, cut-off, blocks, what proves it, logos last."""

    title: str
    subtitle: str
    author: str
    cut: str
    proof: str
    file_name: str
    blocks: tuple[Block, ...] = field(default_factory=tuple)
    logos: tuple[Logo, ...] = ()

    def as_dict(self) -> dict[str, Any]:
        """Plain values, for the page setter."""
        return asdict(self)

    def printable(self) -> "Content":
        """The same without the characters that no file format holds: a pasted text has some."""
        return cast("Content", _printable(self))


# controls, halves of a character, private use, what is no character: neither XML nor PDF/A takes
# them; tabs and line ends stay
_UNPRINTABLE = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ue000-\uf8ff\ufdd0-\ufdef\ufffe\uffff"
    "\U000f0000-\U0010ffff]"
)


T = TypeVar("T")


def printable(value: T) -> T:
    """Plain values, a dataclass of them, without the characters that no file format holds."""
    return cast(T, _printable(value))


def _printable(value: Any) -> Any:
    if isinstance(value, str):
        return _UNPRINTABLE.sub(" ", value)
    if isinstance(value, tuple):
        return tuple(map(_printable, value))
    if is_dataclass(value) and not isinstance(value, type):
        held = {one.name: _printable(getattr(value, one.name)) for one in fields(value)}
        return replace(value, **held)
    return value
