"""Whatever the split and the sequence of movements, totals are their lines, to the cent."""

import datetime
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from probant.funding.rules import AwardView, PaymentTerms, Trigger, check_award, split_award
from probant.funding.rules.cash import Flow, Staffed, months_of
from probant.funding.rules.chain import (
    Chain,
    Pieces,
    Stage,
    Step,
    check_chain,
    hold_call,
    hold_order,
    instalments,
)
from probant.funding.rules.statements import UnreadableStatement, read_statement

DAY = datetime.date(2024, 6, 1)
CENTS = st.integers(min_value=1, max_value=10**11)


@given(CENTS, st.lists(st.integers(min_value=1, max_value=997), min_size=1, max_size=12))
def test_any_split_of_an_award_sums_to_it_to_the_cent(amount, weights):
    shares = tuple(Fraction(one, sum(weights)) for one in weights)
    parts = split_award(amount, shares)
    assert sum(parts) == amount
    assert all(part >= 0 for part in parts)
    terms = [(PaymentTerms(share, Trigger.DATE), "") for share in shares]
    assert sum(one.cents for one in instalments(amount, terms)) == amount


MOVES = st.lists(
    st.tuples(
        st.sampled_from(["pay", "repay", "void", "amend", "order", "retain", "recover", "call"]),
        CENTS,
    ),
    max_size=30,
)


@given(CENTS, MOVES)
def test_totals_are_their_lines_and_any_excess_is_a_finding_with_the_sum(amount, moves):
    paid, steps = [], []
    for kind, cents in moves:
        if kind == "pay":
            paid.append((DAY, cents))
        elif kind == "repay":
            paid.append((DAY, -cents))
        elif kind == "void" and paid:
            paid.pop(cents % len(paid))
        elif kind == "amend":
            amount = cents
        elif kind in ("order", "retain", "recover", "call"):
            stage = {
                "order": Stage.ORDERED,
                "retain": Stage.RETAINED,
                "recover": Stage.RECOVERY,
                "call": Stage.CALLED,
            }[kind]
            steps.append(Step(stage, cents, DAY))
        chain = Chain(amount, tuple(steps), tuple(paid))
        assert chain.paid_cents == sum(cents for _, cents in paid)
        for stage in Stage:
            assert chain.total(stage) == sum(one.cents for one in steps if one.stage is stage)
        assert chain.over_cents == max(0, chain.paid_cents - amount)
        found = check_award(AwardView("A", 2024, amount, paid_cents=chain.paid_cents))
        told = [one.code for one in found if one.code == "payment.exceeds"]
        assert told == (["payment.exceeds"] if chain.over_cents else [])
        codes = {one.code for one in check_chain("A, 2024", chain)}
        assert ("order.exceeds" in codes) == (chain.total(Stage.ORDERED) > amount)
        assert ("recovery.missing" in codes) == (chain.over_cents > chain.total(Stage.RECOVERY))
        if chain.over_cents:
            part = instalments(amount, ())[0]
            held = hold_call(chain, part, Pieces(), is_signed=True, cents=1)
            assert held and hold_order(chain, Pieces(), (), 1)


def test_instalments_over_the_whole_are_told_and_the_last_is_called_for_what_is_left():
    terms = [
        (PaymentTerms(Fraction(7, 10), Trigger.SIGNATURE), ""),
        (PaymentTerms(Fraction(5, 10), Trigger.DATE), ""),
    ]
    planned = instalments(100000, terms)
    (found,) = check_chain("A, 2024", Chain(100000), planned)
    assert found.code == "instalment.exceeds" and "200" in found.message
    held = hold_call(
        Chain(100000, paid=((DAY, 70000),)), planned[1], Pieces(), is_signed=True, cents=50000
    )
    assert "appelez au plus" in held


@pytest.mark.parametrize(
    ("name", "text", "cents"),
    [
        ("a.csv", "Date,Libellé,Montant\n14/06/2024,VIR,6300.50\n", 630050),
        ("b.csv", "date opération;libellé;débit;crédit\n2024-06-14;X;;1 200,00\n", 120000),
        ("c.csv", "Date\tLibellé\tMontant\n14/06/2024\tX\t-12,00\n", -1200),
        (
            "d.ofx",
            "<OFX><STMTTRN><DTPOSTED>20240614<TRNAMT>2800.00<NAME>DIJON<FITID>9</STMTTRN>",
            280000,
        ),
        (
            "e.xml",
            '<Document xmlns="urn:iso:std:iso:20022:tech:xsd:camt.053.001.02"><Ntry>'
            "<Amt>28.00</Amt><CdtDbtInd>DBIT</CdtDbtInd><BookgDt><Dt>2024-06-14</Dt></BookgDt>"
            "</Ntry></Document>",
            -2800,
        ),
    ],
)
def test_any_bank_is_read(name, text, cents):
    (row,) = read_statement(name, text.encode()).rows
    assert (row.on, row.cents) == (datetime.date(2024, 6, 14), cents)


def test_what_is_no_statement_says_so():
    with pytest.raises(UnreadableStatement, match="Aucune ligne ne nomme"):
        read_statement("lettre.csv", b"Bonjour,\nvoici")
    with pytest.raises(UnreadableStatement, match="déposez un fichier"):
        read_statement("x.bin", b"\x00\x01" * 50)
    with pytest.raises(UnreadableStatement, match="définitions"):
        read_statement("x.xml", b'<!DOCTYPE a><Document xmlns="camt.053">')
    found = read_statement("a.csv", b"Date;Montant\nhier;12\n14/06/2024;12\n")
    assert [number for number, _ in found.wrong] == [2]


def test_cash_by_month_counts_each_flow_once_and_no_unknown_cost():
    flows = [Flow(DAY, 100, "A", 1), Flow(datetime.date(2025, 6, 1), 999, "trop loin", 1)]
    staff = [
        Staffed("connu", DAY, None, 10_000, ((DAY, 1_200_000),)),
        Staffed("inconnu", DAY, None, 10_000),
    ]
    months = months_of(DAY, 12, flows, staff)
    assert [one.income_cents for one in months] == [100] + [0] * 11
    assert {one.staff_cents for one in months} == {100000}
