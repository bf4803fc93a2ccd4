"""Accepting: nothing before, everything at once, through the domain's actions, and only once."""

import dataclasses
import datetime
import uuid

import pytest
from django.db import models

from probant.funding.models import ActionSheet, AwardMade, Budget, Clause, Convention
from probant.governance.models import Deliberation
from probant.governance.queries import register_of
from probant.indicators.models import Claim, KeptFinding
from probant.ingestion.actions import (
    ActPlan,
    AwardPlan,
    BodyPlan,
    ConventionPlan,
    NewStructure,
    PartyPlan,
    Plan,
    SheetPlan,
    accept,
    decide_all,
    decide_value,
    set_aside,
    take_back,
)
from probant.ingestion.models import Status, Verdict
from probant.ingestion.queries import sheets_in
from probant.ingestion.tests.inbox_scenario import ACT, CONVENTION, REPORT, Scene
from probant.journal.errors import AlreadyDone, Stale
from probant.journal.timeline import last_seq
from probant.kernel.decision import Refused

pytestmark = pytest.mark.django_db

BOOKS: tuple[type[models.Model], ...] = (
    Deliberation,
    Convention,
    ActionSheet,
    Budget,
    AwardMade,
    Clause,
    Claim,
    KeptFinding,
)


def in_the_books() -> list[int]:
    return [model._base_manager.count() for model in BOOKS]


def test_nothing_is_written_before_acceptance():
    scene = Scene()
    before = in_the_books()
    for content in (ACT, CONVENTION, REPORT):
        decide_all(scene.actor, scene.reading(content, f"{len(content)}.txt"))
    assert in_the_books() == before == [0] * len(BOOKS)


def test_an_act_is_recorded_whole():
    scene = Scene()
    reading = accept(scene.actor, scene.reading(ACT), scene.act_plan())
    register = register_of(Deliberation.objects.get())
    assert (register.body.name, register.body.organisation) == ("Conseil municipal", scene.town)
    assert (len(register.presence.present), len(register.presence.absent)) == (4, 1)
    assert register.presence.proxies == (("Jean BLANC", "Eva ROY"),)
    assert (register.ballot.votes_for, register.granted_cents) == (5, 150000)
    assert [one.enables for one in register.decisions] == ["award", "credits"]
    assert register.amounts[0].beneficiary == scene.workshops
    assert reading.status == Status.ACCEPTED
    assert ["deliberation", register.deliberation.pk] in [one[:2] for one in reading.made]


def test_a_correction_goes_to_the_books_and_a_refused_value_does_not():
    scene = Scene()
    reading = scene.reading(ACT)
    votes = reading.values.get(path="vote.for")
    decide_value(scene.actor, votes, Verdict.CORRECTED, text="4")
    decide_value(scene.actor, reading.values.get(path="decisions.1.text"), Verdict.REFUSED)
    decide_value(scene.actor, reading.values.get(path="convened_on"), Verdict.REFUSED)
    accept(scene.actor, reading, scene.act_plan())
    register = register_of(Deliberation.objects.get())
    assert register.ballot.votes_for == 4
    assert len(register.decisions) == 1
    assert register.sitting.convened_on is None
    votes.refresh_from_db()
    assert (votes.read, votes.corrected, votes.decided_by_id) == (5, 4, scene.actor.user_id)


def test_values_that_nobody_reviewed_stop_acceptance():
    scene = Scene()
    reading = scene.reading(ACT)
    with pytest.raises(Refused, match="attendent une décision"):
        accept(scene.actor, reading, scene.act_plan(accepts_pending=False))
    assert in_the_books() == [0] * len(BOOKS)
    reading.refresh_from_db()
    assert reading.status == Status.READ


def test_what_the_domain_refuses_undoes_the_whole():
    scene = Scene()
    reading = scene.reading(ACT)
    decide_value(scene.actor, reading.values.get(path="subject"), Verdict.REFUSED)
    with pytest.raises(Refused, match="L’objet de la délibération"):
        accept(scene.actor, reading, scene.act_plan())
    assert in_the_books() == [0] * len(BOOKS)
    reading.refresh_from_db()
    assert reading.status == Status.PARTLY


def test_accepting_twice_writes_once():
    scene = Scene()
    reading, key = scene.reading(ACT), uuid.uuid4()
    accept(scene.actor, reading, scene.act_plan(), key=key)
    written = in_the_books()
    again = type(reading).objects.get(pk=reading.pk)
    again.status = Status.READ  # as the second request had read it
    with pytest.raises(AlreadyDone):
        accept(scene.actor, again, scene.act_plan(), key=key)
    with pytest.raises(Refused, match="déjà enregistré"):
        accept(scene.actor, type(reading).objects.get(pk=reading.pk), scene.act_plan())
    assert in_the_books() == written


