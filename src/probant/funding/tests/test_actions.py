"""Conventions, budgets, awards and payments through the journal."""

import datetime
import uuid

import pytest

from probant.funding.actions import (
    ClauseDraft,
    LineDraft,
    PartyDraft,
    add_action_sheet,
    add_approval,
    record_fulfilment,
    record_payment,
    replace_award,
    set_clauses,
    set_status,
    void_award,
    void_payment,
)
from probant.funding.models import AwardMade, Budget, BudgetLine, Convention, PaymentMade
from probant.funding.queries import file_of, obligations
from probant.funding.rules import Duty
from probant.funding.tests import scenario
from probant.governance.tests import scenario as acts
from probant.journal.errors import AlreadyDone, AlreadyVoid, InTheFuture, Stale
from probant.journal.integrity import verify
from probant.journal.timeline import last_seq
from probant.kernel.decision import Refused
from probant.kernel.roles import Role
from probant.programmes.models import Action

pytestmark = pytest.mark.django_db
TODAY = datetime.date(2024, 12, 1)


@pytest.fixture
def world():
    return scenario.world()


def seen(world, year=2024, actor=None):
    return file_of(world.convention, actor or world.awa, year=year, today=TODAY)


def codes(world, **given):
    return [told.finding.code for told in seen(world, **given).findings]


def test_a_convention_that_holds_has_no_finding(world):
    for place in range(3):
        world.award(place)
    world.budget()
    assert codes(world) == []
    assert (seen(world).awarded_cents, seen(world).years) == (1800000, (2023, 2024, 2025))


def test_the_funder_is_the_party_whose_body_decided(world):
    assert world.award().funder == world.metropole
    assert world.award(1).beneficiary == world.house.organisation


def test_an_award_copies_where_its_beneficiary_stands(world):
    world.house.organisation.place_code = "21231"
    assert world.award().family == "association"


def test_what_is_not_split_yet_is_told_then_no_longer(world):
    world.award(0)
    assert codes(world) == ["award.unallocated"]
    world.award(1)
    world.award(2)
    assert codes(world) == []


def test_more_than_was_decided_is_recorded_and_found(world):
    for place in range(3):
        world.award(place)
    world.award(2, amount_cents=1)
    assert codes(world) == ["amount.sum"]


def test_a_replaced_award_keeps_what_was_paid_on_it(world):
    award = world.award(0, amount_cents=800000)
    record_payment(
        actor=world.awa, award=award, amount_cents=800000, paid_on=datetime.date(2024, 5, 2)
    )
    by = replace_award(actor=world.awa, award=award, amount_cents=900000, reason="faute de frappe")
    action = seen(world).actions[0]
    assert (action.awarded_cents, action.paid_cents) == (900000, 800000)
    assert by.replaces_id == award.pk
    assert verify() == []


def test_paid_above_the_award_is_recorded_and_found(world):
    award = world.award(0)
    record_payment(
        actor=world.awa, award=award, amount_cents=950000, paid_on=datetime.date(2024, 5, 2)
    )
    assert codes(world) == ["payment.exceeds", "recovery.missing", "award.unallocated"]
    record_payment(
        actor=world.awa,
        award=award,
        amount_cents=50000,
        paid_on=datetime.date(2024, 6, 2),
        nature="repayment",
    )
    assert codes(world) == ["award.unallocated"]


def test_a_payment_on_a_voided_award_is_an_orphan(world):
    award = world.award(0)
    payment = record_payment(
        actor=world.awa, award=award, amount_cents=900000, paid_on=datetime.date(2024, 5, 2)
    )
    void_award(actor=world.awa, award=award, reason="vote annulé")
    assert codes(world) == ["payment.orphan"]
    void_payment(actor=world.awa, payment=payment, reason="saisi deux fois")
    assert codes(world) == []
    assert PaymentMade.objects.now().count() == 0


