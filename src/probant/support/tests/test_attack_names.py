"""A volunteer finds in a collective mission the participants entrusted to them, and no other."""

import pytest
from django.test import Client
from django.urls import reverse

from probant.programmes.tests.scenario import scene
from probant.support import actions
from probant.support.tests.scenario import DAY, case_of

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(
    ("name", "reads_entrusted", "reads_other"),
    [("Awa", True, True), ("Michel", True, True), ("Sara", True, False)],
)
def test_participants_are_those_of_the_cases_one_sees(
    client: Client, name: str, reads_entrusted: bool, reads_other: bool
) -> None:
    house = scene()
    mission = actions.contract_mission(
        house.awa,
        programme=house.programme(),
        title="Fonction employeur",
        kind="collective",
        contracted_on=DAY,
    )
    for title in ("Les Entrustés", "Les Cachés"):
        case = case_of(house, title)
        actions.join_mission(house.awa, mission=mission, case=case, joined_on=DAY)
        if title == "Les Entrustés":
            sara = house.users["Sara"]
            actions.entrust_case(house.awa, case=case, user=sara, starts_on=DAY)
    client.force_login(house.users[name])
    page = client.get(reverse("support:mission", args=[mission.pk])).content.decode()
    assert ("Les Entrustés" in page) is reads_entrusted
    assert ("Les Cachés" in page) is reads_other


def test_a_volunteer_without_a_case_sees_no_list_of_participants(client: Client) -> None:
    house = scene()
    mission = actions.contract_mission(
        house.awa,
        programme=house.programme(),
        title="Fonction employeur",
        kind="collective",
        contracted_on=DAY,
    )
    case = case_of(house, "Les Cachés")
    actions.join_mission(house.awa, mission=mission, case=case, joined_on=DAY)
    client.force_login(house.users["Sara"])
    page = client.get(reverse("support:mission", args=[mission.pk])).content.decode()
    assert "Les Cachés" not in page
    assert "Structures participantes" not in page