def test_the_second_reviewer_sees_that_another_decided():
    scene = Scene()
    reading = scene.reading(ACT)
    seen = last_seq(scene.house.pk, "reading", reading.pk)
    decide_value(scene.actor, reading.values.get(path="vote.for"), Verdict.ACCEPTED, read_at=seen)
    with pytest.raises(Stale) as stale:
        decide_value(
            scene.colleague, reading.values.get(path="vote.for"), Verdict.REFUSED, read_at=seen
        )
    assert [change.actor_id for change in stale.value.since] == [scene.actor.user_id]
    with pytest.raises(Stale):
        accept(scene.colleague, reading, scene.act_plan(), read_at=seen)
    assert reading.values.get(path="vote.for").verdict == Verdict.ACCEPTED


def test_a_convention_keeps_its_gap_open():
    scene = Scene()
    reading = scene.reading(CONVENTION)
    plan = Plan(convention=scene.convention_plan(), accepts_pending=True)
    accept(scene.actor, reading, plan)
    convention = Convention.objects.get()
    numbers = list(convention.clauses.order_by("position").values_list("article", flat=True))
    assert sorted(set(numbers)) == ["I", "II", "IV"]
    assert [party.organisation for party in convention.parties.order_by("position")] == [
        scene.town,
        scene.workshops,
    ]
    gap = KeptFinding.objects.get(code="article.gap")
    assert (gap.kind, gap.object_id, gap.closed_on) == ("convention", convention.pk, None)


def test_an_award_rests_on_the_decision_that_grants_it():
    scene = Scene()
    accept(
        scene.actor,
        scene.reading(CONVENTION, "c.txt"),
        Plan(convention=scene.convention_plan(), accepts_pending=True),
    )
    convention = Convention.objects.get()
    plan = scene.act_plan()
    act = dataclasses.replace(plan.act, awards=[AwardPlan(convention, None, 2024, 150000)])
    accept(scene.actor, scene.reading(ACT, "a.txt"), dataclasses.replace(plan, act=act))
    award = AwardMade.objects.get()
    assert (award.amount_cents, award.budget_year, award.funder, award.organisation) == (
        150000,
        2024,
        scene.town,
        scene.workshops,
    )
    assert award.decision.text.startswith("d'accorder une subvention")
    assert award.occurred_on == datetime.date(2024, 3, 21)


def test_a_new_structure_enters_the_directory_with_the_act():
    scene = Scene()
    plan = scene.act_plan()
    act = dataclasses.replace(
        plan.act, beneficiaries={0: NewStructure("Le Lac en fête", "association")}
    )
    reading = accept(scene.actor, scene.reading(ACT), dataclasses.replace(plan, act=act))
    amount = register_of(Deliberation.objects.get()).amounts[0]
    assert amount.beneficiary.name == "Le Lac en fête"
    assert ["organisation", amount.beneficiary_id, "Le Lac en fête"] in reading.made


def test_a_document_set_aside_says_why_and_comes_back_as_it_was():
    scene = Scene()
    reading = scene.reading(ACT)
    decide_value(scene.actor, reading.values.get(path="vote.for"), Verdict.ACCEPTED)
    with pytest.raises(Refused, match="Dites pourquoi"):
        set_aside(scene.actor, reading, "  ")
    set_aside(scene.actor, reading, "Reçu deux fois")
    with pytest.raises(Refused, match="mis de côté"):
        accept(scene.actor, reading, scene.act_plan())
    take_back(scene.actor, reading)
    assert (reading.status, reading.aside_reason) == (Status.PARTLY, "")


def test_only_the_team_of_the_house_accepts():
    scene = Scene()
    reading = scene.reading(ACT)
    for actor in (scene.funder, scene.stranger):
        with pytest.raises(Refused):
            accept(actor, reading, scene.act_plan())
    assert in_the_books() == [0] * len(BOOKS)


def test_only_the_direction_creates_the_action_of_a_sheet():
    scene = Scene()
    convention = scene.convention_plan()
    sheet = SheetPlan(action_name="Animation", first_year=2024)
    plan = Plan(convention=convention, sheets=[sheet], accepts_pending=True)
    reading = scene.reading(CONVENTION)
    with pytest.raises(Refused, match="Seule la direction"):
        accept(scene.actor, reading, plan)
    assert in_the_books() == [0] * len(BOOKS)
    accept(scene.colleague, reading, plan)
    assert ActionSheet.objects.get().action.name == "Animation"


# --- the shared documents, from the drop to the books


