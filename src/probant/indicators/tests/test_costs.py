"""What an action costs, who pays for it, and what a result of it costs: each with its records."""

import datetime
import html
from fractions import Fraction

import pytest
from django.test import RequestFactory
from django.urls import resolve

from probant.directory.models import House
from probant.funding.actions import LineDraft, record_payment, set_budget
from probant.funding.actions.projects import (
    AxisDraft,
    ObjectiveDraft,
    ProjectDraft,
    record_project,
    set_axes,
)
from probant.funding.queries.plans import plans_of
from probant.funding.tests.scenario import acts, world
from probant.funding.tests.test_financial_reports import SPENT, accounts
from probant.indicators.access import reach_of
from probant.indicators.costs import also_presented, cost_per_result
from probant.kernel.actor import Actor
from probant.kernel.period import Period
from probant.kernel.roles import TEAM
from probant.programmes.actions import adopt_programme
from probant.programmes.models import Phase
from probant.support import actions as support

pytestmark = pytest.mark.django_db
YEAR, DAY = Period.year(2024), datetime.date(2024, 3, 1)
WELCOMED = "dla.organisations_welcomed"


def page_of(address, actor):
    request = RequestFactory().get(address)
    request.actor, request.htmx = actor, False
    found = resolve(address.partition("?")[0])
    answer = found.func(request, *found.args, **found.kwargs)
    assert answer.status_code == 200
    return answer.content.decode()


@pytest.fixture
def at():
    """An action of the dla that costs 6 000 € by its budget, granted 3 000 € by the métropole."""
    found = world()
    sheet = found.sheets[0]
    importer = Actor.system(found.house.pk, "essai", roles=TEAM, may_declare=True)
    dla = adopt_programme(importer, house_id=found.house.pk, code="dla")
    sheet.action.programmes.add(dla)
    set_budget(
        actor=found.awa,
        convention=found.convention,
        sheet=sheet,
        year=2024,
        lines=[
            LineDraft("641", "Salaires", "expense", 600000),
            LineDraft("864", "Bénévoles", "expense", 50000),
            LineDraft("74", "Métropole", "income", 400000, funder=found.metropole),
            LineDraft("706", "Prestations", "income", 200000),
            LineDraft("870", "Bénévolat", "income", 50000),
        ],
    )
    award = found.award(0, amount_cents=300000)
    record_payment(actor=found.awa, award=award, amount_cents=210000, paid_on=acts.VOTE_DAY)
    welcome = Phase.objects.get(programme=dla, official_code="accueil")
    for number in range(3):
        case = support.open_case(
            importer,
            programme=dla,
            organisation=acts.organisation(f"Structure {number}", "association"),
            opened_on=DAY,
            declared_on=DAY,
        )
        support.reach_phase(importer, case=case, phase=welcome, occurred_on=DAY, declared_on=DAY)
    return found


def test_each_amount_of_a_funding_plan_has_its_share_of_the_cost_and_its_records(at):
    (view,) = plans_of(at.awa, 2024, action_id=at.sheets[0].action_id)
    (row,) = view.rows
    part = row.part
    assert (part.asked_cents, part.granted_cents, part.received_cents) == (400000, 300000, 210000)
    assert (row.asked_rate, row.granted_rate, view.own_rate) == (
        Fraction(4, 6),
        Fraction(1, 2),
        Fraction(2, 6),
    )
    kept = [("convention", at.convention.pk)]
    for sources in (row.asked_in, row.granted_in, row.received_in, view.own_in):
        assert [(one.kind, one.pk) for one in sources] == kept
    assert (view.plan.gap_cents, view.plan.over_cents, view.in_kind_cents) == (100000, 0, 50000)


