"""Action sheets: what a convention promises for an action."""

import datetime
import uuid
from collections.abc import Mapping, Sequence
from decimal import Decimal

from probant.funding.access import can_change
from probant.funding.actions.drafts import TargetDraft
from probant.funding.models import ActionSheet, Convention, PromisedTime, SheetHeading, Target
from probant.funding.rules.layouts import HeadingDraft
from probant.journal.door import change
from probant.kernel.actor import Actor
from probant.kernel.decision import Refused, require
from probant.programmes.models import Action

HIGHEST_FTE = 1000


def add_action_sheet(
    *,
    actor: Actor,
    convention: Convention,
    action: Action,
    number: int,
    first_year: int,
    last_year: int | None = None,
    title: str = "",
    headings: Sequence[tuple[str, str] | HeadingDraft] = (),
    layout: str = "",
    promised_fte: Mapping[int, Decimal] | None = None,
    targets: Sequence[TargetDraft] = (),
    declared_on: datetime.date | None = None,
    key: uuid.UUID | None = None,
) -> ActionSheet:
    """Add the sheet of an action: headings as (title, text) or of a layout (named `layout`), FTE
    promised by year, criteria.

    Raises `Refused` (rights, a number or an action already there, years out of order) and the
    journal's errors. Effects: rows; one entry mentioning ("convention", id) and ("action", id).
    """
    require(can_change(actor, convention))
    last = first_year if last_year is None else last_year
    promised = dict(promised_fte or {})
    _check(convention, action, number, first_year, last, promised)
    with change(
        actor,
        verb="funding.add_action_sheet",
        houses=[convention.house_id],
        declared_on=declared_on,
        key=key,
    ) as entry:
        others = ActionSheet.objects.filter(convention=convention)
        if others.filter(number=number).exists():
            raise Refused(f"Cette convention a déjà une fiche action {number}.")
        if others.filter(action=action).exists():
            raise Refused("Cette action a déjà sa fiche dans cette convention.")
        sheet = ActionSheet.objects.create(
            convention=convention,
            action=action,
            number=number,
            title=" ".join(title.split()) or action.name,
            first_year=first_year,
            last_year=last,
            layout=layout,
        )
        SheetHeading.objects.bulk_create(
            _heading(sheet, place, heading) for place, heading in enumerate(headings, 1)
        )
        PromisedTime.objects.bulk_create(
            PromisedTime(sheet=sheet, year=year, fte=fte) for year, fte in sorted(promised.items())
        )
        write_targets(sheet, targets)
        entry.mention("sheet", sheet.pk)
        entry.mention("convention", convention.pk)
        entry.mention("action", action.pk)
    return sheet


def _heading(
    sheet: ActionSheet, place: int, heading: tuple[str, str] | HeadingDraft
) -> SheetHeading:
    if isinstance(heading, tuple):
        title, text = heading
        return SheetHeading(sheet=sheet, position=place, title=title, text=text)
    return SheetHeading(
        sheet=sheet,
        position=place,
        title=heading.title,
        hint=heading.hint,
        kind=heading.kind,
        layer=heading.layer,
    )


def write_targets(sheet: ActionSheet, targets: Sequence[TargetDraft]) -> None:
    """Write the criteria of a sheet that has none."""
    Target.objects.bulk_create(
        Target(
            sheet=sheet,
            position=place,
            year=target.year,
            indicator_code=target.indicator_code,
            label=target.label,
            value=target.value,
        )
        for place, target in enumerate(targets, 1)
    )


def _check(
    convention: Convention,
    action: Action,
    number: int,
    first_year: int,
    last_year: int,
    promised: Mapping[int, Decimal],
) -> None:
    if action.house_id != convention.house_id:
        raise Refused("Cette action est celle d’une autre structure.")
    if not 0 < number < 1000:
        raise Refused("Le numéro d’une fiche action va de 1 à 999.")
    if not 1900 <= first_year <= last_year <= 2199:
        raise Refused("Les années d’une fiche vont de la première à la dernière, par exemple 2023.")
    if any(not 0 <= fte <= HIGHEST_FTE for fte in promised.values()):
        raise Refused(f"Un temps de travail promis va de 0 à {HIGHEST_FTE} ETP.")
