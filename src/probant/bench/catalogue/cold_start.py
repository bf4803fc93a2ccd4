"""From nothing to the first page: the server starts, then answers the sign-in page."""

import time

from django.urls import reverse

from probant.bench.client import Client
from probant.bench.scenario import Bench, Result, Scenario, line

RUNS = 3


def run(bench: Bench) -> list[Result]:
    """Start the server several times; it stays up after the last."""
    found = []
    for _ in range(RUNS):
        bench.world.stop()
        begun = time.perf_counter()
        bench.world.start()
        Client(bench.world.address).get(reverse("account_login"))
        found.append((time.perf_counter() - begun) * 1000)
    return [line("cold_start", "démarrage, jusqu’à la première page", found)]


SCENARIO = Scenario("cold_start", "démarrage", run, position=0)
