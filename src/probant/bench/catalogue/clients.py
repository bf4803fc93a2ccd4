"""Eight people look at the list at once."""

import threading
import time

from django.urls import reverse

from probant.bench.client import Client
from probant.bench.scenario import Bench, Result, Scenario, line

CLIENTS, SECONDS, ROUNDS = 8, 3.0, 3
PER_SECOND = 400


def run(bench: Bench) -> list[Result]:
    """Requests a second, three rounds; each client has its own connection and session."""
    path = reverse("directory:list")
    clients = [bench.signed_in() for _ in range(CLIENTS)]
    found = [_round(clients, path) for _ in range(ROUNDS)]
    target = PER_SECOND / (2 if bench.world.engine == "postgresql" else 1)
    return [
        line("clients", "8 personnes sur la liste", found, unit="req/s", target=target,
             more_is_better=True)
    ]  # fmt: skip


def _round(clients: list[Client], path: str) -> float:
    counts = [0] * len(clients)
    begun = time.perf_counter()
    end = begun + SECONDS

    def look(place: int) -> None:
        while time.perf_counter() < end:
            clients[place].get(path)
            counts[place] += 1

    threads = [threading.Thread(target=look, args=(place,)) for place in range(len(clients))]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return sum(counts) / (time.perf_counter() - begun)


SCENARIO = Scenario("clients", "personnes ensemble", run, position=70)
