"""`probant read`: read documents and say what holds and what does not.

Every readable file is read and printed even where another is not. Exit status: 2 if a file could
not be read (the most
urgent: the answer is incomplete), else 1 if a finding of severity *error* was printed, else 0.
"""

from __future__ import annotations

import argparse
import json
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from probant.ingestion.reconcile import ReadFile

NAME = "read"
HELP = "lit des documents (txt, md, html, pdf, docx) et en relève les incohérences"
NEEDS_DJANGO = False


def configure(parser: argparse.ArgumentParser) -> None:
    """The arguments of the command."""
    parser.add_argument("files", nargs="+", metavar="FICHIER", help="documents à lire")
    parser.add_argument(
        "--json", action="store_true", help="un objet JSON par ligne et par document"
    )
    parser.add_argument(
        "--rapprocher",
        action="store_true",
        help="confronte aussi les chiffres de tous les documents donnés",
    )
    parser.add_argument(
        "--max-mo",
        type=int,
        default=20,
        metavar="N",
        help="taille au-delà de laquelle un fichier est refusé (20 Mo)",
    )


def run(args: argparse.Namespace) -> int:
    """Read, print, and return the exit status."""
    files, failures = _read(args.files, args.max_mo * 1_000_000)
    if args.rapprocher:
        from probant.ingestion.reconcile import reconcile

        reconcile(files)
    for file in files:
        print(_as_json(file) if args.json else _as_text(file))
    if failures:
        return 2
    return (
        1 if any(f.severity.value == "error" for file in files for f in file.draft.findings) else 0
    )


def _read(names: list[str], limit: int) -> tuple[list[ReadFile], int]:
    from probant.ingestion.reader import read_path
    from probant.ingestion.reconcile import ReadFile
    from probant.ingestion.texts import UnreadableDocument

    files, failures = [], 0
    for name in names:
        try:
            document, draft = read_path(Path(name), limit=limit)
        except UnreadableDocument as error:
            print(f"{name} : {error}", file=sys.stderr)
            failures += 1
            continue
        files.append(ReadFile(name, document, draft))
    return files, failures


def _as_json(file: ReadFile) -> str:
    from probant.ingestion.record import record

    return json.dumps(record(file.name, file.draft), ensure_ascii=False)


def _as_text(file: ReadFile) -> str:
    from probant.ingestion.summary import summary

    return summary(file.name, file.draft)
