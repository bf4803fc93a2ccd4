"""The year's figures, a board of 40, the records of one, why it moved; each beside SQL by hand."""

import datetime
import re
import uuid
from typing import Any

from django.db import connection
from django.urls import reverse

from probant.bench import sql
from probant.bench.client import Unexpected
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
from probant.indicators.actions import add_figure, open_board
from probant.indicators.engine import measure, measure_all
from probant.indicators.registry import catalogue
from probant.kernel.actor import Actor
from probant.kernel.period import Period
from probant.kernel.roles import Role

YEAR = Period.year(LAST_YEAR)
BOARD = 40
PROOF_DAYS = 4 * 365  # at scale 1; as many records at any


def run(bench: Bench) -> list[Result]:
    """The page over HTTP, then one line a figure, in this process."""
    path = reverse("indicators:figures") + f"?annee={LAST_YEAR}"
    page = times(lambda: bench.client.get(path), runs=60)
    one_by_one = [_figure(bench, code) for code in sql.FIGURES]
    limit = round(sum(result.limit or 0 for result in one_by_one), 3)
    one_by_one += [_figure(bench, code) for code in (*sql.DELAYS, *sql.MEDIANS)]
    target = allowed(bench, 20, large=100)  # thirty-two figures: the year and the one before
    label = "chiffres de l’année et de la précédente, sur une page"
    first = line("figures", label, page, target=target, limit=2 * limit)
    return [first, _sixteen(bench, limit), _board(bench), *_proof(bench), _why(bench), *one_by_one]


def _sixteen(bench: Bench, limit: float) -> Result:
    """The sixteen figures of a year alone, in this process."""
    asked = [one for one in catalogue() if one.code in sql.FIGURES]
    house = bench.built.house_id
    found = times(lambda: measure_all(house_id=house, period=YEAR, indicators=asked), runs=40)
    target = allowed(bench, 20, large=50)
    return line("figures.sixteen", "les seize chiffres d’une année", found, target=target,
                limit=limit)  # fmt: skip


def _proof(bench: Bench) -> list[Result]:
    """The page of a figure over some ten thousand records, and the page of records after it."""
    last = datetime.date(LAST_YEAR, 12, 31)
    first = last - datetime.timedelta(days=round(PROOF_DAYS / max(1, bench.scale)))
    path = reverse("indicators:figure", args=["support.organisations"])
    path += f"?du={first:%d/%m/%Y}&au={last:%d/%m/%Y}"
    shown = bench.client.get(path).body.decode()
    onward = re.search(r"apres=([^\"&]+)", shown)
    if onward is None:
        raise Unexpected(f"{path} : une seule page")
    target = allowed(bench, 50, large=50)
    label = f"preuve d’un chiffre, {(last - first).days} jours"
    return [
        line("figures.proof", label, times(lambda: bench.client.get(path), runs=30), target=target),
        line(
            "figures.proof_next",
            "sa page suivante",
            times(lambda: bench.client.get(f"{path}&apres={onward[1]}"), runs=30),
            target=target,
        ),
    ]


def _board(bench: Bench) -> Result:
    """A board of 40 figures, three years of each."""
    actor = Actor.system(bench.built.house_id, "bench", roles=[Role.DIRECTION])
    board = open_board(actor, house_id=bench.built.house_id, name=f"Banc {uuid.uuid4()}")
    for indicator in catalogue()[:BOARD]:
        add_figure(actor, board=board, code=indicator.code)
    path = reverse("indicators:board", args=[board.pk]) + f"?annee={LAST_YEAR}"
    found = times(lambda: bench.client.get(path), runs=30)
    target = allowed(bench, 100, large=1000)
    return line("figures.board", f"tableau de {BOARD} chiffres, trois ans", found, target=target)


def _why(bench: Bench) -> Result:
    """Why a figure of two years moved within them: a hundred thousand facts at scale 20."""
    path = reverse("indicators:figure-why", args=["support.organisations"])
    path += f"?du=01/01/{LAST_YEAR - 1}&au=31/12/{LAST_YEAR}"
    path += f"&entre=01/01/{LAST_YEAR - 1}&et=31/12/{LAST_YEAR}"
    found = times(lambda: bench.client.get(path), runs=30)
    target = allowed(bench, 300, large=300)
    return line("figures.why", "pourquoi un chiffre de deux ans a bougé", found, target=target)


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
