"""Changing a sheet: its text and parts, remarks, who answers for it, its layouts."""

import uuid
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from decimal import Decimal

from django.db import IntegrityError, transaction

from probant.directory.models import Card, Organisation
from probant.funding.access import can_change, can_record
from probant.funding.actions.drafts import TargetDraft
from probant.funding.actions.layers import held_elsewhere, may_write, require_parts
from probant.funding.actions.sheets import HIGHEST_FTE, write_targets
from probant.funding.models import (
    ActionSheet,
    Layer,
    PromisedTime,
    SheetHeading,
    SheetMeans,
    SheetOwner,
    SheetPartner,
    SheetPhase,
    SheetRemark,
    SheetSettings,
    SheetTemplate,
    TemplateHeading,
)
from probant.funding.rules.layouts import HeadingDraft
from probant.funding.rules.sheet_text import MeansLine, PartnerLine, PhaseLine, TargetLine
from probant.journal.door import change
from probant.kernel.actor import Actor
from probant.kernel.decision import Refused, require
from probant.kernel.roles import Role
from probant.kernel.text import fold


@dataclass(frozen=True)
class SheetDraft:
    """A sheet as it is to stand; `headings`: text by id, those not named stay as they are."""

    title: str
    number: int
    first_year: int
    last_year: int
    headings: Mapping[int, str] = field(default_factory=dict)
    promised: Mapping[int, Decimal] = field(default_factory=dict)
    targets: Sequence[TargetLine] = ()
    phases: Sequence[PhaseLine] = ()
    partners: Sequence[PartnerLine] = ()
    means: Mapping[str, Sequence[MeansLine]] = field(default_factory=dict)


def update_sheet(
    *,
    actor: Actor,
    sheet: ActionSheet,
    draft: SheetDraft,
    read_at: int | None = None,
    key: uuid.UUID | None = None,
) -> None:
    """Write a sheet in place of what it was.

    Raises `Refused`, `Stale` (`read_at`) and the journal's errors. Effects: rows; one entry
    mentioning ("sheet", id) and ("convention", id), the texts before in its detail.
    """
    convention = sheet.convention
    require(can_change(actor, convention))
    _check(sheet, draft)
    held = held_elsewhere(actor, sheet)
    with change(actor, verb="funding.update_sheet", houses=[convention.house_id], key=key) as entry:
        entry.guard("sheet", sheet.pk, read_at=read_at)
        before: dict[str, str] = {}
        for heading in sheet.headings.filter(pk__in=draft.headings):
            text = draft.headings[heading.pk].replace("\r\n", "\n").strip()
            if text != heading.text:
                require(may_write(heading.layer, held))
                before[heading.title] = heading.text
                heading.text = text
                heading.save(update_fields=["text"])
        sheet.title = " ".join(draft.title.split())
        sheet.number, sheet.first_year = draft.number, draft.first_year
        sheet.last_year = draft.last_year
        sheet.save()
        if held:
            require_parts(sheet, _changed(sheet, draft), held)
        write_parts(sheet, draft)
        entry.detail(category="funding", before=before)
        entry.mention("sheet", sheet.pk)
        entry.mention("convention", convention.pk)


def _changed(sheet: ActionSheet, draft: SheetDraft) -> list[str]:
    """The parts that a draft would change."""
    means: dict[str, list[tuple[str, str, int | None]]] = {}
    for one in sheet.means.select_related("lender").order_by("position"):
        lender = fold(one.lender.name) if one.lender else ""
        means.setdefault(one.kind, []).append((one.label, lender, one.value_cents))
    columns = {
        "phases": ("year", "label", "first_month", "last_month"),
        "partners": ("family", "name"),
        "targets": ("label", "indicator_code", "year", "value"),
    }
    before: dict[str, object] = {
        part: list(getattr(sheet, part).order_by("position").values_list(*names))
        for part, names in columns.items()
    }
    after: dict[str, object] = {
        "phases": [(one.year, one.label, one.first_month, one.last_month) for one in draft.phases],
        "partners": [(one.family, one.name) for one in draft.partners],
        "targets": [(one.label, one.code, one.year, one.value) for one in draft.targets],
    }
    promised = dict(sheet.promised.values_list("year", "fte"))
    for kind in ("human", "material", "financial"):
        rows = [(one.label, fold(one.lender), one.value_cents) for one in draft.means.get(kind, ())]
        is_human = kind == "human"
        before[kind] = (means.get(kind, []), promised if is_human else {})
        after[kind] = (rows, dict(draft.promised) if is_human else {})
    return [part for part in after if after[part] != before[part]]


