"""A document as pages of text lines, and the reading text that every parser searches.

`text` joins the lines with a line feed. `folded` has exactly the same length, without accents and
in lower
case, so that a pattern written in plain letters finds its words in any print and the offsets
still point into
`text`. A `where` is computed from an offset, never kept by hand.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass, field
from functools import cached_property

from probant.kernel.dates import FoundDate, find_dates
from probant.kernel.finding import Where
from probant.kernel.text import fold_in_place as fold_in_place

_BLANK, _EMPTY_LINES = 160, 6
_BLANKS = re.compile(rf"[^\S\n]{{{_BLANK},}}")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the file: `number` counts from 1 as `cat -n` does; `page` is None where pages
    are not known.
    """

    number: int
    text: str
    page: int | None = None


@dataclass(frozen=True)
class Document:
    """A file read to text. `truncated` tells that the end of the text is missing from what was
    read.
    """

    name: str
    lines: tuple[Line, ...]
    format: str = "txt"
    truncated: bool = False
    _starts: tuple[int, ...] = field(init=False, repr=False, default=())

    def __post_init__(self) -> None:
        starts, offset = [], 0
        for line in self.lines:
            starts.append(offset)
            offset += len(line.text) + 1
        object.__setattr__(self, "_starts", tuple(starts))

    @classmethod
    def from_text(
        cls, text: str, name: str = "texte", *, file_format: str = "txt", truncated: bool = False
    ) -> Document:
        """A document from a string: lines end at LF, CRLF or CR, as `cat -n` counts them."""
        text = unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n")
        lines = (line.replace("\f", " ") for line in text.split("\n"))
        numbered = [Line(number, line) for number, line in enumerate(lines, 1)]
        return cls.from_lines(numbered, name, file_format=file_format, truncated=truncated)

    @classmethod
    def from_lines(
        cls, lines: Iterable[Line], name: str, *, file_format: str, truncated: bool = False
    ) -> Document:
        """A document from its lines. Long blanks are cut short, numbers stay those of the file:
        the expressions that read lists look for what follows a blank from each of its spaces.
        """
        kept: list[Line] = []
        empty = 0
        for line in lines:
            if len(line.text) > _BLANK:
                line = Line(line.number, _BLANKS.sub(" " * _BLANK, line.text), line.page)
            empty = 0 if line.text.strip() else empty + 1
            if empty <= _EMPTY_LINES:
                kept.append(line if line.text.strip() else Line(line.number, "", line.page))
        return cls(name, tuple(kept), file_format, truncated)

    @cached_property
    def text(self) -> str:
        """The lines joined by a line feed."""
        return "\n".join(line.text for line in self.lines)

    @cached_property
    def folded(self) -> str:
        """`text` in lower case without accents, of the same length."""
        return fold_in_place(self.text)

    @cached_property
    def dates(self) -> tuple[FoundDate, ...]:
        """The complete dates of the text, in order."""
        return tuple(find_dates(self.text))

    def index_at(self, offset: int) -> int:
        """Index in `lines` of the line that holds `offset`."""
        return max(0, bisect_right(self._starts, offset) - 1)

    def start_of(self, index: int) -> int:
        """Offset of the first character of the line at `index`."""
        return self._starts[index]

    def where(self, start: int, end: int) -> Where:
        """The place of the words `text[start:end]`: those on the first of their lines, without
        spaces around.
        """
        while start < end and self.text[start].isspace():
            start += 1
        line = self.lines[self.index_at(start)]
        words = self.text[start:end].split("\n", 1)[0].strip()
        return Where(line.page, line.number, words or line.text.strip())

    def line_where(self, index: int) -> Where:
        """The place of a whole line."""
        line = self.lines[index]
        return Where(line.page, line.number, line.text.strip())

    def slice(self, first: int, last: int) -> Document:
        """The lines from index `first` up to but not including `last`, which keep their numbers."""
        return Document(self.name, self.lines[first:last], self.format, self.truncated)
