"""Run scenarios one after the other, and say what they found."""

import json
import time
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict
from typing import cast

from django.core.management import call_command
from django.db import connection

from probant.bench.data.build import Built, build
from probant.bench.scenario import Bench, Result, Scenario
from probant.bench.world import World
from probant.kernel.registry import discover


def catalogue() -> list[Scenario]:
    """Every scenario, in order."""
    found = cast(dict[str, Scenario], discover("probant.bench.catalogue", "SCENARIO"))
    return sorted(found.values(), key=lambda item: (item.position, item.code))


def prepare(scale: float, houses: int) -> tuple[Built, float]:
    """Migrate and fill the database; returns what was built and the seconds it took."""
    begun = time.perf_counter()
    call_command("migrate", interactive=False, verbosity=0)
    hurry()
    built = build(scale, houses=houses)
    connection.close()
    return built, time.perf_counter() - begun


def hurry() -> None:
    """Let this connection not wait for the disk; the server's own keep waiting."""
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA synchronous=OFF")


def measure(
    world: World, built: Built, scale: float, scenarios: Iterable[Scenario]
) -> Iterator[Result]:
    """Serve, then run each scenario; yields its lines as they come."""
    world.start()
    bench = Bench(world, built, scale)
    for scenario in scenarios:
        yield from scenario.run(bench)
    world.stop()


def table(results: Sequence[Result]) -> Iterator[str]:
    """The results as lines of text."""
    yield (
        f"{'':<44} {'médiane':>9} {'min':>9} {'max':>9}  {'unité':<6} {'cible':>8} {'part':>6} "
        f"{'SQL seul':>9}"
    )
    for one in results:
        target = "" if one.target is None else f"{one.target:.1f}"
        ratio = "" if one.ratio is None else f"{one.ratio:.2f}"
        limit = "" if one.limit is None else f"{one.limit:.2f}"
        verdict = "  À REVOIR" if one.reached is False else ""
        note = f"  {one.note}" if one.note else ""
        yield (
            f"{one.label:<44.44} {one.median:>9.2f} {one.least:>9.2f} {one.most:>9.2f}  "
            f"{one.unit:<6} {target:>8} {ratio:>6} {limit:>9}{verdict}{note}"
        )


def as_json(world: World, built: Built, scale: float, results: Sequence[Result]) -> str:
    """The results as one JSON object."""
    return json.dumps(
        {
            "engine": world.engine,
            "scale": scale,
            "built": asdict(built),
            "results": [
                {**asdict(one), "ratio": one.ratio, "reached": one.reached} for one in results
            ],
        },
        ensure_ascii=False,
    )
