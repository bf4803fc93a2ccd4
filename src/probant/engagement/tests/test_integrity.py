"""`probant check` tells when what gatherings and hours keep no longer follows its facts."""

from typing import Any

import pytest

from probant.directory.models import Person
from probant.engagement.integrity import CHECKS as TIME_CHECKS
from probant.gatherings import actions
from probant.gatherings.integrity import CHECKS
from probant.gatherings.models import (
    Measure,
    NetworkMember,
    Proposal,
    Registration,
    Session,
)
from probant.gatherings.tests.test_actions import planned
from probant.programmes.tests.scenario import DAY, Scene, scene
from probant.search.models import SearchEntry

pytestmark = pytest.mark.django_db


@pytest.fixture
def house() -> Scene:
    """A session held with a list, a proposal, a measure under way, a member of a network."""
    made = scene()
    awa = made.awa
    session = planned(made, programme=made.programme("reseau-acteurs"), capacity=3)
    people = [
        Person.objects.create(house=made.house, family_name=name, name_key=name.lower())
        for name in ("Un", "Deux")
    ]
    actions.register(awa, session=session, people=people, with_letter=False)
    actions.hold_session(awa, session=session)
    proposal = actions.make_proposal(
        awa, house_id=made.house.pk, made_on=DAY, session=session, title="Un groupement"
    )
    actions.examine_proposal(awa, proposal=proposal, occurred_on=DAY)
    roadmap = actions.create_roadmap(
        awa, house_id=made.house.pk, title="Route", starts_on=DAY, ends_on=DAY
    )
    axis = actions.name_axis(awa, roadmap=roadmap, title="Achats")
    measure = actions.add_measure(awa, axis=axis, title="Acheter")
    actions.step_measure(awa, measure=measure, state="under_way", percent=40, occurred_on=DAY)
    network = actions.open_network(awa, house_id=made.house.pk, name="Réseau")
    member = actions.Joining(made.funder, None)
    actions.join_network(awa, network=network, joining=[member], joined_on=DAY)
    return made


def told() -> set[str]:
    return {found.code for check in (*CHECKS, *TIME_CHECKS) for found in check.find()}


def test_what_actions_write_holds(house: Scene) -> None:
    assert told() == set()


SPOILT: list[tuple[str, Any, dict[str, Any]]] = [
    ("gatherings.held", Session, {"state": "planned"}),
    ("gatherings.seats", Session, {"capacity": 1}),
    ("gatherings.list", Registration, {"status": "cancelled"}),
    ("gatherings.proposal", Proposal, {"state": "retained"}),
    ("gatherings.measure", Measure, {"percent": 90}),
    ("gatherings.member", NetworkMember, {"left_on": DAY}),
]


@pytest.mark.parametrize(("code", "model", "said"), SPOILT, ids=[code for code, _, _ in SPOILT])
def test_a_row_changed_behind_its_facts_is_told(
    code: str, model: Any, said: dict[str, Any], house: Scene
) -> None:
    model.objects.update(**said)
    assert told() == {code}


def test_a_title_lost_to_the_index_is_told(house: Scene) -> None:
    SearchEntry.objects.filter(kind="proposal").delete()
    assert told() == {"gatherings.title"}
