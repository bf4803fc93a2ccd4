"""Missions: consultation, choice, contract, sessions, end, marks; what holds the order."""

import datetime

import pytest

from probant.directory.actions import add_position, create_person
from probant.directory.models import Organisation
from probant.kernel.decision import Refused
from probant.support import actions
from probant.support.models import (
    Case,
    EvaluationWords,
    Mission,
    MissionAttended,
    MissionContracted,
    MissionEnded,
    MissionEvaluated,
    MissionSession,
    OfferReceived,
    PhaseReached,
    ProviderConsulted,
)
from probant.support.queries.engineering import (
    mission_file,
    provider_records,
    providers_to_consult,
)
from probant.support.queries.holding import held_findings
from probant.support.tests.scenario import DAY, Scene, case_of, scene, structure

pytestmark = pytest.mark.django_db
LATER = datetime.date(2023, 6, 1)


@pytest.fixture
def house() -> Scene:
    return scene()


def provider(house: Scene, name: str = "Cabinet Un") -> Organisation:
    return structure(house, name, family="entreprise")


def prepared(house: Scene, case: Case | None = None, **terms: object) -> Mission:
    return actions.prepare_mission(
        house.awa,
        programme=house.programme(),
        title="Modèle économique",
        kind="individual" if case else "collective",
        case=case,
        **terms,
    )


def codes(mission: Mission) -> list[str]:
    return [found.code for found in mission_file(mission).findings()]


def test_mission_that_is_prepared_counts_nowhere_until_it_is_signed(house: Scene) -> None:
    case = case_of(house)
    mission = prepared(house, case)
    assert (MissionContracted.objects.count(), PhaseReached.objects.count()) == (0, 0)
    actions.contract_mission(
        house.awa,
        programme=mission.programme,
        title=mission.title,
        kind=mission.kind,
        case=case,
        mission=mission,
        contracted_on=LATER,
    )
    assert Mission.objects.count() == 1
    assert MissionContracted.objects.get().mission == mission
    assert PhaseReached.objects.get().phase_code == "accompagnement"
    with pytest.raises(Refused, match="déjà signée"):
        actions.contract_mission(
            house.awa,
            programme=mission.programme,
            title="x",
            kind=mission.kind,
            case=case,
            mission=mission,
            contracted_on=LATER,
        )


def test_offer_of_somebody_not_consulted_notes_the_consultation_too(house: Scene) -> None:
    mission, one = prepared(house, case_of(house)), provider(house)
    actions.record_offer(
        house.awa, mission=mission, provider=one, received_on=LATER, amount_cents=300_000
    )
    assert ProviderConsulted.objects.get().occurred_on == LATER
    assert OfferReceived.objects.get().amount_cents == 300_000
    with pytest.raises(Refused, match="déjà notée"):
        actions.record_offer(house.awa, mission=mission, provider=one, received_on=LATER)


def test_choice_takes_days_and_cost_from_the_offer_and_needs_reasons(house: Scene) -> None:
    mission, one = prepared(house, case_of(house)), provider(house)
    actions.record_offer(
        house.awa,
        mission=mission,
        provider=one,
        received_on=LATER,
        amount_cents=300_000,
        days_hundredths=250,
    )
    with pytest.raises(Refused, match="pourquoi"):
        actions.choose_provider(
            house.awa, mission=mission, provider=one, chosen_on=LATER, reasons=" "
        )
    actions.choose_provider(
        house.awa, mission=mission, provider=one, chosen_on=LATER, reasons="Connaît le secteur"
    )
    mission.refresh_from_db()
    assert (mission.provider, mission.cost_cents, mission.days_hundredths) == (one, 300_000, 250)


def test_fewer_providers_than_the_programme_says_is_recorded_and_found(house: Scene) -> None:
    mission = prepared(house, case_of(house))
    actions.consult_provider(house.awa, mission=mission, provider=provider(house), asked_on=LATER)
    assert codes(mission) == ["mission.consultation_short"]
    actions.set_consultation_rule(
        house.fabien, programme=mission.programme, providers_at_least=1, in_force_from=DAY
    )
    assert (codes(mission), providers_to_consult(mission.programme, LATER)) == ([], 1)
    assert providers_to_consult(mission.programme, datetime.date(2022, 1, 1)) == 3


def test_consultation_rule_is_the_directions(house: Scene) -> None:
    with pytest.raises(Refused):
        actions.set_consultation_rule(
            house.awa, programme=house.programme(), providers_at_least=1, in_force_from=DAY
        )


def test_provider_on_the_board_of_the_structure_is_found_without_a_name(house: Scene) -> None:
    case, one = case_of(house), provider(house)
    mission = prepared(house, case, starts_on=LATER)
    ada = create_person(house.awa, family_name="Faure", organisation=one, title="gérante")
    assert case.organisation is not None
    add_position(house.awa, ada, case.organisation, title="trésorière")
    for name in ("B", "C"):
        actions.consult_provider(
            house.awa, mission=mission, provider=provider(house, name), asked_on=LATER
        )
    actions.record_offer(house.awa, mission=mission, provider=one, received_on=LATER)
    actions.choose_provider(
        house.awa, mission=mission, provider=one, chosen_on=LATER, reasons="Seule à répondre"
    )
    (found,) = mission_file(mission).findings()
    assert (found.code, found.message) == (
        "mission.provider_interested",
        "Une personne de Cabinet Un est aussi « trésorière » dans la structure accompagnée.",
    )


