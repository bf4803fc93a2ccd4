"""The public agenda of a house that announced five years of sessions, read by a stranger."""

import itertools

from django.urls import reverse

from probant.bench.client import Client
from probant.bench.data.size import FIRST_YEAR, LAST_YEAR
from probant.bench.scenario import Bench, Result, Scenario, line, times
from probant.directory.models import House
from probant.portal.queries import slug_of

PAGE_MS = 20  # of the issue, on either engine


def run(bench: Bench) -> list[Result]:
    """A month of the agenda, any of ten years; its calendar, for what it is worth."""
    slug = slug_of(House.objects.get(pk=bench.built.house_id))
    stranger = Client(bench.world.address)
    path = reverse("portal:agenda", args=[slug])
    years = range(FIRST_YEAR, LAST_YEAR + 1)
    months = itertools.cycle([f"{year}-{month:02d}" for year in years for month in range(1, 13)])
    pages = times(lambda: stranger.get(f"{path}?mois={next(months)}"), runs=120)
    feed = reverse("portal:agenda-calendar", args=[slug])
    fed = times(lambda: stranger.get(feed), runs=20)
    return [
        line("agenda", "un mois de l’agenda public", pages, target=PAGE_MS),
        line("agenda_calendar", "son calendrier", fed, note="montré sans cible"),
    ]


SCENARIO = Scenario("agenda", "agenda public", run, position=35)
