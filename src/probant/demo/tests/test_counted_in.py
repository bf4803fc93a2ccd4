"""A record of the demonstration year tells the figures, the funders and the papers it counts in."""

import html
import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from probant.accounts.models import User
from probant.directory.models import House
from probant.gatherings.models import Session
from probant.indicators.counted_in import counted_in
from probant.indicators.registry import catalogue
from probant.kernel.actor import Actor
from probant.kernel.cut import Cut
from probant.kernel.period import Period
from probant.kernel.roles import Role
from probant.reports.actions import create_publication, publish
from probant.support.models import Case, Mission

pytestmark = pytest.mark.django_db
YEARS = range(2020, 2025)


def naive(house: House, column: str, pk: int) -> dict[tuple[str, int], int]:
    """Every figure of every year asked apart whether it lists a fact of the record."""
    found = {}
    for one in catalogue():
        if one.is_state or column not in {it.name for it in one.fact._meta.concrete_fields}:
            continue
        for year in YEARS:
            facts = one.population(house_id=house.pk, period=Period.year(year), cut=Cut.now())
            number = facts.filter(**{column: pk}).count()
            if number:
                found[one.code, year] = number
    return found


def client_of(account: str) -> Client:
    client = Client()
    client.force_login(User.objects.get(email=f"{account}@demo.probant.fr"))
    return client


def words(client: Client, address: str, **headers: str) -> str:
    answer = client.get(address, headers=headers)
    assert answer.status_code == 200
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", answer.content.decode())).split())


@pytest.fixture
def workshop(demonstration: House) -> Session:
    found = Session.objects.filter(house=demonstration, title="Atelier du CRDVA", state="held")
    session = found.order_by("starts_on").first()
    assert session is not None
    return session


@pytest.mark.parametrize("column", ["session", "case", "mission"])
def test_what_a_record_counts_in_is_what_lists_its_facts(column: str, demonstration: House) -> None:
    model = {"session": Session, "case": Case, "mission": Mission}[column]
    rows = list(model.objects.filter(house=demonstration).order_by("pk").values_list("pk"))
    for (pk,) in rows[:: max(1, len(rows) // 4)]:
        found = counted_in(demonstration.pk, column, pk).counted
        said = {(one.indicator.code, one.year): len(one.keys) for one in found}
        assert said == naive(demonstration, column, pk), (column, pk)


def test_a_workshop_counts_in_figures_read_by_its_funders(
    workshop: Session, demonstration: House
) -> None:
    found = counted_in(demonstration.pk, "session", workshop.pk)
    codes = {one.code for one in found.figures}
    assert {"workshops.sessions", "gatherings.sessions_held"} <= codes
    assert "trainings.sessions" not in codes
    address = f"/chiffres/compte/rencontre/{workshop.pk}/"
    line = words(client_of("direction"), address, **{"HX-Request": "true"})
    assert line.startswith(f"Compte dans {len(found.figures)} chiffres")
    page = words(client_of("direction"), address)
    assert "Ateliers animés 2023 13 1 fait" in page
    sheet = client_of("direction").get(f"/rencontres/{workshop.pk}/").content.decode()
    assert f'hx-get="{address}"' in sheet


def test_what_was_published_with_it_is_told(workshop: Session, demonstration: House) -> None:
    user = User.objects.get(email="direction@demo.probant.fr")
    actor = Actor(user.pk, demonstration.pk, demonstration.pk, frozenset({Role.DIRECTION}))
    made = create_publication(actor, title="Rapport", year=2023, outline="activity")
    publish(actor, publication=made, audience="house", reason="le vote ne savait pas tout")
    address = f"/chiffres/compte/rencontre/{workshop.pk}/"
    assert "1 publication" in words(client_of("direction"), address)


def test_the_questions_are_as_many_whatever_the_record(
    workshop: Session, demonstration: House
) -> None:
    numbers = set()
    for pk in Session.objects.filter(house=demonstration, state="held").values_list("pk")[:3]:
        with CaptureQueriesContext(connection) as asked:
            list(counted_in(demonstration.pk, "session", pk[0]).funders)
        numbers.add(len(asked.captured_queries))
    assert max(numbers) <= 8


def test_only_who_reads_the_figures_of_the_house_reads_it(workshop: Session) -> None:
    address = f"/chiffres/compte/rencontre/{workshop.pk}/"
    assert client_of("metropole").get(address).status_code == 404
    assert client_of("structure").get(address).status_code in (403, 404)
    assert client_of("direction").get("/chiffres/compte/rencontre/0/").status_code == 404
    assert client_of("direction").get("/chiffres/compte/inconnu/1/").status_code == 404
