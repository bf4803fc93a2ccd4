"""Accounts and reports on screens: who reads what, and the same questions whatever the rows."""

import datetime
from html import unescape

import pytest
from django.test import RequestFactory
from django.urls import resolve

from probant.funding.actions.ledger import assign
from probant.funding.actions.paid_services import write_service
from probant.funding.actions.reports import hand_in
from probant.funding.queries.actuals import actuals_of, entries_of
from probant.funding.queries.ledger import accounts_of
from probant.funding.queries.paid_services import against_accounts
from probant.funding.rules.ledger import EntryLine
from probant.funding.screens.report_tables import report_rows, service_rows
from probant.funding.tests.scenario import world
from probant.funding.tests.test_financial_reports import DAY, SPENT, accounts, begun
from probant.governance.tests.test_screens import client_of
from probant.kernel.finding import Severity

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


def test_a_mapping_holds_from_its_financial_year_and_leaves_those_before() -> None:
    at = world()
    for year in (2024, 2025, 2026):
        accounts(at, year=year)
    before, after = at.sheets[0].action_id, at.sheets[1].action_id
    client = client_of(at.house.organisation, "officer")
    address = "/conventions/comptes/affecter/?annee=2025&section=ACC"
    given = {"section": "ACC", "account": "", "target": f"a{after}", "heading": ""}
    refused = client.post(address, {**given, "from_year": "25"})
    assert refused.status_code == 422
    assert client.post(address, {**given, "from_year": "2025"}).status_code == 302
    found = {
        year: [actuals_of(at.house.pk, year).total("expense", pk) for pk in (before, after)]
        for year in (2024, 2025, 2026)
    }
    assert found == {2024: [520000, 0], 2025: [0, 520000], 2026: [0, 520000]}
    shown = [len(accounts_of(at.awa, year).mappings) for year in (2024, 2025)]
    assert shown == [1, 1]
    assert "à partir de 2025" in page_of("/conventions/comptes/?annee=2026", at.awa)
    assert "à partir de" not in page_of("/conventions/comptes/?annee=2024", at.awa)
    assert 'value="2025"' in page_of(
        "/conventions/comptes/affecter/?annee=2026&section=ACC", at.awa
    )


def test_what_is_invoiced_is_held_against_account_70() -> None:
    at = world()
    sold = {"label": "Formation", "customer": at.metropole, "amount_cents": 120_000}
    write_service(
        actor=at.awa,
        house_id=at.house.pk,
        values={**sold, "invoiced_on": datetime.date(2024, 5, 2)},
    )
    write_service(actor=at.awa, house_id=at.house.pk, values={**sold, "label": "Devis"})
    assert against_accounts(at.awa) == []
    accounts(at, lines=[*SPENT, EntryLine("706000", 0, 100_000, section="ACC", position=5)])
    (found,) = against_accounts(at.awa)
    assert (found.code, found.severity) == ("services.booked", Severity.WARNING)
    told = found.message.replace("\u202f", " ").replace("\xa0", " ")
    assert told.startswith("2024 : 1 200 € facturés, 1 000 € au compte 70 des comptes, soit 200 €")
    assert found.message in unescape(page_of("/conventions/prestations/", at.awa))


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
