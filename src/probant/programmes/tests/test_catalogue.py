"""The catalogue: what figures recognise is there, and each programme says where it comes from."""

import doctest
import re

import pytest

from probant.programmes import rules
from probant.programmes.catalogue import (
    CatalogueProgramme,
    shipped_programmes,
    shipped_session_kinds,
)

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


def test_examples_of_rules_hold() -> None:
    assert doctest.testmod(rules).failed == 0