def test_the_plan_and_the_budget_show_who_pays_and_open_on_it(at):
    sheet = at.sheets[0]
    for address in (
        f"/conventions/financement/{sheet.action_id}/?annee=2024",
        f"/conventions/{at.convention.pk}/budgets/2024/{sheet.number}/",
    ):
        shown = page_of(address, at.awa)
        assert f'href="/conventions/{at.convention.pk}/?annee=2024#chaine"' in shown
        assert "Part de la maison" in shown and "50\u00a0%" in shown


def test_what_is_granted_above_the_cost_is_said(at):
    at.award(0, amount_cents=500000)
    (view,) = plans_of(at.awa, 2024, action_id=at.sheets[0].action_id)
    assert view.plan.over_cents == 400000
    shown = page_of(f"/conventions/financement/{at.sheets[0].action_id}/?annee=2024", at.awa)
    assert "Accordé au-delà du coût" in shown and "4\u202f000\u00a0€" in shown


def test_a_cost_per_result_is_a_cost_over_what_was_counted_both_shown(at):
    action = at.sheets[0].action_id
    reach = reach_of(at.awa, action_id=action)
    assert reach is not None
    found = cost_per_result(reach, YEAR, cost_cents=600000, code=WELCOMED)
    assert found.result is not None
    assert (found.result.indicator.code, found.result.value) == (WELCOMED, 3)
    assert found.cents == 200000
    assert cost_per_result(reach, YEAR, cost_cents=None).cents is None
    nothing = cost_per_result(reach, Period.year(2019), cost_cents=600000)
    assert (nothing.result, nothing.cents) == (None, None)
    address = f"/conventions/financement/{action}/?annee=2024&resultat={WELCOMED}"
    shown = page_of(address, at.awa)
    assert "2\u202f000\u00a0€" in shown and "coût prévu" in shown
    accounts(at, lines=SPENT)
    shown = page_of(address, at.awa)
    assert "coût réalisé" in shown and f"?action={action}&amp;compte=6" in shown
    assert "1\u202f733,33\u00a0€" in shown


def test_the_same_structures_presented_to_two_funders_are_shown(at):
    region = acts.organisation("Conseil régional", "collectivite")
    other = at.sheets[1].action
    other.programmes.add(*at.sheets[0].action.programmes.all())
    reach = reach_of(at.awa, action_id=at.sheets[0].action_id)
    assert reach is not None and reach.action is not None
    result = cost_per_result(reach, YEAR, cost_cents=None, code=WELCOMED).result
    assert result is not None
    assert also_presented(result, reach.action, at.awa) == []
    at.award(1, funder=region)
    (found,) = also_presented(result, reach.action, at.awa)
    assert (found.action.pk, found.funders, found.value) == (other.pk, ("Conseil régional",), 3)
    address = f"/conventions/financement/{at.sheets[0].action_id}/?annee=2024&resultat={WELCOMED}"
    shown = page_of(address, at.awa)
    assert f"3 sous « {other.name} »" in html.unescape(shown) and "Conseil régional" in shown


def test_an_objective_shows_its_figures_within_the_actions_that_serve_it(at):
    other = at.sheets[1].action
    project = record_project(
        actor=at.awa,
        house=House.objects.get(pk=at.house.pk),
        draft=ProjectDraft("Projet 2022-2026", 2022, 2026),
    )
    set_axes(
        actor=at.awa,
        project=project,
        axes=[
            AxisDraft(
                "Accompagner",
                [
                    ObjectiveDraft("Accueillir", [at.sheets[0].action], [WELCOMED]),
                    ObjectiveDraft("Essaimer", [at.sheets[0].action, other], [WELCOMED]),
                    ObjectiveDraft("Sans chiffre"),
                ],
            )
        ],
    )
    shown = html.unescape(page_of(f"/projet-associatif/{project.pk}/", at.awa))
    first, second, third = (part.split("</article>")[0] for part in shown.split("<article")[1:4])
    assert first.count(f"/{WELCOMED}/") == 1 and ">3<" in first
    assert second.count(f"/{WELCOMED}/") == 2 and other.name in second
    assert WELCOMED not in third
