"""`probant check` tells when what support keeps of a case no longer follows its facts."""

import datetime
from typing import Any

import pytest

from probant.search.models import SearchEntry
from probant.support import actions
from probant.support.integrity import CHECKS
from probant.support.models import Case
from probant.support.tests.scenario import DAY, Scene, case_of, scene

pytestmark = pytest.mark.django_db

LATER = DAY + datetime.timedelta(days=1)


@pytest.fixture
def house() -> Scene:
    """A case under way, one closed, one opened by mistake, a project."""
    made = scene()
    going = case_of(made, "Les Jardins du Val")
    phase = going.programme.phases.order_by("position")[0]
    actions.reach_phase(made.awa, case=going, phase=phase, occurred_on=DAY)
    ended = case_of(made, "La Ressource")
    actions.close_case(made.awa, case=ended, outcome=Case.Outcome.DONE, closed_on=DAY)
    actions.open_case(
        made.awa, programme=made.programme("creation"), opened_on=DAY, project_title="Une épicerie"
    )
    return made


def told() -> set[str]:
    return {found.code for check in CHECKS for found in check.find()}


def test_what_actions_write_holds(house: Scene) -> None:
    assert told() == set()


SPOILT: list[tuple[str, dict[str, Any], dict[str, Any]]] = [
    ("support.state", {"state": "closed"}, {"closed_on": LATER}),
    ("support.state", {"state": "closed"}, {"outcome": Case.Outcome.ABANDONED}),
    ("support.phase", {"phase__isnull": False}, {"phase_id": None, "phase_since_on": None}),
    ("support.phase", {"phase__isnull": False}, {"phase_since_on": LATER}),
    ("support.news", {"phase__isnull": False}, {"touched_on": DAY + datetime.timedelta(days=9)}),
]


@pytest.mark.parametrize(("code", "which", "spoilt"), SPOILT)
def test_a_case_that_left_its_facts_is_told(
    house: Scene, code: str, which: dict[str, Any], spoilt: dict[str, Any]
) -> None:
    assert Case.objects.filter(**which).update(**spoilt) == 1
    assert told() == {code}


def test_a_project_that_cannot_be_found_is_told(house: Scene) -> None:
    SearchEntry.objects.filter(kind="case").delete()
    assert told() == {"support.title"}