def _check(sheet: ActionSheet, draft: SheetDraft) -> None:
    if not draft.title.strip():
        raise Refused("Une fiche action a un intitulé.")
    if not 0 < draft.number < 1000:
        raise Refused("Le numéro d’une fiche action va de 1 à 999.")
    if not 1900 <= draft.first_year <= draft.last_year <= 2199:
        raise Refused("Les années d’une fiche vont de la première à la dernière, par exemple 2023.")
    if any(not 0 <= fte <= HIGHEST_FTE for fte in draft.promised.values()):
        raise Refused(f"Un temps de travail promis va de 0 à {HIGHEST_FTE} ETP.")
    others = ActionSheet.objects.filter(convention=sheet.convention_id, number=draft.number)
    if others.exclude(pk=sheet.pk).exists():
        raise Refused(f"Cette convention a déjà une fiche action {draft.number}.")
    outside = sheet.budgets.exclude(year__range=(draft.first_year, draft.last_year))
    if outside.exists():
        year = outside.values_list("year", flat=True)[0]
        raise Refused(f"La fiche a un budget {year} : ses années doivent le couvrir.")


def write_parts(sheet: ActionSheet, draft: SheetDraft) -> None:
    """Write the parts of a sheet in place of those it has; names of the directory are joined."""
    house = sheet.convention.house_id
    names = [one.name for one in draft.partners]
    names += [one.lender for found in draft.means.values() for one in found if one.lender]
    known = _organisations(house, names)
    for one in (one for found in draft.means.values() for one in found if one.lender):
        if fold(one.lender) not in known:
            raise Refused(
                f"« {one.lender} » n’est pas dans votre annuaire : ajoutez d’abord cette structure."
            )
    for rows in (sheet.promised, sheet.targets, sheet.phases, sheet.partners, sheet.means):
        rows.all().delete()
    PromisedTime.objects.bulk_create(
        PromisedTime(sheet=sheet, year=year, fte=fte)
        for year, fte in sorted(draft.promised.items())
    )
    write_targets(
        sheet, [TargetDraft(one.label, one.code, one.year, one.value) for one in draft.targets]
    )
    SheetPhase.objects.bulk_create(
        SheetPhase(
            sheet=sheet,
            position=place,
            year=one.year,
            first_month=one.first_month,
            last_month=one.last_month,
            label=one.label,
        )
        for place, one in enumerate(draft.phases, 1)
    )
    SheetPartner.objects.bulk_create(
        SheetPartner(
            sheet=sheet,
            position=place,
            family=one.family,
            name=one.name,
            organisation=known.get(fold(one.name)),
        )
        for place, one in enumerate(draft.partners, 1)
    )
    means = [(kind, one) for kind, found in draft.means.items() for one in found]
    SheetMeans.objects.bulk_create(
        SheetMeans(
            sheet=sheet,
            position=place,
            kind=kind,
            label=one.label,
            lender=known.get(fold(one.lender)) if one.lender else None,
            value_cents=one.value_cents,
        )
        for place, (kind, one) in enumerate(means, 1)
    )


def _organisations(house_id: int, names: Sequence[str]) -> dict[str, Organisation]:
    """Structures of the directory by the key of their name, where one alone has it. One query."""
    keys = {fold(name) for name in names}
    if not keys:
        return {}
    cards = Card.objects.filter(house_id=house_id, name_key__in=keys)
    found: dict[str, list[Organisation]] = {}
    for card in cards.select_related("organisation"):
        found.setdefault(card.name_key, []).append(card.organisation)
    return {key: held[0] for key, held in found.items() if len(held) == 1}


def add_remark(
    *,
    actor: Actor,
    sheet: ActionSheet,
    text: str,
    heading: SheetHeading | None = None,
    key: uuid.UUID | None = None,
) -> SheetRemark:
    """Say something of a heading, or of the whole sheet, dated today."""
    require(can_record(actor, sheet.convention.house_id))
    plain = text.strip()
    if not plain or len(plain) > 4000:
        raise Refused("Une remarque a un texte, de 4 000 caractères au plus.")
    if heading is not None and heading.sheet_id != sheet.pk:
        raise Refused("Cette rubrique est celle d’une autre fiche.")
    with change(
        actor, verb="funding.add_remark", houses=[sheet.convention.house_id], key=key
    ) as entry:
        remark = SheetRemark.objects.create(
            sheet=sheet, heading=heading, author_id=actor.user_id, said_on=entry.today, text=plain
        )
        entry.mention("remark", remark.pk)
    return remark


