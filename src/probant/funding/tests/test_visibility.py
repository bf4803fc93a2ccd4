"""Awa of the house sees all, Bruno what his organisation is a party to, Chloé nothing."""

import datetime

import pytest

from probant.directory.models import House
from probant.funding.actions import PartyDraft, record_payment
from probant.funding.models import ActionSheet, AwardMade, Budget, Convention, PaymentMade
from probant.funding.queries import convention_rows, file_of
from probant.funding.tests import scenario
from probant.governance.tests import scenario as acts
from probant.kernel.actor import Actor
from probant.kernel.roles import Role

pytestmark = pytest.mark.django_db
TODAY = datetime.date(2024, 12, 1)
MODELS = (Convention, ActionSheet, Budget, AwardMade, PaymentMade)


@pytest.fixture
def world():
    made = scenario.world()
    made.budget()
    award = made.award()
    record_payment(actor=made.awa, award=award, amount_cents=100, paid_on=datetime.date(2024, 5, 2))
    return made


def counts(actor):
    return [model.objects.visible_to(actor).count() for model in MODELS]


def test_the_house_and_its_board_see_all(world):
    assert counts(world.awa) == [1, 3, 1, 1, 1]
    assert counts(acts.member(world.house, Role.BOARD)) == [1, 3, 1, 1, 1]


@pytest.mark.parametrize("role", [Role.FUNDER_OFFICER, Role.FUNDER_FINANCE, Role.ELECTED])
def test_the_funder_sees_the_convention_it_is_a_party_to(world, role):
    assert counts(acts.funder(world.metropole, role)) == [1, 3, 1, 1, 1]


def test_nobody_else_sees_anything(world):
    others = (
        world.chloe,
        acts.member(acts.house("Autre pôle")),
        Actor(9, world.house.pk, world.house.pk, frozenset({Role.HOLDER})),
        Actor(9, world.metropole.pk, None, frozenset({Role.NETWORK})),
        Actor.public(),
        None,
    )
    assert [counts(actor) for actor in others] == [[0, 0, 0, 0, 0]] * 6


def test_a_draft_is_the_house_s_business(world):
    draft = scenario.convention_of(
        world.awa, world.house, world.metropole, status="draft", title="Projet 2026"
    )
    assert draft in Convention.objects.visible_to(world.awa)
    assert draft not in Convention.objects.visible_to(world.bruno)


def test_of_two_funders_each_sees_its_own_money(world):
    city = acts.organisation("Ville d’essai", "collectivite")
    shared = scenario.convention_of(
        world.awa,
        world.house,
        world.metropole,
        parties=[
            PartyDraft(world.metropole, "funder"),
            PartyDraft(city, "funder"),
            PartyDraft(House.objects.get(pk=world.house.pk).organisation, "beneficiary"),
        ],
    )
    mine = {"convention": shared, "action": None, "decision": None}
    world.award(funder=world.metropole, amount_cents=1, **mine)
    world.award(funder=city, amount_cents=2, **mine)

    def awarded(actor):
        return file_of(shared, actor, year=2024, today=TODAY).awarded_cents

    assert awarded(world.awa) == 3
    assert awarded(world.bruno) == 1
    assert awarded(acts.funder(city)) == 2
    rows = {row["id"]: row["awarded_cents"] for row in convention_rows(world.bruno)}
    assert rows[shared.pk] == 1


def test_the_funder_opens_its_own_deliberations_only(world):
    city = acts.organisation("Ville d’essai", "collectivite")
    council = acts.bureau(world.awa, world.house, city)
    other = acts.recorded(world.awa, world.house, council, world.house.organisation)
    world.award(1, decision=other.decisions.get(number=1), funder=world.metropole)
    seen = file_of(world.convention, world.bruno, year=2024, today=TODAY)
    assert set(seen.deliberations) == {world.deliberation, other}
    assert seen.readable == {world.deliberation.pk}
