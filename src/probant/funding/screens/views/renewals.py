"""Renewing a sheet for another year: everything re-read on one page before anything is made."""

from typing import Any

from django.http import Http404, HttpResponse
from django.urls import reverse

from probant.funding import actions
from probant.funding.access import can_change
from probant.funding.actions import Renewal, Stated
from probant.funding.models import ActionSheet, Budget, Convention
from probant.funding.queries.budgets import rule_of
from probant.funding.rules import Status
from probant.funding.rules.sheet_text import PhaseLine, TargetLine, write_phases, write_targets
from probant.funding.screens.funders import Funders
from probant.funding.screens.grid import Grid, line_drafts, read_grid, row_of
from probant.funding.screens.grid_table import draw_grid
from probant.funding.screens.sheet_forms import RenewForm, phases_of, targets_of
from probant.funding.screens.views.sheets import address, load_sheet, trail
from probant.kernel.decision import Refused, refused
from probant.programmes.screens.submit import Subject, answer
from probant.ui.idempotency import FormKeys
from probant.ui.request import Request

CELLS = "Des cellules du budget sont à corriger : chacune dit ce qui ne va pas."


def renew(request: Request, pk: int) -> HttpResponse:
    """`/fiches/<id>/renouveler/?annee=&vers=`: the year, and the convention that takes it on."""
    actor = request.actor
    sheet = load_sheet(actor, pk)
    if not can_change(actor, sheet.convention) and sheet.convention.house_id != actor.house_id:
        raise Http404
    year = _asked(request, "annee", sheet.last_year + 1)
    if not 1900 <= year <= 2199:
        raise Http404
    targets = _conventions(sheet)
    target = next((one for one in targets if one.pk == _asked(request, "vers", 0)), None)
    target = target or sheet.convention
    decision = actions.can_renew(actor, target, year)
    if decision and _is_planned(sheet, target, year):
        decision = refused(f"Cette action a déjà son budget {year} : modifiez-le.")
    source = _source(sheet, year)
    rule = rule_of(source) if source else None
    funders = Funders(target, source.lines.all() if source else [])
    grid = _grid(request, source, year, funders)
    form = RenewForm(
        request.POST if request.method == "POST" else None,
        year=year,
        initial=_initial(sheet, source, year),
    )
    if grid.has_errors and form.is_valid():
        form.add_error(None, CELLS)

    def act(data: dict[str, Any], keys: FormKeys) -> str:
        if not decision:
            raise Refused(decision.reason)
        made = actions.renew_sheet(
            actor=actor,
            sheet=sheet,
            convention=target,
            renewal=Renewal(
                year=year,
                promised_fte=data["promised_fte"],
                targets=[_dated(one, year) for one in data["targets"]],
                phases=data["phases"],
                lines=line_drafts(grid, funders.organisation) if data["with_budget"] else None,
                stated=Stated(
                    data["stated_cost"],
                    data["stated_grant"],
                    source.in_kind_expected if source else False,
                ),
                indirect=rule,
            ),
            key=keys.key,
        )
        return f"{reverse('funding:convention', args=[target.pk])}?annee={year}" + (
            f"#action-{made.number}"
        )

    return answer(
        request,
        form,
        act=act,
        template="funding/sheet_renew.html",
        subject=Subject(sheet.convention.house_id, "sheet"),
        back=address(sheet),
        done=f"Fiche renouvelée pour {year}.",
        context={
            "sheet": sheet,
            "trail": trail(sheet, f"Renouveler pour {year}"),
            "year": year,
            "target": target,
            "targets": targets,
            "reason": decision.reason,
            "source": source,
            "rule": rule,
            "grid": draw_grid(grid, None, funders.names.values()),
        },
    )


def _is_planned(sheet: ActionSheet, target: Convention, year: int) -> bool:
    """Whether the action has its expected budget of the year there."""
    held = Budget.objects.filter(sheet__convention=target, sheet__action=sheet.action_id, year=year)
    return held.filter(nature=Budget.Nature.PLANNED).exists()


def _asked(request: Request, name: str, default: int) -> int:
    text = request.GET.get(name, "")
    return int(text) if text.isascii() and text.isdigit() and len(text) < 16 else default


def _conventions(sheet: ActionSheet) -> list[Convention]:
    """The conventions of the house that may take the action on, latest first."""
    rows = Convention.objects.filter(house_id=sheet.convention.house_id)
    ended = (Status.CLOSED, Status.DROPPED)
    return list(rows.exclude(status__in=ended).order_by("-starts_on", "-pk")[:50])


def _source(sheet: ActionSheet, year: int) -> Budget | None:
    """The last expected budget before the year."""
    rows = sheet.budgets.filter(nature="planned", year__lt=year)
    return rows.select_related("indirect").prefetch_related("lines").order_by("-year").first()


def _grid(request: Request, source: Budget | None, year: int, funders: Funders) -> Grid:
    if request.method == "POST":
        return read_grid(request.POST, year).checked(funders.find)
    lines = source.lines.order_by("position") if source else []
    rows = [row_of(line, funders.names) for line in lines]
    return Grid(year, tuple(row.as_new() for row in rows))


def _initial(sheet: ActionSheet, source: Budget | None, year: int) -> dict[str, Any]:
    """What the year before promised, dated of the new one."""
    before = max((one.year for one in sheet.promised.all() if one.year < year), default=0)
    fte = next((one.fte for one in sheet.promised.all() if one.year == before), None)
    last = year - 1
    return {
        "promised_fte": fte,
        "stated_cost": source.stated_cost_cents if source else None,
        "stated_grant": source.stated_grant_cents if source else None,
        "targets": write_targets([_dated(one, year) for one in targets_of(sheet, last)]),
        "phases": write_phases(
            [
                PhaseLine(year, one.label, one.first_month, one.last_month)
                for one in phases_of(sheet, last)
            ]
        ),
        "with_budget": source is not None,
    }


def _dated(target: TargetLine, year: int) -> TargetLine:
    return TargetLine(target.label, target.code, year, target.value)
