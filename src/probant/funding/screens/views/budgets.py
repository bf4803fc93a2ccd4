"""The grid in which a budget is edited: the whole form, or cell by cell."""

from dataclasses import dataclass, replace
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from probant.accounts.queries import names_of
from probant.funding import actions
from probant.funding.access import can_change
from probant.funding.actions import BudgetSaved, Dispute, Stated
from probant.funding.actions.layers import budget_elsewhere
from probant.funding.models import ActionSheet, Budget, BudgetLine, Convention
from probant.funding.queries import BudgetView, budget_view
from probant.funding.queries.plans import plans_of
from probant.funding.rules.pasted import read_pasted
from probant.funding.rules.plans import check_plan
from probant.funding.screens.forms import BudgetForm
from probant.funding.screens.funders import Funders
from probant.funding.screens.grid import (
    Disputed,
    Grid,
    GridRow,
    check,
    edit_of,
    overlaid,
    read_grid,
    row_of,
    stored_grid,
)
from probant.funding.screens.grid_answer import written
from probant.funding.screens.grid_table import draw_grid
from probant.funding.screens.views.conventions import load
from probant.journal.errors import AlreadyDone, JournalError
from probant.kernel.dates import write_date
from probant.kernel.decision import Refused
from probant.programmes.screens.submit import UNPROCESSABLE
from probant.ui.idempotency import read_keys
from probant.ui.pieces import FindingCard, draw_finding
from probant.ui.request import Request

CELLS = "Des cellules sont à corriger : chacune dit ce qui ne va pas."
DISPUTED = (
    "Quelqu’un a écrit dans les mêmes cases pendant votre saisie. Le reste est enregistré ; "
    "choisissez, case par case, ce qui doit rester."
)


@dataclass
class Desk:
    """A budget on the desk: where it stands, what it holds now."""

    convention: Convention
    sheet: ActionSheet | None
    year: int
    budget: Budget | None
    lines: list[BudgetLine]

    @property
    def funders(self) -> Funders:
        """The funders that it may name."""
        return Funders(self.convention, self.lines)

    @property
    def view(self) -> BudgetView | None:
        """The budget computed; None where nothing is stored."""
        return budget_view(self.budget, self.lines) if self.budget else None

    @property
    def back(self) -> str:
        """The page of the convention, at this action."""
        number = self.sheet.number if self.sheet else 0
        return f"{reverse('funding:convention', args=[self.convention.pk])}?annee={self.year}" + (
            f"#action-{number}"
        )


def desk(request: Request, pk: int, year: int, number: int) -> Desk:
    """The budget of an address; 404 where it may not be edited."""
    convention = load(request.actor, pk)
    if not can_change(request.actor, convention) or not 1900 <= year <= 2199:
        raise Http404
    sheet = None
    if number:
        sheet = ActionSheet.objects.filter(convention_id=pk, number=number).first()
        if sheet is None:
            raise Http404
    held = Budget.objects.filter(
        convention=convention, sheet=sheet, year=year, nature=Budget.Nature.PLANNED
    )
    found = held.select_related("indirect").first()
    lines = list(found.lines.order_by("position")) if found else []
    return Desk(convention, sheet, year, found, lines)


def budget(request: Request, pk: int, year: int, number: int) -> HttpResponse:
    """`/conventions/<id>/budgets/<year>/<number of the sheet, 0 for the convention>/`."""
    held = desk(request, pk, year, number)
    funders = held.funders
    stored = stored_grid(held.lines, year, funders.names)
    if request.method != "POST":
        return _page(request, held, stored.more(), _form(held.budget))
    typed_rows = read_grid(request.POST, year)
    whole = overlaid(stored, typed_rows.rows) if held.lines else typed_rows
    if "plus" in request.POST:
        return _page(request, held, whole.more(8), _as_typed(request))
    if "coller" in request.POST:
        return _pasted(request, held, whole, funders)
    form = _form(held.budget, request)
    checked = typed_rows.checked(funders.find)
    if checked.has_errors:
        form.add_error(None, CELLS)
    if not form.is_valid():
        shown = overlaid(stored, checked.rows) if held.lines else checked
        return _page(request, held, shown.more(), form, status=UNPROCESSABLE)
    return _save(request, held, checked, form, funders)


