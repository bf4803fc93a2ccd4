"""The convention that carries a request: its draft, the sheets and budgets taken over (0015)."""

import datetime
from typing import Any

from django.db.models import Max

from probant.directory.models import House, Organisation
from probant.funding.actions.budgets import set_budget
from probant.funding.actions.conventions import record_convention
from probant.funding.actions.copies import copy_owners, copy_promises, copy_sheet, lines_of
from probant.funding.actions.drafts import PartyDraft
from probant.funding.actions.indirect import set_indirect
from probant.funding.actions.sheets import add_action_sheet
from probant.funding.models import ActionSheet, Budget, Convention, FundingRequest
from probant.funding.queries.budgets import rule_of
from probant.funding.rules import Status
from probant.funding.rules.layouts import PROJECT, layouts
from probant.kernel.actor import Actor
from probant.programmes.models import Action


def open_carrier(
    actor: Actor,
    house: House,
    funder: Organisation,
    columns: dict[str, Any],
    declared_on: datetime.date | None,
) -> Convention:
    """A draft convention that carries the sheets and budgets of a request (decision 0015)."""
    first, last = columns["year"], columns["last_year"]
    return record_convention(
        actor=actor,
        house=house,
        kind="cpo" if last > first else "single",
        title=f"{columns['title']} ({funder.name})",
        parties=[PartyDraft(funder, "funder"), PartyDraft(house.organisation, "beneficiary")],
        starts_on=datetime.date(first, 1, 1),
        ends_on=datetime.date(last, 12, 31),
        status=Status.DRAFT,
        declared_on=declared_on,
    )


def sheet_for(
    actor: Actor, request: FundingRequest, action: Action, declared_on: datetime.date | None
) -> ActionSheet:
    """The action's sheet in the convention of the request, with a budget of its year."""
    carrier = request.convention
    sheets = ActionSheet.objects.filter(convention__house_id=request.house_id, action=action)
    held = sheets.filter(convention=carrier).first()
    source = sheets.exclude(convention=carrier).order_by("-last_year", "-pk").first()
    sheet = held or _take_over_sheet(actor, request, action, source, declared_on)
    if not Budget.objects.filter(sheet=sheet, year=request.year, nature="planned").exists():
        _take_over_budget(actor, request, sheet, sheets, declared_on)
    if held is None and source is not None:
        copy_owners(source, sheet)  # last: taking a budget over as it stands writes in no layer
    return sheet


def _take_over_sheet(
    actor: Actor,
    request: FundingRequest,
    action: Action,
    source: ActionSheet | None,
    declared_on: datetime.date | None,
) -> ActionSheet:
    """The sheet as it stands elsewhere, dated of the request; else one to write, part 6's order."""
    carrier = request.convention
    if source is not None:
        made = copy_sheet(actor, source, carrier, request.year, request.last_year, declared_on)
        copy_promises(source, made)
        return made
    taken = ActionSheet.objects.filter(convention=carrier).aggregate(last=Max("number"))["last"]
    blank = layouts()[PROJECT]
    return add_action_sheet(
        actor=actor,
        convention=carrier,
        action=action,
        number=(taken or 0) + 1,
        first_year=request.year,
        last_year=request.last_year,
        title=action.name,
        headings=blank.headings,
        layout=blank.name,
        declared_on=declared_on,
    )


def _take_over_budget(
    actor: Actor,
    request: FundingRequest,
    sheet: ActionSheet,
    sheets: Any,
    declared_on: datetime.date | None,
) -> None:
    """The last budget of the action: of the year elsewhere first, else the nearest year before."""
    known = Budget.objects.filter(
        sheet__in=sheets, nature="planned", year__lte=request.year
    ).order_by("-year", "-pk")
    source = known.select_related("indirect").first()
    if source is None:
        return
    made = set_budget(
        actor=actor,
        convention=request.convention,
        sheet=sheet,
        year=request.year,
        lines=lines_of(source),
        in_kind_expected=source.in_kind_expected,
        declared_on=declared_on,
    )
    rule = rule_of(source)
    if rule is not None:
        set_indirect(actor=actor, budget=made, rule=rule)
