"""What this machine does at this moment, beside the machine that the targets were set on.

Nothing of the product is measured. The targets come from a trial whose report also times bare
xlsxwriter: writing the same ten thousand rows here says how many times slower (or quicker) this
machine is now, and so how far an absolute figure below may be trusted. Two runs of the bench
compare only where their yardsticks do.
"""

import io

import xlsxwriter

from probant.bench.scenario import Bench, Result, Scenario, line, times

ROUNDS = 200_000
ROWS, COLUMNS = 10_000, 9
#: Bare xlsxwriter on the machine of the targets, for ROWS × COLUMNS texts (middle of 434–443 ms).
REFERENCE_MS = 438


def run(bench: Bench) -> list[Result]:
    """A loop of whole numbers and a bare spreadsheet, in this process."""
    sheet = line("yardstick.xlsx", "étalon : xlsxwriter nu", times(write, runs=5, warm_up=1))
    factor = f"{sheet.median / REFERENCE_MS:.2f}".replace(".", ",")
    told = f"{factor} fois le temps de la machine des cibles ({REFERENCE_MS} ms)"
    return [
        line("yardstick", "étalon : une boucle de Python nu", times(loop, runs=30)),
        Result(**{**vars(sheet), "note": told}),
    ]


def loop() -> int:
    """Sums and remainders."""
    total = 0
    for number in range(ROUNDS):
        total += number * number % 7
    return total


def write() -> int:
    """A sheet of texts, as the trial wrote it; returns its size in bytes."""
    stream = io.BytesIO()
    book = xlsxwriter.Workbook(stream, {"constant_memory": True})
    sheet = book.add_worksheet()
    for number in range(ROWS):
        for place in range(COLUMNS):
            sheet.write_string(number, place, f"structure {number}, colonne {place}")
    book.close()
    return len(stream.getvalue())


SCENARIO = Scenario("yardstick", "étalon", run, position=1)
