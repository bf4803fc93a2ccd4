"""The attendance sheet of two hundred names, as a PDF over HTTP."""

import datetime

from django.urls import reverse
from django.utils import timezone

from probant.bench.scenario import Bench, Result, Scenario, line, times
from probant.directory.models import Person
from probant.gatherings.actions import plan_session, register
from probant.kernel.actor import Actor
from probant.kernel.roles import Role
from probant.programmes.models import SessionKind

NAMES, TARGET_MS = 200, 500


def run(bench: Bench) -> list[Result]:
    """Names registered for one session of the house, then its sheet, page setter included."""
    path = reverse("reports:attendance-sheet", args=[_registered(bench.built.house_id)])
    found = times(lambda: bench.client.get(path), runs=15, warm_up=2)
    return [
        line("attendance_sheet", f"feuille d’émargement, {NAMES} noms", found, target=TARGET_MS)
    ]


def _registered(house_id: int) -> int:
    """A session of its own, to come, which two hundred people of the directory registered for."""
    system = Actor.system(house_id, "bench", roles=[Role.DIRECTION, Role.OFFICER])
    session = plan_session(
        system,
        kind=SessionKind.objects.filter(house_id=house_id).order_by("pk")[0],
        title="Atelier de deux cents noms",
        starts_on=timezone.localdate() + datetime.timedelta(days=30),
    )
    people = Person.objects.filter(house_id=house_id).order_by("pk")[:NAMES]
    register(system, session=session, people=list(people), with_letter=False)
    return session.pk


SCENARIO = Scenario("attendance_sheet", "feuille d’émargement", run, position=70)
