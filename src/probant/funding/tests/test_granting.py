"""From the vote to the money: the awards of an act, proposed, recorded once, or confirmed."""

import datetime
import re
import uuid
from html import unescape

import pytest
from django.urls import reverse

from probant.funding.models import AwardMade
from probant.funding.queries import file_of
from probant.funding.queries.granting import grants_of
from probant.funding.tests import scenario
from probant.governance.tests.test_screens import client_of

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> scenario.World:
    return scenario.world()


def standing() -> list[tuple[int, int | None, int, int | None]]:
    rows = AwardMade.objects.now().order_by("action__sheets__number")
    return list(rows.values_list("amount_cents", "action", "budget_year", "decision"))


def test_each_part_of_a_grant_is_proposed_to_its_action_then_recorded_once(
    world: scenario.World,
) -> None:
    loose = world.award(1, decision=None)
    client = client_of(world.house.organisation, "officer")
    page = reverse("funding:grants", args=[world.deliberation.pk])
    assert (
        page
        in client.get(
            reverse("governance:deliberation", args=[world.deliberation.pk])
        ).content.decode()
    )
    body = unescape(client.get(page).content.decode())
    chosen = re.findall(r'<option value="([^"]+)" selected', body)
    assert chosen == [f"{world.convention.pk}-{sheet.pk}" for sheet in world.sheets]
    assert "Confirme la subvention notée le 21 mars 2024 sans décision." in body
    sums = [one.amount.pk for one in grants_of(world.deliberation, world.awa).waiting]
    given = {"cle": str(uuid.uuid4()), "lu_a": re.findall(r'name="lu_a" value="(\d+)"', body)[0]}
    for pk, place in zip(sums, chosen, strict=True):
        given |= {f"prise-{pk}": "on", f"pour-{pk}": place, f"exercice-{pk}": "2024"}
    refused = client.post(page, {**given, "cle": str(uuid.uuid4()), f"pour-{sums[0]}": ""})
    assert refused.status_code == 422 and AwardMade.objects.now().count() == 1
    assert "Choisissez la convention" in refused.content.decode()
    assert client.post(page, given).status_code == 302
    client.post(page, given)
    assert standing() == [
        (cents, sheet.action_id, 2024, world.decision.pk)
        for cents, sheet in zip(scenario.AWARDS, world.sheets, strict=True)
    ]
    loose.refresh_from_db()
    assert loose.void_seq is not None
    assert grants_of(world.deliberation, world.awa).waiting == ()
    assert "sont déjà attribuées" in client.get(page).content.decode()
    late = client.post(page, {**given, "cle": str(uuid.uuid4())})
    assert late.status_code == 422 and AwardMade.objects.now().count() == len(sums)
    bruno = client_of(world.metropole, "funder_officer", "bruno")
    assert bruno.get(page).status_code == 404


def test_a_decision_that_grants_more_than_the_convention_is_told(world: scenario.World) -> None:
    for place, cents in enumerate((900000, 300000, 500000)):
        world.budget(place, year=2024, stated_grant_cents=cents)
        world.award(place)
    file = file_of(world.convention, world.awa, year=2024, today=datetime.date(2024, 6, 1))
    found = [one.finding for one in file.findings if one.finding.code == "decision.exceeds"]
    assert [one.message.replace("\u202f", " ").replace("\xa0", " ") for one in found] == [
        "18 000 € accordés pour 2024 : les fiches de la convention n’en prévoient que 17 000 €."
    ]


def test_what_exceeds_the_convention_is_told_before_it_is_awarded(world: scenario.World) -> None:
    for place, cents in enumerate((900000, 300000, 500000)):
        world.budget(place, year=2024, stated_grant_cents=cents)
    client = client_of(world.house.organisation, "officer")
    page = reverse("funding:grants", args=[world.deliberation.pk])
    told = client.get(page).content.decode().replace("\u202f", " ").replace("\xa0", " ")
    assert "18 000 € accordés pour 2024" in told and "n’en prévoient que 17 000 €." in told
    for place in range(3):
        world.award(place)
    assert grants_of(world.deliberation, world.awa).exceeding == ()


def test_what_the_convention_states_is_not_exceeding(world: scenario.World) -> None:
    for place, cents in enumerate(scenario.AWARDS):
        world.budget(place, year=2024, stated_grant_cents=cents)
    world.award(1, decision=None)
    assert grants_of(world.deliberation, world.awa).exceeding == ()
