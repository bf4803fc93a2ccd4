"""Financial reports: what is told is written, examined line by line, closed with what is left."""

import datetime
from dataclasses import replace

import pytest

from probant.funding.actions import ClauseDraft, LineDraft, PartyDraft, make_award, set_budget
from probant.funding.actions.committees import hold_committee
from probant.funding.actions.ledger import assign, write_ledger
from probant.funding.actions.paid_services import write_service
from probant.funding.actions.reports import (
    close_report,
    examine,
    hand_back,
    hand_in,
    prepare_report,
    write_report,
)
from probant.funding.models import FinancialReport, ObligationMet, PaidService
from probant.funding.queries import file_of
from probant.funding.queries.committees import may_renew
from probant.funding.queries.reports import ReportState, report_view
from probant.funding.rules.ledger import EntryLine
from probant.funding.tests.scenario import acts, convention_of, sheets_of, world
from probant.journal.door import change
from probant.journal.integrity import verify
from probant.kernel.decision import Refused
from probant.kernel.roles import Role

pytestmark = pytest.mark.django_db
DAY = datetime.date(2024, 6, 14)
BUDGET = (
    ("606", "Fournitures", "expense", 20000),
    ("641", "Rémunération", "expense", 480000),
    ("645", "Charges sociales", "expense", 100000),
    ("74", "Métropole", "income", 600000),
)
SPENT = (
    EntryLine("606400", 21000, section="ACC", position=1),
    EntryLine("641000", 400000, section="ACC", position=2),
    EntryLine("645000", 99000, section="ACC", position=3),
    EntryLine("741000", 0, 600000, section="ACC", position=4),
)


@pytest.fixture
def at():
    return world()


def accounts(at, lines=SPENT, year=2024):
    with change(at.awa, verb="ingestion.import", houses=[at.house.pk]) as entry:
        write_ledger(
            entry,
            house_id=at.house.pk,
            year=year,
            starts_on=datetime.date(year, 1, 1),
            ends_on=datetime.date(year, 12, 31),
            kind="ledger",
            name="gl.csv",
            lines=lines,
            debit_cents=0,
            credit_cents=0,
            aside_count=0,
        )
    assign(actor=at.awa, house_id=at.house.pk, section="ACC", action=at.sheets[0].action)


def begun(at, *, explained=True):
    accounts(at)
    set_budget(
        actor=at.awa,
        convention=at.convention,
        sheet=at.sheets[0],
        year=2024,
        lines=[LineDraft(*line) for line in BUDGET],
    )
    at.award(amount_cents=600000)
    report = prepare_report(actor=at.awa, convention=at.convention, year=2024, sheet=at.sheets[0])
    return written(at, report, {"64": "Un poste vacant trois mois."} if explained else {})


def written(at, report, comments, signatory="Jeanne Essai"):
    return write_report(
        actor=at.awa,
        report=report,
        comments=comments,
        summary="Douze associations suivies.",
        allocation="",
        in_kind="",
        signatory=signatory,
        capacity="présidente",
    )


def test_a_report_holds_the_budget_against_the_accounts(at) -> None:
    view = report_view(begun(at, explained=False))
    told = [
        (one.row.code, one.row.planned_cents, one.row.actual_cents, one.needs_comment)
        for one in view.rows
        if one.row.level != "line"
    ]
    assert told == [
        ("60", 20000, 21000, False),
        ("64", 580000, 499000, True),
        ("total-charges", 600000, 520000, False),
        ("74", 600000, 600000, False),
        ("total-produits", 600000, 600000, False),
    ]
    file = file_of(at.convention, at.awa, year=2024, today=DAY)
    assert file.actions[0].actual is not None
    assert file.actions[0].actual.cost_cents == 520000
    theirs = file_of(at.convention, at.bruno, year=2024, today=DAY)
    assert theirs.actions[0].actual is None


def test_what_is_missing_is_told_before_a_report_is_handed_in(at) -> None:
    report = prepare_report(actor=at.awa, convention=at.convention, year=2024, sheet=at.sheets[0])
    with pytest.raises(Refused, match="pas de comptes de 2024"):
        hand_in(actor=at.awa, report=report, on=DAY)
    report = begun(at, explained=False)
    with pytest.raises(Refused, match="64 Charges de personnel"):
        hand_in(actor=at.awa, report=report, on=DAY)
    written(at, report, {"64": "Poste vacant."}, signatory="")
    with pytest.raises(Refused, match="qui signe"):
        hand_in(actor=at.awa, report=report, on=DAY)


def test_what_was_handed_in_does_not_move_with_the_accounts(at) -> None:
    report = begun(at)
    assert not FinancialReport.objects.visible_to(at.bruno).exists()
    hand_in(actor=at.awa, report=report, on=DAY)
    assert FinancialReport.objects.visible_to(at.bruno).get() == report
    assert ObligationMet.objects.now().get().code == "report"
    assign(actor=at.awa, house_id=at.house.pk, section="ACC", action=at.sheets[1].action)
    view = report_view(report)
    assert (view.state, view.cost_cents, view.income_cents) == (
        ReportState.HANDED_IN,
        520000,
        600000,
    )
    with pytest.raises(Refused, match="il ne change plus"):
        written(at, report, {})


