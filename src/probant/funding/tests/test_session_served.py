"""What a session serves is read from the scope of actions, with who funds them that year."""

from typing import Any

import pytest
from django.urls import reverse

from probant.funding.actions import PartyDraft, add_action_sheet, record_convention
from probant.funding.queries.gatherings import served_by
from probant.gatherings.tests.test_actions import planned
from probant.programmes.actions import create_action
from probant.programmes.models import Action
from probant.programmes.tests.scenario import Scene, scene

pytestmark = pytest.mark.django_db


@pytest.fixture
def house() -> Scene:
    return scene()


def action(house: Scene, name: str, **scope: Any) -> Action:
    return create_action(house.fabien, house_id=house.house.pk, name=name, **scope)


def funded(house: Scene, served: Action) -> None:
    convention = record_convention(
        actor=house.fabien,
        house=house.house,
        kind="single",
        title="Convention 2023",
        parties=[
            PartyDraft(house.funder, "funder"),
            PartyDraft(house.house.organisation, "beneficiary"),
        ],
    )
    add_action_sheet(
        actor=house.fabien,
        convention=convention,
        action=served,
        number=1,
        first_year=2023,
        last_year=2023,
    )


def test_session_serves_the_actions_whose_whole_scope_holds_it(house: Scene) -> None:
    crdva, kind = house.programme("crdva"), house.kind()
    session = planned(house, place_code="21231", place_vintage=2026)
    funded(house, action(house, "Ateliers", programmes=[crdva], session_kinds=[kind]))
    action(house, "Dijon seulement", programmes=[crdva], place_codes=["21231"])
    action(house, "La métropole", session_kinds=[kind], place_codes=["242100410"])
    action(house, "Beaune seulement", programmes=[crdva], place_codes=["21054"])
    action(house, "DLA", programmes=[house.programme("dla")])
    action(house, "Tout ce que fait la maison")
    assert [(one.action.name, [row[0] for row in one.funders]) for one in served_by(session)] == [
        ("Ateliers", ["Métropole d’essai"]),
        ("Dijon seulement", []),
        ("La métropole", []),
    ]


def test_page_of_a_session_tells_who_funds_it(client: Any, house: Scene) -> None:
    funded(house, action(house, "Ateliers", programmes=[house.programme("crdva")]))
    session = planned(house)
    address = reverse("gatherings:session", args=[session.pk])
    client.force_login(house.users["Awa"])
    told = client.get(address).content.decode()
    assert told.count("Métropole d’essai") == 1
    client.force_login(house.users["Sara"])  # a volunteer reads the session, not its money
    assert "Métropole d’essai" not in client.get(address).content.decode()
