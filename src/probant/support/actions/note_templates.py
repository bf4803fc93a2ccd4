"""Templates of appointment notes: headings that a house writes once."""

import uuid

from probant.journal.door import change
from probant.kernel.actor import Actor
from probant.kernel.decision import Refused, require
from probant.programmes.models import Programme
from probant.support.access import may_open_cases
from probant.support.models import NoteTemplate

TEMPLATE = "note_template"  # kind of the timeline


def write_template(
    actor: Actor,
    *,
    house_id: int,
    name: str,
    body: str,
    programme: Programme | None = None,
    is_open: bool = True,
    template: NoteTemplate | None = None,
    key: uuid.UUID | None = None,
) -> NoteTemplate:
    """Write a template, or change one; notes already written keep what they say.

    Raises `Refused` (no heading, a name already given), `AlreadyDone`. Effects: a row; one entry.
    """
    require(may_open_cases(actor, house_id))
    name = " ".join(name.split())
    if not body.strip():
        raise Refused("Écrivez au moins une rubrique.")
    if programme is not None and programme.house_id != house_id:
        raise Refused("Ce programme est celui d'une autre structure.")
    with change(actor, verb="support.write_template", houses=[house_id], key=key) as entry:
        same = NoteTemplate.objects.filter(house_id=house_id, name=name)
        if (same.exclude(pk=template.pk) if template else same).exists():
            raise Refused(f"Une trame s'appelle déjà « {name} ».")
        row = template or NoteTemplate(house_id=house_id)
        row.name, row.body, row.programme, row.is_open = name, body.strip(), programme, is_open
        row.save()
        entry.mention(TEMPLATE, row.pk)
    return row
