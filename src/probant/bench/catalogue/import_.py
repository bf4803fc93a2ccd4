"""Contacts imported from a workbook by the command: seconds, and the most memory it took."""

import os
import statistics
import subprocess
import sys
import time
from pathlib import Path

import xlsxwriter

from probant.bench.catalogue.yardstick import REFERENCE_MS, write
from probant.bench.client import Unexpected
from probant.bench.data import names
from probant.bench.scenario import Bench, Result, Scenario, line, times

WARM_UP, SMALL, LARGE = 100, 10_000, 100_000
SECONDS = {SMALL: 5.0, LARGE: 60.0}
MOST_MIB = 300
RUNS = {SMALL: 3, LARGE: 1}
COLUMNS = (
    "Structure", "SIRET", "Adresse", "Code postal", "Commune", "E-mail", "Prénom", "Nom",
    "Fonction", "Téléphone",
)  # fmt: skip
PLACES = ("Dijon", "Beaune", "Chenôve", "Talant", "Longvic")
_TIMED = (
    "import resource, sys; from probant.config.cli import main; status = main(sys.argv[1:]); "
    "print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss, file=sys.stderr); sys.exit(status)"
)


def run(bench: Bench) -> list[Result]:
    """Ten thousand rows, then a hundred thousand at scale 1 and above; all of them new.

    The first start writes the bytecode that an installed product has. How many times slower than
    that of the targets this machine is while it measures is told beside.
    """
    sizes = [SMALL] if bench.scale < 1 else [SMALL, LARGE]
    results = []
    _timed(bench, write_contacts(bench.world.folder / "contacts.xlsx", 0, WARM_UP))
    first = WARM_UP
    for rows in sizes:
        seconds, memory = [], []
        for _ in range(RUNS[rows]):
            path = write_contacts(bench.world.folder / "contacts.xlsx", first, rows)
            first += rows
            spent, most = _timed(bench, path)
            seconds.append(spent)
            memory.append(most)
        factor = statistics.median(times(write, runs=3, warm_up=0)) / REFERENCE_MS
        told = f"machine {factor:.1f} fois plus lente que celle des cibles".replace(".", ",")
        results += [
            line(
                f"import.{rows}",
                f"import de {rows} contacts",
                seconds,
                unit="s",
                target=SECONDS[rows],
                note=told,
            ),
            line(
                f"import.{rows}.memory",
                f"mémoire de l’import de {rows} contacts",
                [statistics.fmean(memory)],
                unit="Mio",
                target=float(MOST_MIB),
            ),
        ]
    return results


def _timed(bench: Bench, path: Path) -> tuple[float, float]:
    """Seconds and MiB of one import, start of the process included."""
    house = str(bench.built.house_id)
    command = [sys.executable, "-c", _TIMED, "import", "contacts", str(path), "--json"]
    kept = {key: value for key, value in os.environ.items() if key != "PYTHONDONTWRITEBYTECODE"}
    bytecode = {"PYTHONPYCACHEPREFIX": str(bench.world.folder / "bytecode")}
    begun = time.perf_counter()
    done = subprocess.run(
        [*command, "--organisation", house],
        capture_output=True,
        env={**kept, **bench.world.environment, **bytecode},
        check=False,
    )
    spent = time.perf_counter() - begun
    if done.returncode:
        raise Unexpected(f"import : {done.stderr.decode(errors='replace')[-800:]}")
    return spent, int(done.stderr.split()[-1]) / 1024


def write_contacts(path: Path, first: int, rows: int) -> Path:
    """A workbook of contacts, each of a structure of its own; numbers begin at `first`."""
    book = xlsxwriter.Workbook(path, {"constant_memory": True})
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, COLUMNS)
    for place in range(rows):
        number = first + place
        sheet.write_row(
            place + 1,
            0,
            (
                f"{names.FORMS[number % 20]} {names.WHAT[number // 20 % 40]} I{number:06d}",
                siret(number),
                f"{number % 90 + 1} rue du Moulin",
                "21000",
                PLACES[number % 5],
                f"import-{number}@exemple.invalid",
                names.GIVEN[number % 24],
                f"Importé-{number}",
                "présidence",
                f"03 80 {number // 10_000 % 100:02d} {number // 100 % 100:02d} {number % 100:02d}",
            ),
        )
    book.close()
    return path


def siret(number: int) -> str:
    """An invented SIRET whose keys are right, of another range than the synthetic houses'."""
    siren = _keyed(f"{80_000_000 + number:08d}")
    return _keyed(f"{siren}0001")


def _keyed(digits: str) -> str:
    total = 0
    for place, digit in enumerate(reversed(digits)):
        doubled = int(digit) * (2 if place % 2 == 0 else 1)
        total += doubled - 9 if doubled > 9 else doubled
    return f"{digits}{-total % 10}"


SCENARIO = Scenario("import", "import de contacts", run, position=150)