def test_mission_over_its_budget_holds_the_order_until_taken_on(house: Scene) -> None:
    case, one = case_of(house), provider(house)
    mission = prepared(house, case, budget_cents=300_000)
    actions.contract_mission(
        house.awa,
        programme=mission.programme,
        title=mission.title,
        kind=mission.kind,
        case=case,
        mission=mission,
        provider=one,
        contracted_on=LATER,
        cost_cents=340_000,
    )
    (held,) = held_findings(mission)
    assert (held.code, held.gap_cents) == ("mission.over_budget", 40_000)
    assert "dépasse de 400 €" in held.message.replace("\u00a0", " ")
    actions.take_finding_on(
        house.awa, mission=mission, code=held.code, gap_cents=held.gap_cents, reason="Vu en comité"
    )
    assert held_findings(mission) == []
    contract = MissionContracted.objects.now().get()
    actions.replace_fact(
        house.awa, fact=contract, code="error", reason="Avenant", cost_cents=350_000
    )
    mission.refresh_from_db()
    assert [one.gap_cents for one in held_findings(mission)] == [50_000]


def test_attendance_is_of_those_who_take_part(house: Scene) -> None:
    mission = prepared(house, capacity=1)
    mine, other = case_of(house, "Une"), case_of(house, "Autre")
    actions.join_mission(house.awa, mission=mission, case=mine, joined_on=DAY)
    session = actions.plan_mission_session(house.awa, mission=mission, planned_on=LATER)
    with pytest.raises(Refused, match="ne participe pas"):
        actions.take_mission_attendance(house.awa, session=session, cases=[mine, other])
    assert MissionAttended.objects.count() == 0
    (fact,) = actions.take_mission_attendance(house.awa, session=session, cases=[mine])
    assert (fact.organisation, fact.occurred_on) == (mine.organisation, LATER)
    assert actions.take_mission_attendance(house.awa, session=session, cases=[mine]) == []
    assert MissionSession.objects.get().held_on == LATER
    actions.void_fact(house.awa, fact=fact, code="not_held", reason="Reportée")
    assert MissionSession.objects.get().held_on is None


def test_more_structures_than_places_is_found(house: Scene) -> None:
    mission = prepared(house, capacity=1)
    for name in ("Une", "Deux"):
        actions.join_mission(house.awa, mission=mission, case=case_of(house, name), joined_on=DAY)
    assert "mission.over_capacity" in codes(mission)


def test_end_takes_the_contract_where_nothing_else_is_said(house: Scene) -> None:
    case = case_of(house)
    mission = prepared(house, case)
    with pytest.raises(Refused, match="pas signée"):
        actions.end_mission(house.awa, mission=mission, ended_on=LATER)
    actions.contract_mission(
        house.awa,
        programme=mission.programme,
        title=mission.title,
        kind=mission.kind,
        case=case,
        mission=mission,
        contracted_on=DAY,
        days_hundredths=300,
        cost_cents=330_000,
    )
    actions.end_mission(house.awa, mission=mission, ended_on=LATER, cost_cents=310_000)
    fact = MissionEnded.objects.get()
    assert (fact.days_hundredths, fact.cost_cents, fact.organisation) == (
        300,
        310_000,
        case.organisation,
    )


def test_marks_count_for_the_provider_and_words_stand_apart(house: Scene) -> None:
    case, one = case_of(house), provider(house)
    mission = prepared(house, case)
    actions.record_offer(house.awa, mission=mission, provider=one, received_on=DAY)
    actions.choose_provider(
        house.awa, mission=mission, provider=one, chosen_on=DAY, reasons="Seule"
    )
    for by, mark in (("structure", 5), ("officer", 4)):
        actions.evaluate_mission(
            house.awa, mission=mission, by=by, mark=mark, evaluated_on=LATER, words=f"Mot {mark}"
        )
    with pytest.raises(Refused, match="déjà notée"):
        actions.evaluate_mission(
            house.awa, mission=mission, by="officer", mark=1, evaluated_on=LATER
        )
    record = provider_records(house.house.pk, [one.pk])[one.pk]
    assert (record.marks, record.mean_mark, record.consulted) == (2, 4.5, 1)
    assert sorted(EvaluationWords.objects.values_list("words", flat=True)) == ["Mot 4", "Mot 5"]
    assert {fact.mark for fact in MissionEvaluated.objects.now()} == {4, 5}


def test_structures_of_a_collective_mission_mark_one_by_one(house: Scene) -> None:
    mission = prepared(house)
    inside, outside = case_of(house, "Dedans"), case_of(house, "Dehors")
    actions.join_mission(house.awa, mission=mission, case=inside, joined_on=DAY)
    given = {"mission": mission, "by": "structure", "mark": 4, "evaluated_on": LATER}
    actions.evaluate_mission(house.awa, case=inside, **given)
    with pytest.raises(Refused, match="à laquelle elle participe"):
        actions.evaluate_mission(house.awa, case=outside, **given)
    assert MissionEvaluated.objects.get().organisation == inside.organisation


def test_stranger_prepares_and_consults_nothing(house: Scene) -> None:
    mission, one = prepared(house), provider(house)
    for name in ("Chloé", "Bruno", "Michel", "Sara"):
        with pytest.raises(Refused):
            actions.consult_provider(house.actor(name), mission=mission, provider=one, asked_on=DAY)
    assert ProviderConsulted.objects.count() == 0
