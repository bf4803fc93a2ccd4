"""A hundred thousand grants exported as open data, then judged: by us, and by frictionless.

The grants are made in a transaction that is undone. One line of the file in fifty is spoiled before
it is judged, so that verdicts are compared on faults too; they must be the same, row by row.
"""

import csv
import datetime
import random
import tempfile
import time
import tracemalloc
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from django.db import transaction

from probant.bench import scdl_judge
from probant.bench.client import Unexpected
from probant.bench.scenario import Bench, Result, Scenario, line
from probant.directory.models import Organisation
from probant.funding.models import AwardMade, Convention
from probant.funding.queries.scdl import Exported, Scope, rows_of
from probant.journal.door import change
from probant.kernel.actor import Actor
from probant.kernel.roles import TEAM
from probant.kernel.scdl.files import write_rows
from probant.kernel.scdl.formats import SUBVENTIONS
from probant.kernel.scdl.verdicts import judge

ROWS, AT_ONCE = 100_000, 5_000
EXPORT_S, MEMORY_MB, TIMES_FASTER = 10.0, 200.0, 4.0
SPOILED = ("", "x", "2024-02-30", "12,5", "Aide en numéraire", "12345678901234", "a" * 300)
FUNDER, BENEFICIARY = "24210041000016", "38047555800058"


def run(bench: Bench) -> list[Result]:
    """Seconds and memory of the export; seconds of both judges on the same file."""
    rows = max(1000, int(ROWS * min(5 * bench.scale, 1.0)))  # all of them from a fifth on
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "subventions.csv"
        with transaction.atomic():
            authority = _grants(bench, rows)
            begun = time.perf_counter()
            done = _export(bench, authority, path)
            exported = time.perf_counter() - begun
            taken = _memory_of(lambda: _export(bench, authority, path))
            transaction.set_rollback(True)
        if done.rows != rows:
            raise Unexpected(f"export : {done.rows} lignes, {rows} attendues")
        results = [
            line("scdl.export", f"export SCDL de {rows} lignes", [exported], unit="s",
                 target=EXPORT_S),
            line("scdl.memory", "mémoire prise par l’export", [taken], unit="Mo",
                 target=MEMORY_MB, note="au plus haut, dans une seconde passe"),
        ]  # fmt: skip
        return results + _judged(path, rows)


def _judged(path: Path, rows: int) -> list[Result]:
    _spoil(path)
    begun = time.perf_counter()
    ours = {faults[0].row: len(faults) for faults in judge(SUBVENTIONS, _cells(path)) if faults}
    mine = time.perf_counter() - begun
    told = [line("scdl.ours", f"vérification de {rows} lignes", [mine], unit="s",
                 note=f"{len(ours)} lignes en faute")]  # fmt: skip
    if not scdl_judge.is_installed():
        told[0] = line("scdl.ours", f"vérification de {rows} lignes", [mine], unit="s",
                       note="frictionless n’est pas installé : rien à comparer")  # fmt: skip
        return told
    begun = time.perf_counter()
    theirs = scdl_judge.faulty_rows(path, SUBVENTIONS)
    spent = time.perf_counter() - begun
    if theirs != ours:
        different = sorted(set(theirs.items()) ^ set(ours.items()))[:5]
        raise Unexpected(f"les verdicts diffèrent de ceux de frictionless : {different}")
    told.append(line("scdl.frictionless", "la même par frictionless", [spent], unit="s",
                     note="mêmes verdicts, ligne à ligne"))  # fmt: skip
    told.append(line("scdl.times", "fois plus rapide que frictionless", [spent / mine],
                     unit="×", target=TIMES_FASTER, more_is_better=True))  # fmt: skip
    return told


def _cells(path: Path) -> Iterator[list[str]]:
    with path.open(encoding="utf-8", newline="") as stream:
        rows = csv.reader(stream)
        next(rows)
        yield from rows


def _spoil(path: Path) -> None:
    """Put a fault in one line of fifty, the same ones at each run."""
    chance = random.Random(21)  # noqa: S311 - a fixed choice, no secret
    kept = list(_cells(path))
    for place in range(0, len(kept), 50):
        kept[place][chance.randrange(len(SUBVENTIONS.columns))] = chance.choice(SPOILED)
    with path.open("w", encoding="utf-8", newline="") as stream:
        stream.writelines(write_rows(SUBVENTIONS, kept))


def _grants(bench: Bench, rows: int) -> int:
    """Awards of one convention to a hundred associations; the authority."""
    actor = Actor.system(bench.built.house_id, "bench", roles=TEAM, may_declare=True)
    authority = Organisation.objects.create(
        name="Métropole du banc", name_key="metropole du banc", family="collectivite",
        siret=FUNDER, siren=FUNDER[:9],
    )  # fmt: skip
    helped = Organisation.objects.create(
        name="Association du banc", name_key="association du banc", family="association",
        siret=BENEFICIARY, siren=BENEFICIARY[:9],
    )  # fmt: skip
    convention = Convention.objects.create(
        house_id=bench.built.house_id,
        kind="cpo",
        title="Banc de l’export",
        status="signed",
        signed_on=datetime.date(2024, 2, 1),
        ends_on=datetime.date(2024, 12, 31),
    )
    with change(actor, verb="funding.make_award", houses=[bench.built.house_id]) as entry:
        for start in range(0, rows, AT_ONCE):
            entry.record_many(
                [
                    AwardMade(
                        convention=convention,
                        budget_year=2024,
                        amount_cents=100_000 + number,
                        funder=authority,
                        organisation=helped,
                        occurred_on=datetime.date(2024, 2, 1),
                    )
                    for number in range(start, min(start + AT_ONCE, rows))
                ]
            )
    return authority.pk


def _export(bench: Bench, authority: int, path: Path) -> Exported:
    done = Exported()
    found = rows_of("subventions", Scope(bench.built.house_id, authority))
    with path.open("w", encoding="utf-8", newline="") as stream:
        stream.writelines(write_rows(SUBVENTIONS, done.keep(found)))
    return done


def _memory_of(act: Callable[[], Any]) -> float:
    """Megabytes that an act holds at its highest; what the process holds already is not its own,
    nor would it grow where room was left."""
    tracemalloc.start()
    try:
        act()
        return tracemalloc.get_traced_memory()[1] / 1e6
    finally:
        tracemalloc.stop()


SCENARIO = Scenario("scdl", "données ouvertes", run, position=68)
