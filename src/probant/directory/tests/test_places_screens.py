"""Territories, a structure's branch and neighbourhood, the house's branches: who sees what."""

import pytest
from django.urls import reverse

from probant.directory.actions import create_organisation
from probant.directory.density import set_density
from probant.directory.models import Branch, Card, House, Organisation
from probant.directory.neighbourhoods import load_neighbourhoods
from probant.directory.territories import load
from probant.directory.tests.conftest import sign_in, team
from probant.kernel.roles import Role

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def loaded() -> None:
    load()
    load_neighbourhoods()


def structure(house: House, name: str = "Les Jardins", code: str = "21231") -> Organisation:
    return create_organisation(actor=team(house), name=name, family="association", place_code=code)


def test_territories_open_on_intercommunalites_with_the_structures_of_the_house(
    house: House, other: House
) -> None:
    structure(house)
    structure(house, "Autre", "21166")
    clients = [sign_in(house), sign_in(other)]
    page = clients[1].get(reverse("directory:territories"))
    assert page.content.decode().count("Dijon Métropole") == 1
    address = reverse("directory:territory", args=["242100410"])
    counts = [client.get(address).context["structures"] for client in clients]
    assert counts == [3, 1]  # each house is itself a structure of Dijon in its own directory


@pytest.mark.parametrize(
    ("typed", "codes"),
    [("chenove", ["21166"]), ("21166", ["21166"]), ("21240", ["21617"]), ("atlantide", [])],
)
def test_a_territory_is_found_by_name_code_or_postcode(
    house: House, typed: str, codes: list[str]
) -> None:
    page = sign_in(house).get(reverse("directory:territories"), {"q": typed}).content.decode()
    assert [code for code in ("21166", "21617") if f"/territoires/{code}/" in page] == codes


def test_sheet_says_that_a_class_is_not_known_until_the_grid_is_loaded(house: House) -> None:
    client = sign_in(house)
    address = reverse("directory:territory", args=["21317"])
    assert "Classe de densité non connue" in client.get(address).content.decode()
    set_density(7, {"21317": 5}, vintage=2024)
    assert "Rurale (bourg rural)" in client.get(address).content.decode()


def test_code_of_a_commune_that_is_no_more_leads_to_its_heir(house: House) -> None:
    client = sign_in(house)
    gone = client.get(reverse("directory:territory", args=["21213"]))
    assert gone.headers["Location"] == reverse("directory:territory", args=["21452"])
    assert client.get(reverse("directory:territory", args=["99999"])).status_code == 404


@pytest.mark.parametrize("many", [1, 3])
def test_pages_of_territories_ask_as_often_for_one_structure_as_for_three(
    house: House, many: int, django_assert_num_queries: pytest.FixtureRequest
) -> None:
    for number in range(many):
        structure(house, f"Structure {number}")
    client = sign_in(house)
    for address, queries in ((reverse("directory:territories"), 7), ("/territoires/21231/", 8)):
        client.get(address)
        with django_assert_num_queries(queries):
            assert client.get(address).status_code == 200


def test_team_says_branch_and_neighbourhood_and_the_sheet_shows_them(house: House) -> None:
    organisation = structure(house)
    client = sign_in(house, Role.OFFICER)
    address = reverse("directory:situate", args=[organisation.pk])
    given = {"branch": "reemploi", "qpv_code": "21231-gresilles"}
    assert client.post(address, given).status_code == 302
    card = Card.objects.get(house=house, organisation=organisation)
    organisation.refresh_from_db()
    assert (card.branch, card.qpv_code) == ("reemploi", "21231-gresilles")
    assert (organisation.branch, organisation.qpv_code) == ("reemploi", "21231-gresilles")
    shown = client.get(reverse("directory:sheet", args=[organisation.pk])).content.decode()
    assert "Réemploi et économie circulaire" in shown
    assert "Les Grésilles (Dijon)" in shown


def test_a_neighbourhood_of_another_commune_is_not_taken(house: House) -> None:
    organisation = structure(house)
    address = reverse("directory:situate", args=[organisation.pk])
    page = sign_in(house).post(address, {"branch": "", "qpv_code": "21166-le-mail"})
    assert page.status_code == 422
    assert Card.objects.get(organisation=organisation).qpv_code == ""


def test_a_branch_of_the_house_is_offered_to_it_alone_until_it_is_closed(
    house: House, other: House
) -> None:
    client, address = sign_in(house), reverse("directory:branches")
    assert client.post(address, {"name": "Tiers-lieux"}).status_code == 302
    assert client.post(address, {"name": "tiers lieux"}).status_code == 422
    assert client.post(address, {"name": "Culture"}).status_code == 422
    branch = Branch.objects.get()
    assert (branch.code, branch.house) == ("tiers-lieux", house)
    assert "Tiers-lieux" not in sign_in(other).get(address).content.decode()
    closing = reverse("directory:close-branch", args=[branch.pk])
    assert sign_in(other, Role.OFFICER).post(closing).status_code == 404
    assert client.post(closing).status_code == 302
    situate = reverse("directory:situate", args=[structure(house).pk])
    assert "Tiers-lieux" not in client.get(situate).content.decode()


@pytest.mark.parametrize("role", [Role.OFFICER, Role.VOLUNTEER, Role.BOARD])
def test_only_the_direction_adds_branches(house: House, role: Role) -> None:
    answer = sign_in(house, role).post(reverse("directory:branches"), {"name": "Tiers-lieux"})
    assert answer.status_code == 404
    assert Branch.objects.count() == 0
