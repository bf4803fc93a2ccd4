"""A structure's sheet: those that have most to tell are opened as often as the others."""

import itertools

from django.urls import reverse

from probant.bench import sql
from probant.bench.scenario import Bench, Result, Scenario, allowed, line, times
from probant.directory.models import Card

RAW = (
    "SELECT o.* FROM directory_card c JOIN directory_organisation o ON o.id = c.organisation_id "
    "WHERE c.house_id = %s AND c.organisation_id = %s"
)


def run(bench: Bench) -> list[Result]:
    """Fifty structures spread over the directory, twice each."""
    house = bench.built.house_id
    numbers = list(
        Card.objects.filter(house_id=house).order_by("pk").values_list("organisation_id", flat=True)
    )
    chosen = numbers[1 :: max(1, len(numbers) // 50)][:50]
    paths = itertools.cycle([reverse("directory:sheet", args=[number]) for number in chosen])
    found = times(lambda: bench.client.get(next(paths)), runs=100)
    limit = sql.median(RAW, [house, chosen[0]])
    target = allowed(bench, 5)
    return [line("sheet", "fiche d’une structure", found, target=target, limit=limit)]


SCENARIO = Scenario("sheet", "fiche d’une structure", run, position=30)