def _save(
    request: Request, held: Desk, checked: Grid, form: BudgetForm, funders: Funders
) -> HttpResponse:
    changed = checked.changed()
    data = form.cleaned_data
    try:
        saved = actions.edit_budget(
            actor=request.actor,
            convention=held.convention,
            sheet=held.sheet,
            year=held.year,
            rows=[edit_of(row, held.year, funders.find) for row in changed],
            stated=Stated(
                data["stated_cost"],
                data["stated_grant"],
                data["in_kind_expected"],
                data["printed_expense"],
                data["printed_income"],
            ),
            drop_claims="retirer" in request.POST,
            key=read_keys(request.POST).key,
        )
    except AlreadyDone as already:
        messages.info(request, str(already))
        return redirect(held.back)
    except (Refused, JournalError) as refusal:
        form.add_error(None, str(refusal))
        return _page(request, held, checked.more(), form, status=UNPROCESSABLE)
    if not saved.has_disputes:
        messages.success(request, "Budget enregistré.")
        return redirect(held.back)
    after = Desk(held.convention, held.sheet, held.year, saved.budget, list(saved.lines))
    shown = [row for row in disputed(changed, saved, funders) if row.disputes or row.errors]
    form.add_error(None, DISPUTED)
    grid = overlaid(stored_grid(after.lines, after.year, funders.names), shown)
    return _page(request, after, grid.more(), form, status=UNPROCESSABLE, fresh=True)


def cells(request: Request, pk: int, year: int, number: int) -> HttpResponse:
    """`/cases/…`, the same address for one's script: the rows that changed, answered as JSON.

    Each refused cell says why, each disputed one who wrote what and when; the rest is kept.
    """
    held = desk(request, pk, year, number)
    funders = held.funders
    typed_rows = read_grid(request.POST, year)
    checked = [check(row, funders.find) for row in typed_rows.rows]
    good = [row for row in checked if not row.errors]
    try:
        saved = actions.edit_budget(
            actor=request.actor,
            convention=held.convention,
            sheet=held.sheet,
            year=year,
            rows=[edit_of(row, year, funders.find) for row in good if not _is_nothing(row)],
            key=read_keys(request.POST).key,
        )
    except AlreadyDone:
        return JsonResponse({"again": True}, status=409)
    except (Refused, JournalError) as refusal:
        return JsonResponse({"refused": str(refusal)}, status=UNPROCESSABLE)
    told = iter(disputed([row for row in good if not _is_nothing(row)], saved, funders))
    answered = [row if row.errors or _is_nothing(row) else next(told) for row in checked]
    view = budget_view(saved.budget, saved.lines) if saved.budget.pk else None
    return JsonResponse(written(answered, view))


def _is_nothing(row: GridRow) -> bool:
    return row.is_blank and row.line_id is None


def disputed(rows: list[GridRow], saved: BudgetSaved, funders: Funders) -> list[GridRow]:
    """The rows as they stand after saving: what was typed stays where somebody has to choose."""
    who = names_of({one.by for row in saved.rows for one in row.disputes})
    found = []
    for row, kept in zip(rows, saved.rows, strict=True):
        if kept.was_gone:
            gone = "Cette ligne a été retirée pendant votre saisie : enregistrez pour la remettre."
            found.append(_as_new(row, gone))
        elif kept.line is None:
            found.append(GridRow(row.side))
        else:
            now = row_of(kept.line, _named(funders, kept.line))
            found.append(_after(row, now, kept.disputes, who))
    return found


def _named(funders: Funders, line: BudgetLine) -> dict[int, str]:
    return {line.funder_id: funders.name(line.funder_id)} if line.funder_id else {}


def _as_new(row: GridRow, told: str) -> GridRow:
    return replace(row, line_id=None, base=(), errors={"label": told})


