"""A line of an open-data file read: every cell mended where it is safe, told where it is not."""

from __future__ import annotations

import datetime
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import ROUND_HALF_UP, Decimal
from typing import Any

from probant.ingestion.spreadsheets.cells import is_fault, plain
from probant.ingestion.spreadsheets.kinds import BREAK
from probant.kernel.scdl.formats import Format
from probant.kernel.scdl.matters import code_of_matter
from probant.kernel.scdl.mending import mend
from probant.kernel.scdl.telling import told
from probant.kernel.scdl.verdicts import judge, read_day, read_integer, read_number
from probant.kernel.text import fold

_SIRET = re.compile(r"[0-9]{14}")
_RNA = re.compile(r"W[0-9][0-9A-Z][0-9]{7}")


@dataclass
class ReadRow:
    """The cells of a row by column, as mended; `notes` say what was mended, `faults` what stays.

    `kept` holds the text of the file where a cell was mended or is faulty: nothing of it is lost.
    """

    cells: dict[str, str] = field(default_factory=dict)
    notes: list[str] = field(default_factory=list)
    faults: list[str] = field(default_factory=list)
    kept: dict[str, str] = field(default_factory=dict)

    def day(self, name: str) -> datetime.date | None:
        """A day, or None where the cell is empty or is none."""
        return read_day(self.cells.get(name, ""))

    def count(self, name: str) -> int | None:
        """A whole number, or None."""
        return read_integer(self.cells.get(name, ""))

    @property
    def words(self) -> str:
        """What was mended and what is to be looked at, in a sentence."""
        mended = f"mis au propre : {' ; '.join(self.notes)}" if self.notes else ""
        wrong = f"à vérifier : {' '.join(self.faults)}" if self.faults else ""
        return BREAK.join(one for one in (mended, wrong) if one)


def read_row(
    form: Format,
    given: Mapping[str, Any],
    restored: Callable[[Mapping[str, str]], Mapping[str, str]] = lambda cells: {},
) -> ReadRow:
    """Mend and judge the cells of a row, those of a format's columns.

    `restored` gives the numbers that a spreadsheet ate and that the books have, by column.
    """
    row = ReadRow()
    for column in form.columns:
        raw = given.get(column.name)
        text = "" if raw is None else plain(raw)
        if is_fault(raw):
            row.faults.append(f"La formule de « {column.title} » est en erreur ({raw}).")
            row.kept[column.name] = str(raw)
            row.cells[column.name] = ""
            continue
        # a spreadsheet's number comes as a number: its decimal point is that of the schema
        if isinstance(raw, float) and column.kind == "number":
            text = repr(raw)
        mended = mend(column, text)
        row.cells[column.name] = mended.cell
        if mended.note:
            row.notes.append(f"{column.title} ({mended.note})")
        if mended.lost:
            row.faults.append(f"{column.title} « {text} » : {mended.lost}.")
        if mended.note or mended.lost:
            row.kept[column.name] = text
    for name, cell in restored(row.cells).items():
        title = form.columns[form.place(name)].title
        row.kept.setdefault(name, row.cells[name])
        row.notes = [one for one in row.notes if not one.startswith(f"{title} (")]
        row.notes.append(f"{title} (chiffres perdus retrouvés dans l’annuaire)")
        row.faults = [one for one in row.faults if not one.startswith(f"{title} « ")]
        row.cells[name] = cell
    _judge(form, row)
    return row


def _judge(form: Format, row: ReadRow) -> None:
    faults = next(judge(form, [list(row.cells.values())]))
    lost = {one.split(" « ")[0] for one in row.faults}
    for fault in faults:
        title = form.columns[form.place(fault.column)].title if fault.column else ""
        if title in lost:
            continue
        row.faults.append(told(form, fault))
        if fault.column and fault.cell:
            row.kept.setdefault(fault.column, fault.cell)


def siret_of(text: str) -> str:
    """Fourteen digits, or ""."""
    return text if _SIRET.fullmatch(text) else ""


def rna_of(text: str) -> str:
    """An RNA number, or ""."""
    return text if _RNA.fullmatch(text) else ""


def beneficiary_key(siret: str, rna: str, name: str) -> str:
    """What a beneficiary is known by over the years: SIREN, else RNA, else its name.

    >>> beneficiary_key("38047555800058", "", "x"), beneficiary_key("", "", "L’Écho")
    ('380475558', 'l echo')
    """
    return siret[:9] or rna or fold(name)[:200]


def cents_of(text: str) -> int | None:
    """An amount of the schema as cents; None where it is none."""
    found = read_number(text) if text else None
    if found is None or not found.is_finite() or abs(found) > 10**13:
        return None
    return int((found * 100).quantize(Decimal(1), ROUND_HALF_UP))


def part_of(whole_cents: int, share: str) -> int:
    """The part of a grant that a share of it makes; all of it where the share is not readable.

    >>> part_of(10001, "0.5"), part_of(10000, "")
    (5001, 10000)
    """
    found = read_number(share) if share else None
    if found is None or not found.is_finite() or not 0 < found <= 1:
        return whole_cents
    return int((whole_cents * found).quantize(Decimal(1), ROUND_HALF_UP))


def matter_of(row: ReadRow) -> str:
    """The code of a deliberation's matter, from its code or its name."""
    code = row.cells["DELIB_MATIERE_CODE"]
    known = re.fullmatch(r"\d\.\d{1,2}", code) is not None
    return code if known else code_of_matter(row.cells["DELIB_MATIERE_NOM"])