def test_a_funder_admits_less_with_a_reason_and_what_is_left_is_given_back(at) -> None:
    report = begun(at)
    hand_in(actor=at.awa, report=report, on=DAY)
    with pytest.raises(Refused, match="dites pourquoi"):
        examine(actor=at.bruno, report=report, on=DAY, admitted={"60": 15000}, remarks={})
    examine(
        actor=at.bruno,
        report=report,
        on=DAY,
        admitted={"60": 15000},
        remarks={"60": "Cadeaux écartés."},
    )
    view = report_view(report)
    assert (view.state, view.admitted_cents) == (ReportState.EXAMINED, 514000)
    assert (view.left.unspent_cents, view.left.clawback_cents) == (86000, 86000)
    officer = replace(at.bruno, roles=frozenset({Role.FUNDER_OFFICER}))
    with pytest.raises(Refused, match="service des finances"):
        close_report(actor=officer, report=report, on=DAY)
    finance = replace(at.bruno, roles=frozenset({Role.FUNDER_FINANCE}))
    with pytest.raises(Refused, match="dites pourquoi"):
        close_report(actor=finance, report=report, on=DAY, clawback_cents=50000)
    closed = close_report(actor=finance, report=report, on=DAY)
    assert (closed.clawback_cents, closed.spent_cents, closed.told_by) == (86000, 514000, "funder")
    assert list(verify()) == []


def test_a_report_sent_back_is_written_again_and_the_house_notes_a_letter_by_its_reference(
    at,
) -> None:
    report = begun(at)
    hand_in(actor=at.awa, report=report, on=DAY)
    with pytest.raises(Refused, match="référence du courrier"):
        hand_back(actor=at.awa, report=report, on=DAY, reason="Illisible")
    hand_back(actor=at.awa, report=report, on=DAY, reason="Détaillez", reference="Lettre 12")
    assert report_view(report).state is ReportState.HANDED_BACK
    written(at, report, {"64": "Poste vacant, recrutement en mai."})
    hand_in(actor=at.awa, report=report, on=DAY)
    assert report_view(report).state is ReportState.HANDED_IN
    for other in (at.chloe, replace(at.bruno, roles=frozenset({Role.ELECTED}))):
        with pytest.raises(Refused):
            hand_back(actor=other, report=report, on=DAY, reason="Non")


def second(at, *, clauses=(), cents=100000):
    """A second convention, of another funder, for the same action."""
    region = acts.organisation("Région seconde", "collectivite")
    other = convention_of(
        at.awa,
        at.house,
        region,
        parties=[PartyDraft(region, "funder"), PartyDraft(at.house.organisation, "beneficiary")],
        title="Convention régionale",
        clauses=list(clauses),
    )
    sheet = sheets_of(at.awa, at.house, other)[0]
    sheet.action = at.sheets[0].action
    sheet.save()
    make_award(
        actor=at.awa,
        convention=other,
        action=sheet.action,
        year=2024,
        amount_cents=cents,
        decision=None,
        occurred_on=datetime.date(2024, 2, 1),
        funder=region,
    )
    report = prepare_report(actor=at.awa, convention=other, year=2024, sheet=sheet)
    return written(at, report, {"60": "a", "64": "b", "74": "c"})


def test_the_same_expenses_are_not_paid_above_what_they_cost(at) -> None:
    first = begun(at)
    hand_in(actor=at.awa, report=first, on=DAY)
    other = second(at)
    view = report_view(other)
    assert [(one.convention, one.awarded_cents) for one in view.elsewhere] == [
        (at.convention, 600000)
    ]
    with pytest.raises(Refused, match=r"payées à 135.*Métropole d’essai"):
        hand_in(actor=at.awa, report=other, on=DAY)


def test_a_clause_that_keeps_a_funder_alone_refuses_another(at) -> None:
    accounts(at)
    at.award(amount_cents=100000)
    first = prepare_report(actor=at.awa, convention=at.convention, year=2024, sheet=at.sheets[0])
    written(at, first, {"60": "a", "64": "b", "74": "c"})
    hand_in(actor=at.awa, report=first, on=DAY)
    other = second(at, clauses=[ClauseDraft("exclusive", terms={"covers": "expenses"})])
    with pytest.raises(Refused, match="n’admet pas d’autre financeur"):
        hand_in(actor=at.awa, report=other, on=DAY)


def test_the_committee_of_the_year_conditions_renewing(at) -> None:
    assert "n’a pas été tenu" in may_renew(at.convention, 2024).reason
    hold_committee(
        actor=at.awa, convention=at.convention, year=2024, occurred_on=DAY, opinion="against"
    )
    assert "défavorable" in may_renew(at.convention, 2024).reason
    hold_committee(
        actor=at.awa,
        convention=at.convention,
        year=2024,
        occurred_on=DAY + datetime.timedelta(days=7),
        opinion="renew",
    )
    assert may_renew(at.convention, 2024).allowed


def test_a_service_sold_is_of_account_70_and_keeps_its_order(at) -> None:
    values = {"label": "Formation", "customer": at.metropole, "amount_cents": 120000}
    with pytest.raises(Refused, match="compte 70"):
        write_service(actor=at.awa, house_id=at.house.pk, values={**values, "account": "741"})
    made = write_service(actor=at.awa, house_id=at.house.pk, values={**values, "quoted_on": DAY})
    with pytest.raises(Refused, match="précède"):
        write_service(
            actor=at.awa,
            house_id=at.house.pk,
            service=made,
            values={"ordered_on": datetime.date(2024, 1, 1)},
        )
    with pytest.raises(Refused, match="notez la facture"):
        write_service(
            actor=at.awa,
            house_id=at.house.pk,
            service=PaidService.objects.get(),
            values={"paid_on": DAY},
        )
    assert (PaidService.objects.get().amount_cents, PaidService.objects.get().paid_on) == (
        120000,
        None,
    )
