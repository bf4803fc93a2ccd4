"""The chain of an award and its evidence: what opens, what is held, whose side of it."""

import datetime
from dataclasses import replace

import icalendar
import pytest
from django.urls import reverse
from django.utils import timezone

from probant.accounts.models import User
from probant.funding.actions import (
    ClauseDraft,
    PieceDraft,
    accept_evidence,
    add_basis,
    call_payment,
    complete_list,
    confirm_line,
    give_evidence,
    propose_lines,
    record_payment,
    record_step,
    refuse_evidence,
    replace_award,
    set_line_aside,
    take_on,
)
from probant.funding.actions.reminders import keep_convention
from probant.funding.models import Evidence, MoneyLine, PaymentMade
from probant.funding.queries import file_of, obligations
from probant.funding.queries.chain import one_chain
from probant.funding.queries.dues import dues
from probant.funding.queries.evidence import register_of
from probant.funding.queries.reminders import engagements_of, reminded
from probant.funding.rules import Duty, State
from probant.funding.rules.bonds import add_months
from probant.funding.rules.chain import Stage
from probant.funding.rules.statements import MoneyRow, read_statement
from probant.funding.tests import scenario
from probant.governance.tests import scenario as acts
from probant.governance.tests.test_screens import client_of
from probant.kernel.actor import Actor
from probant.kernel.decision import Refused
from probant.kernel.roles import TEAM, Role

DAY = datetime.date
TERMS = [
    ClauseDraft("payment", "IV", terms={"share_rate": "7/10", "trigger": "signature"}),
    ClauseDraft("payment", "IV", terms={"share_rate": "3/10", "trigger": "evidence"}),
    ClauseDraft("evidence", "V", terms={"pieces": ["Compte rendu financier", "PV du comité"]}),
]
PDF = b"%PDF-1.7 a piece"


@pytest.fixture
def world(db):
    return scenario.world(clauses=TERMS)


def finance(world):
    return replace(world.bruno, roles=frozenset({Role.FUNDER_FINANCE}))


def piece(world, label, **changes):
    given = {
        "convention": world.convention,
        "year": 2024,
        "piece": PieceDraft(label, None, "clause"),
        "given_on": DAY(2024, 7, 21),
    }
    return give_evidence(world.awa, **{**given, "reference": "portail", **changes})


def call(world, award, number, **changes):
    given = {"actor": world.awa, "award": award, "instalment": number}
    return call_payment(**{**given, "occurred_on": DAY(2024, 7, 1), **changes})


def test_the_balance_opens_once_each_listed_piece_is_accepted(world):
    award = world.award()
    assert call(world, award, 1).amount_cents == 630000
    record_payment(
        actor=world.awa, award=award, amount_cents=630000, paid_on=DAY(2024, 7, 20), instalment=1
    )
    with pytest.raises(Refused) as refusal:
        call(world, award, 2)
    assert str(refusal.value) == (
        "Le solde (article IV) ne s’ouvre pas encore. "
        "Il manque : Compte rendu financier (attendue), PV du comité (attendue)."
    )
    report = piece(world, "Compte rendu financier", reference="", name="crf.pdf", chunks=[PDF])
    minutes = piece(world, "PV du comité")
    accept_evidence(actor=world.bruno, evidence=report.evidence, occurred_on=DAY(2024, 7, 22))
    refuse_evidence(
        actor=world.bruno, evidence=minutes.evidence, code="unsigned", occurred_on=DAY(2024, 7, 22)
    )
    with pytest.raises(Refused) as refusal:
        call(world, award, 2)
    assert str(refusal.value).endswith("Il manque : PV du comité (refusée).")
    give_evidence(world.awa, minutes.evidence, reference="PV signé", given_on=DAY(2024, 7, 25))
    accept_evidence(actor=world.bruno, evidence=minutes.evidence, occurred_on=DAY(2024, 8, 1))
    assert call(world, award, 2, occurred_on=DAY(2024, 8, 2)).amount_cents == 270000
    due = obligations(world.convention, DAY(2024, 9, 1), world.awa)
    balance = [one for one in due if one.code is Duty.PAYMENT][1]
    assert (balance.due_on, balance.state) == (DAY(2024, 8, 1), State.LATE)