def _after(
    row: GridRow, now: GridRow, disputes: tuple[Dispute, ...], who: dict[int, str]
) -> GridRow:
    """The stored row, with what I typed where it is disputed."""
    told = {}
    mine = dict(now.cells)
    for one in disputes:
        theirs = now.cells[one.cell]
        name = who.get(one.by or 0, "Quelqu’un")
        at = f" le {write_instant(one.at)}" if one.at else ""
        told[one.cell] = Disputed(theirs, f"{name} a écrit « {theirs or 'rien'} »{at} :")
        mine[one.cell] = row.cells[one.cell]
    return replace(now.typing(mine), disputes=told)


def write_instant(at: Any) -> str:
    """A day and an hour in words."""
    local = timezone.localtime(at)
    return f"{write_date(local.date())} à {local:%H} h {local:%M}"


def _pasted(request: Request, held: Desk, whole: Grid, funders: Funders) -> HttpResponse:
    """The grid with the pasted rows in it: nothing is written before they are read again."""
    pasted = read_pasted(request.POST.get("colle", ""))
    grid = whole.with_pasted(pasted)
    rows = [row for row in grid.rows if not _is_nothing(row)]
    checked = Grid(
        held.year,
        tuple(
            replace(row, errors={**check(row, funders.find).errors, **row.errors}) for row in rows
        ),
    )
    skipped = len(pasted.skipped)
    told = f"{len(pasted.rows)} lignes collées : relisez, puis enregistrez."
    if skipped:
        told += f" {skipped} lignes de titre ou de total laissées de côté : la grille les calcule."
    if pasted.too_many:
        told += f" Le tableau est trop long : {pasted.too_many} lignes n’ont pas été lues."
    messages.info(request, told)
    return _page(request, held, checked.more(), _as_typed(request))


def _form(found: Budget | None, request: Request | None = None) -> BudgetForm:
    initial = {}
    if found is not None:
        initial = {
            "stated_cost": found.stated_cost_cents,
            "stated_grant": found.stated_grant_cents,
            "in_kind_expected": found.in_kind_expected,
            "printed_expense": found.printed_expense_cents,
            "printed_income": found.printed_income_cents,
        }
    return BudgetForm(request.POST if request else None, initial=initial)


def _as_typed(request: Request) -> BudgetForm:
    """The fields around the grid as they were typed, not judged."""
    return BudgetForm(initial={name: request.POST.get(name, "") for name in BudgetForm.base_fields})


def _cofunding(request: Request, held: Desk) -> dict[str, object]:
    """Who pays for the action that year, as stored; nothing for the budget of a whole convention.

    Eight queries.
    """
    if held.sheet is None:
        return {}
    found = plans_of(request.actor, held.year, action_id=held.sheet.action_id)
    if not found:
        return {}
    told = check_plan(found[0].plan)
    cards = [draw_finding(FindingCard(one.severity, one.message)) for one in told]
    return {"cofunding": found[0], "cofunding_findings": cards}


def _page(
    request: Request,
    held: Desk,
    grid: Grid,
    form: BudgetForm,
    *,
    status: int = 200,
    fresh: bool = False,
) -> HttpResponse:
    number = held.sheet.number if held.sheet else 0
    view = held.view
    address = (held.convention.pk, held.year, number)
    context = {
        "convention": held.convention,
        "sheet": held.sheet,
        "year": held.year,
        "number": number,
        "form": form,
        "grid": draw_grid(grid, view, held.funders.names.values()),
        "back": held.back,
        "cells": reverse("funding:budget-cells", args=address),
        "fresh": fresh,
        "elsewhere": budget_elsewhere(request.actor, held.sheet),
        "has_claims": any(line.printed_cents is not None for line in held.lines),
        "indirect": getattr(held.budget, "indirect", None) if held.budget else None,
        **(_cofunding(request, held) if status == 200 else {}),
    }
    return render(request, "funding/budget.html", context, status=status)
