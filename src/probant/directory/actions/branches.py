"""What a house adds to the catalogue of branches."""

import uuid

from probant.directory.access import can_set_branches
from probant.directory.branches import catalogue, code_from
from probant.directory.models import Branch
from probant.journal.door import change
from probant.kernel.actor import Actor
from probant.kernel.decision import Refused, require

BRANCH = "branch"  # a kind of the timeline


def add_branch(actor: Actor, *, name: str, key: uuid.UUID | None = None) -> Branch:
    """Add a branch to those that the actor's house may choose; its code is kept for ever.

    Raises `Refused` (no name, one that exists), `AlreadyDone`. Effects: one row, one entry.
    """
    require(can_set_branches(actor))
    told = " ".join(name.split())
    code = code_from(told)
    if not code:
        raise Refused("Donnez le nom de la filière.")
    with change(actor, verb="directory.add_branch", houses=[_house(actor)], key=key) as entry:
        own = Branch.objects.filter(house_id=entry.house_id, code=code)
        if code in catalogue() or own.exists():
            raise Refused("Cette filière existe déjà.")
        branch = Branch.objects.create(house_id=entry.house_id, code=code, name=told[:80])
        entry.mention(BRANCH, branch.pk)
        entry.detail(category="directory", label=branch.name)
    return branch


def close_branch(
    actor: Actor, branch: Branch, *, reopen: bool = False, key: uuid.UUID | None = None
) -> Branch:
    """Offer a branch no more (or again); what bears its code keeps it.

    Raises `Refused`, `AlreadyDone`. Effects: the row, one entry.
    """
    require(can_set_branches(actor))
    if branch.house_id != actor.house_id:
        raise Refused("Cette filière est celle d’une autre maison.")
    verb = "directory.reopen_branch" if reopen else "directory.close_branch"
    with change(actor, verb=verb, houses=[branch.house_id], key=key) as entry:
        branch.is_open = reopen
        branch.save(update_fields=["is_open"])
        entry.mention(BRANCH, branch.pk)
        entry.detail(category="directory", label=branch.name)
    return branch


def _house(actor: Actor) -> int:
    assert actor.house_id is not None  # access asked it
    return actor.house_id
