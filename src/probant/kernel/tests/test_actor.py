import dataclasses

import pytest

from probant.kernel.actor import Actor
from probant.kernel.roles import EVERYONE, FUNDERS, HOUSE, TEAM, Role


def test_public_has_no_house_and_no_role() -> None:
    stranger = Actor.public()
    assert stranger == Actor(None, None, None, frozenset(), None, "public", False, "")
    assert (stranger.is_public, stranger.is_system) == (True, False)
    assert [role for role in Role if stranger.has(role)] == []


def test_system_holds_only_the_roles_given() -> None:
    actor = Actor.system(7, "import", roles=[Role.OFFICER], may_declare=True)
    assert (actor.house_id, actor.name, actor.may_declare) == (7, "import", True)
    assert (actor.is_public, actor.is_system) == (False, True)
    assert [role for role in Role if actor.has(role)] == [Role.OFFICER]
    assert Actor.system(7, "rappels").roles == frozenset()


def test_has_asks_for_one_of_the_roles() -> None:
    actor = Actor(1, 2, 2, frozenset({Role.VOLUNTEER}))
    assert [actor.has(*roles) for roles in (TEAM, HOUSE, FUNDERS, EVERYONE)] == [
        False, True, False, True,
    ]  # fmt: skip
    assert actor.has() is False


def test_actor_cannot_be_changed() -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        Actor.public().house_id = 1  # type: ignore[misc]


def test_roles_keep_their_codes_and_french_labels() -> None:
    assert {role.value: role.label for role in Role} == {
        "direction": "direction",
        "officer": "chargé·e de mission",
        "assistant": "assistant·e",
        "volunteer": "bénévole",
        "board": "administrateur·rice",
        "holder": "porteur de projet ou structure",
        "funder_officer": "chargé·e de mission du financeur",
        "funder_finance": "finances du financeur",
        "elected": "élu·e",
        "network": "réseau (CRESS)",
        "platform": "plateforme",
    }


def test_sets_of_roles_are_the_ones_of_the_design() -> None:
    assert sorted(TEAM) == ["assistant", "direction", "officer"]
    assert sorted(HOUSE - TEAM) == ["board", "volunteer"]
    assert sorted(FUNDERS) == ["elected", "funder_finance", "funder_officer"]
    assert frozenset(Role) == EVERYONE