def test_errors_of_the_year_hold_a_call_until_each_is_taken_on(world):
    award = world.award()
    world.budget(stated_cost_cents=100)  # not what its lines make
    with pytest.raises(Refused, match="dans la convention"):
        call(world, award, 1)
    past = call(world, award, 1, declared_on=DAY(2024, 7, 1))  # what happened is recorded
    assert past.amount_cents == 630000
    file = file_of(world.convention, world.awa, year=2024, today=DAY(2024, 7, 1))
    reasons = {one.mark(world.convention.pk): "Écrit ainsi en 2023." for one in file.open_errors}
    assert len(reasons) > 0
    take_on(actor=world.awa, convention=world.convention, reasons=reasons)
    with pytest.raises(Refused, match="Il manque"):
        call(world, award, 2)


def test_a_file_of_a_wrong_type_is_refused_by_name(world):
    with pytest.raises(Refused) as refusal:
        piece(world, "PV du comité", reference="", name="pv.exe", chunks=[b"MZ"])
    assert str(refusal.value).startswith("« pv.exe » ne peut pas être la pièce")
    with pytest.raises(Refused) as refusal:
        piece(world, "PV du comité", reference="", name="pv.pdf", chunks=[b"PK\x03"])
    assert "son contenu dit autre chose" in str(refusal.value)
    assert Evidence.objects.count() == 0


def test_a_list_that_does_not_exist_is_completed_with_a_reason(db):
    terms = [*TERMS[:2], ClauseDraft("evidence", "IV", terms={"list_found": False})]
    world = scenario.world(clauses=terms)
    award = world.award()
    with pytest.raises(Refused, match="Complétez la liste"):
        call(world, award, 2)
    with pytest.raises(Refused, match="Dites pourquoi"):
        complete_list(
            actor=world.awa,
            convention=world.convention,
            years=[2024],
            pieces=[PieceDraft("Compte rendu financier")],
        )
    (row,) = complete_list(
        actor=world.awa,
        convention=world.convention,
        years=[2024],
        pieces=[PieceDraft("Compte rendu financier", reason="la liste manque")],
    )
    given = give_evidence(world.awa, row, reference="portail")
    accept_evidence(actor=world.awa, evidence=row, occurred_on=given.occurred_on)
    assert register_of(world.convention.pk, 2024).is_complete
    assert call(world, award, 2, occurred_on=given.occurred_on).amount_cents == 270000


def test_one_file_serves_two_funders_and_counts_once(world):
    first = piece(world, "PV du comité", reference="", name="pv.pdf", chunks=[PDF])
    again = piece(
        world, "Compte rendu financier", reference="", name="crf.pdf", chunks=[PDF], year=2025
    )
    assert again.document == first.document


def test_what_is_paid_above_the_award_is_kept_and_holds_the_next_call(world):
    award = world.award()
    record_payment(actor=world.awa, award=award, amount_cents=950000, paid_on=DAY(2024, 7, 1))
    with pytest.raises(Refused, match="à reverser avant tout nouvel appel"):
        call(world, award, 1)
    found, _ = one_chain(award)
    assert (found.chain.over_cents, found.chain.word) == (50000, "trop-perçu")
    owed = [
        one
        for one in obligations(world.convention, DAY(2024, 9, 1), world.awa)
        if one.code is Duty.RECOVERY
    ]
    assert [one.amount_cents for one in owed] == [50000]


def test_the_funder_keeps_its_own_side_and_cannot_order_before_the_pieces(world):
    award = world.award()
    given = {"award": award, "occurred_on": DAY(2024, 7, 1), "order_reference": "1234"}
    record_step(actor=finance(world), stage="ordered", amount_cents=630000, **given)
    with pytest.raises(Refused, match="Il manque"):
        record_step(actor=finance(world), stage="ordered", amount_cents=270000, **given)
    # what the team learned is recorded, whatever it is
    record_step(actor=world.awa, stage="ordered", amount_cents=300000, **given)
    file = file_of(world.convention, world.awa, year=2024, today=DAY(2024, 9, 1))
    assert file.chains[0].chain.total(Stage.ORDERED) == 930000


