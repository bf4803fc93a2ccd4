"""The catalogue: what figures recognise is there, and each programme says where it comes from."""

import doctest
import re
from types import ModuleType

import pytest

from probant.kernel.roles import HOUSE
from probant.programmes.catalogue import (
    CatalogueProgramme,
    shipped_pieces,
    shipped_programmes,
    shipped_session_kinds,
)
from probant.programmes.rules import difference, path, quantities

ALL = list(shipped_programmes().values())


@pytest.mark.parametrize("programme", ALL, ids=lambda programme: programme.code)
def test_programme_is_whole(programme: CatalogueProgramme) -> None:
    codes = [programme.code, *(phase.code for phase in programme.phases)]
    assert all(re.fullmatch(r"[a-z0-9-]{2,32}", code) for code in codes)
    assert len({phase.code for phase in programme.phases}) == len(programme.phases)
    assert programme.source
    assert programme.purpose
    assert "'" not in programme.name + programme.purpose


def test_dla_has_the_five_official_stages_and_lasts_two_to_twenty_four_months() -> None:
    dla = shipped_programmes()["dla"]
    stages = [phase.code for phase in dla.phases]
    assert stages == ["accueil", "diagnostic", "parcours", "accompagnement", "suivi"]
    assert all(phase.steps and phase.entry and phase.exit for phase in dla.phases)
    assert (dla.lasts_from_months, dla.lasts_to_months) == (2, 24)


def test_creation_has_the_phases_that_figures_count() -> None:
    stages = [phase.code for phase in shipped_programmes()["creation"].phases]
    assert stages == ["accueil", "emergence", "accompagnement", "post-accompagnement"]


def test_catalogue_has_the_programmes_of_the_sixteen_figures() -> None:
    needed = {"dla", "creation", "generateur", "crdva", "paroles-experts", "emergence"}
    needed |= {"reseau-acteurs", "osez", "formation"}
    assert needed <= set(shipped_programmes())


def test_session_kinds_have_the_kinds_that_figures_count() -> None:
    assert {"atelier", "formation"} <= set(shipped_session_kinds())


def test_guid_asso_has_its_four_missions() -> None:
    missions = [phase.code for phase in shipped_programmes()["guid-asso"].phases]
    assert missions == [
        "orientation",
        "information",
        "accompagnement-generaliste",
        "accompagnement-specialiste",
    ]


@pytest.mark.parametrize("programme", ALL, ids=lambda programme: programme.code)
def test_phase_asks_what_exists_and_only_what_comes_before(programme: CatalogueProgramme) -> None:
    seen: set[str] = set()
    for phase in programme.phases:
        assert set(phase.requires) <= seen
        assert set(phase.pieces) <= set(shipped_pieces())
        assert set(phase.roles) <= set(HOUSE)
        assert all(len(step.label) <= 200 for step in phase.steps)
        assert "'" not in phase.name + phase.advice + phase.entry + phase.exit
        seen.add(phase.code)


@pytest.mark.parametrize("rules", [quantities, path, difference], ids=lambda one: one.__name__)
def test_examples_of_rules_hold(rules: ModuleType) -> None:
    assert doctest.testmod(rules).failed == 0
