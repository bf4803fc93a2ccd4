"""Create a structure, edit its sheet, take in one that the instance knows."""

import datetime
import uuid
from typing import Any, Unpack

from probant.directory.access import can_write
from probant.directory.errors import AlreadyInDirectory
from probant.directory.models import Card, House, Organisation
from probant.directory.rules import differences
from probant.directory.writing import (
    CARD_FIELDS,
    ORGANISATION,
    Identity,
    complete,
    index_card,
    refuse_known,
    write_card,
    write_organisation,
)
from probant.journal.door import change
from probant.kernel.actor import Actor
from probant.kernel.decision import require


def create_organisation(
    *,
    actor: Actor,
    is_member: bool = False,
    declared_on: datetime.date | None = None,
    key: uuid.UUID | None = None,
    **identity: Unpack[Identity],
) -> Organisation:
    """Add a structure to the directory of the actor's house.

    Raises `Refused`, `AlreadyKnown` (a structure of the instance bears this identifier: adopt its
    card), `AlreadyDone`. Effects: organisation, card, index of names; one entry.
    """
    require(can_write(actor))
    with change(
        actor,
        verb="directory.create_organisation",
        houses=[_house(actor)],
        declared_on=declared_on,
        key=key,
    ) as entry:
        return write_organisation(entry, is_member=is_member, **identity)


def adopt_card(
    actor: Actor,
    organisation: Organisation,
    *,
    is_member: bool = False,
    declared_on: datetime.date | None = None,
    key: uuid.UUID | None = None,
) -> Card:
    """Take a structure of the instance into the directory of the actor's house.

    Raises `Refused`, `AlreadyInDirectory`, `AlreadyDone`. Effects: card, index; one entry.
    """
    require(can_write(actor))
    with change(
        actor,
        verb="directory.adopt_card",
        houses=[_house(actor)],
        declared_on=declared_on,
        key=key,
    ) as entry:
        if Card.objects.filter(house_id=entry.house_id, organisation=organisation).exists():
            raise AlreadyInDirectory(organisation.pk)
        return write_card(entry, organisation, is_member=is_member)


def edit_organisation(
    actor: Actor,
    organisation: Organisation,
    *,
    read_at: int | None,
    key: uuid.UUID | None = None,
    is_member: bool | None = None,
    **identity: Unpack[Identity],
) -> Organisation:
    """Correct a structure's sheet as the actor's house sees it; facts already recorded stand.

    The identity that houses share (identifiers, address) changes only where no other house has it
    in its directory, or where it is the actor's own: elsewhere only the house's own card does.
    Raises `Refused`, `Stale` (somebody changed the sheet since `read_at`), `AlreadyKnown`,
    `AlreadyDone`. Effects: organisation or card, index; one entry with what changed, none without.
    """
    require(can_write(actor))
    with change(
        actor, verb="directory.edit_organisation", houses=[_house(actor)], key=key
    ) as entry:
        entry.guard(ORGANISATION, organisation.pk, read_at=read_at)
        card = Card.objects.get(house_id=entry.house_id, organisation=organisation)
        organisation = Organisation.objects.get(pk=organisation.pk)
        values = complete(identity)
        changed = _change_card(card, values, is_member)
        if may_change_identity(actor, organisation):
            refuse_known(values, but=organisation.pk)
            before = {name: getattr(organisation, name) for name in values}
            changed |= differences(before, values)
            _save(organisation, values)
        if changed:
            index_card(card, organisation)
            entry.mention(ORGANISATION, organisation.pk)
            changed.pop("name_key", None)
            entry.detail(category="directory", changes=changed)
    return organisation


def may_change_identity(actor: Actor, organisation: Organisation) -> bool:
    """Whether the identity is the actor's to correct: their own, or in nobody else's directory."""
    if organisation.pk == actor.house_id:
        return True
    if House.objects.filter(pk=organisation.pk).exists():
        return False
    return not organisation.cards.exclude(house_id=actor.house_id).exists()


def _change_card(
    card: Card, values: dict[str, Any], is_member: bool | None
) -> dict[str, list[Any]]:
    wanted = {name: values[name] for name in (*CARD_FIELDS, "name_key") if name in values}
    if is_member is not None:
        wanted["is_member"] = is_member
    changed = differences({name: getattr(card, name) for name in wanted}, wanted)
    _save(card, wanted)
    return changed


def _save(row: Organisation | Card, values: dict[str, Any]) -> None:
    for name, value in values.items():
        setattr(row, name, value)
    if values:
        row.save(update_fields=list(values))


def _house(actor: Actor) -> int:
    assert actor.house_id is not None  # access asked it
    return actor.house_id
