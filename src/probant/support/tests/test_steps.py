"""The method of a case: its programme's checklist, ticked, set aside, completed, reordered."""

import pytest

from probant.kernel.decision import Refused
from probant.support import actions
from probant.support.actions import steps
from probant.support.models import Case, CaseStep
from probant.support.tests.scenario import DAY, Scene, case_of, scene

pytestmark = pytest.mark.django_db


@pytest.fixture
def house() -> Scene:
    return scene()


def labels(case: Case) -> list[str]:
    return list(case.steps.order_by("position").values_list("label", flat=True))


def test_case_opens_with_the_checklist_of_its_programme_in_order(house: Scene) -> None:
    case = case_of(house, programme="crdva")
    assert labels(case) == [
        "Entendre la question",
        "Répondre, donner rendez-vous ou orienter",
        "Préparer le rendez-vous",
        "Écrire ce qui a été conseillé",
    ]
    assert case.steps.filter(advice="").count() == 0


def test_step_is_ticked_and_unticked(house: Scene) -> None:
    step = case_of(house).steps.order_by("position")[0]
    steps.tick_step(house.awa, step=step)
    assert (step.done_on is not None, step.done_by) == (True, house.users["Awa"])
    steps.tick_step(house.awa, step=step, done=False)
    assert (step.done_on, step.done_by_id) == (None, None)


def test_step_is_set_aside_with_a_reason_and_taken_up(house: Scene) -> None:
    step = case_of(house).steps.order_by("position")[0]
    with pytest.raises(Refused, match="pourquoi"):
        steps.set_step_aside(house.awa, step=step, because="  ")
    steps.set_step_aside(house.awa, step=step, because="Déjà connue")
    assert (step.set_aside_because, step.is_to_do) == ("Déjà connue", False)
    steps.take_step_up(house.awa, step=step)
    assert (step.set_aside_on, step.is_to_do) == (None, True)


def test_step_done_is_not_set_aside(house: Scene) -> None:
    step = case_of(house).steps.order_by("position")[0]
    steps.tick_step(house.awa, step=step)
    with pytest.raises(Refused, match="déjà fait"):
        steps.set_step_aside(house.awa, step=step, because="Inutile")


def test_own_step_is_added_moved_and_taken_out(house: Scene) -> None:
    case = case_of(house, programme="crdva")
    own = steps.add_step(house.awa, case=case, label="Appeler   la mairie")
    assert labels(case)[-1] == "Appeler la mairie"
    steps.move_step(house.awa, step=own, up=True)
    assert labels(case)[-2] == "Appeler la mairie"
    steps.drop_step(house.awa, step=own)
    assert CaseStep.objects.filter(case=case).count() == 4
    with pytest.raises(Refused, match="de côté"):
        steps.drop_step(house.awa, step=case.steps.order_by("position")[0])


def test_volunteer_ticks_where_the_case_is_entrusted_only(house: Scene) -> None:
    case = case_of(house)
    step = case.steps.order_by("position")[0]
    sara = house.actor("Sara")
    with pytest.raises(Refused):
        steps.tick_step(sara, step=step)
    assert list(CaseStep.objects.visible_to(sara)) == []
    actions.entrust_case(house.awa, case=case, user=house.users["Sara"], starts_on=DAY)
    steps.tick_step(sara, step=step)
    assert CaseStep.objects.visible_to(sara).count() == case.steps.count()


@pytest.mark.parametrize("name", ["Michel", "Bruno", "Chloé"])
def test_board_funder_and_stranger_see_no_step(house: Scene, name: str) -> None:
    case_of(house)
    assert list(CaseStep.objects.visible_to(house.actor(name))) == []
    assert list(CaseStep.objects.visible_to(None)) == []
