"""Each code is found where it stands, and not found where the budget or the convention holds."""

import datetime
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from probant.funding.rules import (
    AwardDue,
    AwardView,
    BadTerms,
    Bond,
    CommitteeTerms,
    DurationTerms,
    Duty,
    EvidenceTerms,
    Granted,
    NoticeTerms,
    PaymentTerms,
    RenewalTerms,
    ReportingTerms,
    Row,
    State,
    Table,
    Trigger,
    chart,
    check_award,
    check_budget,
    check_clauses,
    check_split,
    derive,
    groups,
    may_become,
    read_terms,
    same_budgets,
    split_award,
    totals,
    write_terms,
)

HEAD = Row(1, "expense", "64", "Charges de personnel", printed_cents=540000, is_heading=True)
PAY = (
    Row(2, "expense", "", "Rémunération", 385600, heading=1),
    Row(3, "expense", "", "Charges sociales", 148800, heading=1),
    Row(4, "expense", "", "Autres charges", 5600, heading=1),
)
GRANT = Row(5, "income", "74", "Subventions d’exploitation", 540000, funder_id=7)
WHOLE = (HEAD, *PAY, GRANT)


def codes(placed):
    return [one.finding.code for one in placed]


def replaced(rows, key, **changes):
    fields = ("key", "side", "account", "label", "amount_cents", "printed_cents")
    fields += ("is_heading", "heading", "funder_id")
    return tuple(
        Row(**{**{name: getattr(row, name) for name in fields}, **changes})
        if row.key == key
        else row
        for row in rows
    )


@pytest.mark.parametrize(
    ("table", "expected"),
    [
        (Table(2023, WHOLE), []),
        (Table(2023, WHOLE, 540000, 540000, 540000, 540000), []),
        (Table(2023, replaced(WHOLE, 1, printed_cents=940000)), ["budget.heading_sum"]),
        (Table(2023, WHOLE, printed_expense_cents=600000), ["budget.total_sum"]),
        (
            Table(2023, replaced(WHOLE, 1, printed_cents=940000), 540000, 540000),
            ["budget.heading_sum", "budget.total_sum"],
        ),
        (Table(2023, replaced(WHOLE, 5, amount_cents=500000)), ["budget.unbalanced"]),
        (Table(2023, WHOLE, stated_cost_cents=1000000), ["budget.text_mismatch"]),
        (Table(2023, WHOLE, stated_grant_cents=500000), ["budget.text_mismatch"]),
        (
            Table(2023, (*WHOLE, Row(9, "expense", "864", "Bénévolat", 1000))),
            ["budget.unbalanced"],
        ),
        (Table(2023, WHOLE, in_kind_expected=True), ["budget.in_kind_missing"]),
        (
            Table(
                2023,
                (
                    *WHOLE,
                    Row(8, "expense", "861", "Locaux prêtés", 1000),
                    Row(9, "income", "871", "Prestations en nature", 1000),
                ),
                in_kind_expected=True,
            ),
            [],
        ),
        (Table(2023, replaced(WHOLE, 5, account="70")), ["budget.account"]),
        (Table(2023, replaced(WHOLE, 5, account="64")), ["budget.account"]),
        (Table(2009, printed_expense_cents=300000, printed_income_cents=300000), []),
        (
            Table(2009, printed_expense_cents=300000, printed_income_cents=200000),
            ["budget.unbalanced"],
        ),
        (Table(2023), []),
    ],
)
def test_budget(table, expected):
    assert codes(check_budget(table)) == expected


def test_an_account_that_serves_twice_is_found_at_the_second():
    rows = (
        Row(1, "income", "70", "Subventions d’exploitation", printed_cents=1, is_heading=True),
        Row(2, "income", "", "Métropole", 1, heading=1),
        Row(3, "income", "70", "Prestations", is_heading=True),
    )
    found = check_budget(Table(2023, rows))
    assert [(one.finding.code, one.row) for one in found] == [
        ("budget.account", 1),
        ("budget.account", 3),
    ]


