"""A whole file: judged as it stands, written as the schema asks."""

import csv
import io
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from typing import TextIO

from probant.kernel.scdl.formats import FORMATS, Format
from probant.kernel.scdl.telling import headings_told
from probant.kernel.scdl.verdicts import Fault, headings_wanted, judge
from probant.kernel.text import fold

LONGEST = 1_000_000  # characters of a cell
SHOWN = 200  # faults that are kept one by one; all are counted


@dataclass
class Report:
    """What a file is worth: rows read and faulty, its faults counted by column and code.

    `structure`: what is wrong with the file as a whole, in French. `shown` are its first faults.
    """

    form: Format
    rows: int = 0
    faulty: int = 0
    structure: list[str] = field(default_factory=list)
    counts: Counter[tuple[str, str]] = field(default_factory=Counter)
    shown: list[Fault] = field(default_factory=list)

    @property
    def is_valid(self) -> bool:
        """Whether the file follows its schema."""
        return not self.faulty and not self.structure

    @property
    def faults(self) -> int:
        """How many faults in all."""
        return sum(self.counts.values())


def format_of(headings: Sequence[str]) -> Format | None:
    """The format whose columns these are, the nearest; None where they are of neither."""
    given = {fold(one) for one in headings}
    likeness = {
        code: sum(
            1
            for column in form.columns
            if given & {fold(column.name), fold(column.title), *(fold(one) for one in column.names)}
        )
        for code, form in FORMATS.items()
    }
    code = max(likeness, key=lambda one: likeness[one])
    return FORMATS[code] if likeness[code] >= 3 else None


def check_stream(stream: TextIO, form: Format | None = None, *, separator: str = ",") -> Report:
    """Judge a file open as UTF-8 text without newline translation, commas between its cells.

    Columns out of place are found by their names, so that the rows are judged all the same.
    """
    csv.field_size_limit(LONGEST)
    rows = csv.reader(stream, delimiter=separator)
    headings = next(rows, [])
    known = form or format_of(headings)
    if known is None:
        report = Report(next(iter(FORMATS.values())))
        report.structure = ["Ce ne sont les colonnes ni des subventions ni des délibérations."]
        return report
    report = Report(known)
    report.structure = headings_told(known, headings_wanted(known, headings))
    try:
        _count(report, judge(known, _in_place(known, headings, rows)))
    except csv.Error:
        report.structure.append(
            f"La ligne {report.rows + 2} ne se lit pas : un guillemet y est ouvert et jamais fermé."
        )
    return report


def check_bytes(data: bytes) -> Report:
    """Judge a file as it was dropped; its encoding and its separator are faults of their own.

    What the schema wants: UTF-8, commas. Another encoding or separator is told, and the rows are
    judged all the same.
    """
    wrong: list[str] = []
    if data[:2] == b"PK" or b"\0" in data[:4000]:
        report = Report(next(iter(FORMATS.values())))
        report.structure = [
            "Ce n’est pas un CSV : dans votre tableur, enregistrez-le en CSV UTF-8."
        ]
        return report
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError:
        text = data.decode("cp1252", "replace")
        wrong.append(
            "Le fichier n’est pas en UTF-8 : à l’enregistrement, choisissez « CSV UTF-8 »."
        )
    head = text.partition("\n")[0]
    separator = max(",;\t|", key=head.count)
    if separator != ",":
        shown = {";": "le point-virgule", "\t": "la tabulation", "|": "la barre verticale"}
        wrong.append(
            f"Le séparateur est {shown[separator]} : le schéma veut la virgule entre les cellules."
        )
    report = check_stream(io.StringIO(text, newline=""), separator=separator)
    report.structure = wrong + report.structure
    return report


def _in_place(
    form: Format, headings: Sequence[str], rows: Iterable[Sequence[str]]
) -> Iterable[Sequence[str]]:
    if tuple(headings) == form.names:
        return rows
    by_key = {fold(one): place for place, one in reversed(list(enumerate(headings)))}
    places = [by_key.get(fold(name)) for name in form.names]

    def moved() -> Iterator[Sequence[str]]:
        for cells in rows:
            yield [
                cells[place] if place is not None and place < len(cells) else "" for place in places
            ]

    return moved()


def _count(report: Report, verdicts: Iterable[list[Fault]]) -> None:
    for faults in verdicts:
        report.rows += 1
        if not faults:
            continue
        report.faulty += 1
        report.counts.update((one.column, one.code) for one in faults)
        if len(report.shown) < SHOWN:
            report.shown += faults


def write_rows(form: Format, rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """The text of a file by pieces: the headings, then rows; commas, quotes only where needed."""
    stream = io.StringIO()
    writer = csv.writer(stream, lineterminator="\r\n")
    writer.writerow(form.names)
    for number, cells in enumerate(rows, 1):
        writer.writerow(cells)
        if number % 500 == 0:
            yield stream.getvalue()
            stream.seek(0)
            stream.truncate()
    yield stream.getvalue()
