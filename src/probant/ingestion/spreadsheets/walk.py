"""A file walked through: its table found, its columns matched, its rows handed to an importer."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from pathlib import Path
from typing import Any

from probant.ingestion.spreadsheets.apart import Row, SheetSurvey, Survey, rows, survey
from probant.ingestion.spreadsheets.columns import Field, Match, match_columns
from probant.ingestion.spreadsheets.errors import UnreadableSheet
from probant.ingestion.spreadsheets.headings import Headings, find_headings, is_total
from probant.ingestion.spreadsheets.kinds import Context, Kind, Line, Outcome
from probant.kernel.text import fold
from probant.ui.write import write_count

BATCH = 500
Report = Callable[[int, int], None]


@dataclass
class Table:
    """A sheet of a file, as it will be read."""

    sheet: str
    code: str
    headings: Headings
    matches: list[Match]
    count: int
    last: int
    hidden: int = 0
    sample: list[Row] = field(default_factory=list)

    @property
    def columns(self) -> dict[str, str]:
        """The field of each column that has one, by its place."""
        return {str(one.heading.place): one.field for one in self.matches if one.field}


@dataclass
class Layout:
    """A file, as it will be read: its tables, what is said of them."""

    tables: list[Table]
    sheets: list[str]
    notes: list[str]

    @property
    def count(self) -> int:
        """How many rows will be read."""
        return sum(one.count for one in self.tables)


Remembered = Callable[[str], "Mapping[str, str] | None"]


def lay_out(
    path: Path,
    kind: Kind,
    house_id: int,
    *,
    sheet: str = "",
    remembered: Remembered = lambda signature: None,
    columns: Mapping[str, str] | None = None,
) -> Layout:
    """Find what is to be read in a file, and which column is what.

    `sheet` chooses a sheet by its name; `columns` settles the columns by hand, `remembered` gives
    those of a layout met before. Raises `UnreadableSheet`.
    """
    found = survey(path)
    filled = [one for one in found.sheets if one.count]
    if not filled:
        raise UnreadableSheet("le fichier ne contient aucune ligne.")
    notes = list(found.notes)
    if kind.sheet_of and kind.sheet_fields:
        tables = _tables(kind, filled, notes)
    else:
        fields = list(kind.fields(house_id))
        chosen = _chosen(filled, fields, sheet)
        others = [one.name for one in filled if one is not chosen and one.shown]
        if others:
            notes.append(
                f"Feuille lue : « {chosen.name} ». Non lues : "
                + ", ".join(f"« {name} »" for name in others[:6]) + "."
            )  # fmt: skip
        table = _table(chosen, "", fields, columns, remembered)
        table.matches = kind.adjust(table.matches) if columns is None else table.matches
        tables = [table]
        notes += kind.remarks(table.matches)
    for table in tables:
        notes += _said(table)
    return Layout(tables, [one.name for one in filled], notes)


def lacking(kind: Kind, layout: Layout) -> list[str]:
    """What the kind needs and no column gives, in French."""
    given = {one.field for table in layout.tables for one in table.matches}
    return [words for wanted, words in kind.needs if not wanted & given]


def _chosen(filled: Sequence[SheetSurvey], fields: Sequence[Field], sheet: str) -> SheetSurvey:
    named = [one for one in filled if one.name == sheet]
    if sheet and not named:
        raise UnreadableSheet(f"le classeur n’a pas de feuille « {sheet} ».")
    if named:
        return named[0]

    def rank(one: SheetSurvey) -> tuple[bool, int, int]:
        headings = find_headings(one.first, _known(fields))
        known = sum(1 for column in headings.columns if _known(fields)(column.name))
        return (one.shown, known, 0)

    return max(filled, key=rank)


def _tables(kind: Kind, filled: Sequence[SheetSurvey], notes: list[str]) -> list[Table]:
    assert kind.sheet_of and kind.sheet_fields
    tables, unknown = [], []
    for one in filled:
        code = kind.sheet_of(one.name) or (kind.sheet_of("") if len(filled) == 1 else "")
        if not code:
            unknown.append(one.name)
            continue
        tables.append(_table(one, code, kind.sheet_fields(code), None, lambda signature: None))
    assumed = [one.heading.name for table in tables for one in table.matches
               if one.field and _is_assumed(kind, table.code, one.field)]  # fmt: skip
    if assumed:
        notes.append(
            "Les noms de colonnes de l’outil national sont supposés tant qu’aucun extrait réel n’a "
            "été vu : vérifiez ce qui serait écrit."
        )
    if unknown:
        notes.append(
            "Feuilles non reconnues, non lues : " + ", ".join(f"« {one} »" for one in unknown) + "."
        )
    if not tables:
        raise UnreadableSheet("aucune feuille de ce classeur n’est reconnue.")
    return tables


def _is_assumed(kind: Kind, code: str, key: str) -> bool:
    assert kind.sheet_fields
    return any(one.assumed for one in kind.sheet_fields(code) if one.key == key)


def _table(
    one: SheetSurvey,
    code: str,
    fields: Sequence[Field],
    columns: Mapping[str, str] | None,
    remembered: Remembered,
) -> Table:
    headings = find_headings(one.first, _known(fields))
    sample = [row for row in one.first if row[0] > headings.line]
    by_hand = columns if columns is not None else remembered(headings.signature)
    matches = match_columns(headings.columns, fields, sample, by_hand)
    above = sum(1 for row in one.first if row[0] <= headings.line or headings.again(row[1]))
    count, last = one.count - above, 0
    for number, cells in reversed(one.last):
        if number > headings.line and is_total(cells):
            count -= 1
            last = number
        else:
            break
    return Table(one.name, code, headings, matches, count, last, one.hidden, sample)


def _known(fields: Sequence[Field]) -> Callable[[str], bool]:
    names = frozenset().union(*(one.folded for one in fields)) if fields else frozenset()
    return lambda text: fold(text) in names


def _said(table: Table) -> list[str]:
    notes = []
    where = f"Feuille « {table.sheet} » : " if table.sheet else ""
    if table.headings.line == 0:
        notes.append(
            f"{where}pas de ligne d’en-têtes : les colonnes sont reconnues à leur contenu, "
            "vérifiez-les."
        )
    elif table.headings.line > 1:
        notes.append(f"{where}en-têtes lus à la ligne {table.headings.line}.")
    if table.last:
        notes.append(f"{where}ligne {table.last} laissée de côté : c’est un total.")
    if table.hidden:
        rows_hidden = write_count(table.hidden, "ligne masquée", "lignes masquées")
        notes.append(f"{where}{rows_hidden} ou filtrées dans le tableur : elles sont lues aussi.")
    return [note[:1].upper() + note[1:] for note in notes]


@dataclass
class Walked:
    """The end of a walk: how many rows in each state."""

    counts: Counter[str] = field(default_factory=Counter)
    rows: int = 0


def walk(
    path: Path,
    layout: Layout,
    kind: Kind,
    context: Context,
    *,
    each: Callable[[Sequence[Outcome], Mapping[int, tuple[str, Sequence[Any]]]], None],
    report: Report = lambda done, total: None,
) -> Walked:
    """Hand every row to the kind's importer, by batches; `each` gets the outcomes of a batch, and
    the sheet and cells of its rows by place. Raises `UnreadableSheet`.
    """
    context.sheets = frozenset(table.code for table in layout.tables)
    context.fields = frozenset(key for table in layout.tables for key in table.columns.values())
    importer = kind.open(context)
    walked = Walked()
    held: dict[int, tuple[str, Sequence[Any]]] = {}
    for lines, raws in _batches(path, layout):
        outcomes = importer.take(lines)
        if getattr(importer, "waits", False) and len(outcomes) < len(lines):
            told = {one.place for one in outcomes}
            held |= {place: raw for place, raw in raws.items() if place not in told}
        walked.counts.update(one.state.value for one in outcomes)
        walked.rows += len(lines)
        each(outcomes, raws)
        report(walked.rows, layout.count)
    after = importer.end()
    walked.counts.update(one.state.value for one in after)
    if after:
        each(after, held)
    return walked


def _batches(
    path: Path, layout: Layout
) -> Iterator[tuple[list[Line], dict[int, tuple[str, Sequence[Any]]]]]:
    place = 0
    for table in layout.tables:
        given = [(int(number), key) for number, key in table.columns.items()]
        stream = _body(path, table)
        while batch := list(islice(stream, BATCH)):
            lines: list[Line] = []
            raws: dict[int, tuple[str, Sequence[Any]]] = {}
            for number, cells in batch:
                place += 1
                values: dict[str, Any] = {}
                for column, key in given:
                    if column < len(cells) and cells[column] is not None and key not in values:
                        values[key] = cells[column]
                lines.append(Line(place, number, values, table.code))
                raws[place] = (table.sheet, cells)
            yield lines, raws


def _body(path: Path, table: Table) -> Iterator[Row]:
    again = table.headings.again
    for number, cells in rows(path, table.sheet):
        if number <= table.headings.line:
            continue
        if table.last and number >= table.last:
            return
        if not again(cells):
            yield number, cells


__all__ = ["Layout", "Survey", "Table", "Walked", "lacking", "lay_out", "walk"]
