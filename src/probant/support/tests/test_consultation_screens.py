"""The number of providers to consult, on its programme's page; set by the direction, by day."""

import datetime
import re
import uuid

import pytest
from django.test import Client
from django.utils import timezone

from probant.support import actions
from probant.support.models import ConsultationRule
from probant.support.queries.engineering import providers_to_consult
from probant.support.tests.scenario import Scene, scene

pytestmark = pytest.mark.django_db


@pytest.fixture
def house() -> Scene:
    return scene()


def shown(house: Scene, name: str, programme: str = "dla") -> str:
    client = Client()
    client.force_login(house.users[name])
    page = client.get(f"/programmes/{house.programme(programme).pk}/").content.decode()
    section = page.partition('aria-labelledby="consultation"')[2].partition("</section>")[0]
    return " ".join(re.sub(r"<[^>]+>", " ", section).split())


def send(house: Scene, name: str, **given: str) -> int:
    client = Client()
    client.force_login(house.users[name])
    address = f"/programmes/{house.programme('dla').pk}/consultation/"
    return client.post(address, {"cle": str(uuid.uuid4()), **given}).status_code


def test_rule_of_use_is_told_until_the_direction_sets_its_own(house: Scene) -> None:
    assert "Au moins 3 prestataires consultés" in shown(house, "Awa")
    assert "Règle d’usage" in shown(house, "Michel")
    assert send(house, "Fabien", providers_at_least="2", in_force_from="1er mars 2023") == 302
    programme = house.programme("dla")
    assert providers_to_consult(programme, datetime.date(2023, 2, 28)) == 3
    assert providers_to_consult(programme, datetime.date(2023, 3, 1)) == 2
    told = shown(house, "Awa")
    assert "Au moins 2 prestataires consultés" in told
    assert "2 à compter du 1er mars 2023 en vigueur" in told


def test_rule_to_come_does_not_hold_yet(house: Scene) -> None:
    day = timezone.localdate() + datetime.timedelta(days=30)
    assert send(house, "Fabien", providers_at_least="1", in_force_from=f"{day:%d/%m/%Y}") == 302
    told = shown(house, "Fabien")
    assert "Au moins 3 prestataires consultés" in told and "à venir" in told
    assert "Changer" in told and "Changer" not in shown(house, "Awa")


@pytest.mark.parametrize(
    "given",
    [
        {"providers_at_least": "21", "in_force_from": "01/03/2023"},
        {"providers_at_least": "", "in_force_from": "01/03/2023"},
        {"providers_at_least": "2", "in_force_from": "31/02/2023"},
    ],
)
def test_what_cannot_be_a_rule_is_said_and_nothing_is_written(
    house: Scene, given: dict[str, str]
) -> None:
    assert send(house, "Fabien", **given) == 422
    assert ConsultationRule.objects.count() == 0


def test_team_does_not_set_it_and_a_neighbour_does_not_find_it(house: Scene) -> None:
    given = {"providers_at_least": "1", "in_force_from": "01/03/2023"}
    assert [send(house, name, **given) for name in ("Awa", "Sara", "Chloé")] == [404, 404, 404]


def test_programme_without_missions_says_nothing_of_providers(house: Scene) -> None:
    assert shown(house, "Fabien", "creation") == ""
    actions.set_consultation_rule(
        house.fabien,
        programme=house.programme("creation"),
        providers_at_least=0,
        in_force_from=datetime.date(2023, 1, 1),
    )
    assert "Aucune consultation n’est demandée" in shown(house, "Fabien", "creation")
