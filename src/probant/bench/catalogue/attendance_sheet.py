"""The attendance sheet of two hundred names, as a PDF over HTTP."""

from django.urls import reverse
from django.utils import timezone

from probant.bench.scenario import Bench, Result, Scenario, line, times

NAMES, TARGET_MS = 200, 500


def run(bench: Bench) -> list[Result]:
    """Names registered for one session of the house, then its sheet, page setter included."""
    path = reverse("reports:attendance-sheet", args=[_registered(bench.built.house_id)])
    found = times(lambda: bench.client.get(path), runs=15, warm_up=2)
    return [
        line("attendance_sheet", f"feuille d’émargement, {NAMES} noms", found, target=TARGET_MS)
    ]


def _registered(house_id: int) -> int:
    from probant.directory.models import Person
    from probant.gatherings.models import Registration, Session

    session = Session.objects.filter(house_id=house_id).earliest("pk")
    now = timezone.now()
    people = Person.objects.filter(house_id=house_id).order_by("pk")[:NAMES]
    rows = [
        Registration(
            house_id=house_id,
            session=session,
            person=person,
            status=Registration.Status.REGISTERED,
            origin=Registration.Origin.TEAM,
            asked_at=now,
            settled_at=now,
        )
        for person in people
    ]
    if not Registration.objects.filter(session=session).exists():
        Registration.objects.bulk_create(rows)
    return session.pk


SCENARIO = Scenario("attendance_sheet", "feuille d’émargement", run, position=70)
