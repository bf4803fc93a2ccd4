"""The page of what a house offers: the house reads it, its direction changes it."""

import pytest
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries

from probant.programmes.models import Programme
from probant.programmes.queries import draft_of, latest_version
from probant.programmes.tests.scenario import Scene, scene

pytestmark = pytest.mark.django_db
NAMES = ("programme", "draft", "publish", "versions")


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


@pytest.mark.parametrize("code", ["crdva", "dla"], ids=["2 étapes", "5 étapes"])
def test_programme_asks_the_same_number_of_queries(
    client: Client,
    house: Scene,
    code: str,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    programme = house.programme(code)
    signed_in(client, house, "Awa")
    address = reverse("programmes:programme", args=[programme.pk])
    client.get(address)
    # session, user, memberships; programme, in force, newest, phases, requires, items, draft
    with django_assert_num_queries(13):  # of which the fund, the rule and missions: three
        page = client.get(address).content.decode()
    assert "Préparer une nouvelle version" not in page


def test_direction_changes_a_programme_from_the_screens(client: Client, house: Scene) -> None:
    programme = house.programme("crdva")
    signed_in(client, house, "Fabien")
    at = {name: reverse(f"programmes:{name}", args=[programme.pk]) for name in NAMES}
    assert client.post(at["draft"]).headers["Location"] == at["draft"]
    phase = draft_of(programme).phases.get(position=1)  # type: ignore[union-attr]
    typed = {
        "name": "Premier accueil",
        "pieces": ["statuts"],
        "other_pieces": "Récépissé",
        "items": "Entendre la question | Sans hâte\n\nRépondre",
        "usual_days": "20",
    }
    assert client.post(reverse("programmes:phase", args=[phase.pk]), typed).status_code == 302
    shaped = reverse("programmes:shape-phase", args=[phase.pk])
    assert client.post(shaped, {"geste": "descendre"}).status_code == 302
    fragment = client.post(shaped, {"geste": "monter"}, headers={"HX-Request": "true"})
    assert fragment.content.decode().count("draft__phase") == 2
    preview = client.get(at["publish"]).content.decode()
    assert "Premier accueil" in preview
    assert "Statuts, Récépissé" in preview
    answer = client.post(at["publish"], {"in_force_from": "31/12/2098", "reason": "Essai"})
    assert answer.headers["Location"] == at["programme"]
    newest = latest_version(programme)
    assert (newest.number, newest.reason) == (2, "Essai")
    items = list(newest.items.filter(phase=phase.phase).values_list("label", "advice"))
    assert items == [("Entendre la question", "Sans hâte"), ("Répondre", "")]
    side = client.get(at["versions"]).content.decode()
    assert "Premier accueil" in side
    assert side.count("is-changed") == 7


def test_draft_that_is_not_there_is_not_found(client: Client, house: Scene) -> None:
    programme = house.programme()
    signed_in(client, house, "Fabien")
    assert client.get(reverse("programmes:draft", args=[programme.pk])).status_code == 302
    for name in ("durations", "add-phase", "publish", "discard"):
        assert client.get(reverse(f"programmes:{name}", args=[programme.pk])).status_code == 404


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
