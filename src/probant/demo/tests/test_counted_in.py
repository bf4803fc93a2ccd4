"""A record of the demonstration year tells the figures, the funders and the papers it counts in."""

import datetime
import html
import re

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from probant.accounts.models import User
from probant.accounts.queries import actor_of
from probant.directory.models import House
from probant.engagement.models import StaffTime, VolunteerHours
from probant.funding.models import AwardMade
from probant.gatherings.models import Session
from probant.indicators.counted_in import counted_in
from probant.indicators.registry import catalogue
from probant.indicators.screens.counted import RECORDS
from probant.kernel.actor import Actor
from probant.kernel.cut import Cut
from probant.kernel.period import Period
from probant.kernel.roles import Role
from probant.reports.actions import create_publication, publish

pytestmark = pytest.mark.django_db
#: How money comes from a vote.
THROUGH = {"award": "award__decision__deliberation", "decision": "decision__deliberation"}
YEARS = range(2020, datetime.date.today().year + 1)


def naive(house: House, column: str, pk: int) -> dict[tuple[str, int], int]:
    """Every figure of every year asked apart whether it lists a fact of the record."""
    found = {}
    for one in catalogue():
        columns = {it.name for it in one.fact._meta.concrete_fields}
        path = column if column in columns else ""
        if column == "deliberation" and not path:
            path = next((THROUGH[name] for name in THROUGH if name in columns), "")
        if one.is_state or not path:
            continue
        for year in YEARS:
            facts = one.population(house_id=house.pk, period=Period.year(year), cut=Cut.now())
            number = facts.filter(**{path: pk}).count()
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


@pytest.mark.parametrize("kind", RECORDS)
def test_what_a_record_counts_in_is_what_lists_its_facts(kind: str, demonstration: House) -> None:
    model, column, _ = RECORDS[kind]
    direction = client_of("direction")
    director = actor_of(User.objects.get(email="direction@demo.probant.fr").pk)
    held = model.objects.visible_to(director).order_by("pk")
    if kind == "personne":
        held = held.filter(pk__in=VolunteerHours.objects.values("person"))
    rows = list(held.values_list("pk", flat=True))
    counts = False
    for pk in rows[:: max(1, len(rows) // 4)]:
        found = counted_in(demonstration.pk, column, pk).counted
        said = {(one.indicator.code, one.year): len(one.keys) for one in found}
        assert said == naive(demonstration, column, pk), (column, pk)
        page = words(direction, f"/chiffres/compte/{kind}/{pk}/")
        assert ("Compte dans" if said else "Rien de ce qui est noté ici") in page
        assert "object (" not in page
        counts = counts or bool(said)
    assert counts or not rows or kind == "participant", kind


def test_whatever_a_figure_counts_comes_from_a_record_that_says_so() -> None:
    columns = {column for _, column, _ in RECORDS.values()} - {"organisation", "person"}
    for one in catalogue():
        held = {it.name for it in one.fact._meta.concrete_fields}
        # what a person did for the house is said by their own page
        assert held & columns or issubclass(one.fact, (StaffTime, VolunteerHours)), one.code


@pytest.mark.parametrize(
    ("kind", "address", "account"),
    [
        ("accueil", "/accueils/{}/", "direction"),
        ("structure", "/annuaire/{}/", "direction"),
        ("personne", "/benevoles/{}/", "direction"),
        ("proposition", "/rencontres/propositions/{}/", "direction"),
        ("document", "/rencontres/documents/{}/", "direction"),
        ("membre", "/reseaux/membres/{}/", "direction"),
        ("seance", "/seances/{}/", "direction"),
        ("deliberation", "/deliberations/{}/", "direction"),
        ("convention", "/conventions/{}/", "direction"),
        ("rendez-vous", "/rendez-vous/{}/", "direction"),
        ("demande", "/accueils/demandes/{}/", "direction"),
    ],
)
def test_the_page_of_a_record_leads_to_its_figures(
    kind: str, address: str, account: str, demonstration: House
) -> None:
    model = RECORDS[kind][0]
    director = actor_of(User.objects.get(email="direction@demo.probant.fr").pk)
    rows = model.objects.visible_to(director).order_by("pk")
    if kind == "personne":
        given = VolunteerHours.objects.filter(house_id=demonstration.pk).values("person")
        rows = rows.filter(pk__in=given)
    pk = rows.values_list("pk", flat=True).first()
    sheet = client_of(account).get(address.format(pk))
    assert sheet.status_code == 200
    assert f'hx-get="/chiffres/compte/{kind}/{pk}/"' in sheet.content.decode()


def test_a_vote_counts_by_the_money_that_it_gave(demonstration: House) -> None:
    award = (
        AwardMade.objects.now().filter(house_id=demonstration.pk, decision__isnull=False).first()
    )
    assert award is not None
    found = counted_in(demonstration.pk, "deliberation", award.decision.deliberation_id)
    assert "money.granted" in {one.code for one in found.figures}


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
