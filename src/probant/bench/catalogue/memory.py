"""Memory of the server, once every page has been served by every worker.

The parent and its web workers, fresh, then through the mix of pages, are held against the target;
the job worker stands on its own line, and so does what the web workers held after the scenarios
measured before: exports and registrations leave their mark in a heap.
"""

from collections.abc import Sequence
from pathlib import Path

from django.urls import reverse

from probant.bench.client import Client
from probant.bench.data.size import LAST_YEAR
from probant.bench.scenario import Bench, Result, Scenario, line
from probant.kernel.work import WORKER_PROCESS

MOST_MIB = 190
ROUNDS = 20


def run(bench: Bench) -> list[Result]:
    """The proportional set size, shared pages being shared out."""
    web, _ = _processes(bench)
    before = _mib(web)
    bench.world.stop()
    bench.world.start()
    _visit(bench)
    web, at_work = _processes(bench)
    return [
        line("memory", f"mémoire (PSS de {len(web)} processus)", [_mib(web)], unit="Mio",
             target=float(MOST_MIB)),
        line("memory_before", "la même, après les scénarios qui précèdent", [before], unit="Mio"),
        line("memory_jobs", "mémoire du processus des tâches (PSS)", [_mib(at_work)], unit="Mio"),
    ]  # fmt: skip


def _visit(bench: Bench) -> None:
    """Each page, many times: the kernel hands a new connection to either worker."""
    paths = [
        reverse("directory:list"),
        reverse("directory:list") + "?q=jardins",
        reverse("directory:create"),
        reverse("indicators:figures") + f"?annee={LAST_YEAR}",
    ]
    for _ in range(ROUNDS):
        client = Client(bench.world.address, dict(bench.client.cookies))
        for path in paths:
            client.get(path)
        client.close()


def web_mib(bench: Bench) -> float:
    """What the parent and its web workers hold together, now."""
    web, _ = _processes(bench)
    return _mib(web)


def _processes(bench: Bench) -> tuple[list[int], list[int]]:
    """The parent with its web workers; the job worker."""
    pids = bench.world.processes()
    at_work = [pid for pid in pids if _name(pid) == WORKER_PROCESS]
    return [pid for pid in pids if pid not in at_work], at_work


def _name(pid: int) -> str:
    return Path(f"/proc/{pid}/comm").read_text().strip()


def _mib(pids: Sequence[int]) -> float:
    return sum(map(_pss_kib, pids)) / 1024


def _pss_kib(pid: int) -> int:
    for told in Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines():
        if told.startswith("Pss:"):
            return int(told.split()[1])
    return 0


SCENARIO = Scenario("memory", "mémoire", run, position=200)
