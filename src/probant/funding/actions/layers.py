"""Who answers for what in a sheet, where a house divides its sheets: texts, parts, budget."""

from collections.abc import Iterable, Mapping

from probant.accounts.queries import names_of
from probant.funding.models import ActionSheet, HeadingKind, Layer, SheetOwner, SheetSettings
from probant.kernel.actor import Actor
from probant.kernel.decision import ALLOWED, Decision, Refused, refused, require
from probant.kernel.roles import Role

#: The layer of a part that the layout of its sheet does not name.
_USUAL = {HeadingKind.BUDGET: Layer.FINANCE, HeadingKind.FINANCIAL: Layer.FINANCE}


def has_layers(house_id: int) -> bool:
    """Whether a house divides its sheets between owners. One query."""
    return SheetSettings.objects.filter(house_id=house_id, layers=True).exists()


def held_elsewhere(actor: Actor, sheet: ActionSheet) -> dict[str, int]:
    """The layers of a sheet that somebody else answers for, with whom: user id by layer.

    Nothing for the direction, nor where the house does not divide its sheets. Two queries at most.
    """
    if actor.has(Role.DIRECTION) or not has_layers(sheet.convention.house_id):
        return {}
    owners = SheetOwner.objects.filter(sheet=sheet).values_list("layer", "user_id")
    return {layer: user for layer, user in owners if user != actor.user_id}


def may_write(layer: str, held: Mapping[str, int]) -> Decision:
    """Whether a layer is nobody else's (`held_elsewhere`); else who answers for it."""
    owner = held.get(layer)
    if owner is None:
        return ALLOWED
    name = names_of([owner]).get(owner, "quelqu’un d’autre")
    return refused(
        f"Le volet « {Layer(layer).label} » de cette fiche est tenu par {name} : demandez-lui de "
        "l’écrire, ou à la direction."
    )


def told_elsewhere(actor: Actor, sheet: ActionSheet) -> list[str]:
    """The same in words, for who opens the sheet to write it: "finances (Dora Essai)"."""
    held = held_elsewhere(actor, sheet)
    names = names_of(held.values())
    return [f"{label} ({names[held[code]]})" for code, label in Layer.choices if code in held]


def budget_elsewhere(actor: Actor, sheet: ActionSheet | None) -> str:
    """Why the budget of a sheet is not the actor's to write; nothing where it is."""
    held = held_elsewhere(actor, sheet) if sheet is not None else {}
    return may_write(layer_of(sheet, HeadingKind.BUDGET), held).reason if sheet and held else ""


def layer_of(sheet: ActionSheet, part: str) -> str:
    """The layer under which the layout of a sheet puts a part of it. One query."""
    kept = sheet.headings.filter(kind=part).order_by("position").values_list("layer", flat=True)
    return kept.first() or _USUAL.get(HeadingKind(part), Layer.PILOT)


def require_parts(sheet: ActionSheet, parts: Iterable[str], held: Mapping[str, int]) -> None:
    """Raise `Refused` where a part that changes is under a layer that somebody else holds."""
    if not held:
        return
    for part in parts:
        require(may_write(layer_of(sheet, part), held))


def require_budget(actor: Actor, sheet: ActionSheet | None) -> None:
    """Raise `Refused` where the budget of a sheet is somebody else's to write."""
    reason = budget_elsewhere(actor, sheet)
    if reason:
        raise Refused(reason)
