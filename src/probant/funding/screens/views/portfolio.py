"""The portfolio of a year, and the funding plans of actions."""

import datetime
from dataclasses import replace

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from probant.funding.queries.plans import plans_of, spent_of, years_planned
from probant.funding.queries.portfolio import Held, elsewhere, portfolio, years_held
from probant.funding.queries.request_lists import is_funder
from probant.funding.rules.plans import check_plan, total_of
from probant.funding.screens.timeline import Span, draw_timeline
from probant.funding.screens.views.conventions import asked_year
from probant.journal.reading import reading
from probant.ui.hrefs import href_pattern
from probant.ui.pieces import FindingCard, draw_finding
from probant.ui.request import Request


def sheet(request: Request) -> HttpResponse:
    """`/conventions/portefeuille/?annee=`: a house's conventions in time, or a funder's."""
    actor, today = request.actor, timezone.localdate()
    with reading():
        years = years_held(actor, today)
        year = asked_year(request) or _default(years)
        held = portfolio(actor, year, today)
        for_funder = is_funder(actor)
        houses = sorted({one.convention.house_id for one in held})
        context = {
            "held": held,
            "year": year,
            "years": sorted({*years, year, today.year}, reverse=True),
            "for_funder": for_funder,
            "timeline": draw_timeline(
                [span for one in held if (span := _span(one)) is not None],
                title=f"Les conventions de {year} dans le temps",
                today=today,
            ),
            "awarded": sum(one.awarded_cents for one in held),
            "paid": sum(one.paid_cents for one in held),
            "late": sum(one.late_evidence for one in held),
            "elsewhere": elsewhere(actor, houses, year) if for_funder else [],
        }
        return render(request, "funding/portfolio.html", context)


def _span(one: Held) -> Span | None:
    convention = one.convention
    start = convention.starts_on or convention.signed_on
    if start is None:
        return None
    end: datetime.date | None = convention.ends_on
    return Span(convention.title, start, end, href_pattern("funding:convention") % convention.pk)


def plans(request: Request) -> HttpResponse:
    """`/conventions/financement/?annee=`: every action of the house over all its funders."""
    actor = request.actor
    years = years_planned(actor)
    year = asked_year(request) or _default(years)
    found = plans_of(actor, year)
    cost, asked, granted, received = total_of([one.plan for one in found])
    context = {
        "plans": [(one, len(check_plan(one.plan))) for one in found],
        "year": year,
        "years": years,
        "cost": cost,
        "asked": asked,
        "granted": granted,
        "received": received,
    }
    return render(request, "funding/plans.html", context)


def plan(request: Request, pk: int) -> HttpResponse:
    """`/conventions/financement/<action>/?annee=`."""
    actor = request.actor
    years = years_planned(actor)
    year = asked_year(request) or _default(years)
    found = plans_of(actor, year, action_id=pk)
    if not found:
        raise Http404
    view = replace(found[0], spent=spent_of(actor.house, year, pk))
    context = {
        "view": view,
        "action": view.action,
        "plan": view.plan,
        "year": year,
        "years": years,
        "findings": [
            draw_finding(FindingCard(one.severity, one.message)) for one in check_plan(view.plan)
        ],
    }
    return render(request, "funding/plan.html", context)


def _default(years: list[int]) -> int:
    """The current year where it is planned, else the last one before it, else the first."""
    today = timezone.localdate().year
    return next((one for one in years if one <= today), years[-1] if years else today)
