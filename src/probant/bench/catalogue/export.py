"""Ten thousand structures as CSV and as a spreadsheet."""

from functools import partial

from django.urls import reverse

from probant.bench.client import Unexpected
from probant.bench.scenario import Bench, Result, Scenario, allowed, line, times

TARGETS = {"csv": 80, "xlsx": 600}
ROWS = 10_000


def run(bench: Bench) -> list[Result]:
    """The whole file over HTTP. Targets are those of 10 000 rows, and follow their number."""
    rows = bench.built.organisations // bench.built.houses
    path = reverse("directory:export")
    size = bench.client.get(f"{path}?format=csv").body.count(b"\r\n")
    if size <= rows:
        raise Unexpected(f"{path} : {size} lignes, {rows} attendues")
    factor = max(1.0, rows / ROWS)
    return [
        line(
            f"export.{kind}",
            f"export de {rows} lignes en {kind.upper()}",
            times(partial(bench.client.get, f"{path}?format={kind}"), runs=20, warm_up=2),
            target=allowed(bench, target, large=target, factor=factor),
        )
        for kind, target in TARGETS.items()
    ]


SCENARIO = Scenario("export", "export de la liste", run, position=60)
