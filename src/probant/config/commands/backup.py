"""`probant backup FILE`: everything in one file, while the application serves."""

import argparse
import sys
from pathlib import Path

from probant.config.cli import CommandError

NAME = "backup"
HELP = "sauvegarde toute l’instance dans un fichier, pendant qu’elle sert"
NEEDS_DJANGO = True


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the argument."""
    parser.add_argument("file", type=Path, metavar="FICHIER", help="l’archive à écrire")


def run(options: argparse.Namespace) -> int:
    """Write the archive; exit status 1 where a document's file could not be found."""
    from django.db import Error

    from probant.config.keeping.backup import back_up

    try:
        manifest = back_up(options.file)
    except OSError as error:
        raise CommandError(f"impossible d’écrire {options.file} ({error.strerror}).") from error
    except Error as error:
        raise CommandError(f"base de données illisible : {str(error).strip()}") from error
    print(
        f"{options.file} : {manifest.rows} lignes de {len(manifest.tables)} tables, "
        f"{len(manifest.documents)} documents."
    )
    for journal in manifest.journals:
        print(f"{journal.name} (n° {journal.house_id}) : écriture {journal.seq}, {journal.hash}")
    for sha256 in manifest.missing:
        print(f"erreur : le fichier du document {sha256} manque.", file=sys.stderr)
    return 1 if manifest.missing else 0