def resolve_remark(*, actor: Actor, remark: SheetRemark, key: uuid.UUID | None = None) -> None:
    """Say that a remark is dealt with; a second time changes nothing."""
    house = remark.sheet.convention.house_id
    require(can_record(actor, house))
    with change(actor, verb="funding.resolve_remark", houses=[house], key=key) as entry:
        open_ones = SheetRemark.objects.filter(pk=remark.pk, resolved_on__isnull=True)
        if open_ones.update(resolved_on=entry.today, resolved_by_id=actor.user_id):
            entry.mention("remark", remark.pk)


def set_layers(*, actor: Actor, house_id: int, layers: bool, key: uuid.UUID | None = None) -> None:
    """Divide the sheets of a house between owners, or no longer: the direction decides."""
    require(can_record(actor, house_id))
    if not actor.has(Role.DIRECTION):
        raise Refused("Seule la direction décide des volets des fiches.")
    with change(actor, verb="funding.set_layers", houses=[house_id], key=key) as entry:
        SheetSettings.objects.update_or_create(house_id=house_id, defaults={"layers": layers})
        entry.mention("sheet_settings", house_id)


def set_owners(
    *, actor: Actor, sheet: ActionSheet, owners: Mapping[str, int], key: uuid.UUID | None = None
) -> None:
    """Say who answers for each layer (user ids of the house); a new validator has not validated."""
    convention = sheet.convention
    require(can_change(actor, convention))
    if not actor.has(Role.DIRECTION):
        raise Refused("Seule la direction dit qui répond de chaque volet.")
    if set(owners) - set(Layer.values):
        raise Refused("Ce volet n’existe pas.")
    with change(actor, verb="funding.set_owners", houses=[convention.house_id], key=key) as entry:
        held = {one.layer: one for one in sheet.owners.all()}
        for layer, one in held.items():
            if owners.get(layer) != one.user_id:
                one.delete()
        SheetOwner.objects.bulk_create(
            SheetOwner(sheet=sheet, layer=layer, user_id=user)
            for layer, user in owners.items()
            if layer not in held or held[layer].user_id != user
        )
        entry.mention("sheet", sheet.pk)


def validate_sheet(*, actor: Actor, sheet: ActionSheet, key: uuid.UUID | None = None) -> None:
    """Validate a sheet as it stands: by the owner of that layer, or the direction."""
    convention = sheet.convention
    require(can_change(actor, convention))
    owners = dict(sheet.owners.values_list("layer", "user_id"))
    if Layer.VALIDATION not in owners:
        raise Refused("Dites d’abord qui valide cette fiche.")
    if owners[Layer.VALIDATION] != actor.user_id and not actor.has(Role.DIRECTION):
        require(may_write(Layer.VALIDATION, owners))
    with change(
        actor, verb="funding.validate_sheet", houses=[convention.house_id], key=key
    ) as entry:
        sheet.owners.filter(layer=Layer.VALIDATION).update(
            validated_on=entry.today, validated_seq=entry.seq
        )
        entry.mention("sheet", sheet.pk)


def save_template(
    *,
    actor: Actor,
    house_id: int,
    name: str,
    headings: Sequence[HeadingDraft],
    template: SheetTemplate | None = None,
    funder: Organisation | None = None,
    shipped: str = "",
    key: uuid.UUID | None = None,
) -> SheetTemplate:
    """Write a layout of the house; sheets already made from it are left as they are."""
    require(can_record(actor, house_id))
    if template is not None and template.house_id != house_id:
        raise Refused("Ce modèle est celui d’une autre structure.")
    if not name.strip() or not headings:
        raise Refused("Un modèle a un nom et au moins une rubrique.")
    if len(headings) > 80 or any(not one.title.strip() for one in headings):
        raise Refused("Un modèle a 80 rubriques au plus, chacune avec son intitulé.")
    with change(actor, verb="funding.save_template", houses=[house_id], key=key) as entry:
        row = template or SheetTemplate(house_id=house_id, shipped=shipped)
        row.name, row.funder = " ".join(name.split()), funder
        try:
            with transaction.atomic():
                row.save()
        except IntegrityError as error:
            raise Refused(f"Un modèle s’appelle déjà « {row.name} ».") from error
        row.headings.all().delete()
        TemplateHeading.objects.bulk_create(
            TemplateHeading(
                template=row,
                position=place,
                title=one.title,
                hint=one.hint,
                kind=one.kind,
                layer=one.layer,
            )
            for place, one in enumerate(headings, 1)
        )
        entry.mention("sheet_template", row.pk)
    return row


def drop_template(*, actor: Actor, template: SheetTemplate, key: uuid.UUID | None = None) -> None:
    """Take a layout of the house away; its sheets stay."""
    require(can_record(actor, template.house_id))
    with change(actor, verb="funding.drop_template", houses=[template.house_id], key=key) as entry:
        number = template.pk
        template.headings.all().delete()
        template.delete()
        entry.mention("sheet_template", number)