def test_an_award_is_voided_once_and_with_a_reason(world):
    award = world.award(0)
    with pytest.raises(Refused):
        void_award(actor=world.awa, award=award, reason=" ")
    void_award(actor=world.awa, award=award, reason="vote annulé")
    with pytest.raises(AlreadyVoid):
        void_award(actor=world.awa, award=award, reason="encore")


def test_a_known_day_may_be_declared(world):
    award = world.award(0, declared_on=datetime.date(2024, 3, 25))
    assert (award.known_on, award.is_declared) == (datetime.date(2024, 3, 25), True)


@pytest.mark.parametrize("cents", [0, -1, 10**14])
def test_an_absurd_amount_is_refused(world, cents):
    with pytest.raises(Refused):
        world.award(0, amount_cents=cents)
    assert AwardMade.objects.count() == 0


def test_an_award_to_come_is_refused(world):
    with pytest.raises(InTheFuture):
        world.award(0, occurred_on=datetime.date(2999, 1, 1))


def test_an_award_sent_twice_is_made_once(world):
    key = uuid.uuid4()
    world.award(0, key=key)
    with pytest.raises(AlreadyDone):
        world.award(0, key=key)
    assert AwardMade.objects.count() == 1


def test_an_award_without_decision_or_for_another_year_is_kept(world):
    world.award(0, decision=None)
    world.award(1, year=2025)
    assert codes(world) == ["award.year", "award.unallocated", "award.undecided"]


def test_only_the_team_of_the_house_writes(world):
    for actor in (
        world.bruno,
        world.chloe,
        acts.member(world.house, Role.VOLUNTEER),
        acts.member(acts.house("Autre pôle")),
    ):
        with pytest.raises(Refused):
            world.award(0, actor=actor)
        with pytest.raises(Refused):
            world.budget(actor=actor)
    assert (AwardMade.objects.count(), Budget.objects.count()) == (0, 0)


def test_a_budget_is_kept_as_printed_with_its_errors(world):
    world.budget(
        year=2023,
        lines=scenario.lines(h64=940000),
        printed_expense_cents=600000,
        printed_income_cents=600000,
        stated_cost_cents=1000000,
        stated_grant_cents=600000,
        in_kind_expected=True,
    )
    assert codes(world, year=2023) == [
        "budget.heading_sum",
        "budget.total_sum",
        "budget.text_mismatch",
        "budget.in_kind_missing",
    ]
    view = seen(world, year=2023).actions[2].planned
    assert view is not None
    assert (view.cost_cents, view.income_totals.main_cents) == (600000, 600000)


def test_a_heading_holds_a_claim_and_never_an_amount(world):
    world.budget()
    headings = BudgetLine.objects.filter(level="heading")
    assert set(headings.values_list("amount_cents", flat=True)) == {None}
    assert headings.count() == 4


def test_a_heading_printed_without_lines_is_a_line(world):
    rows = [
        LineDraft("61", "Services extérieurs", "expense", 5000, "heading"),
        LineDraft("64", "Personnel", "expense", 3000, "heading"),
        LineDraft("", "Salaires", "expense", 3000),
        LineDraft("63", "Impôts", "expense", None, "heading"),
    ]
    world.budget(lines=rows)
    found = BudgetLine.objects.order_by("position").values_list("level", "amount_cents")
    assert list(found) == [("line", 5000), ("heading", None), ("line", 3000), ("heading", None)]


def test_a_budget_is_replaced_whole_and_only_by_who_has_read_it(world):
    budget = world.budget()
    read_at = last_seq(world.house.pk, "budget", budget.pk)
    world.budget(lines=[LineDraft("641", "Salaires", "expense", 100)], read_at=read_at)
    assert budget.lines.count() == 1
    with pytest.raises(Stale):
        world.budget(lines=[LineDraft("641", "Salaires", "expense", 200)], read_at=read_at)
    assert budget.lines.get().amount_cents == 100


def test_two_persons_who_both_begin_a_budget_the_second_is_told(world):
    world.budget(read_at=0)
    with pytest.raises(Stale):
        world.budget(read_at=0)


