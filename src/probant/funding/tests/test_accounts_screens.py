"""Accounts and reports on screens: who reads what, and the same questions whatever the rows."""

import datetime

import pytest
from django.test import RequestFactory
from django.urls import resolve

from probant.funding.actions.ledger import assign
from probant.funding.actions.paid_services import write_service
from probant.funding.actions.reports import hand_in
from probant.funding.queries.actuals import actuals_of, entries_of
from probant.funding.queries.ledger import accounts_of
from probant.funding.screens.report_tables import report_rows, service_rows
from probant.funding.tests.scenario import world
from probant.funding.tests.test_financial_reports import DAY, SPENT, accounts, begun

pytestmark = pytest.mark.django_db


@pytest.mark.parametrize("count", [1, 3])
def test_entries_cost_the_same_however_many(count, django_assert_num_queries) -> None:
    at = world()
    accounts(at, lines=SPENT[:count])
    with django_assert_num_queries(7):
        found = entries_of(actuals_of(at.house.pk, 2024), [at.sheets[0].action_id], "")
    assert len(found) == count


@pytest.mark.parametrize("count", [1, 3])
def test_the_accounts_of_a_year_cost_the_same(count, django_assert_num_queries) -> None:
    at = world()
    accounts(at, lines=SPENT[:count])
    for place in range(count):
        assign(actor=at.awa, house_id=at.house.pk, section=f"S{place}")
    with django_assert_num_queries(7):
        found = accounts_of(at.awa, 2024)
    assert len(found.mappings) == count + 1


@pytest.mark.parametrize("count", [1, 3])
def test_services_are_one_question(count, django_assert_num_queries) -> None:
    at = world()
    for place in range(count):
        write_service(
            actor=at.awa,
            house_id=at.house.pk,
            values={"label": f"F{place}", "customer": at.metropole, "amount_cents": 100},
        )
    with django_assert_num_queries(1):
        assert len(list(service_rows(at.awa))) == count


def test_a_funder_lists_what_was_handed_in(django_assert_num_queries) -> None:
    at = world()
    report = begun(at)
    assert list(report_rows(at.bruno)) == []
    hand_in(actor=at.awa, report=report, on=DAY)
    with django_assert_num_queries(1):
        rows = list(report_rows(at.bruno))
    assert [(row["state"], row["spent"]) for row in rows] == [("handed_in", 520000)]
    assert list(report_rows(at.chloe)) == []


def page_of(address, actor):
    request = RequestFactory().get(address)
    request.actor = actor
    request.htmx = False
    found = resolve(address.partition("?")[0])
    response = found.func(request, *found.args, **found.kwargs)
    assert response.status_code == 200
    return response.content.decode()


def test_each_page_shows_what_it_is_for() -> None:
    at = world()
    report = begun(at)
    shown = page_of("/conventions/comptes/?annee=2024", at.awa)
    assert "Comptes 2024" in shown
    assert "5\u202f200\u00a0€" in shown
    shown = page_of("/conventions/comptes/2024/ecritures/?action=affecter", at.awa)
    assert "Aucune écriture" in shown
    assert "Remettre" in page_of(f"/comptes-rendus/{report.pk}/", at.awa)
    hand_in(actor=at.awa, report=report, on=datetime.date(2024, 6, 14))
    theirs = page_of(f"/comptes-rendus/{report.pk}/", at.bruno)
    assert "Examiner" in theirs
    assert "/ecritures/" not in theirs
    assert "Admis" in page_of(f"/comptes-rendus/{report.pk}/examiner/", at.bruno)
