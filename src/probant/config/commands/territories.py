"""`probant territories`: communes and intercommunalités of a département, outlines, QPV."""

import argparse
import tempfile
import urllib.request
from pathlib import Path

NAME = "territories"
HELP = "prépare et charge communes, contours, grille de densité et QPV d'un département"
NEEDS_DJANGO = True


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the five things it does."""
    does = parser.add_subparsers(
        dest="does", required=True, metavar="prepare|outlines|load|density|qpv"
    )
    prepare = does.add_parser("prepare", help="tire le fichier d'un département du paquet Etalab")
    prepare.add_argument("--department", required=True, help="code du département : 21, 2A, 971")
    prepare.add_argument("--vintage", type=int, default=2026, help="millésime du code INSEE")
    prepare.add_argument("--package", type=Path, help="le paquet .tgz, s'il est déjà là")
    prepare.add_argument("--density", type=Path, help="la grille de densité de l'INSEE")
    prepare.add_argument("--density-vintage", type=int, help="millésime de la grille")
    prepare.add_argument("--out", type=Path, required=True, help="le fichier à écrire")
    lines = does.add_parser("outlines", help="prépare les contours d'un département (GeoJSON)")
    lines.add_argument("file", type=Path, help="les contours de ses communes (code, nom)")
    lines.add_argument("--department", required=True, help="code du département : 21, 2A, 971")
    lines.add_argument("--vintage", type=int, required=True, help="édition des contours")
    lines.add_argument("--source", default="IGN, Admin Express COG, Licence Ouverte")
    lines.add_argument("--out", type=Path, required=True, help="le fichier à écrire (.json)")
    load = does.add_parser("load", help="charge des fichiers préparés")
    load.add_argument("files", type=Path, nargs="+")
    density = does.add_parser("density", help="charge la grille de l'INSEE (CSV ou XLSX)")
    density.add_argument("file", type=Path)
    density.add_argument("--vintage", type=int, required=True, help="millésime de la grille")
    qpv = does.add_parser("qpv", help="charge une liste datée de quartiers prioritaires (TOML)")
    qpv.add_argument("file", type=Path)


def run(options: argparse.Namespace) -> int:
    """Do it; exit status 0."""
    from probant.config.cli import CommandError
    from probant.directory.density import UnreadableDensity
    from probant.directory.neighbourhoods import UnreadableNeighbourhoods
    from probant.directory.outlines import UnreadableOutlines
    from probant.directory.preparing import UnreadablePackage
    from probant.directory.territories import UnreadableTerritories

    does = {
        "prepare": _prepare,
        "outlines": _outlines,
        "load": _load,
        "density": _density,
        "qpv": _qpv,
    }
    try:
        print(does[options.does](options))
    except (
        UnreadableDensity,
        UnreadableNeighbourhoods,
        UnreadableOutlines,
        UnreadablePackage,
        UnreadableTerritories,
    ) as error:
        raise CommandError(str(error)) from error
    except OSError as error:
        raise CommandError(f"lecture ou écriture impossible : {error}") from error
    return 0


def _prepare(options: argparse.Namespace) -> str:
    from probant.directory.density import read_density
    from probant.directory.preparing import address_of, prepare

    grid = None
    if options.density:
        levels, classes = read_density(options.density)
        grid = levels, classes, options.density_vintage or options.vintage
    department = options.department.upper()
    if options.package:
        text = prepare(options.package, department, options.vintage, grid)
    else:
        with tempfile.TemporaryDirectory() as folder:
            archive = Path(folder) / "package.tgz"
            address = address_of(options.vintage)
            with urllib.request.urlopen(address, timeout=60) as answer:  # noqa: S310  https, ours
                archive.write_bytes(answer.read())
            text = prepare(archive, department, options.vintage, grid)
    options.out.write_text(text, "utf-8")
    return f"{options.out} : {text.count(',commune,')} communes, millésime {options.vintage}."


def _outlines(options: argparse.Namespace) -> str:
    from probant.directory.outlines import Edition, prepare_outlines

    edition = Edition(options.department.upper(), options.vintage, options.source)
    text = prepare_outlines(options.file, edition)
    options.out.write_text(text, "utf-8")
    return f"{options.out} : contours du département {edition.department}, {len(text)} caractères."


def _load(options: argparse.Namespace) -> str:
    from django.db import transaction

    from probant.directory.outlines import load_outlines
    from probant.directory.territories import load_file

    outlines = [path for path in options.files if path.suffix == ".json"]
    with transaction.atomic():
        rows = sum(load_file(path) for path in options.files if path not in outlines)
        placed = sum(load_outlines(path) for path in outlines)
    told = [f"{rows} territoires chargés."] if rows or not outlines else []
    return " ".join([*told, *([f"{placed} communes placées sur la carte."] if outlines else [])])


def _density(options: argparse.Namespace) -> str:
    from django.db import transaction

    from probant.directory.density import read_density, set_density

    levels, classes = read_density(options.file)
    with transaction.atomic():
        communes = set_density(levels, classes, vintage=options.vintage)
    return f"{communes} communes classées sur la grille à {levels} niveaux."


def _qpv(options: argparse.Namespace) -> str:
    from probant.directory.neighbourhoods import load_neighbourhoods

    return f"{load_neighbourhoods(path=options.file)} quartiers prioritaires chargés."
