"""The short lists of the door and of testimonies, as a house words them."""

import uuid

from django.utils.text import slugify

from probant.journal.door import change
from probant.kernel.actor import Actor
from probant.kernel.decision import Refused, refused, require
from probant.kernel.roles import Role
from probant.kernel.text import fold
from probant.support.access import may_open_cases
from probant.support.models import DoorChoice
from probant.support.models.choices import SHIPPED

LONGEST_CODE, LONGEST_NAME = 32, 200


def save_choice(
    actor: Actor,
    *,
    house_id: int,
    kind: str,
    name: str,
    code: str = "",
    is_open: bool = True,
    key: uuid.UUID | None = None,
) -> DoorChoice:
    """Add an entry to a list, or rename, close or open the one of that `code`.

    Past facts keep their code. Raises `Refused`, `AlreadyDone`. Effects: the row; one entry.
    """
    require(may_open_cases(actor, house_id))
    if not actor.has(Role.DIRECTION):
        require(refused("La direction compose ces listes."))
    said = " ".join(name.split())[:LONGEST_NAME]
    if not said or kind not in SHIPPED:
        raise Refused("Donnez un libellé.")
    with change(actor, verb="support.save_choice", houses=[house_id], key=key) as entry:
        known = dict(SHIPPED[kind]) | dict(
            DoorChoice.objects.filter(house_id=house_id, kind=kind).values_list("code", "name")
        )
        if code and code not in known:
            raise Refused("Ce mot n'est pas dans la liste.")
        if any(fold(other) == fold(said) for one, other in known.items() if one != code):
            raise Refused(f"« {said} » est déjà dans la liste.")
        choice, _ = DoorChoice.objects.update_or_create(
            house_id=house_id,
            kind=kind,
            code=code or _code(said, set(known)),
            defaults={"name": said, "is_open": is_open},
        )
        entry.mention("door_choice", choice.pk)
        entry.detail(category="support", kind=kind, code=choice.code, name=said, is_open=is_open)
    return choice


def _code(name: str, taken: set[str]) -> str:
    """A code of the house's own, from the name: it never changes afterwards."""
    stem = slugify(name)[: LONGEST_CODE - 4].strip("-") or "mot"
    code, number = stem, 1
    while code in taken:
        number += 1
        code = f"{stem}-{number}"
    return code
