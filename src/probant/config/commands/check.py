"""`probant check`: the chains, what is kept twice, orphans; says where something breaks."""

import argparse
import json
from typing import TYPE_CHECKING

from probant.config.cli import CommandError

if TYPE_CHECKING:
    from probant.config.keeping.integrity import Outcome

NAME = "check"
HELP = "vérifie l’intégrité : chaînes des journaux, égalités, orphelins"
NEEDS_DJANGO = True


def configure(parser: argparse.ArgumentParser) -> None:
    """Declare the options."""
    parser.add_argument(
        "--repair", action="store_true", help="note d’abord ce qui manque et se retrouve"
    )
    parser.add_argument("--json", action="store_true", help="un objet JSON")


def run(options: argparse.Namespace) -> int:
    """Repair first where asked, then verify."""
    return verify(as_json=options.json, repairing=options.repair)


def verify(*, as_json: bool = False, repairing: bool = False) -> int:
    """Print what does not hold, one line each; exit status 0 where all holds, 1 otherwise."""
    from django.db import Error

    from probant.config.keeping.integrity import check_all, repair_all

    try:
        repaired = repair_all() if repairing else {}
        outcomes = list(check_all())
    except Error as error:
        raise CommandError(f"base de données illisible : {str(error).strip()}") from error
    if as_json:
        told = _as_dict(outcomes) | ({"repaired": repaired} if repairing else {})
        print(json.dumps(told, ensure_ascii=False))
    else:
        for label, count in repaired.items():
            print(f"Réparé : {label}, {count}.")
        _print_lines(outcomes)
    return 1 if any(outcome.count for outcome in outcomes) else 0


def _as_dict(outcomes: "list[Outcome]") -> dict[str, object]:
    return {
        "ok": not any(outcome.count for outcome in outcomes),
        "checks": [
            {
                "code": outcome.check.code,
                "label": outcome.check.label,
                "findings": outcome.count,
                "seconds": round(outcome.seconds, 3),
            }
            for outcome in outcomes
        ],
        "findings": [item.as_dict() for outcome in outcomes for item in outcome.findings],
    }


def _print_lines(outcomes: "list[Outcome]") -> None:
    for outcome in outcomes:
        for finding in outcome.findings:
            print(f"{finding.severity.label} : {finding.message} ({finding.code})")
        if outcome.count > len(outcome.findings):
            print(f"… et {outcome.count - len(outcome.findings)} autres ({outcome.check.label}).")
    wrong = sum(outcome.count for outcome in outcomes)
    if wrong:
        print(f"{wrong} erreur{'s' if wrong > 1 else ''}.")
    else:
        print(f"Tout se tient : {len(outcomes)} vérifications.")
