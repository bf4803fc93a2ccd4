"""`probant restore FILE`: a backup into an empty instance, then `probant check`."""

import argparse
from pathlib import Path

from probant.config.cli import CommandError
from probant.config.commands import check

NAME = "restore"
HELP = "restaure une sauvegarde dans une instance vide, puis la vérifie"
NEEDS_DJANGO = True


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the argument."""
    parser.add_argument("file", type=Path, metavar="FICHIER", help="l’archive à restaurer")


def run(options: argparse.Namespace) -> int:
    """Restore, replay the erasures, check; exit status 1 where the check finds errors."""
    from django.db import Error

    from probant.config.keeping.restoring import restore

    try:
        manifest, erased = restore(options.file)
    except OSError as error:
        raise CommandError(f"restauration interrompue ({error})") from error
    except Error as error:
        raise CommandError(f"base de données inutilisable : {str(error).strip()}") from error
    print(
        f"Restauré : {manifest.rows} lignes, {len(manifest.documents)} documents, "
        f"sauvegarde du {manifest.made_at} (version {manifest.application})."
    )
    if erased:
        print(f"Registre des effacements rejoué : {erased} effacement{'s' if erased > 1 else ''}.")
    for journal in manifest.journals:
        print(f"{journal.name} (n° {journal.house_id}) : écriture {journal.seq}, {journal.hash}")
    return check.verify()
