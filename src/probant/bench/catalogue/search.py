"""Search by a part of the name, over several words, rare and common."""

import itertools

from django.urls import reverse

from probant.bench.scenario import Bench, Result, Scenario, allowed, line, times
from probant.search import index

WORDS = ("mosaique", "lanterne", "jardins", "ressourcerie du", "0042", "oiseau lyre", "asso")


def run(bench: Bench) -> list[Result]:
    """The complete page of the list narrowed by a text."""
    path = reverse("directory:list")
    words = itertools.cycle(WORDS)
    found = times(lambda: bench.client.get(f"{path}?q={next(words).replace(' ', '+')}"), runs=105)
    again = itertools.cycle(WORDS)
    limit = times(
        lambda: index.find(bench.built.house_id, next(again), kinds=["organisation"], limit=100),
        runs=70,
    )
    return [
        line(
            "search",
            "recherche par une partie du nom",
            found,
            target=allowed(bench, 8),
            limit=line("", "", limit).median,
        )
    ]


SCENARIO = Scenario("search", "recherche", run, position=20)
