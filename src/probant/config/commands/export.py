"""`probant export SLUG --out FILE`: open-data files, valid against their schemas, streamed.

A row that the schema would refuse, or that names a natural person, is left out and told on stderr
with what to do. Exit status 0.
"""

from __future__ import annotations

import argparse
import os
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from probant.config.cli import CommandError

if TYPE_CHECKING:
    from probant.funding.queries.scdl import Exported, Scope

NAME = "export"
HELP = "écrit un fichier de données ouvertes (scdl-subventions, scdl-deliberations)"
NEEDS_DJANGO = True
SLUGS = {"scdl-subventions": "subventions", "scdl-deliberations": "deliberations"}


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the arguments of the contract, and what narrows the file."""
    parser.add_argument("slug", metavar="FICHIER", help=", ".join(SLUGS))
    parser.add_argument("--out", type=Path, required=True, help="fichier à écrire (csv)")
    parser.add_argument("--year", type=int, help="une seule année")
    parser.add_argument(
        "--authority", default="", metavar="SIREN", help="une seule collectivité, par son SIREN"
    )
    parser.add_argument("--organisation", type=int, help="la structure qui tient ses comptes ici")
    parser.add_argument(
        "--above-threshold",
        action="store_true",
        help="seulement ce que la loi oblige à publier (plus de 23 000 € par an)",
    )


def run(options: argparse.Namespace) -> int:
    """Write the file beside its place, then put it there; exit status 0."""
    from probant.funding.queries.scdl import Exported

    form = SLUGS.get(options.slug)
    if form is None:
        raise CommandError(f"fichier inconnu « {options.slug} » : {', '.join(SLUGS)}.")
    if options.year is not None and not 1900 <= options.year <= 9998:
        raise CommandError(f"--year {options.year} : attendu une année sur quatre chiffres.")
    scope, exported = _scope(options), Exported()
    part = options.out.with_name(f".{options.out.name}.{os.getpid()}")
    try:
        _write(part, form, scope, exported)
        part.replace(options.out)
    except OSError as error:
        raise CommandError(f"--out {options.out} : {error.strerror}.") from error
    finally:
        part.unlink(missing_ok=True)
    _tell(options.out, exported)
    return 0


def _write(path: Path, form: str, scope: Scope, exported: Exported) -> None:
    from probant.funding.queries.scdl import FORMS, rows_of
    from probant.kernel.scdl.files import write_rows

    with path.open("w", encoding="utf-8", newline="") as stream:
        for piece in write_rows(FORMS[form], exported.keep(rows_of(form, scope))):
            stream.write(piece)


def _scope(options: argparse.Namespace) -> Scope:
    from probant.config.houses import house_named
    from probant.directory.models import Organisation
    from probant.funding.queries.scdl import Scope

    authority = None
    if options.authority:
        siren = "".join(options.authority.split())
        found = Organisation.objects.filter(siren=siren) | Organisation.objects.filter(
            siret__startswith=siren
        )
        authority = found.values_list("pk", flat=True).first() if len(siren) == 9 else None
        if authority is None:
            raise CommandError(
                f"--authority {options.authority} : aucune collectivité de ce SIREN."
            )
    house = house_named(options.organisation)
    return Scope(house.pk, authority, options.year, options.above_threshold)


def _tell(path: Path, exported: Exported) -> None:
    from probant.ui.write import write_count

    print(f"{path} : {write_count(exported.rows, 'ligne', 'lignes')}")
    if not exported.left_out:
        return
    left = write_count(exported.left_out, "ligne laissée de côté", "lignes laissées de côté")
    print(f"{left} :", file=sys.stderr)
    for line in exported.told:
        print(f"  {line}", file=sys.stderr)
    more = exported.left_out - len(exported.told)
    if more > 0:
        print(f"  … et {more} autres.", file=sys.stderr)