def test_rent_stands_among_external_services():
    rows = (
        Row(1, "expense", "60", "Achats", printed_cents=0, is_heading=True),
        Row(2, "expense", "", "Location salles", 0, heading=1),
    )
    (found,) = check_budget(Table(2023, rows))
    assert (found.finding.code, found.row) == ("budget.account", 2)


def test_a_finding_points_at_its_cell():
    (found,) = check_budget(Table(2023, replaced(WHOLE, 1, printed_cents=940000)))
    assert found.row == 1
    assert "9\u202f400\u00a0€ imprimés, ses lignes font 5\u202f400\u00a0€" in found.finding.message


def test_headings_come_from_the_chart_where_none_is_printed():
    rows = (Row(1, "expense", "641", "Salaires", 100), Row(2, "expense", "606", "Papier", 50))
    found = groups(Table(2023, rows), "expense")
    assert [(one.account, one.label, one.total_cents) for one in found] == [
        ("64", "Charges de personnel", 100),
        ("60", "Achats", 50),
    ]
    assert totals(Table(2023, rows), "expense").main_cents == 150


def test_an_empty_amount_is_unknown_and_not_zero():
    assert totals(Table(2023, (Row(1, "expense", "64", "Salaires"),)), "expense").main_cents is None


def test_three_equal_years_are_a_note():
    tables = [Table(year, WHOLE) for year in (2023, 2024, 2025)]
    assert [one.code for one in same_budgets(tables)] == ["budget.repeated"]
    assert same_budgets(tables[:2]) == []


def test_the_chart_follows_the_financial_year():
    assert ("79" in chart(2024), "79" in chart(2025)) == (True, False)
    assert ("777" in chart(2024), "747" in chart(2025)) == (True, True)


@pytest.mark.parametrize(
    ("awards", "expected"),
    [
        ((900000, 300000, 600000), []),
        ((900000, 300000), ["award.unallocated"]),
        ((900000, 300000, 600001), ["amount.sum"]),
        ((), []),
    ],
)
def test_awards_make_what_was_decided(awards, expected):
    assert [one.code for one in check_split(Granted("21 mars", 1800000, awards))] == expected


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({"paid_cents": 900000}, []),
        ({"paid_cents": 900001}, ["payment.exceeds"]),
        ({"has_decision": False}, ["award.undecided"]),
        ({"decided_year": 2024}, []),
        ({"decided_year": 2023}, ["award.year"]),
        ({"budget_cents": 900000, "cost_cents": 900000}, []),
        ({"budget_cents": 800000}, ["award.budget_mismatch"]),
        ({"cost_cents": 800000}, ["award.over_cost"]),
    ],
)
def test_award(changes, expected):
    assert [one.code for one in check_award(AwardView("A", 2024, 900000, **changes))] == expected


SEVENTY = PaymentTerms(Fraction(7, 10), Trigger.SIGNATURE)
THIRTY = PaymentTerms(Fraction(3, 10), Trigger.EVIDENCE)


@pytest.mark.parametrize(
    ("terms", "expected"),
    [
        ((SEVENTY, THIRTY, EvidenceTerms(True, ("bilan",))), []),
        ((SEVENTY, THIRTY), ["reference.dangling"]),
        ((SEVENTY, THIRTY, EvidenceTerms(list_found=False)), ["reference.dangling"]),
        ((SEVENTY, SEVENTY), ["amount.sum"]),
        ((SEVENTY,), ["clause.shares"]),
        ((DurationTerms(12, "tacit"), RenewalTerms("PV")), ["renewal.tacit"]),
        ((DurationTerms(12, "tacit"),), []),
    ],
)
def test_clauses(terms, expected):
    assert [one.code for one in check_clauses(terms)] == expected


def test_an_unsigned_date_is_a_gap():
    assert [one.code for one in check_clauses([], signed_known=False)] == ["signature.missing"]


