"""`probant import KIND FILE`: spreadsheets in, in one transaction, or nothing with `--dry-run`.

Exit status: 2 for a file or columns that cannot be read, 1 where rows were refused or a double
waits for a decision, else 0.
"""

from __future__ import annotations

import argparse
import json
import sys
import time
from pathlib import Path
from typing import TYPE_CHECKING, Any

from probant.config.cli import CommandError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from probant.ingestion.models import Import

NAME = "import"
HELP = "importe un tableur : contacts, dossiers, rencontres, outil DLA, comptes, données ouvertes…"
NEEDS_DJANGO = True
TOLD = 40  # rows to look at that are printed one by one


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments."""
    parser.add_argument(
        "kind",
        metavar="GENRE",
        help="contacts, cases, appointments, sessions, dla, comptes, scdl, ess-list",
    )
    parser.add_argument("file", metavar="FICHIER", type=Path, help="xlsx, ods, csv ou tsv")
    parser.add_argument(
        "--dry-run", action="store_true", help="dit ce qui serait fait, sans écrire"
    )
    parser.add_argument("--json", action="store_true", help="un objet JSON")
    parser.add_argument("--organisation", type=int, help="la structure qui tient ses comptes ici")
    parser.add_argument("--feuille", default="", metavar="NOM", help="la feuille à lire")
    parser.add_argument(
        "--colonne",
        action="append",
        default=[],
        metavar="EN-TÊTE=CHAMP",
        help="dit ce qu’est une colonne (CHAMP vide : ne pas la lire)",
    )
    parser.add_argument(
        "--choix", action="append", default=[], metavar="CLÉ=VALEUR", help="choix pour le fichier"
    )
    parser.add_argument(
        "--doubles",
        choices=("demander", "fusionner", "creer", "laisser"),
        default="demander",
        help="ce que deviennent les doubles possibles (demander : refusés, à décider)",
    )
    parser.add_argument(
        "--refus", type=Path, metavar="XLSX", help="classeur des lignes refusées, à corriger"
    )


_DOUBLES = {"demander": "", "fusionner": "merge", "creer": "create", "laisser": "skip"}


def run(options: argparse.Namespace) -> int:
    """Read, hold against the books, write, print; the exit status."""
    from probant.ingestion.spreadsheets.errors import UnreadableSheet
    from probant.journal.errors import JournalError
    from probant.kernel.decision import Refused

    try:
        return _run(options)
    except (UnreadableSheet, Refused, JournalError) as error:
        raise CommandError(f"{options.file} : {error}") from error


def _run(options: argparse.Namespace) -> int:
    from probant.config.houses import house_named
    from probant.ingestion import actions
    from probant.kernel.actor import Actor
    from probant.kernel.roles import Role

    content = _content(options.file)
    house = house_named(options.organisation)
    actor = Actor.system(house.pk, "import", roles=[Role.DIRECTION, Role.OFFICER])
    kind = actions.kind_of(options.kind)
    one = actions.receive_import(
        actor, kind=kind.code, name=options.file.name, content=content, sheet=options.feuille
    )
    try:
        if options.colonne or options.choix:
            actions.settle_columns(
                actor, one, columns=_columns(one, options.colonne), settings=_pairs(options.choix)
            )
        actions.decide_doubles(actor, one, others=_DOUBLES[options.doubles])
        bar = _Bar(one.row_count, quiet=options.json or not sys.stderr.isatty())
        if options.dry_run:
            actions.preview(actor, one, report=bar)
        else:
            actions.apply_import(actor, one, report=bar)
        bar.end()
        if options.refus:
            _write_refused(options.refus, one)
        told = _json(one, options) if options.json else _text(one, options)
        for line in told:
            print(line)
        return _status(one)
    finally:
        if one.is_draft:
            one.delete()  # a dry run, or an import that did not go through, leaves nothing


def _content(path: Path) -> bytes:
    from probant.ingestion.spreadsheets.apart import MAX_BYTES

    try:
        if not path.is_file():
            what = "ce fichier n’existe pas" if not path.exists() else "ce n’est pas un fichier"
            raise CommandError(f"{path} : {what}.")
        size = path.stat().st_size
        if size > MAX_BYTES:
            raise CommandError(
                f"{path} : le fichier pèse {size / 1e6:.0f} Mo, la limite est de "
                f"{MAX_BYTES / 1e6:.0f} Mo ; découpez-le."
            )
        return path.read_bytes()
    except OSError as error:
        raise CommandError(f"{path} : le fichier ne s’ouvre pas ({error.strerror}).") from error


def _columns(one: Import, given: list[str]) -> dict[str, str]:
    """The columns as recognised, then as said on the command line, by place."""
    from probant.kernel.text import fold

    columns = dict(one.columns)
    named = {fold(each["name"]): str(each["place"]) for each in _headings(one)}
    for heading, field in _pairs(given).items():
        place = named.get(fold(heading))
        if place is None:
            raise CommandError(f"--colonne {heading} : le fichier n’a pas cette colonne.")
        columns = {key: value for key, value in columns.items() if value != field or not field}
        columns.pop(place, None)
        if field:
            columns[place] = field
    return columns


def _headings(one: Import) -> Iterator[dict[str, Any]]:
    for table in one.layout["tables"]:
        yield from table["columns"]


def _pairs(given: list[str]) -> dict[str, str]:
    pairs = {}
    for text in given:
        name, mark, value = text.partition("=")
        if not mark:
            raise CommandError(f"« {text} » : écrivez NOM=VALEUR.")
        pairs[name.strip()] = value.strip()
    return pairs


class _Bar:
    """A line on the terminal that says how far the work is."""

    def __init__(self, total: int, *, quiet: bool) -> None:
        self._total, self._quiet, self._last = total, quiet, 0.0

    def __call__(self, done: int, total: int) -> None:
        now = time.monotonic()
        if self._quiet or now - self._last < 0.1:
            return
        self._last = now
        share = min(1.0, done / max(total, 1))
        filled = round(share * 30)
        sys.stderr.write(f"\r[{'█' * filled}{'·' * (30 - filled)}] {done}/{total} lignes")
        sys.stderr.flush()

    def end(self) -> None:
        if not self._quiet:
            sys.stderr.write("\r" + " " * 60 + "\r")


def _rows(one: Import) -> Any:
    from probant.ingestion.actions import kind_of
    from probant.ingestion.spreadsheets.kinds import State

    shown = {State.REFUSE, State.DOUBLE, State.APART, State.MISSING, *kind_of(one.kind).tells}
    return one.rows.filter(state__in=shown).order_by("place")


def _text(one: Import, options: argparse.Namespace) -> Iterator[str]:
    from probant.ingestion import actions
    from probant.ingestion.spreadsheets.kinds import State
    from probant.ui.write import write_count

    yield from one.notes
    for column in _headings(one):
        if not column["field"]:
            yield f"Colonne « {column['name']} » : non lue."
    yield from one.layout.get("told", ())
    kind = actions.kind_of(one.kind)
    found = _rows(one)
    for row in found[:TOLD]:
        where = f"{row.sheet}, " if row.sheet else ""
        twin = f" ({row.twin})" if row.twin else ""
        yield (
            f"{where}ligne {row.number} · {row.label} · {kind.word(State(row.state))} : "
            f"{row.words}{twin}"
        )
    left = found.count() - TOLD
    if left > 0:
        yield f"… et {left} autres (--json ou --refus FICHIER.xlsx pour toutes les voir)."
    done = "serait fait" if options.dry_run else "fait"
    read = write_count(one.row_count, "ligne lue", "lignes lues")
    yield f"{read}. {done.capitalize()} : {actions.summary(one)}."


def _json(one: Import, options: argparse.Namespace) -> Iterator[str]:
    yield json.dumps(
        {
            "file": str(options.file),
            "kind": one.kind,
            "dry_run": options.dry_run,
            "import": None if options.dry_run else one.pk,
            "rows": one.row_count,
            "counts": one.counts,
            "notes": [*one.notes, *one.layout.get("told", ())],
            "columns": [
                {key: column[key] for key in ("name", "field", "why")} for column in _headings(one)
            ],
            "findings": [
                {
                    "code": f"import.{row.state}",
                    "severity": "error" if row.state in ("refuse", "double") else "warning",
                    "message": row.words,
                    "where": {"sheet": row.sheet, "line": row.number, "text": row.label},
                }
                for row in _rows(one)
            ],
        },
        ensure_ascii=False,
    )


def _status(one: Import) -> int:
    return 1 if one.counts.get("refuse") or one.counts.get("double") else 0


def _write_refused(path: Path, one: Import) -> None:
    from probant.ingestion.spreadsheets.refused import refused_workbook

    try:
        path.write_bytes(refused_workbook(one))
    except OSError as error:
        raise CommandError(f"{path} : ne s’écrit pas ({error.strerror}).") from error