@pytest.mark.parametrize(
    ("role", "stage", "allowed"),
    [
        (Role.FUNDER_FINANCE, "committed", True),
        (Role.FUNDER_FINANCE, "certified", True),
        (Role.FUNDER_OFFICER, "certified", True),
        (Role.FUNDER_OFFICER, "committed", False),
        (Role.ELECTED, "certified", False),
    ],
)
def test_each_role_of_the_funder_notes_its_part(world, role, stage, allowed):
    award = world.award()
    theirs = replace(world.bruno, roles=frozenset({role}))
    stranger = replace(world.chloe, roles=frozenset({role}))
    given = {"stage": stage, "amount_cents": 100, "occurred_on": DAY(2024, 7, 1), "award": award}
    with pytest.raises(Refused):
        record_step(actor=stranger, **given)
    if allowed:
        assert record_step(actor=theirs, **given).stage == stage
    else:
        with pytest.raises(Refused):
            record_step(actor=theirs, **given)


def test_an_award_rests_on_several_decisions_and_keeps_them_when_corrected(world):
    second = acts.recorded(world.awa, world.house, world.bureau, world.house.organisation)
    other = second.decisions.get(number=1)
    award = world.award()
    assert other.pk != award.decision_id
    add_basis(actor=world.awa, award=award, decision=other, amount_cents=200000)
    with pytest.raises(Refused, match="déjà liée"):
        add_basis(actor=world.awa, award=award, decision=other)
    by = replace_award(actor=world.awa, award=award, amount_cents=800000)
    assert [(one.decision_id, one.amount_cents) for one in by.bases.all()] == [(other.pk, 200000)]


def test_a_decision_of_another_year_is_told(world):
    award = world.award(year=2025)
    file = file_of(world.convention, world.awa, year=2025, today=DAY(2025, 9, 1))
    assert award.budget_year == 2025
    assert "award.year" in {told.finding.code for told in file.findings}


def test_lines_are_proposed_once_and_a_person_confirms(world):
    world.award()
    text = (
        "Compte;123\nDate;Libellé;Débit;Crédit\n14/06/2024;VIR METROPOLE D'ESSAI;;6 300,00\n"
        "15/06/2024;LOYER;800,00;\n"
    )
    rows = read_statement("releve.csv", text.encode("cp1252")).rows
    given = {"actor": world.awa, "house_id": world.house.pk, "source": "bank", "rows": rows}
    read = propose_lines(**given)
    assert (read.kept, read.known, read.left_out) == (1, 0, 1)
    assert propose_lines(**given).known == 1
    line = MoneyLine.objects.get()
    payment = confirm_line(actor=world.awa, line=line, award=line.proposed)
    assert (payment.amount_cents, payment.occurred_on) == (630000, DAY(2024, 6, 14))
    mandate = MoneyRow(DAY(2024, 6, 12), 630000, "Métropole d’essai subvention", "4321", "77")
    propose_lines(**{**given, "source": "orders", "rows": [mandate]})
    order = MoneyLine.objects.get(source="orders")
    confirm_line(actor=world.awa, line=order, award=order.proposed)
    (kept,) = PaymentMade.objects.now()
    assert (kept.order_reference, kept.bank_reference) == ("4321", "relevé du 14/06/2024")
    with pytest.raises(Refused, match="déjà un versement"):
        set_line_aside(actor=world.awa, line=MoneyLine.objects.get(source="bank"))


