"""Rows of a CSV: its encoding, its separator and its quotes are found, not asked.

Lines of several encodings in one file (a paste of an old file into a new one) are decoded one by
one. Separators: semicolon, comma, tab, vertical bar.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator
from statistics import median_low

from probant.ingestion.spreadsheets.containers import MAX_COLUMNS
from probant.ingestion.spreadsheets.errors import UnreadableSheet
from probant.ingestion.texts import UnreadableDocument
from probant.ingestion.texts.encoding import decode, is_binary

SEPARATORS = (";", ",", "\t", "|")
SAMPLE = 200  # lines that the separator is sought in
_DIRECTIVE = re.compile(r"^sep=(.)\r?\n", re.IGNORECASE)


class Delimited:
    """A text file of values: `separator`, and `notes` on what had to be guessed."""

    def __init__(self, data: bytes) -> None:
        self.notes: list[str] = []
        text = self._decoded(data).replace("\0", "")
        told = _DIRECTIVE.match(text)
        if told:
            text = text[told.end() :]
        self.separator = told[1] if told else find_separator(text)
        if not text.strip():
            raise UnreadableSheet("le fichier est vide.")
        self._text = text

    def _decoded(self, data: bytes) -> str:
        wide = _utf16_without_mark(data)
        if wide is not None:
            return wide
        if data[:2] != b"\xff\xfe" and data[:2] != b"\xfe\xff" and is_binary(data):
            raise UnreadableSheet("ce n’est pas un tableau : le fichier contient du binaire.")
        try:
            return data.decode("utf-8-sig")
        except UnicodeDecodeError:
            pass
        try:
            mixed = _by_line(data)
            if mixed is not None:
                self.notes.append(
                    "Le fichier mêle plusieurs encodages : ses lignes ont été lues une à une."
                )
                return mixed
            return decode(data)
        except UnreadableDocument as error:
            raise UnreadableSheet(str(error)) from error

    def rows(self) -> Iterator[tuple[int, list[str | None]]]:
        """Number of the row (1 is the first) and its cells; empty rows left out."""
        csv.field_size_limit(1_000_000)
        reader = csv.reader(io.StringIO(self._text, newline=""), delimiter=self.separator)
        number = 0
        try:
            for number, cells in enumerate(reader, 1):
                row = [cell.strip() or None for cell in cells[:MAX_COLUMNS]]
                if any(cell is not None for cell in row):
                    yield number, row
        except csv.Error as error:
            raise UnreadableSheet(
                f"la ligne {number + 1} ne se lit pas : un guillemet y est sans doute ouvert et "
                "jamais fermé."
            ) from error


def find_separator(text: str) -> str:
    """The separator that cuts the first lines into the same number of cells, the most often.

    >>> find_separator("nom;ville\\nA, B;Dijon\\nC;Beaune\\n")
    ';'
    """
    lines = [line for line in text[:200_000].splitlines()[: SAMPLE * 2] if line.strip()][:SAMPLE]
    best, mark = (0.0, 0), SEPARATORS[0]
    for separator in SEPARATORS:
        try:
            counts = [len(row) for row in csv.reader(lines, delimiter=separator)]
        except csv.Error:
            continue
        if not counts:
            continue
        usual = median_low(counts)
        if usual < 2:
            continue
        alike = sum(count == usual for count in counts) / len(counts)
        if (alike, usual) > best:
            best, mark = (alike, usual), separator
    return mark


def _utf16_without_mark(data: bytes) -> str | None:
    """UTF-16 whose mark was lost: every other byte of a Western text is a zero."""
    head = data[:2000]
    if len(head) < 20 or data[:2] in (b"\xff\xfe", b"\xfe\xff"):
        if data[:2] in (b"\xff\xfe", b"\xfe\xff"):
            try:
                return data.decode("utf-16")
            except UnicodeDecodeError as error:
                raise UnreadableSheet(
                    "le texte annonce un encodage Unicode qu’il ne suit pas : enregistrez-le en "
                    "UTF-8."
                ) from error
        return None
    for place, encoding in ((1, "utf-16-le"), (0, "utf-16-be")):
        zeros = head[place::2].count(0)
        if zeros > 0.7 * len(head[place::2]) and head[1 - place :: 2].count(0) < zeros / 10:
            try:
                return data.decode(encoding)
            except UnicodeDecodeError:
                return None
    return None


def _by_line(data: bytes) -> str | None:
    """The text of a file some of whose accented lines are UTF-8 and others not, or None."""
    utf8, other = 0, 0
    lines = data.split(b"\n")
    for line in lines:
        if line.isascii():
            continue
        try:
            line.decode("utf-8")
            utf8 += 1
        except UnicodeDecodeError:
            other += 1
    if not utf8 or not other:
        return None
    old = decode(b"\n".join(line for line in lines if not _is_utf8(line))).split("\n")
    olds = iter(old)
    return "\n".join(
        line.decode("utf-8-sig") if _is_utf8(line) else next(olds, "") for line in lines
    )


def _is_utf8(line: bytes) -> bool:
    try:
        line.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True