def test_seed_0_gives_the_vote_of_21_march_2024(shared):
    scene = Scene()
    metropole = scene.organisation("Dijon métropole", "collectivite")
    pole = scene.organisation("Pôle d'économie solidaire 21", "association")
    reading = scene.seed(shared, 0)
    plan = Plan(
        act=ActPlan(
            body=BodyPlan(metropole, "bureau", "Bureau métropolitain"),
            year=2024,
            beneficiaries={0: pole},
        ),
        said_by=metropole,
        said_on=datetime.date(2024, 3, 21),
        accepts_pending=True,
    )
    accept(scene.actor, reading, plan)
    register = register_of(Deliberation.objects.get())
    assert register.sitting.held_on == datetime.date(2024, 3, 21)
    assert (len(register.presence.present), len(register.proxies)) == (34, 7)
    assert (register.ballot.votes_for, register.granted_cents) == (41, 1800000)
    parts = [one.amount_cents for one in register.decisions[0].amounts.all() if one.part_of_id]
    assert parts == [900000, 300000, 600000]
    assert [one for one in register.findings if one.severity == "error"] == []
    assert {(one.code, one.value) for one in Claim.objects.exclude(code="")} >= {
        ("dla.organisations_welcomed", 26),
        ("dla.collective_missions", 3),
    }


def test_seed_2_gives_the_convention_of_2009_with_its_gap(shared):
    scene = Scene()
    town = scene.organisation("Ville de Dijon", "collectivite")
    cress = scene.organisation(
        "Chambre régionale de l'économie sociale et solidaire de Bourgogne", "association"
    )
    reading = scene.seed(shared, 2)
    sheets = sheets_in(reading.record, reading.text)
    assert [(sheet.number, sheet.title) for sheet in sheets] == [
        (1, "Sensibilisation à l'économie sociale et solidaire"),
        (2, "Mois de l'économie sociale et solidaire"),
        (3, "Forum des initiatives locales"),
    ]
    plan = Plan(
        act=ActPlan(
            body=BodyPlan(town, "council", "Conseil municipal"),
            year=2009,
            beneficiaries={0: cress},
            awards=[AwardPlan(None, None, 2009, 400000)],
        ),
        convention=ConventionPlan(
            title="Convention de partenariat",
            kind="partnership",
            starts_on=datetime.date(2009, 3, 30),
            ends_on=datetime.date(2010, 3, 29),
            parties=[PartyPlan(0, town, "funder"), PartyPlan(1, cress, "beneficiary")],
        ),
        sheets=[
            SheetPlan(
                action_name=sheet.title,
                number=sheet.number,
                first_year=2009,
                budgets=[(place, 2009) for place in sheet.budgets],
            )
            for sheet in sheets
        ],
        accepts_pending=True,
    )
    accept(scene.colleague, reading, plan)
    convention = Convention.objects.get()
    articles = convention.clauses.order_by("position").values_list("article", flat=True)
    assert list(dict.fromkeys(articles)) == ["I", "II", "III", "IV", "VI"]
    open_codes = set(KeptFinding.objects.still_open().values_list("code", flat=True))
    assert {"article.gap", "reference.dangling"} <= open_codes
    totals = Budget.objects.order_by("sheet__number").values_list(
        "sheet__number", "printed_expense_cents"
    )
    assert list(totals) == [(2, 300000), (3, 100000)]
    assert [one.nature for one in convention.approvals.order_by("decision__number")] == [
        "approves",
        "signature",
    ]
    assert AwardMade.objects.get().amount_cents == 400000


def test_seed_3_gives_the_sheet_with_its_three_budgets_as_printed(shared):
    scene = Scene()
    accept(
        scene.actor,
        scene.reading(CONVENTION),
        Plan(convention=scene.convention_plan(), accepts_pending=True),
    )
    reading = scene.seed(shared, 3)
    plan = Plan(
        sheets=[
            SheetPlan(
                convention=Convention.objects.get(),
                action_name="Animation du réseau",
                number=3,
                first_year=2023,
                last_year=2025,
                budgets=[(0, 2023), (1, 2024), (2, 2025)],
            )
        ],
        accepts_pending=True,
    )
    accept(scene.colleague, reading, plan)
    printed = Budget.objects.order_by("year").values_list(
        "year",
        "printed_expense_cents",
        "stated_cost_cents",
        "stated_grant_cents",
        "in_kind_expected",
    )
    assert list(printed) == [(year, 600000, 1000000, 600000, True) for year in (2023, 2024, 2025)]
    staff = Budget.objects.get(year=2023).lines.get(account="64")
    assert (staff.level, staff.printed_cents) == ("heading", 940000)
    codes = set(KeptFinding.objects.values_list("code", flat=True))
    assert codes >= {
        "budget.heading_sum",
        "budget.total_sum",
        "budget.text_mismatch",
        "budget.account",
        "budget.in_kind_missing",
    }


def test_seeds_1_and_4_give_claims_only(shared):
    scene = Scene()
    for number in (1, 4):
        accept(scene.actor, scene.seed(shared, number), Plan(accepts_pending=True))
    claims = set(Claim.objects.exclude(code="").values_list("code", "value", "year"))
    assert ("dla.organisations_welcomed", 28, 2023) in claims
    assert ("dla.jobs_consolidated", 519, 2023) in claims
    assert Deliberation.objects.count() == Convention.objects.count() == 0
