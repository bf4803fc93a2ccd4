"""The records of a figure over all the years as a file: its time, and what stays held."""

from functools import partial

from django.urls import reverse
from django.utils.http import urlencode

from probant.bench.catalogue.memory import web_mib
from probant.bench.client import Unexpected
from probant.bench.data.size import FIRST_YEAR, LAST_YEAR
from probant.bench.scenario import Bench, Result, Scenario, line, times

MOST_MIB = 40  # more than before, whatever the number of records: batches, and the writers
RUNS = 3


def run(bench: Bench) -> list[Result]:
    """CSV, then the workbook; what the web processes hold more than before them."""
    path = reverse("indicators:figure", args=["support.organisations"])
    days = {"du": f"01/01/{FIRST_YEAR}", "au": f"31/12/{LAST_YEAR}"}
    page = bench.client.get(f"{path}?{urlencode(days)}")
    asked = {**page.hidden(), **days}
    ask = partial(bench.client.post, f"{path}export/", expect=200)
    before = web_mib(bench)
    rows = ask({**asked, "format": "csv"}).body.count(b"\r\n") - 1
    if rows < 1:
        raise Unexpected(f"{path} : aucun fait exporté")
    found = []
    for kind in ("csv", "xlsx"):
        spent = times(partial(ask, {**asked, "format": kind}), runs=RUNS, warm_up=0)
        label = f"{rows} faits d’un chiffre en {kind.upper()}"
        found.append(line(f"records.{kind}", label, spent))
    held = max(0.0, web_mib(bench) - before)
    label = f"mémoire de plus, après {rows} faits"
    return [*found, line("records.memory", label, [held], unit="Mio", target=float(MOST_MIB))]


SCENARIO = Scenario("records", "faits d’un chiffre, export", run, position=61)