@given(
    st.integers(1, 10**12),
    st.lists(st.integers(1, 50), min_size=1, max_size=6),
)
def test_instalments_sum_to_the_award_to_the_cent(cents, weights):
    shares = tuple(Fraction(weight, sum(weights)) for weight in weights)
    parts = split_award(cents, shares)
    assert sum(parts) == cents
    assert len(parts) == len(weights)


@pytest.mark.parametrize(
    ("kind", "stored"),
    [
        ("payment", {"share_rate": 1.2, "trigger": "signature"}),
        ("payment", {"share_rate": 0, "trigger": "signature"}),
        ("payment", {"share_rate": 0.5, "trigger": "full moon"}),
        ("payment", {}),
        ("notice", {"months": -3}),
        ("committee", {"per_year": "often"}),
        ("nonsense", {}),
    ],
)
def test_terms_that_do_not_fit_are_refused(kind, stored):
    with pytest.raises(BadTerms):
        read_terms(kind, stored)


def test_terms_are_read_back_as_written():
    for terms in (SEVENTY, THIRTY, NoticeTerms(3, "lettre"), EvidenceTerms(True, ("a", "b"))):
        assert read_terms(terms.kind, write_terms(terms)) == terms


def test_statuses_follow_their_table():
    assert may_become("submitted", "signed")
    assert not may_become("denounced", "signed")


DAY = datetime.date


def bond(**changes):
    award = AwardDue(
        "action 1, 2009", 2009, 400000, "Ville", DAY(2009, 3, 30), paid=changes.pop("paid", ())
    )
    given = {
        "years": (2009,),
        "signed_on": DAY(2009, 4, 20),
        "ends_on": DAY(2010, 4, 19),
        "terms": ((SEVENTY, "IV"), (THIRTY, "IV")),
        "awards": (award,),
        "beneficiary": "CRESS",
        "funders": "Ville",
    }
    return Bond(**{**given, **changes})


def payments(found):
    return [
        (one.amount_cents, one.due_on, one.state.value) for one in found if one.code is Duty.PAYMENT
    ]


def test_seventy_then_thirty_per_cent():
    assert payments(derive(bond(), DAY(2009, 4, 10))) == [
        (280000, DAY(2009, 4, 20), "due"),
        (120000, None, "open"),
    ]


def test_the_balance_opens_with_the_evidence():
    met = {(Duty.EVIDENCE, 2009): (DAY(2010, 1, 15),)}
    paid = ((DAY(2009, 5, 4), 280000),)
    assert payments(derive(bond(met=met, paid=paid), DAY(2010, 2, 1))) == [
        (280000, DAY(2009, 4, 20), "done"),
        (120000, DAY(2010, 1, 15), "late"),
    ]


def test_money_paid_back_reopens_an_instalment():
    paid = ((DAY(2009, 5, 4), 280000), (DAY(2009, 6, 1), -10000))
    assert payments(derive(bond(paid=paid), DAY(2009, 7, 1)))[0][2] == "late"


def test_without_signature_no_day_is_told():
    found = derive(bond(signed_on=None), DAY(2009, 7, 1))
    assert [one.note for one in found if one.code is Duty.PAYMENT] == [
        "la date de signature n’est pas connue",
        "attend les pièces justificatives",
    ]


@pytest.mark.parametrize(
    ("notified", "today", "expected"),
    [
        (DAY(2024, 4, 2), DAY(2024, 6, 1), (DAY(2024, 6, 1), "due")),
        (DAY(2024, 4, 2), DAY(2024, 6, 2), (DAY(2024, 6, 1), "late")),
        (None, DAY(2024, 6, 2), (None, "open")),
        (DAY(2009, 4, 2), DAY(2024, 6, 2), (None, "open")),
    ],
    ids=["sixtieth day", "after", "not notified", "before the law"],
)
def test_sixty_days_run_from_the_notification(notified, today, expected):
    award = AwardDue("A", 2024, 900000, "Métropole", DAY(2024, 3, 21), notified_on=notified)
    (found,) = payments(derive(Bond((2024,), awards=(award,)), today))
    assert found[1:] == expected


