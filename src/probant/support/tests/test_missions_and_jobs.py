"""Missions reach the phase of support; jobs are counted once; a project becomes a structure."""

import datetime

import pytest

from probant.journal.models import JournalEntry
from probant.kernel.decision import Refused
from probant.support import actions
from probant.support.models import (
    Case,
    JobFact,
    Mission,
    MissionContracted,
    MissionJoined,
    OrganisationBorn,
    PhaseReached,
)
from probant.support.tests.scenario import DAY, Scene, case_of, scene, structure

pytestmark = pytest.mark.django_db
LATER = datetime.date(2023, 6, 1)


@pytest.fixture
def house() -> Scene:
    return scene()


def collective(house: Scene, title: str = "Fonction employeur") -> Mission:
    return actions.contract_mission(
        house.awa,
        programme=house.programme(),
        title=title,
        kind="collective",
        contracted_on=DAY,
        days_hundredths=300,
    )


def test_individual_mission_reaches_support_in_the_same_entry(house: Scene) -> None:
    case, provider = case_of(house), structure(house, "Cabinet d’essai", family="entreprise")
    before = JournalEntry.objects.count()
    mission = actions.contract_mission(
        house.awa,
        programme=case.programme,
        title="Modèle économique",
        kind="individual",
        case=case,
        provider=provider,
        contracted_on=LATER,
        days_hundredths=250,
        cost_cents=300_000,
    )
    assert JournalEntry.objects.count() == before + 1
    fact = MissionContracted.objects.get()
    assert (fact.kind, fact.organisation, fact.provider) == (
        "individual",
        case.organisation,
        provider,
    )
    assert (fact.days_hundredths, fact.cost_cents, fact.programme_code) == (250, 300_000, "dla")
    assert PhaseReached.objects.get().phase_code == "accompagnement"
    assert mission.case == case


def test_mission_leaves_a_support_already_reached_alone(house: Scene) -> None:
    case, mission = case_of(house), collective(house)
    actions.reach_phase(house.awa, case=case, phase=house.phase("accompagnement"), occurred_on=DAY)
    actions.join_mission(house.awa, mission=mission, case=case, joined_on=LATER)
    assert PhaseReached.objects.get().occurred_on == DAY


def test_joining_a_mission_reaches_support_in_the_same_entry(house: Scene) -> None:
    case, mission = case_of(house), collective(house)
    joined = actions.join_mission(house.awa, mission=mission, case=case, joined_on=LATER)
    reached = PhaseReached.objects.get()
    assert (reached.phase_code, reached.seq) == ("accompagnement", joined.seq)
    assert (joined.kind, joined.organisation) == ("collective", case.organisation)


def test_structure_joins_a_mission_once(house: Scene) -> None:
    case, mission = case_of(house), collective(house)
    actions.join_mission(house.awa, mission=mission, case=case, joined_on=LATER)
    with pytest.raises(Refused, match="participe déjà"):
        actions.join_mission(house.awa, mission=mission, case=case, joined_on=LATER)
    assert MissionJoined.objects.count() == 1


def test_individual_mission_needs_a_case_and_a_collective_one_none(house: Scene) -> None:
    case = case_of(house)
    for kind, given in (("individual", None), ("collective", case)):
        with pytest.raises(Refused, match="individuelle"):
            actions.contract_mission(
                house.awa,
                programme=case.programme,
                title="Essai",
                kind=kind,
                case=given,
                contracted_on=LATER,
            )
    assert Mission.objects.count() == 0


def test_individual_mission_is_not_joined(house: Scene) -> None:
    case = case_of(house)
    mission = actions.contract_mission(
        house.awa,
        programme=case.programme,
        title="Essai",
        kind="individual",
        case=case,
        contracted_on=LATER,
    )
    with pytest.raises(Refused, match="mission collective"):
        actions.join_mission(house.awa, mission=mission, case=case, joined_on=LATER)


def test_consolidated_jobs_are_one_fact_a_structure_and_year(house: Scene) -> None:
    case = case_of(house)
    actions.record_jobs(house.awa, case=case, kind="consolidated", headcount=12, occurred_on=LATER)
    with pytest.raises(Refused, match="déjà notés pour 2023"):
        actions.record_jobs(
            house.awa, case=case, kind="consolidated", headcount=13, occurred_on=LATER
        )
    actions.record_jobs(
        house.awa,
        case=case,
        kind="consolidated",
        headcount=13,
        occurred_on=datetime.date(2024, 1, 8),
    )
    assert sorted(JobFact.objects.values_list("year", "headcount")) == [(2023, 12), (2024, 13)]


def test_created_jobs_may_be_noted_one_by_one(house: Scene) -> None:
    case = case_of(house)
    for _ in range(2):
        actions.record_jobs(house.awa, case=case, kind="created", headcount=1, occurred_on=LATER)
    assert JobFact.objects.count() == 2


@pytest.mark.parametrize(("kind", "headcount"), [("created", 0), ("consolidated", -1), ("x", 1)])
def test_absurd_jobs_are_refused(house: Scene, kind: str, headcount: int) -> None:
    case = case_of(house)
    with pytest.raises(Refused):
        actions.record_jobs(house.awa, case=case, kind=kind, headcount=headcount, occurred_on=LATER)
    assert JobFact.objects.count() == 0


def test_project_becomes_a_structure_and_keeps_its_history(house: Scene) -> None:
    programme = house.programme("creation")
    case = actions.log_accueil(
        house.awa, programme=programme, occurred_on=DAY, project_title="Épicerie itinérante"
    )
    born = actions.record_birth(
        house.awa,
        case=case,
        born_on=LATER,
        identity={"name": "L’Épicerie qui roule", "family": "cooperative"},
    )
    case = Case.objects.get()
    assert (case.title, case.project_title) == ("L’Épicerie qui roule", "Épicerie itinérante")
    assert (born.family, born.organisation, born.programme_code) == (
        "cooperative",
        case.organisation,
        "creation",
    )
    assert PhaseReached.objects.get().organisation is None


def test_birth_is_noted_once(house: Scene) -> None:
    programme = house.programme("creation")
    case = actions.log_accueil(
        house.awa, programme=programme, occurred_on=DAY, project_title="Idée"
    )
    given = {"case": case, "born_on": LATER, "identity": {"name": "Née", "family": "association"}}
    actions.record_birth(house.awa, **given)
    with pytest.raises(Refused, match="déjà notée"):
        actions.record_birth(house.awa, **given)
    assert OrganisationBorn.objects.count() == 1


def test_jobs_of_a_project_wait_for_the_structure(house: Scene) -> None:
    programme = house.programme("creation")
    case = actions.log_accueil(
        house.awa, programme=programme, occurred_on=DAY, project_title="Idée"
    )
    with pytest.raises(Refused, match="notez d'abord sa création"):
        actions.record_jobs(house.awa, case=case, kind="created", headcount=1, occurred_on=LATER)
