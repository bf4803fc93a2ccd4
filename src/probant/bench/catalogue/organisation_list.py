"""The list of structures, its first hundred rows."""

from django.urls import reverse

from probant.bench import sql
from probant.bench.scenario import Bench, Result, Scenario, allowed, line, times

RAW = (
    "SELECT id, organisation_id, name, name_key, family, theme, place_name, is_member "
    "FROM directory_card WHERE house_id = %s ORDER BY name_key, id LIMIT 101"
)


def run(bench: Bench) -> list[Result]:
    """The complete page, signed in."""
    path = reverse("directory:list")
    found = times(lambda: bench.client.get(path), runs=100)
    limit = sql.median(RAW, [bench.built.house_id])
    target = allowed(bench, 5)
    return [line("list", "liste de 100 structures", found, target=target, limit=limit)]


SCENARIO = Scenario("list", "liste de structures", run, position=10)
