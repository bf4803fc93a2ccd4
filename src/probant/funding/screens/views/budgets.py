"""The grid in which a budget is edited."""

from typing import Any

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from probant.funding import actions
from probant.funding.access import can_change
from probant.funding.models import ActionSheet, Budget
from probant.funding.screens.forms import BudgetForm
from probant.funding.screens.grid import Grid, draw_grid, read_grid, stored_grid
from probant.funding.screens.views.conventions import load
from probant.programmes.screens.submit import Subject, answer
from probant.ui.idempotency import READ_AT, FormKeys
from probant.ui.request import Request

CELLS = "Des cellules sont à corriger : chacune dit ce qui ne va pas."


def budget(request: Request, pk: int, year: int, number: int) -> HttpResponse:
    """`/conventions/<id>/budgets/<year>/<number of the sheet, 0 for the convention>/`."""
    actor = request.actor
    convention = load(actor, pk)
    if not can_change(actor, convention) or not 1900 <= year <= 2199:
        raise Http404
    sheet = _sheet(pk, number)
    found = Budget.objects.filter(
        convention=convention, sheet=sheet, year=year, nature=Budget.Nature.PLANNED
    ).first()
    lines = list(found.lines.select_related("funder").order_by("position")) if found else []
    subject = Subject(convention.house_id, "budget", found.pk if found else 0)
    drop = "retirer" in request.POST
    posted = request.method == "POST"
    grid = read_grid(request.POST, year, drop_claims=drop) if posted else stored_grid(lines, year)
    form = _form(request, found)
    context = {
        "convention": convention,
        "sheet": sheet,
        "year": year,
        "has_claims": any(line.printed_cents is not None for line in lines),
    }
    if posted and "plus" in request.POST:
        return _more(request, form, grid, subject, context)
    checked = grid.checked() if posted else grid
    if checked.has_errors and form.is_valid():
        form.add_error(None, CELLS)

    def act(data: dict[str, Any], keys: FormKeys) -> str:
        actions.set_budget(
            actor=actor,
            convention=convention,
            sheet=sheet,
            year=year,
            lines=checked.lines(lines),
            printed_expense_cents=None if drop or not found else found.printed_expense_cents,
            printed_income_cents=None if drop or not found else found.printed_income_cents,
            stated_cost_cents=data["stated_cost"],
            stated_grant_cents=data["stated_grant"],
            in_kind_expected=data["in_kind_expected"],
            read_at=keys.read_at if keys.read_at is not None else 0,
            key=keys.key,
        )
        return _back(pk, year, number)

    return answer(
        request,
        form,
        act=act,
        template="funding/budget.html",
        subject=subject,
        back=_back(pk, year, number),
        done="Budget enregistré.",
        context={**context, "grid": draw_grid(checked.more())},
    )


def _sheet(convention_id: int, number: int) -> ActionSheet | None:
    if number == 0:
        return None
    found = ActionSheet.objects.filter(convention_id=convention_id, number=number).first()
    if found is None:
        raise Http404
    return found


def _back(pk: int, year: int, number: int) -> str:
    address = reverse("funding:convention", args=[pk])
    return f"{address}?annee={year}#action-{number}"


def _form(request: Request, found: Budget | None) -> BudgetForm:
    initial = {}
    if found is not None:
        initial = {
            "stated_cost": found.stated_cost_cents,
            "stated_grant": found.stated_grant_cents,
            "in_kind_expected": found.in_kind_expected,
        }
    return BudgetForm(request.POST if request.method == "POST" else None, initial=initial)


def _more(
    request: Request,
    form: BudgetForm,
    grid: Grid,
    subject: Subject,
    context: dict[str, Any],
) -> HttpResponse:
    """The same page with more rows: nothing is judged, nothing is written."""
    shown = {
        **context,
        "form": BudgetForm(initial={name: request.POST.get(name, "") for name in form.fields}),
        "grid": draw_grid(grid.more(8)),
        "read_at": request.POST.get(READ_AT),
        "back": reverse("funding:convention", args=[context["convention"].pk]),
        "changes": [],
        "subject": subject,
    }
    return render(request, "funding/budget.html", shown)
