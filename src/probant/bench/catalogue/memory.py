"""Memory of the parent and its workers, once every page has been served by every worker."""

from pathlib import Path

from django.urls import reverse

from probant.bench.client import Client
from probant.bench.data.size import LAST_YEAR
from probant.bench.scenario import Bench, Result, Scenario, line

MOST_MIB = 190
ROUNDS = 20


def run(bench: Bench) -> list[Result]:
    """The proportional set size, shared pages being shared out."""
    paths = [
        reverse("directory:list"),
        reverse("directory:list") + "?q=jardins",
        reverse("directory:create"),
        reverse("indicators:figures") + f"?annee={LAST_YEAR}",
    ]
    cookies = bench.client.cookies
    for _ in range(ROUNDS):
        # a new connection each time: the kernel hands it to either worker
        client = Client(bench.world.address, dict(cookies))
        for path in paths:
            client.get(path)
        client.close()
    pids = bench.world.processes()
    total = sum(_pss_kib(pid) for pid in pids) / 1024
    return [
        line("memory", f"mémoire (PSS de {len(pids)} processus)", [total], unit="Mio",
             target=float(MOST_MIB))
    ]  # fmt: skip


def _pss_kib(pid: int) -> int:
    for told in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
        if told.startswith("Pss:"):
            return int(told.split()[1])
    return 0


SCENARIO = Scenario("memory", "mémoire", run, position=200)
