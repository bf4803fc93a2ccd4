"""A body that signs a convention without funding it reads none of its figures and money."""

import pytest

from probant.funding.actions import PartyDraft
from probant.funding.models import Convention
from probant.funding.tests import scenario
from probant.governance.tests import scenario as acts

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize(("role", "sees"), [("funder", True), ("partner", False)])
def test_a_partner_that_does_not_fund_sees_nothing(role, sees):
    world = scenario.world()
    city = acts.organisation("Ville d’essai", "collectivite")
    parties = [
        PartyDraft(world.metropole, "funder"),
        PartyDraft(city, role),
        PartyDraft(world.house.organisation, "beneficiary"),
    ]
    shared = scenario.convention_of(world.awa, world.house, world.metropole, parties=parties)
    actor = acts.funder(city)
    assert Convention.objects.visible_to(actor).filter(pk=shared.pk).exists() is sees
