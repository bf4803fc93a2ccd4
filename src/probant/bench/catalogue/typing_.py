"""What is found while one types, letter by letter, in the field at the top of each page."""

import itertools

from django.urls import reverse

from probant.bench.scenario import Bench, Result, Scenario, line, times

TYPED = ("les glycines", "atelier 0042", "point 12", "durand")


def run(bench: Bench) -> list[Result]:
    """Each beginning of some words from two letters on; the same target on both engines."""
    beginnings = [text[:end] for text in TYPED for end in range(2, len(text) + 1)]
    path, asked = reverse("directory:search"), itertools.cycle(beginnings)
    found = times(
        lambda: bench.client.get(f"{path}?q={next(asked).replace(' ', '+')}", htmx=True),
        runs=4 * len(beginnings),
    )
    return [line("typing", "recherche pendant la frappe", found, target=30)]


SCENARIO = Scenario("typing", "recherche pendant la frappe", run, position=25)
