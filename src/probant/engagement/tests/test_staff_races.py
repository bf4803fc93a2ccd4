"""Six at once: the house's lock lets one share of a person's time through."""

import datetime

import pytest

from probant.directory.actions import create_person
from probant.engagement import actions
from probant.engagement.models import Contract
from probant.programmes.tests.scenario import scene
from probant.support.tests.test_concurrency import AT_ONCE, race

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("reference_put_back"),
]


def test_contracts_signed_by_six_at_once_never_pass_full_time() -> None:
    house = scene()
    person = create_person(house.awa, family_name="Diallo")
    post = actions.open_post(house.fabien, house_id=house.house.pk, title="DLA")
    director = house.fabien
    ended = race(
        lambda: actions.sign_contract(
            director,
            post=post,
            person=person,
            starts_on=datetime.date(2023, 3, 1),
            share_hundredths=6000,
        )
    )
    assert ended == ["Diallo"] * (AT_ONCE - 1) + ["done"]
    assert Contract.objects.count() == 1
