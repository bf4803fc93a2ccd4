"""Three people: Awa of the house, Bruno of the authority that voted, Chloé of another one."""

import pytest

from probant.governance.models import Body, Deliberation, Sitting
from probant.governance.tests import scenario
from probant.kernel.actor import Actor
from probant.kernel.roles import Role

pytestmark = pytest.mark.django_db


@pytest.fixture
def world():
    house = scenario.house()
    awa = scenario.member(house)
    metropole = scenario.organisation("Métropole d’essai", "collectivite")
    other = scenario.organisation("Région d’essai", "collectivite")
    made = scenario.recorded(awa, house, scenario.bureau(awa, house, metropole), house.organisation)
    return {
        "house": house,
        "deliberation": made,
        "awa": awa,
        "board member": scenario.member(house, Role.BOARD),
        "bruno": scenario.funder(metropole),
        "elected": scenario.funder(metropole, Role.ELECTED),
        "chloé": scenario.funder(other),
        "of another house": scenario.member(scenario.house("Autre pôle")),
        "holder": Actor(9, house.pk, house.pk, frozenset({Role.HOLDER})),
        "stranger": Actor.public(),
        "nobody": None,
    }


@pytest.mark.parametrize("who", ["awa", "board member", "bruno", "elected"])
def test_those_who_see(world, who):
    for model in (Deliberation, Sitting, Body):
        assert model.objects.visible_to(world[who]).count() == 1


@pytest.mark.parametrize("who", ["chloé", "of another house", "holder", "stranger", "nobody"])
def test_those_who_do_not(world, who):
    for model in (Deliberation, Sitting, Body):
        assert list(model.objects.visible_to(world[who])) == []
