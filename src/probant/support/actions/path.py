"""The version of its programme that a case follows, moved by an act; its checklist with it."""

import uuid

from probant.journal.door import change
from probant.kernel.actor import Actor
from probant.kernel.decision import Refused, require
from probant.kernel.text import fold
from probant.programmes.models import ProgrammeVersion
from probant.support.access import may_write_case
from probant.support.models import Case
from probant.support.writing import copy_steps, mention


def move_case_version(
    actor: Actor,
    *,
    case: Case,
    version: ProgrammeVersion,
    read_at: int | None = None,
    key: uuid.UUID | None = None,
) -> Case:
    """Let a case follow another version of its programme: phases, conditions, checklist.

    Facts keep their phase. Of the checklist, what is done, set aside or of one's own stays; what
    waited and is no longer asked is set aside, saying so; what is asked besides is added.
    Raises `Refused` (a draft, another programme, the same), `Stale`, `AlreadyDone`. One entry.
    """
    require(may_write_case(actor, case))
    if version.programme_id != case.programme_id or version.is_draft:
        raise Refused("Un dossier suit une version en vigueur de son propre programme.")
    houses = [case.house_id]
    with change(actor, verb="support.move_version", houses=houses, key=key) as entry:
        entry.guard("case", case.pk, read_at=read_at)
        case.refresh_from_db()
        if case.version_id == version.pk:
            raise Refused("Ce dossier suit déjà cette version.")
        before, case.version = case.version_id, version
        case.save(update_fields=["version"])
        asked = {fold(label) for label in version.items.values_list("label", flat=True)}
        for step in case.steps.filter(item__isnull=False):
            if step.is_to_do and fold(step.label) not in asked:
                step.set_aside_on = entry.today
                step.set_aside_because = f"N’est plus demandé par la version {version.number}."
                step.save(update_fields=["set_aside_on", "set_aside_because"])
        copy_steps(case)
        entry.detail(category="support", before=before, after=version.pk)
        mention(entry, case)
    return case
