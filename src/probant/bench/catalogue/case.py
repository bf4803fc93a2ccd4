"""The page of a case that has lived through five years."""

from django.urls import reverse

from probant.bench.scenario import Bench, Result, Scenario, allowed, line, times


def run(bench: Bench) -> list[Result]:
    """The complete page, with its timeline, its people, its tasks and its checklist."""
    path = reverse("support:case", args=[bench.built.long_case_id])
    found = times(lambda: bench.client.get(path), runs=100)
    return [line("case", "dossier de cinq ans", found, target=allowed(bench, 20))]


SCENARIO = Scenario("case", "dossier", run, position=32)
