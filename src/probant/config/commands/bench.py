"""`probant bench`: synthetic data of a size, and what the product takes to answer with it."""

import argparse
import json
import sys
import time
from dataclasses import asdict
from pathlib import Path
from typing import TYPE_CHECKING, Any

from probant.config.cli import CommandError

if TYPE_CHECKING:
    from probant.bench.data.build import Built
    from probant.bench.world import World

NAME = "bench"
HELP = "construit des données d’essai et mesure ce que chaque page demande"
NEEDS_DJANGO = False  # its own database is laid before Django reads where it is


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument("scenario", nargs="*", help="les scénarios à mesurer (tous par défaut)")
    parser.add_argument(
        "--scale",
        type=_scale,
        default=1.0,
        help="1 = 10 000 structures, 20 000 personnes, 50 000 faits (%(default)s)",
    )
    parser.add_argument(
        "--houses",
        type=int,
        default=1,
        help="structures qui se partagent ces données (%(default)s)",
    )
    parser.add_argument(
        "--engine", choices=("sqlite", "postgresql"), help="sinon celui de DATABASE_URL"
    )
    parser.add_argument(
        "--kept",
        type=Path,
        metavar="FICHIER",
        help="archive où garder ces données, ou d’où les reprendre, sur l’un ou l’autre moteur",
    )
    parser.add_argument("--json", action="store_true", help="un objet JSON")


def run(options: argparse.Namespace) -> int:
    """Build, check, measure, print; exit status 0, whether or not the targets are reached."""
    from probant.bench.embedded import PostgresUnavailable
    from probant.bench.world import opened

    if not 1 <= options.houses <= 100:
        raise CommandError(f"--houses {options.houses} : attendu de 1 à 100.")
    held = _kept(options)
    try:
        with opened(options.engine) as world:
            return _run(options, world, held)
    except PostgresUnavailable as reason:
        raise CommandError(f"PostgreSQL ne démarre pas ici : {reason}") from reason


def _run(options: argparse.Namespace, world: "World", held: dict[str, Any] | None) -> int:
    from probant.config.cli import start_django

    start_django()
    from probant.bench.client import Unexpected
    from probant.bench.measures import as_json, catalogue, measure, table
    from probant.config.keeping.integrity import check_all

    known = {scenario.code: scenario for scenario in catalogue()}
    unknown = sorted(set(options.scenario) - set(known))
    if unknown:
        raise CommandError(
            f"scénario inconnu : {', '.join(unknown)} ; connus : {', '.join(known)}."
        )
    chosen = [known[code] for code in known if not options.scenario or code in options.scenario]
    built, seconds = _lay(options, held)
    print(
        f"{world.engine} : {built.organisations} structures, {built.people} personnes, "
        f"{built.facts} faits dans {built.houses} maison(s), en {seconds:.0f} s.",
        file=sys.stderr,
    )
    try:
        results = list(measure(world, built, options.scale, chosen))
    except (Unexpected, RuntimeError, OSError) as error:
        raise CommandError(f"mesure interrompue : {error}\n{world.log()}") from error
    if options.json:
        print(as_json(world, built, options.scale, results))
    else:
        print("\n".join(table(results)))
    broken = [finding for outcome in check_all() for finding in outcome.findings]
    for finding in broken:
        print(f"erreur : {finding.message}", file=sys.stderr)
    return 1 if broken else 0


def _kept(options: argparse.Namespace) -> dict[str, Any] | None:
    """What the archive of `--kept` holds; None where nothing is kept yet."""
    kept: Path | None = options.kept
    if kept is None or not kept.exists():
        return None
    try:
        told = json.loads(_note_of(kept).read_text("utf-8"))
        size, built = (told["scale"], told["houses"]), dict(told["built"])
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise CommandError(
            f"{_note_of(kept)} ne se lit pas ; supprimez {kept} pour tout reconstruire."
        ) from error
    if size != (options.scale, options.houses):
        raise CommandError(
            f"{kept} garde --scale {size[0]:g} --houses {size[1]} ; "
            "donnez les mêmes, ou un autre fichier."
        )
    return built


def _lay(options: argparse.Namespace, held: dict[str, Any] | None) -> "tuple[Built, float]":
    """The data of this size, built or taken from what was kept; and the seconds that it took."""
    from probant.bench.measures import prepare
    from probant.config.keeping.backup import back_up

    kept: Path | None = options.kept
    if kept is not None and held is not None:
        return _take(kept, held)
    built, seconds = prepare(options.scale, options.houses)
    if kept is not None:
        back_up(kept)
        told = {"scale": options.scale, "houses": options.houses, "built": asdict(built)}
        _note_of(kept).write_text(json.dumps(told), "utf-8")
    return built, seconds


def _take(kept: Path, held: dict[str, Any]) -> "tuple[Built, float]":
    from django.db import connection

    from probant.bench.data.build import Built, analyse
    from probant.bench.measures import hurry
    from probant.config.keeping.restoring import restore

    begun = time.perf_counter()
    hurry()
    restore(kept)
    analyse()
    connection.close()
    return Built(**held), time.perf_counter() - begun


def _note_of(kept: Path) -> Path:
    """The file beside an archive of data that tells their size."""
    return kept.with_name(f"{kept.name}.json")


def _scale(text: str) -> float:
    try:
        scale = float(text.replace(",", "."))
    except ValueError:
        scale = 0
    if not 0.001 <= scale <= 100:
        raise argparse.ArgumentTypeError(f"échelle incompréhensible : {text} (de 0.001 à 100)")
    return scale
