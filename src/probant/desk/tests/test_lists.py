"""Lists kept under a name: one's own, of pages one may read, with filters and order."""

import html

import pytest
from django.test import Client

from probant.desk.actions import MOST, keep_list
from probant.desk.models import KeptList
from probant.indicators.tests.scenario import Small, small_house
from probant.kernel.actor import Actor
from probant.kernel.decision import Refused

pytestmark = pytest.mark.django_db
ADDRESS = "/annuaire/?q=boeuf&famille=association&tri=-name"


@pytest.fixture
def small() -> Small:
    return small_house()


@pytest.fixture
def client(small: Small) -> Client:
    return small.client()


def keep(client: Client, name: str, address: str) -> tuple[int, str]:
    answer = client.post("/listes/", {"nom": name, "adresse": address})
    return answer.status_code, html.unescape(answer.content.decode())


def test_a_list_is_kept_with_its_filters_and_its_order_but_not_its_page(client: Client) -> None:
    assert keep(client, "Les bœufs", ADDRESS + "&apres=WyJhIiwxXQ")[0] == 302
    kept = KeptList.objects.get()
    assert (kept.name, kept.href) == ("Les bœufs", ADDRESS)
    assert f'href="{ADDRESS}"' in html.unescape(client.get("/").content.decode())


def test_the_same_name_again_keeps_the_newer_filters(client: Client) -> None:
    keep(client, "La mienne", ADDRESS)
    keep(client, "La mienne", "/dossiers/?etat=tous")
    assert [kept.href for kept in KeptList.objects.all()] == ["/dossiers/?etat=tous"]


@pytest.mark.parametrize(
    "address",
    [
        "https://ailleurs.fr/annuaire/",
        "//ailleurs.fr/annuaire/",
        "javascript:alert(1)",
        "/nulle-part/",
        "/conventions/abc/",
        "",
    ],
)
def test_an_address_that_is_not_a_page_one_sees_is_refused_and_the_name_stays(
    client: Client, address: str
) -> None:
    status, shown = keep(client, "Ma liste", address)
    assert status == 422
    assert 'value="Ma liste"' in shown
    assert not KeptList.objects.exists()


def test_too_many_filters_are_refused(client: Client) -> None:
    assert keep(client, "Longue", "/annuaire/?q=" + "a" * 610)[0] == 422
    assert not KeptList.objects.exists()


def test_lists_are_one_s_own(client: Client, small: Small) -> None:
    keep(client, "La mienne", ADDRESS)
    kept = KeptList.objects.get()
    other = Actor(None, small.house.pk, small.house.pk, small.awa.roles)
    assert not KeptList.objects.visible_to(other).exists()
    assert not KeptList.objects.visible_to(None).exists()
    assert client.post(f"/listes/{kept.pk + 1}/oublier/").status_code == 404
    assert client.post(f"/listes/{kept.pk}/oublier/").status_code == 302
    assert not KeptList.objects.exists()


def test_a_person_keeps_so_many_and_no_more(small: Small) -> None:
    for number in range(MOST):
        keep_list(small.awa, name=f"Liste {number}", path="/annuaire/", query="")
    with pytest.raises(Refused):
        keep_list(small.awa, name="Une de trop", path="/annuaire/", query="")
    keep_list(small.awa, name="Liste 3", path="/dossiers/", query="")
    assert KeptList.objects.count() == MOST


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_of_lists_asks_the_same_however_many(
    client: Client, small: Small, count: int, django_assert_num_queries: object
) -> None:
    for number in range(count):
        keep_list(small.awa, name=f"Liste {number}", path="/annuaire/", query="")
    client.get("/listes/")
    with django_assert_num_queries(4):  # type: ignore[operator]
        client.get("/listes/")