def test_budgets_of_two_actions_do_not_meet(world):
    world.budget(0)
    world.budget(1)
    assert Budget.objects.count() == 2


@pytest.mark.parametrize(
    "line",
    [
        LineDraft("64", "Salaires", "sideways", 1),
        LineDraft("64", " ", "expense", 1),
        LineDraft("64", "Salaires", "expense", 10**14),
    ],
)
def test_an_absurd_line_is_refused_and_the_budget_stays(world, line):
    budget = world.budget()
    with pytest.raises(Refused):
        world.budget(lines=[line])
    assert budget.lines.count() == len(scenario.LINES)


def test_a_convention_of_one_party_is_refused(world):
    with pytest.raises(Refused):
        scenario.convention_of(
            world.awa,
            world.house,
            world.metropole,
            parties=[PartyDraft(world.metropole, "funder")],
        )


def test_clauses_that_do_not_hold_are_found(world):
    set_clauses(
        actor=world.awa,
        convention=world.convention,
        clauses=[
            ClauseDraft("text", "I", "Objet"),
            ClauseDraft("text", "II", "Suivi"),
            ClauseDraft("payment", "IV", terms={"share_rate": 0.7, "trigger": "signature"}),
            ClauseDraft("payment", "IV", terms={"share_rate": 0.3, "trigger": "evidence"}),
        ],
    )
    found = [(told.finding.code, told.about) for told in seen(world).findings]
    assert found == [
        ("article.gap", "Article IV"),
        ("reference.dangling", "Article IV"),
    ]


def test_terms_of_another_kind_are_refused(world):
    with pytest.raises(Refused):
        set_clauses(
            actor=world.awa,
            convention=world.convention,
            clauses=[ClauseDraft("notice", terms={"months": 0})],
        )
    assert world.convention.clauses.count() == 1


def test_a_sheet_has_one_number_and_one_action(world):
    sheet = world.sheets[0]
    new = Action.objects.create(house=world.house, name="Nouvelle")
    for action, number in ((new, 1), (sheet.action, 9)):
        with pytest.raises(Refused):
            add_action_sheet(
                actor=world.awa,
                convention=world.convention,
                action=action,
                number=number,
                first_year=2023,
            )


def test_a_closed_convention_keeps_its_budgets_and_still_records_payments(world):
    award = world.award(0)
    set_status(actor=world.awa, convention=world.convention, status="closed")
    with pytest.raises(Refused):
        world.budget()
    record_payment(
        actor=world.awa, award=award, amount_cents=100, paid_on=datetime.date(2024, 5, 2)
    )
    assert PaymentMade.objects.count() == 1


def test_a_status_follows_its_table(world):
    with pytest.raises(Refused):
        set_status(actor=world.awa, convention=world.convention, status="draft")
    with pytest.raises(Refused):
        set_status(actor=world.awa, convention=world.convention, status="nonsense")
    assert Convention.objects.get().status == "signed"


def test_an_approval_ties_both_ways_once(world):
    add_approval(actor=world.awa, convention=world.convention, decision=world.decision)
    with pytest.raises(Refused):
        add_approval(actor=world.awa, convention=world.convention, decision=world.decision)
    assert [one.convention for one in world.decision.approves.all()] == [world.convention]
    assert seen(world).deliberations == (world.deliberation,)


def test_an_obligation_met_is_no_longer_due(world):
    world.award(0)
    before = obligations(world.convention, datetime.date(2025, 8, 1), world.awa)
    assert [one.state.value for one in before if one.code is Duty.REPORT] == ["late"]
    record_fulfilment(
        actor=world.awa,
        convention=world.convention,
        code="report",
        year=2024,
        occurred_on=datetime.date(2025, 6, 2),
    )
    after = obligations(world.convention, datetime.date(2025, 8, 1), world.awa)
    assert [one.state.value for one in after if one.code is Duty.REPORT] == ["done"]
