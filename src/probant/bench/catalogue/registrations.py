"""Five hundred people register for a session of forty places, through the served form.

Each is a browser of its own: the form, then what it sends. Afterwards the rows are counted: the
seats given are exactly those there are, the others wait in their order of arrival, nobody is lost.
"""

import datetime
import itertools
import threading
import time

from django.db import connection
from django.db.models import Count
from django.urls import reverse
from django.utils import timezone

from probant.bench.client import Client, Unexpected
from probant.bench.scenario import Bench, Result, Scenario, line
from probant.gatherings.actions import change_terms, plan_session
from probant.gatherings.models import Registration, Session
from probant.kernel.actor import Actor
from probant.kernel.roles import Role
from probant.programmes.models import SessionKind

PEOPLE, SEATS, SECONDS = 500, 40, 30.0
AT_ONCE = 8
FROM_ONE_ADDRESS = 10  # fewer an hour than the product lets through


def run(bench: Bench) -> list[Result]:
    """The seconds until the last one is answered."""
    session = _session(bench.built.house_id)
    path = reverse("portal:register", args=[session.pk])
    numbers, lock = itertools.count(), threading.Lock()
    failed: list[Exception] = []

    def come() -> None:
        while not failed:
            with lock:
                number = next(numbers)
            if number >= PEOPLE:
                return
            try:
                _register(bench, path, number)
            except Exception as error:  # told by the main thread
                failed.append(error)

    begun = time.perf_counter()
    threads = [threading.Thread(target=come) for _ in range(AT_ONCE)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    spent = time.perf_counter() - begun
    if failed:
        raise failed[0]
    told = _verify(session)
    connection.close()
    return [
        line("registrations", f"{PEOPLE} inscriptions, {SEATS} places", [spent], unit="s",
             target=SECONDS, note=told)
    ]  # fmt: skip


def _session(house_id: int) -> Session:
    """A public session of the first house, to come, that one registers for online."""
    system = Actor.system(house_id, "bench", roles=[Role.DIRECTION, Role.OFFICER])
    session = plan_session(
        system,
        kind=SessionKind.objects.filter(house_id=house_id).order_by("pk")[0],
        title="Atelier très couru",
        starts_on=timezone.localdate() + datetime.timedelta(days=20),
        capacity=SEATS,
    )
    Session.objects.filter(pk=session.pk).update(
        openness=Session.Openness.PUBLIC, is_announced=True
    )
    session.refresh_from_db()
    change_terms(system, session=session, capacity=SEATS, is_open=True)
    return session


def _register(bench: Bench, path: str, number: int) -> None:
    # each from somewhere on the loopback: one connection may not send five hundred forms
    source = f"127.0.{1 + number // FROM_ONE_ADDRESS // 250}.{1 + number // FROM_ONE_ADDRESS % 250}"
    client = Client(bench.world.address, source=source)
    page = client.get(path)
    given = {
        "given_name": "Personne",
        "family_name": f"Numéro {number:03d}",
        "email": f"personne{number:03d}@banc.invalid",
        "consent": "on",
    }
    client.post(path, {**page.hidden(), **given})
    client.close()


def _verify(session: Session) -> str:
    """Raises `Unexpected` where a seat is given twice, or somebody is lost or out of order."""
    rows = Registration.objects.filter(session=session)
    found = dict(rows.order_by().values_list("status").annotate(Count("pk")))
    if found != {"registered": SEATS, "waiting": PEOPLE - SEATS}:
        raise Unexpected(f"places données et attente : {found}")
    if rows.values("email").distinct().count() != PEOPLE:
        raise Unexpected("une adresse est inscrite deux fois, ou perdue")
    last = rows.filter(status="registered").order_by("-pk").values_list("pk", flat=True)[0]
    if rows.filter(status="waiting", pk__lt=last).exists():
        raise Unexpected("quelqu’un attend, arrivé avant qui a une place")
    return f"{SEATS} places données, {PEOPLE - SEATS} en attente, aucune perdue"


SCENARIO = Scenario("registrations", "inscriptions", run, position=75)
