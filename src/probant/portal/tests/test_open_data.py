"""Open data for anyone: published by an act, under addresses that stay, never a person's name."""

import csv
import io

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from probant.directory.models import Organisation
from probant.funding.actions.open_data import publish_file, withdraw_file
from probant.funding.models import OpenFile
from probant.funding.tests import scenario
from probant.governance.tests.test_screens import client_of
from probant.journal.integrity import verify
from probant.kernel.decision import Refused
from probant.kernel.scdl.files import check_bytes

pytestmark = pytest.mark.django_db
METROPOLE, HOUSE = "24210041000016", "38047555800058"


@pytest.fixture
def world():
    made = scenario.world()
    made.award(0)
    return made


def numbered(world):
    for organisation, siret in ((world.metropole, METROPOLE), (world.house.organisation, HOUSE)):
        Organisation.objects.filter(pk=organisation.pk).update(siret=siret, siren=siret[:9])
    return {
        "actor": world.awa,
        "house_id": world.house.pk,
        "organisation_id": world.metropole.pk,
        "form": "subventions",
        "year": 2024,
    }


def body(response):
    return b"".join(response.streaming_content) if response.streaming else response.content


def test_a_file_is_published_read_by_anyone_and_withdrawn(world):
    given = numbered(world)
    anyone, address = Client(), "/donnees-ouvertes/242100410/subventions/2024.csv"
    assert anyone.get(address).status_code == 404
    file = publish_file(**given)
    told = anyone.get(address)
    assert check_bytes(body(told)).is_valid
    assert told["Cache-Control"] == "public, max-age=300"
    state = anyone.get(address.replace(".csv", ".json")).json()
    assert (state["valid"], state["rows"], state["errors"], state["schema"]["version"]) == (
        True,
        1,
        0,
        "2.1.1",
    )
    page = anyone.get("/donnees-ouvertes/").content.decode()
    assert address in page and "Licence Ouverte" in page

    world.award(1)
    assert publish_file(**given).pk == file.pk
    assert len(list(csv.reader(io.StringIO(body(anyone.get(address)).decode())))) == 3
    withdraw_file(actor=world.awa, file=file)
    assert anyone.get(address).status_code == 410
    assert address not in anyone.get("/donnees-ouvertes/").content.decode()
    assert verify() == []


def test_nothing_is_published_where_no_line_may_be_or_by_who_may_not(world):
    given = numbered(world) | {"above_threshold": True}
    with pytest.raises(Refused):
        publish_file(**given)
    with pytest.raises(Refused):
        publish_file(**given | {"above_threshold": False, "actor": world.bruno})
    assert OpenFile.objects.count() == 0


def test_the_team_sees_what_is_missing_then_publishes(world):
    awa = client_of(world.house.organisation, "officer")
    page = reverse("funding:open-data-file", args=[world.metropole.pk, "subventions", 2024])
    assert page in awa.get(reverse("funding:open-data")).content.decode()
    assert "complétez sa fiche" in awa.get(page).content.decode()
    refused = awa.post(page)
    assert (refused.status_code, OpenFile.objects.count()) == (422, 0)
    numbered(world)
    assert awa.post(page).status_code == 302
    assert OpenFile.objects.get().rows == 1


def test_any_file_is_checked_in_words_and_nothing_is_kept(world):
    awa = client_of(world.house.organisation, "officer")
    address = reverse("funding:open-data-check")
    assert awa.post(address).status_code == 422
    text = "nomAttribuant;montant;nature;objet\nVille;12,5;Aide en nature;\n"
    dropped = SimpleUploadedFile("essai.csv", text.encode("cp1252"))
    page = awa.post(address, {"fichier": dropped}).content.decode()
    assert "point-virgule" in page and "colonnes absentes" in page
    assert "un point, sans espace" in page.replace("\u202f", " ")


def test_the_list_asks_the_same_however_many_files(world, django_assert_num_queries):
    publish_file(**numbered(world))
    first = OpenFile.objects.get()
    for count, year in ((1, None), (2, 2022), (3, 2021)):
        if year:
            OpenFile.objects.create(
                house=world.house,
                organisation=world.metropole,
                form="subventions",
                year=year,
                document=first.document,
                rows=count,
                published_at=first.published_at,
            )
        with django_assert_num_queries(1):
            Client().get("/donnees-ouvertes/")
