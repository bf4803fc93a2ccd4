"""The home of a house that has just opened, and of those who have nothing to see yet."""

import html
import re

import pytest
from django.test import Client

from probant.accounts.models import User
from probant.accounts.queries import actor_of
from probant.indicators.tests.scenario import Small, small_house
from probant.kernel.roles import Role

pytestmark = pytest.mark.django_db


def home(client: Client, query: str = "") -> str:
    answer = client.get("/" + query)
    assert answer.status_code == 200
    return html.unescape(answer.content.decode())


def values(page: str) -> dict[str, int]:
    """Code → value of each figure of a page."""
    found = re.findall(r'class="figure" href="/chiffres/([^/]+)/.*?figure__value">(\d+)<', page)
    return {code: int(value) for code, value in found}


@pytest.fixture
def small() -> Small:
    return small_house()


def test_a_new_house_is_taught_where_figures_come_from(small: Small) -> None:
    page = home(small.client())
    assert "Rien n’est encore noté" in page
    assert '<a class="button is-quiet" href="/dossiers/accueil/">' in page
    assert values(page) == {}


def test_the_home_of_somebody_without_any_role_is_empty_not_broken(small: Small) -> None:
    user = User.objects.create_user("seul@essai.fr", None, name="Seul")
    client = Client()
    client.force_login(user)
    assert "Rien à vous montrer" in home(client)
    assert actor_of(user.pk).has(*Role) is False


def test_a_stranger_is_sent_to_sign_in(db: None) -> None:
    answer = Client().get("/")
    assert answer.status_code == 302
    assert "connexion" in answer["Location"]
