"""The engineering fund: committed, spent and left come from missions; a passed one holds orders."""

import datetime
import re

import pytest
from django.test import Client

from probant.funding import actions
from probant.funding.models import EngineeringFund
from probant.funding.queries.engineering import fund_of
from probant.kernel.decision import Refused
from probant.support import actions as support
from probant.support.models import Mission
from probant.support.queries.holding import held_findings
from probant.support.tests.scenario import DAY, Scene, scene

pytestmark = pytest.mark.django_db
LATER = datetime.date(2023, 6, 1)


@pytest.fixture
def house() -> Scene:
    return scene()


def mission(house: Scene, cost_cents: int | None, title: str = "Employeur") -> Mission:
    return support.contract_mission(
        house.awa,
        programme=house.programme(),
        title=title,
        kind="collective",
        contracted_on=DAY,
        cost_cents=cost_cents,
    )


def fund(house: Scene, amount_cents: int, label: str = "État") -> EngineeringFund:
    return actions.set_engineering_fund(
        actor=house.awa,
        programme=house.programme(),
        year=2023,
        label=label,
        amount_cents=amount_cents,
    )


def test_committed_spent_and_left_are_derived_from_missions(house: Scene) -> None:
    fund(house, 700_000)
    fund(house, 300_000, "Région")
    one, _ = mission(house, 400_000), mission(house, 250_000, "Coopérer")
    mission(house, None, "Sans coût")
    support.end_mission(house.awa, mission=one, ended_on=LATER, cost_cents=380_000)
    view = fund_of(house.programme(), 2023)
    assert view is not None
    envelope = view.envelope
    assert (envelope.amount_cents, envelope.committed_cents, envelope.spent_cents) == (
        1_000_000,
        250_000,
        380_000,
    )
    assert (envelope.left_cents, envelope.unknown) == (370_000, 1)


def test_same_origin_and_year_is_the_same_envelope(house: Scene) -> None:
    fund(house, 700_000)
    fund(house, 800_000)
    assert EngineeringFund.objects.get().amount_cents == 800_000


def test_fund_that_is_passed_holds_the_orders_of_its_year(house: Scene) -> None:
    fund(house, 300_000)
    one = mission(house, 340_000)
    (held,) = held_findings(one)
    assert (held.code, held.gap_cents) == ("mission.over_fund", 40_000)
    support.take_finding_on(
        house.awa, mission=one, code=held.code, gap_cents=held.gap_cents, reason="Avenant attendu"
    )
    assert held_findings(one) == []


def test_mission_to_be_contracted_is_weighed_with_what_it_will_cost(house: Scene) -> None:
    fund(house, 300_000)
    planned = support.prepare_mission(
        house.awa, programme=house.programme(), title="À venir", kind="collective"
    )
    provider = house.funder
    support.record_offer(
        house.awa, mission=planned, provider=provider, received_on=DAY, amount_cents=310_000
    )
    support.choose_provider(
        house.awa, mission=planned, provider=provider, chosen_on=DAY, reasons="Seule offre"
    )
    assert [one.gap_cents for one in held_findings(planned)] == [10_000]


def test_no_fund_holds_nothing(house: Scene) -> None:
    assert held_findings(mission(house, 340_000)) == []


def test_partner_or_stranger_writes_no_fund(house: Scene) -> None:
    programme = house.programme()
    for name in ("Chloé", "Bruno", "Michel", "Sara"):
        with pytest.raises(Refused):
            actions.set_engineering_fund(
                actor=house.actor(name), programme=programme, year=2023, label="x", amount_cents=1
            )
    assert EngineeringFund.objects.count() == 0


def fund_on_page(house: Scene, name: str, programme: str = "dla") -> str:
    client = Client()
    client.force_login(house.users[name])
    page = client.get(f"/programmes/{house.programme(programme).pk}/").content.decode()
    section = page.partition('aria-labelledby="enveloppe"')[2].partition("</section>")[0]
    return " ".join(re.sub(r"<[^>]+>", " ", section).split()).replace("\u202f", " ")


def test_programme_shows_its_fund_committed_spent_and_left(house: Scene) -> None:
    assert "n’est pas notée" in fund_on_page(house, "Awa")
    fund(house, 1_000_000)
    mission(house, 250_000)
    told = fund_on_page(house, "Michel").replace("\u00a0", " ")
    assert "Enveloppe d’ingénierie 2023" in told
    assert "Engagé 2 500 €" in told
    assert "Dépensé 0 €" in told
    assert "Reste 7 500 €" in told


def test_programme_without_fund_and_people_who_read_no_money_see_no_fund(house: Scene) -> None:
    fund(house, 1_000_000)
    assert fund_on_page(house, "Awa", "creation") == ""
    assert fund_on_page(house, "Sara") == ""
