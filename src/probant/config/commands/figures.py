"""`probant figures`: the figures of a year, now or as known on a day."""

import argparse
import datetime
import json
from typing import Any

NAME = "figures"
HELP = "imprime les chiffres d'une année, à ce jour ou tels que connus un jour donné"
NEEDS_DJANGO = True


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the options of the contract."""
    parser.add_argument("--year", type=int, required=True, help="année civile")
    parser.add_argument("--known-on", type=datetime.date.fromisoformat, help="AAAA-MM-JJ, inclus")
    parser.add_argument("--programme", help="code officiel d'un programme")
    parser.add_argument("--organisation", type=int, help="la structure qui tient les comptes")
    parser.add_argument("--all", action="store_true", help="tout le catalogue")
    parser.add_argument("--json", action="store_true", help="un tableau JSON")


def run(options: argparse.Namespace) -> int:
    """Print the figures; exit status 0."""
    from probant.config.cli import CommandError
    from probant.config.houses import house_named
    from probant.indicators.engine import measure_all
    from probant.indicators.registry import catalogue, essentials
    from probant.journal.reading import reading
    from probant.kernel.cut import Cut
    from probant.kernel.period import Period

    if not 1900 <= options.year <= 9998:
        raise CommandError(f"--year {options.year} : attendu une année sur quatre chiffres.")
    chosen = [
        item
        for item in (catalogue() if options.all else essentials())
        if options.programme is None or options.programme in item.programmes
    ]
    if not chosen:
        known = sorted({code for item in catalogue() for code in item.programmes})
        raise CommandError(
            f"aucun chiffre pour le programme « {options.programme} » ; "
            f"connus : {', '.join(known)}."
        )
    with reading():
        house = house_named(options.organisation)
        cut = Cut.known(options.known_on) if options.known_on else Cut.now()
        figures = measure_all(
            house_id=house.pk, period=Period.year(options.year), cut=cut, indicators=chosen
        )
    if options.json:
        print(json.dumps([figure.as_dict() for figure in figures], ensure_ascii=False))
    else:
        _print_table(house.short_name, cut.label, options.year, figures)
    return 0


def _print_table(house: str, cut: str, year: int, figures: list[Any]) -> None:
    from probant.ui.pieces.figure import write_value

    print(f"{house}, {year}, {cut}")
    for figure in figures:
        value = write_value(figure.said, figure.indicator.written)
        print(f"{value:>8}  {figure.indicator.label}  ({figure.indicator.code})")
