"""What strays from the path of a case is found, never refused; it is computed each time."""

import datetime

import pytest
from django.utils import timezone

from probant.kernel.decision import Refused
from probant.kernel.roles import Role
from probant.programmes import actions as offered
from probant.programmes.queries import latest_version
from probant.support import actions
from probant.support.actions.path import move_case_version
from probant.support.models import Case, CaseStep
from probant.support.queries.cases import CaseFilter, case_rows
from probant.support.queries.findings import findings_by_case, findings_of
from probant.support.tests.scenario import DAY, Scene, case_of, scene, structure

pytestmark = pytest.mark.django_db

TODAY = timezone.localdate()


@pytest.fixture
def house() -> Scene:
    return scene()


def day(days: int) -> datetime.date:
    return DAY + datetime.timedelta(days=days)


def reach(house: Scene, case: Case, code: str, days: int) -> None:
    actions.reach_phase(house.awa, case=case, phase=house.phase(code), occurred_on=day(days))


def codes(case: Case, days: int) -> list[str]:
    case.refresh_from_db()
    return [found.code for found in findings_of(case, day(days))]


def new_version(house: Scene, **words: object) -> None:
    """The next version of the DLA, from today, its diagnosis changed."""
    version = offered.begin_version(house.fabien, programme=house.programme())
    row = version.phases.get(phase__official_code="diagnostic")
    offered.edit_phase(house.fabien, row=row, **words)  # type: ignore[arg-type]
    offered.publish_version(house.fabien, version=version, in_force_from=TODAY)


def test_phase_too_early_is_recorded_and_found_until_it_is_mended(house: Scene) -> None:
    case = case_of(house)
    reach(house, case, "diagnostic", 5)
    assert codes(case, 6) == ["case.phase_before_required"]
    reach(house, case, "accueil", 4)
    assert codes(case, 6) == []


def test_piece_is_missing_when_its_phase_is_left(house: Scene) -> None:
    case = case_of(house)
    for code, days in (("accueil", 0), ("diagnostic", 5), ("parcours", 9)):
        reach(house, case, code, days)
    assert codes(case, 10) == ["case.piece_missing"]
    (found,) = findings_of(case, day(10))
    assert "« Diagnostic partagé »" in found.message


def test_dla_lasts_twenty_four_months(house: Scene) -> None:
    case = case_of(house)
    reach(house, case, "accueil", 0)
    assert "case.duration_over" not in codes(case, 731)
    assert "case.duration_over" in codes(case, 732)


def test_case_opened_by_mistake_says_nothing(house: Scene) -> None:
    case = case_of(house)
    Case.objects.filter(pk=case.pk).update(state="closed", outcome="mistake", closed_on=DAY)
    assert codes(case, 5000) == []


def test_case_keeps_the_version_under_which_it_was_opened(house: Scene) -> None:
    case = case_of(house)
    new_version(house, pieces=["statuts"])
    case.refresh_from_db()
    assert case.version is not None
    assert case.version.number == 1
    later = case_of(house, "Autre", opened_on=TODAY)
    assert later.version is not None
    assert later.version.number == 2


def test_case_is_moved_to_the_newer_version_by_an_act(house: Scene) -> None:
    case = case_of(house)
    done = case.steps.get(label="Réunir statuts, comptes et rapports d’activité")
    CaseStep.objects.filter(pk=done.pk).update(done_on=DAY)
    new_version(house, items=[("Visiter les lieux", "Avec les salariés")])
    newest = latest_version(case.programme)
    move_case_version(house.awa, case=case, version=newest)
    case.refresh_from_db()
    assert case.version == newest
    diagnosis = case.steps.filter(phase__official_code="diagnostic").order_by("position")
    told = [(step.label, bool(step.done_on), step.set_aside_because) for step in diagnosis]
    aside = "N’est plus demandé par la version 2."
    assert told == [
        ("Réunir statuts, comptes et rapports d’activité", True, ""),
        ("Rencontrer dirigeants et salariés", False, aside),
        ("Noter les emplois au diagnostic", False, aside),
        ("Faire valider le diagnostic par la structure", False, aside),
        ("Visiter les lieux", False, ""),
    ]
    with pytest.raises(Refused, match="suit déjà"):
        move_case_version(house.awa, case=case, version=newest)


def test_draft_and_another_programme_s_version_are_refused(house: Scene) -> None:
    case = case_of(house)
    draft = offered.begin_version(house.fabien, programme=house.programme())
    other = latest_version(house.programme("creation"))
    for version in (draft, other):
        with pytest.raises(Refused, match="en vigueur de son propre programme"):
            move_case_version(house.awa, case=case, version=version)


def test_phase_reserved_to_a_role_is_noted_by_it_alone(house: Scene) -> None:
    new_version(house, roles=[Role.DIRECTION])
    case = case_of(house, opened_on=TODAY)
    phase = house.phase("diagnostic")
    with pytest.raises(Refused, match="notée par"):
        actions.reach_phase(house.awa, case=case, phase=phase, occurred_on=TODAY)
    actions.reach_phase(house.fabien, case=case, phase=phase, occurred_on=TODAY)


def test_findings_of_many_cases_ask_the_same_number_of_queries(
    house: Scene, django_assert_num_queries: object
) -> None:
    cases = [case_of(house, name) for name in ("Un", "Deux", "Trois")]
    for case in cases:
        reach(house, case, "diagnostic", 1)
    for looked in (cases[:1], cases):
        # versions, phases, requires; phases reached; pieces
        with django_assert_num_queries(5):  # type: ignore[operator]
            assert len(findings_by_case(looked, day(2))) == len(looked)


def test_list_of_cases_is_filtered_by_what_is_found(house: Scene) -> None:
    early, quiet = case_of(house, "Un", opened_on=TODAY), case_of(house, "Deux")
    actions.reach_phase(house.awa, case=early, phase=house.phase("diagnostic"), occurred_on=TODAY)

    def listed(word: str) -> list[int]:
        chosen = CaseFilter.read({"constat": word})
        return sorted(row["id"] for row in case_rows(house.awa, chosen))

    assert listed("phase-before-required") == [early.pk]
    assert listed("silent") == [quiet.pk]
    assert listed("tous") == [early.pk, quiet.pk]
    assert listed("fusée") == [early.pk, quiet.pk]


def test_phase_of_a_draft_is_reached_by_nobody(house: Scene) -> None:
    own = offered.create_programme(house.fabien, house_id=house.house.pk, name="Couveuse")
    version = offered.begin_version(house.fabien, programme=own)
    offered.draft_phase(house.fabien, version=version, name="Venue", nature="accueil")
    with pytest.raises(Refused, match="accueil"):
        actions.log_accueil(
            house.awa, programme=own, occurred_on=TODAY, organisation=structure(house)
        )
    offered.publish_version(house.fabien, version=version, in_force_from=TODAY)
    case = actions.log_accueil(
        house.awa, programme=own, occurred_on=TODAY, organisation=structure(house, "Autre")
    )
    assert str(case.phase) == "Venue"
