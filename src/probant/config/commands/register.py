"""`probant register load FILE`: public registers for days without a network."""

import argparse
import datetime
import sys
from pathlib import Path

from probant.config.cli import CommandError

NAME = "register"
HELP = "charge un extrait de Sirene ou du RNA, pour remplir les fiches sans réseau"
NEEDS_DJANGO = True


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare what to do and its options."""
    parser.add_argument("act", choices=["load"], metavar="load", help="charger un fichier")
    parser.add_argument("file", type=Path, metavar="FICHIER", help="l’extrait, en CSV décompressé")
    parser.add_argument(
        "--dated-on",
        type=_day,
        metavar="JOUR",
        help="le jour de l’extrait (2026-10-01) ; celui du fichier par défaut",
    )
    parser.add_argument(
        "--department", default="", metavar="NUMÉRO", help="ne garder que ce département (21)"
    )


def _day(text: str) -> datetime.date:
    try:
        return datetime.date.fromisoformat(text)
    except ValueError as error:
        raise argparse.ArgumentTypeError(f"« {text} » n’est pas un jour (2026-10-01)") from error


def run(options: argparse.Namespace) -> int:
    """Load the file; exit status 2 where it is no extract of a register."""
    from django.db import Error

    from probant.directory.public_registers.extracts import UnreadableExtract
    from probant.directory.public_registers.loading import load_extract

    try:
        written = datetime.datetime.fromtimestamp(options.file.stat().st_mtime, datetime.UTC)
        done = load_extract(
            options.file,
            dated_on=options.dated_on or written.date(),
            department=options.department.strip().upper(),
            progress=_show,
        )
    except OSError as error:
        raise CommandError(f"impossible de lire {options.file} ({error.strerror}).") from error
    except UnreadableExtract as error:
        raise CommandError(f"{options.file} : {error}") from error
    except Error as error:
        raise CommandError(f"base de données illisible : {str(error).strip()}") from error
    print(
        f"{options.file} : {done.kept} lignes chargées ({done.source}), "
        f"{done.elsewhere} d’ailleurs laissées, {done.unreadable} sans numéro lisible."
    )
    return 0


def _show(done: int) -> None:
    if sys.stderr.isatty():
        print(f"\r{done} lignes", end="", file=sys.stderr, flush=True)
