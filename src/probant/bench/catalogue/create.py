"""Create a structure through the form: the page that shows it, then the one that receives it.

What is created is seen at once: the next search finds it, the next list counts it.
"""

import itertools

from django.urls import reverse

from probant.bench.client import Unexpected
from probant.bench.scenario import Bench, Result, Scenario, allowed, line, times

RUNS = 60


def run(bench: Bench) -> list[Result]:
    """GET and POST together, a new name each time."""
    numbers = itertools.count(1)

    def create() -> None:
        name = f"Création d’essai numéro {next(numbers):04d}"
        path = reverse("directory:create")
        page = bench.client.get(path)
        given = {"name": name, "family": "association", "theme": "autre", "distincte": "1"}
        bench.client.post(path, {**page.hidden(), **given})

    found = times(create, runs=RUNS, warm_up=3)
    _see(bench, next(numbers) - 1)
    return [line("create", "création par le formulaire (GET + POST)", found,
                 target=allowed(bench, 12, large=12))]  # fmt: skip


def _see(bench: Bench, count: int) -> None:
    name = f"numéro {count:04d}"
    page = bench.client.get(reverse("directory:list") + f"?q=creation+d+essai+numero+{count:04d}")
    if name not in page.text:
        raise Unexpected(f"« {name} » vient d’être créée et n’est pas trouvée")


SCENARIO = Scenario("create", "création", run, position=40)
