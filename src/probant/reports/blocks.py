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


#: Why a word of a sentence can be believed: a figure of the house, a claim of a document, a source;
#: a number that nothing supports, one that its figure contradicts.
Mark = Literal["", "figure", "claim", "source", "unsupported", "wrong"]


@dataclass(frozen=True)
class Run:
    """Words set alike; `note` is the number of the note that says where they come from, 0: none."""

    text: str
    is_strong: bool = False
    is_soft: bool = False
    href: str = ""
    mark: Mark = ""
    note: int = 0


@dataclass(frozen=True)
class Paragraph:
    """Runs on a line of their own: body, heading within a text, item of a list, quotation."""

    runs: tuple[Run, ...]
    style: Literal["body", "heading", "item", "quote"] = "body"
    sign: str = ""  # before an item: a dash, its number

    @property
    def text(self) -> str:
        """Its words, unset."""
        return "".join(run.text for run in self.runs)


@dataclass(frozen=True)
class Prose:
    """A text of several paragraphs, set with emphasis, links and notes."""

    paragraphs: tuple[Paragraph, ...]
    kind: str = "prose"


@dataclass(frozen=True)
class Quote:
    """What somebody said, and who signs it; `testimony_id`: shown while she allows it."""

    text: str
    signed: str
    testimony_id: int | None = None
    kind: str = "quote"


@dataclass(frozen=True)
class ChartPoint:
    """One column or bar: its label, its value and the words of it, where it stood before."""

    label: str
    value: float
    text: str
    before: float | None = None
    before_text: str = ""
    href: str = ""
    at: tuple[float, float] | None = None  # of a map: latitude and longitude


#: Lines of a map: points as [latitude, longitude], one after the other.
Line = tuple[tuple[float, float], ...]


@dataclass(frozen=True)
class Chart:
    """A drawing of a few values, and the same as a table.

    `description` says in words what the drawing shows, for who does not see it. `drawing`: SVG as
    text or PNG in base 64 (`drawn_as`), empty until it is drawn (`charts.drawing`). A map is drawn
    over the outlines (`lines`) of its `departments`, where they are loaded.
    """

    title: str
    description: str
    form: Literal["columns", "bars", "map"]
    points: tuple[ChartPoint, ...]
    heads: tuple[str, str] = ("", "Valeur")
    before_label: str = ""
    note: str = ""
    drawing: str = ""
    drawn_as: Literal["", "svg", "png"] = ""
    departments: tuple[str, ...] = ()
    lines: tuple[Line, ...] = ()
    kind: str = "chart"

    @property
    def is_compared(self) -> bool:
        """Whether one of its points says where it stood before."""
        return any(one.before is not None for one in self.points)


@dataclass(frozen=True)
class Photo:
    """A picture: a JPEG in base 64 and its size in points; `alt` is what it gives to read."""

    jpeg: str
    width: int
    height: int
    alt: str
    caption: str = ""
    document_id: int | None = None
    kind: str = "photo"


@dataclass(frozen=True)
class Logos:
    """Partners: their logos, and by name those that gave none."""

    logos: tuple["Logo", ...]
    names: tuple[str, ...]
    kind: str = "logos"


@dataclass(frozen=True)
class Support:
    """One thing that an appraisal rests on: its nature, what it is, what it says, its page."""

    nature: str
    words: str
    detail: str = ""
    href: str = ""

    @property
    def line(self) -> str:
        """The whole in a line."""
        joined = (" : " if self.href else ", ") + self.detail if self.detail else ""
        return f"{self.nature} : {self.words}{joined}"


@dataclass(frozen=True)
class Appraisal:
    """A year judged: a question, the word of its scale, sentences, what they rest on.

    `key` and `digest` are those of the fact; `text_digest` that of the sentences, which are read
    again while they stand (`gone` says why they do not). `before`: the word of the year before.
    """

    label: str
    question: str
    scope: str
    year: int
    word: str
    scale: tuple[str, ...]
    text: str
    evidence: tuple[Support, ...]
    is_supported: bool
    said_on: str
    key: str
    digest: str
    text_digest: str = ""
    before: str = ""
    gone: str = ""
    kind: str = "appraisal"

    @property
    def said(self) -> str:
        """The word as a line begins, or that a text stands where there is no scale."""
        word = self.word or "appréciée"
        return word[:1].upper() + word[1:]

    @property
    def year_before(self) -> str:
        """The year before, in words."""
        return str(self.year - 1)

    @property
    def beside(self) -> tuple[str, ...]:
        """What stands beside the word: its scale, the year before, that nothing supports it."""
        told = (
            f"échelle : {', '.join(self.scale)}" if self.scale else "",
            f"en {self.year_before} : {self.before}" if self.before else "",
            "" if self.is_supported else "non étayée",
        )
        return tuple(one for one in told if one)

    @property
    def lines(self) -> tuple[str, ...]:
        """The sentences, a paragraph each; why they are gone where they are."""
        return tuple(one.strip() for one in (self.text or self.gone).split("\n") if one.strip())

    @property
    def proof(self) -> str:
        """What it is in the journal, in a line."""
        return f"Appréciée le {self.said_on}, clef {self.key}, empreinte {self.digest}."


Block = (
    Section | Text | Terms | Figures | Table | Findings | Prose | Quote | Chart | Photo | Logos
    | Appraisal
)  # fmt: skip


@dataclass(frozen=True)
class Logo:
    """A picture, PNG or JPEG, as its bytes; `alt` is what it gives to read."""

    bytes: tuple[int, ...]
    alt: str


@dataclass(frozen=True)
class Content:
    """A whole report: title, subtitle, who speaks, cut-off, blocks, what proves it, logos last.

    `is_tight`: set small, to hold on a page.
    """

    title: str
    subtitle: str
    author: str
    cut: str
    proof: str
    file_name: str
    blocks: tuple[Block, ...] = field(default_factory=tuple)
    logos: tuple[Logo, ...] = ()
    is_tight: bool = False

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
