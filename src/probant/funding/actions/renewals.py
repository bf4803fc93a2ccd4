"""Renewing an action for another year: its sheet, its promises and its budget, in one act."""

import uuid
from collections.abc import Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from django.db.models import Max

from probant.funding.access import can_change
from probant.funding.actions.budgets import set_budget
from probant.funding.actions.copies import copy_owners, copy_sheet
from probant.funding.actions.drafts import LineDraft, Stated
from probant.funding.actions.indirect import set_indirect
from probant.funding.models import (
    ActionSheet,
    Budget,
    Convention,
    PromisedTime,
    SheetPhase,
    Target,
)
from probant.funding.rules import Status
from probant.funding.rules.indirect import IndirectRule
from probant.funding.rules.sheet_text import PhaseLine, TargetLine
from probant.journal.door import change, holding
from probant.kernel.actor import Actor
from probant.kernel.dates import write_date
from probant.kernel.decision import ALLOWED, Decision, Refused, refused, require


@dataclass(frozen=True)
class Renewal:
    """What is renewed, re-read: `lines` None renews the sheet without a budget.

    `indirect` is the written rule that its indirect costs keep.
    """

    year: int
    promised_fte: Decimal | None = None
    targets: Sequence[TargetLine] = ()
    phases: Sequence[PhaseLine] = ()
    lines: Sequence[LineDraft] | None = None
    stated: Stated = field(default_factory=Stated)
    indirect: IndirectRule | None = None


def can_renew(actor: Actor, convention: Convention, year: int) -> Decision:
    """The team, in a convention that runs that year and that nobody denounced."""
    allowed = can_change(actor, convention)
    if not allowed:
        return allowed
    if convention.status == Status.DENOUNCED:
        return refused(
            "Cette convention est dénoncée : ses actions ne se renouvellent plus. Choisissez la "
            "convention qui lui succède."
        )
    if convention.ends_on is not None and convention.ends_on.year < year:
        return refused(
            f"La convention finit le {write_date(convention.ends_on)} : choisissez celle qui lui "
            "succède, ou enregistrez l’avenant qui la prolonge."
        )
    if convention.starts_on is not None and convention.starts_on.year > year:
        return refused(f"La convention ne commence que le {write_date(convention.starts_on)}.")
    return ALLOWED


def renew_sheet(
    *,
    actor: Actor,
    sheet: ActionSheet,
    renewal: Renewal,
    convention: Convention | None = None,
    key: uuid.UUID | None = None,
) -> ActionSheet:
    """Renew a sheet to a year, in its convention or in another of the house; all of it or nothing.

    In another convention the sheet is copied, texts, partners, means and owners with it, where the
    action has none there yet. Raises `Refused`: the convention does not run that year or is
    denounced, the year has its budget already. Effects: rows; an entry for the sheet, one for the
    budget, one for its rule.
    """
    target = convention or sheet.convention
    require(can_renew(actor, target, renewal.year))
    if target.house_id != sheet.convention.house_id:
        raise Refused("Cette convention est tenue par une autre structure.")
    with holding(target.house_id):
        row = ActionSheet.objects.filter(convention=target, action=sheet.action).first()
        if row is None:
            row = copy_sheet(actor, sheet, target, renewal.year)
            copy_owners(sheet, row)
        if Budget.objects.filter(sheet=row, year=renewal.year, nature="planned").exists():
            raise Refused(f"Cette action a déjà son budget {renewal.year} : modifiez-le.")
        with change(actor, verb="funding.renew_sheet", houses=[target.house_id], key=key) as entry:
            _extend(row, renewal)
            entry.mention("sheet", row.pk)
            entry.mention("convention", target.pk)
        if renewal.lines is not None:
            made = set_budget(
                actor=actor,
                convention=target,
                sheet=row,
                year=renewal.year,
                lines=renewal.lines,
                stated_cost_cents=renewal.stated.cost_cents,
                stated_grant_cents=renewal.stated.grant_cents,
                in_kind_expected=renewal.stated.in_kind_expected,
            )
            if renewal.indirect is not None:
                set_indirect(actor=actor, budget=made, rule=renewal.indirect)
    return row


def _extend(sheet: ActionSheet, renewal: Renewal) -> None:
    """The year's promises, in place of those it may have."""
    year = renewal.year
    sheet.first_year = min(sheet.first_year, year)
    sheet.last_year = max(sheet.last_year, year)
    sheet.save(update_fields=["first_year", "last_year"])
    sheet.promised.filter(year=year).delete()
    if renewal.promised_fte is not None:
        PromisedTime.objects.create(sheet=sheet, year=year, fte=renewal.promised_fte)
    sheet.targets.filter(year=year).delete()
    place = sheet.targets.aggregate(last=Max("position"))["last"] or 0
    Target.objects.bulk_create(
        Target(
            sheet=sheet,
            position=number,
            year=year,
            indicator_code=one.code,
            label=one.label,
            value=one.value,
        )
        for number, one in enumerate(renewal.targets, place + 1)
    )
    sheet.phases.filter(year=year).delete()
    place = sheet.phases.aggregate(last=Max("position"))["last"] or 0
    SheetPhase.objects.bulk_create(
        SheetPhase(
            sheet=sheet,
            position=number,
            year=year,
            first_month=one.first_month,
            last_month=one.last_month,
            label=one.label,
        )
        for number, one in enumerate(renewal.phases, place + 1)
    )
