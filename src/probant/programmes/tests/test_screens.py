"""The page of what a house offers: the house reads it, its direction changes it."""

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from probant.programmes.models import Programme
from probant.programmes.tests.scenario import Scene, scene

pytestmark = pytest.mark.django_db


@pytest.fixture
def house() -> Scene:
    return scene()


def signed_in(client: Client, house: Scene, name: str) -> Client:
    client.force_login(house.users[name])
    return client


@pytest.mark.parametrize("codes", [["dla"], ["dla", "creation", "crdva"]], ids=["1", "3"])
def test_offer_asks_the_same_number_of_queries(
    client: Client,
    house: Scene,
    codes: list[str],
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for code in codes:
        house.programme(code)
    signed_in(client, house, "Awa")
    client.get(reverse("programmes:offer"))
    # session, user, memberships; programmes, phases, kinds, actions
    with django_assert_num_queries(7):
        page = client.get(reverse("programmes:offer")).content.decode()
    assert page.count("Modifier") == 0


def test_direction_adopts_from_the_catalogue(client: Client, house: Scene) -> None:
    signed_in(client, house, "Fabien")
    assert "Dispositif local" in client.get(reverse("programmes:offer")).content.decode()
    answer = client.post(reverse("programmes:adopt", args=["dla"]), {"cle": ""})
    assert answer.status_code == 302
    assert Programme.objects.get().official_code == "dla"


def test_name_taken_is_said_beside_the_form_and_kept(client: Client, house: Scene) -> None:
    programme = house.programme()
    house.programme("creation")
    signed_in(client, house, "Fabien")
    typed = {"name": Programme.objects.get(official_code="creation").name, "purpose": "Essai"}
    answer = client.post(reverse("programmes:edit", args=[programme.pk]), typed)
    page = answer.content.decode()
    assert answer.status_code == 422
    assert "porte déjà ce nom" in page
    assert "Essai" in page


@pytest.mark.parametrize("name", ["Awa", "Michel", "Bruno", "Chloé"])
def test_only_the_direction_finds_the_forms(client: Client, house: Scene, name: str) -> None:
    programme = house.programme()
    signed_in(client, house, name)
    assert client.get(reverse("programmes:edit", args=[programme.pk])).status_code == 404
    assert client.post(reverse("programmes:edit", args=[programme.pk])).status_code == 404