@pytest.mark.parametrize("count", [1, 3])
def test_what_is_due_asks_the_same_however_many_conventions(
    world, count, django_assert_num_queries
):
    world.award()
    for number in range(count - 1):
        scenario.convention_of(
            world.awa, world.house, world.metropole, title=f"N° {number}", clauses=TERMS
        )
    piece(world, "PV du comité")
    # titles, keepers; heads, parties, clauses, amendments, sheets, awards, payments, recoveries,
    # met, pieces, accepted, refused, given, totals
    with django_assert_num_queries(16):
        found = dues(world.awa, DAY(2024, 9, 1))
    assert {one.title for one in found} and len({one.convention_id for one in found}) == count


def events(response):
    found = icalendar.Calendar.from_ical(response.content).walk("VEVENT")
    return {(str(one["uid"]), str(one["summary"]), one.decoded("dtstart")) for one in found}


def test_what_is_due_is_a_calendar_of_a_convention_and_of_a_person(world):
    today = timezone.localdate()
    ends = today + datetime.timedelta(days=200)
    terms = [*TERMS, ClauseDraft("notice", "6", terms={"months": 3, "form": "lettre"})]
    given = {"starts_on": today, "ends_on": ends, "signed_on": today}
    one, other = (
        scenario.convention_of(
            world.awa, world.house, world.metropole, title=title, clauses=terms, **given
        )
        for title in ("L’une", "L’autre")
    )
    awa = client_of(world.house.organisation, "officer", "awa")
    user = User.objects.get(email__startswith="awa")
    keep_convention(actor=world.awa, convention=one, user_id=user.pk)
    page = reverse("funding:dues-calendar")
    answer = awa.get(f"{page}?convention={one.pk}")
    assert answer["Content-Type"] == "text/calendar; charset=utf-8"
    last = add_months(ends, -3)
    notice = "Dernier jour pour dénoncer la convention, par lettre"
    assert [day for _, said, day in events(answer) if notice in said] == [last]
    assert "L’une" in answer.content.decode() and "L’autre" not in answer.content.decode()
    assert len(events(answer)) == len(events(awa.get(f"{page}?convention={other.pk}"))) > 1
    assert events(awa.get(f"{page}?qui=moi")) == events(answer)
    assert len(events(awa.get(page))) > len(events(answer))
    chloe = client_of(acts.organisation("Ailleurs", "collectivite"), "funder_officer", "chloe")
    assert chloe.get(f"{page}?convention={one.pk}").status_code == 404
    assert events(chloe.get(page)) == set()
    assert awa.get(f"{page}?convention=1e9").status_code == 404


def test_a_reminder_leaves_on_its_days_alone(world):
    world.award()
    system = Actor.system(world.house.pk, "essai", roles=TEAM)
    assert reminded(system, DAY(2024, 9, 2)) == {}
    found = dues(world.awa, DAY(2024, 9, 1))
    days = engagements_of(found, DAY(2024, 9, 1), DAY(2025, 12, 31))
    assert [one.title for one in days if "Compte rendu" in one.title]
    assert len({one.number for one in days}) == len(days)


def test_the_findings_of_the_chain_are_open_findings_of_the_convention(world):
    """Ordered and paid above the award: told on its action and year, with the sum to take back."""
    award = world.award()
    given = {"award": award, "occurred_on": DAY(2024, 7, 1), "order_reference": "12"}
    record_step(actor=world.awa, stage="ordered", amount_cents=950000, **given)
    record_payment(actor=world.awa, award=award, amount_cents=950000, paid_on=DAY(2024, 7, 1))

    def told():
        file = file_of(world.convention, world.awa, year=2024, today=DAY(2024, 9, 1))
        chain = ("order.exceeds", "recovery.missing")
        return file, [one for one in file.findings if one.finding.code in chain]

    file, (order, recovery) = told()
    assert order in file.open_errors and recovery in file.actions[0].findings
    assert (recovery.year, recovery.sheet_id) == (2024, world.sheets[0].pk)
    assert "500 € à reverser, sans titre de recette." in recovery.finding.message.replace(
        "\u202f", " "
    ).replace("\xa0", " ")
    record_step(actor=world.awa, stage="recovery", amount_cents=50000, **given)
    _, left = told()
    assert [one.finding.code for one in left] == ["order.exceeds"]
