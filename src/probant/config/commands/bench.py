"""`probant bench`: synthetic data of a size, and what the product takes to answer with it."""

import argparse
import sys
from typing import TYPE_CHECKING

from probant.config.cli import CommandError

if TYPE_CHECKING:
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
    parser.add_argument("--json", action="store_true", help="un objet JSON")


def run(options: argparse.Namespace) -> int:
    """Build, check, measure, print; exit status 0, whether or not the targets are reached."""
    from probant.bench.embedded import PostgresUnavailable
    from probant.bench.world import opened

    if not 1 <= options.houses <= 100:
        raise CommandError(f"--houses {options.houses} : attendu de 1 à 100.")
    try:
        with opened(options.engine) as world:
            return _run(options, world)
    except PostgresUnavailable as reason:
        raise CommandError(f"PostgreSQL ne démarre pas ici : {reason}") from reason


def _run(options: argparse.Namespace, world: "World") -> int:
    from probant.config.cli import start_django

    start_django()
    from probant.bench.client import Unexpected
    from probant.bench.measures import as_json, catalogue, measure, prepare, table
    from probant.config.keeping.integrity import check_all

    known = {scenario.code: scenario for scenario in catalogue()}
    unknown = sorted(set(options.scenario) - set(known))
    if unknown:
        raise CommandError(
            f"scénario inconnu : {', '.join(unknown)} ; connus : {', '.join(known)}."
        )
    chosen = [known[code] for code in known if not options.scenario or code in options.scenario]
    built, seconds = prepare(options.scale, options.houses)
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


def _scale(text: str) -> float:
    try:
        scale = float(text.replace(",", "."))
    except ValueError:
        scale = 0
    if not 0.001 <= scale <= 100:
        raise argparse.ArgumentTypeError(f"échelle incompréhensible : {text} (de 0.001 à 100)")
    return scale