@pytest.mark.parametrize(
    ("today", "state"),
    [
        (DAY(2024, 12, 31), State.OPEN),
        (DAY(2025, 1, 1), State.DUE),
        (DAY(2025, 6, 30), State.DUE),
        (DAY(2025, 7, 1), State.LATE),
    ],
)
def test_the_financial_report_is_due_six_months_after_the_year(today, state):
    award = AwardDue("A", 2024, 1, "Métropole", DAY(2024, 3, 21))
    (found,) = [
        one for one in derive(Bond((2024,), awards=(award,)), today) if one.code is Duty.REPORT
    ]
    assert (found.due_on, found.state) == (DAY(2025, 6, 30), state)


def test_a_clause_sets_its_own_delay_for_reports():
    award = AwardDue("A", 2024, 1, "Métropole", DAY(2024, 3, 21))
    one = Bond((2024,), awards=(award,), terms=((ReportingTerms(3), "7"),))
    (found,) = [due for due in derive(one, DAY(2025, 1, 1)) if due.code is Duty.REPORT]
    assert (found.due_on, found.article) == (DAY(2025, 3, 31), "7")


def test_a_committee_each_year():
    one = Bond(
        (2023, 2024),
        terms=((CommitteeTerms(1), "III"),),
        met={(Duty.COMMITTEE, 2023): (DAY(2023, 12, 5),)},
    )
    found = derive(one, DAY(2025, 1, 1))
    assert [(due.year, due.state.value) for due in found] == [(2023, "done"), (2024, "late")]


@pytest.mark.parametrize(
    ("today", "due_on", "state"),
    [
        (DAY(2009, 6, 1), DAY(2010, 1, 19), "open"),
        (DAY(2009, 12, 1), DAY(2010, 1, 19), "due"),
        (DAY(2010, 2, 1), DAY(2010, 1, 19), "done"),
        (DAY(2010, 5, 1), DAY(2011, 1, 19), "open"),
    ],
)
def test_the_notice_comes_round_with_tacit_renewal(today, due_on, state):
    one = Bond(
        (2009,),
        ends_on=DAY(2010, 4, 19),
        terms=((NoticeTerms(3, "lettre recommandée"), "VI"), (DurationTerms(12, "tacit"), "VI")),
    )
    (found,) = derive(one, today)
    assert (found.due_on, found.state.value) == (due_on, state)


def test_essential_data_above_the_threshold_only():
    def told(cents):
        award = AwardDue("A", 2024, cents, "Métropole", DAY(2024, 3, 21))
        one = Bond((2024,), signed_on=DAY(2024, 4, 2), awards=(award,))
        return [due for due in derive(one, DAY(2024, 4, 3)) if due.code is Duty.PUBLICATION]

    assert told(2300000) == []
    assert [due.due_on for due in told(2300001)] == [DAY(2024, 7, 2)]


@pytest.mark.parametrize(
    ("cents", "told"),
    [
        ({2024: 15_300_000}, []),
        ({2023: 15_300_001, 2024: 9_000_000}, [(Duty.ACCOUNTS, 2023), (Duty.DEPOSIT, 2023)]),
    ],
)
def test_above_153_000_euros_of_all_authorities_accounts_are_deposited_and_certified(cents, told):
    """A year is judged alone, whatever this convention gives of it; proof noted, it is done."""
    year = min(cents)
    given = {(Duty.DEPOSIT, year): (DAY(year + 1, 5, 2),)}
    award = AwardDue("A", year, 100_000, "Métropole", DAY(year, 3, 21))
    one = Bond((year,), awards=(award,), all_cents=cents, met=given, beneficiary="Pôle")
    due = [
        found
        for found in derive(one, DAY(year + 1, 8, 1))
        if found.code in (Duty.DEPOSIT, Duty.ACCOUNTS)
    ]
    assert [(found.code, found.year) for found in due] == told
    assert [(found.due_on, found.state) for found in due] == [
        (DAY(year + 1, 6, 30), State.LATE),
        (DAY(year + 1, 6, 30), State.DONE),
    ][: len(told)]
