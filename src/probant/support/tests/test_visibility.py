"""Awa works here, Bruno funds, Chloé is elsewhere; Sara volunteers, Michel sits on the board."""

import pytest

from probant.kernel.decision import Refused
from probant.support import actions
from probant.support.access import may_read_notes, may_write_case
from probant.support.models import Case, Mission, Note, Supporter
from probant.support.queries.due import latest_phases, silent_cases
from probant.support.queries.follow_ups import due
from probant.support.tests.scenario import DAY, Scene, case_of, scene

pytestmark = pytest.mark.django_db


@pytest.fixture
def house() -> Scene:
    return scene()


@pytest.mark.parametrize(
    ("name", "cases"),
    [("Awa", 2), ("Fabien", 2), ("Michel", 2), ("Sara", 1), ("Bruno", 0), ("Chloé", 0)],
)
def test_cases_are_seen_by_the_house_and_by_whom_they_are_entrusted(
    house: Scene, name: str, cases: int
) -> None:
    case_of(house, "Une autre")
    entrusted = case_of(house)
    actions.entrust_case(house.awa, case=entrusted, user=house.users["Sara"], starts_on=DAY)
    assert Case.objects.visible_to(house.actor(name)).count() == cases


def test_nobody_sees_nothing(house: Scene) -> None:
    case_of(house)
    assert not Case.objects.visible_to(None).exists()
    assert not Note.objects.visible_to(None).exists()
    assert not Mission.objects.visible_to(None).exists()


def test_case_taken_back_is_unseen_by_the_volunteer(house: Scene) -> None:
    case = case_of(house)
    supporter = actions.entrust_case(house.awa, case=case, user=house.users["Sara"], starts_on=DAY)
    actions.take_case_back(house.awa, supporter=supporter, ends_on=DAY)
    assert not Case.objects.visible_to(house.actor("Sara")).exists()


@pytest.mark.parametrize(
    ("name", "texts"),
    [
        ("Awa", ["équipe", "partagée"]),
        ("Sara", ["partagée"]),
        ("Michel", []),
        ("Bruno", []),
        ("Chloé", []),
    ],
)
def test_notes_are_read_by_the_team_and_shared_ones_by_supporters(
    house: Scene, name: str, texts: list[str]
) -> None:
    case = case_of(house)
    actions.entrust_case(house.awa, case=case, user=house.users["Sara"], starts_on=DAY)
    actions.add_note(house.awa, case=case, text="équipe")
    actions.add_note(house.awa, case=case, text="partagée", audience="shared")
    seen = Note.objects.visible_to(house.actor(name)).order_by("id")
    assert list(seen.values_list("text", flat=True)) == texts


@pytest.mark.parametrize(
    ("name", "allowed"),
    [("Awa", True), ("Fabien", True), ("Sara", False), ("Michel", False), ("Bruno", False)]
    + [("Chloé", False)],
)
def test_team_writes_and_nobody_else(house: Scene, name: str, allowed: bool) -> None:
    case = case_of(house)
    decision = may_write_case(house.actor(name), case)
    assert (decision.allowed, bool(decision.reason)) == (allowed, not allowed)
    assert may_read_notes(house.actor(name), case).allowed is (name in ("Awa", "Fabien", "Sara"))


@pytest.mark.parametrize(("part", "allowed"), [("co_support", True), ("observer", False)])
def test_volunteer_writes_where_they_co_support_not_where_they_observe(
    house: Scene, part: str, allowed: bool
) -> None:
    case = case_of(house)
    actions.entrust_case(house.awa, case=case, user=house.users["Sara"], starts_on=DAY, part=part)
    assert may_write_case(house.actor("Sara"), case).allowed is allowed
    assert Supporter.objects.count() == 1


@pytest.mark.parametrize("name", ["Sara", "Michel", "Bruno", "Chloé"])
def test_actions_ask_again(house: Scene, name: str) -> None:
    case = case_of(house)
    with pytest.raises(Refused):
        actions.reach_phase(
            house.actor(name), case=case, phase=house.phase("accueil"), occurred_on=DAY
        )
    with pytest.raises(Refused):
        actions.log_accueil(
            house.actor(name), programme=case.programme, occurred_on=DAY, project_title="Idée"
        )
    assert Case.objects.count() == 1


def ended(house: Scene) -> Case:
    """A case that was closed on its first day."""
    case = case_of(house)
    actions.close_case(house.awa, case=case, outcome="done", closed_on=DAY)
    return case


def test_what_is_due_is_told_to_those_who_see_the_case(house: Scene) -> None:
    case = case_of(house)
    actions.reach_phase(house.awa, case=case, phase=house.phase("accompagnement"), occurred_on=DAY)
    today = DAY.replace(year=2024, month=1)
    assert silent_cases(house.awa, today) == [case]
    assert [fact.case for fact in latest_phases(house.awa)] == [case]
    actions.close_case(house.awa, case=case, outcome="done", closed_on=DAY)
    assert [(one.case_id, one.months) for one in due(house.awa, today)] == [(case.pk, 6)]
    for name in ("Sara", "Bruno", "Chloé"):
        stranger = house.actor(name)
        assert silent_cases(stranger, today) == []
        assert due(stranger, today) == []
        assert latest_phases(stranger) == []


def test_follow_up_noted_as_a_phase_is_no_longer_due(house: Scene) -> None:
    case = ended(house)
    actions.record_follow_up(house.awa, case=case, occurred_on=DAY.replace(month=10))
    assert due(house.awa, DAY.replace(year=2024, month=1)) == []
