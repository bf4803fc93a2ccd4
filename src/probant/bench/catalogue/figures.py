"""The year's figures on one page; then each figure beside the SQL that one would write by hand."""

from typing import Any

from django.db import connection
from django.urls import reverse

from probant.bench import sql
from probant.bench.data.size import LAST_YEAR
from probant.bench.scenario import (
    ALLOWANCE_MS,
    MOST_RATIO,
    Bench,
    Result,
    Scenario,
    allowed,
    line,
    times,
)
from probant.indicators.engine import measure
from probant.indicators.registry import catalogue
from probant.kernel.period import Period

YEAR = Period.year(LAST_YEAR)


def run(bench: Bench) -> list[Result]:
    """The page over HTTP, then one line a figure, in this process."""
    path = reverse("indicators:figures") + f"?annee={LAST_YEAR}"
    page = times(lambda: bench.client.get(path), runs=60)
    one_by_one = [_figure(bench, code) for code in sql.FIGURES]
    limit = round(sum(result.limit or 0 for result in one_by_one), 3)
    one_by_one += [_figure(bench, code) for code in (*sql.DELAYS, *sql.MEDIANS)]
    target = allowed(bench, 20, large=50)
    label = "chiffres de l’année sur une page"
    return [line("figures", label, page, target=target, limit=limit), *one_by_one]


def _figure(bench: Bench, code: str) -> Result:
    """The engine's value must be that of the SQL; its time at most three times, or 0.6 ms more."""
    house = bench.built.house_id
    (indicator,) = [item for item in catalogue() if item.code == code]
    given = [house, YEAR.start, YEAR.end]
    figure = measure(indicator, house_id=house, period=YEAR)
    found = times(lambda: measure(indicator, house_id=house, period=YEAR), runs=40, longest=5)
    limit = sql.median(sql.figure(code), given)
    most = max(MOST_RATIO * limit, limit + ALLOWANCE_MS)
    note = f"{figure.value}" if _asked(code, given) == figure.value else "AUTRE VALEUR EN SQL"
    return line(f"figures.{code}", code, found, target=most, limit=limit, note=note)


def _asked(code: str, given: list[Any]) -> int:
    with connection.cursor() as cursor:
        cursor.execute(sql.figure(code), given)
        return int(cursor.fetchone()[0] or 0)


SCENARIO = Scenario("figures", "chiffres de l’année", run, position=50)
