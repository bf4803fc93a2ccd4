"""What a scenario is, and what it measured."""

import statistics
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from typing import Any

from probant.bench.client import Client
from probant.bench.data.build import EMAIL, PASSWORD, Built
from probant.bench.world import World

LONGEST = 20.0  # seconds given to one measure, however many runs are still wanted
ALLOWANCE_MS = 0.6  # what the product may add to the SQL of a short question
MOST_RATIO = 3.0  # and how many times a long one may last


@dataclass
class Bench:
    """What scenarios use: the world, what was built, somebody signed in."""

    world: World
    built: Built
    scale: float
    _client: Client | None = None

    @property
    def client(self) -> Client:
        """The direction of the first house, signed in."""
        if self._client is None:
            self._client = self.signed_in()
        return self._client

    def signed_in(self) -> Client:
        """A new browser, signed in."""
        from django.urls import reverse

        client = Client(self.world.address)
        client.sign_in(reverse("account_login"), EMAIL, PASSWORD)
        return client


@dataclass(frozen=True)
class Result:
    """One line of the table: medians of many runs.

    `target` is what the product must reach at this scale and on this engine (None: only shown);
    `limit` the raw SQL of the same question, in milliseconds, where there is one.
    """

    code: str
    label: str
    unit: str
    median: float
    least: float
    most: float
    runs: int
    target: float | None = None
    more_is_better: bool = False
    limit: float | None = None
    note: str = ""

    @property
    def ratio(self) -> float | None:
        """How much of the target is used: 1 or less is reached."""
        if not self.target:
            return None
        used = self.target / self.median if self.more_is_better else self.median / self.target
        return round(used, 3)

    @property
    def reached(self) -> bool | None:
        """Whether the target is reached; None where there is none."""
        return None if self.ratio is None else self.ratio <= 1


@dataclass(frozen=True)
class Scenario:
    """A file of the catalogue: `run` measures and returns its lines.

    `position` orders the scenarios; the memory is looked at once the others have been through.
    """

    code: str
    label: str
    run: Callable[[Bench], list[Result]]
    position: int = field(default=100)


def times(
    act: Callable[[], Any], *, runs: int, warm_up: int = 5, longest: float = LONGEST
) -> list[float]:
    """Milliseconds of each run; fewer runs where they would last longer than `longest` seconds."""
    for _ in range(warm_up):
        act()
    found: list[float] = []
    end = time.perf_counter() + longest
    while len(found) < runs and (time.perf_counter() < end or not found):
        begun = time.perf_counter()
        act()
        found.append((time.perf_counter() - begun) * 1000)
    return found


def line(code: str, label: str, found: Sequence[float], *, unit: str = "ms", **more: Any) -> Result:
    """The line of some samples."""
    return Result(
        code,
        label,
        unit,
        round(statistics.median(found), 3),
        round(min(found), 3),
        round(max(found), 3),
        len(found),
        **more,
    )


def allowed(
    bench: Bench, small: float, *, large: float | None = None, factor: float = 1.0
) -> float:
    """The target of a measure: `small` at scale 1 or below, `large` above (twice, by default).

    PostgreSQL is allowed twice as much.
    """
    at_scale = small if bench.scale <= 1 else (large if large is not None else 2 * small)
    return at_scale * factor * (2 if bench.world.engine == "postgresql" else 1)
