"""Six at once: the house's lock lets one share of the same hours through."""

import datetime

import pytest

from probant.funding.actions import share_cost
from probant.funding.models import CostShare
from probant.funding.tests.scenario import world
from probant.support.tests.test_concurrency import AT_ONCE, race

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("reference_put_back"),
]


def test_shares_noted_by_six_at_once_never_pass_the_whole_cost() -> None:
    town = world()
    ended = race(
        lambda: share_cost(
            actor=town.awa,
            convention=town.convention,
            funder=town.metropole,
            action=town.sheets[0].action,
            covers="hours",
            share_hundredths=6000,
            starts_on=datetime.date(2023, 1, 1),
            ends_on=datetime.date(2023, 12, 31),
        )
    )
    assert ended == ["Ces"] * (AT_ONCE - 1) + ["done"]
    assert CostShare.objects.count() == 1
