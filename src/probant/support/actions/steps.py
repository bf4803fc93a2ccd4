"""The checklist of a case: done, set aside, taken up, added, reordered. Each is one entry.

All raise `Refused` and `AlreadyDone`. The words of steps stay out of the journal.
"""

import datetime
import uuid
from collections.abc import Iterator
from contextlib import contextmanager

from probant.journal.door import Entry, change
from probant.kernel.actor import Actor
from probant.kernel.decision import Decision, Refused, refused, require
from probant.programmes.models import Phase
from probant.support.access import is_party, may_write_case
from probant.support.models import Case, CaseStep
from probant.support.writing import mention


def may_write_steps(actor: Actor, case: Case) -> Decision:
    """Whoever writes on the case; never on one's own project."""
    if is_party(actor, case):
        return refused("C'est votre propre projet : cette méthode est celle de l'équipe.")
    return may_write_case(actor, case)


def tick_step(
    actor: Actor,
    *,
    step: CaseStep,
    done: bool = True,
    declared_on: datetime.date | None = None,
    key: uuid.UUID | None = None,
) -> CaseStep:
    """Mark a step done today, or to do again (`done` false); what was set aside is taken up."""
    verb = "support.tick_step"
    with _writing(actor, step.case, verb=verb, key=key, declared_on=declared_on) as entry:
        step.refresh_from_db()
        step.done_on = entry.known_on if done else None
        step.done_by_id = actor.user_id if done else None
        step.set_aside_on, step.set_aside_because = None, ""
        step.save()
    return step


def set_step_aside(
    actor: Actor, *, step: CaseStep, because: str, key: uuid.UUID | None = None
) -> CaseStep:
    """Set a step aside with a reason: it does not fit this case."""
    if not because.strip():
        raise Refused("Dites en quelques mots pourquoi c'est mis de côté.")
    with _writing(actor, step.case, verb="support.set_step_aside", key=key) as entry:
        step.refresh_from_db()
        if step.done_on is not None:
            raise Refused("C'est déjà fait : cela ne se met plus de côté.")
        step.set_aside_on, step.set_aside_because = entry.today, because.strip()[:200]
        step.save(update_fields=["set_aside_on", "set_aside_because"])
    return step


def take_step_up(actor: Actor, *, step: CaseStep, key: uuid.UUID | None = None) -> CaseStep:
    """Put a step that was set aside back among what is to do."""
    with _writing(actor, step.case, verb="support.take_step_up", key=key):
        step.set_aside_on, step.set_aside_because = None, ""
        step.save(update_fields=["set_aside_on", "set_aside_because"])
    return step


def add_step(
    actor: Actor,
    *,
    case: Case,
    label: str,
    advice: str = "",
    phase: Phase | None = None,
    key: uuid.UUID | None = None,
) -> CaseStep:
    """Add a step of its own to a case, at the end."""
    if not label.strip():
        raise Refused("Dites ce qu'il y a à faire.")
    if phase is not None and phase.programme_id != case.programme_id:
        raise Refused("Cette étape est celle d'un autre programme.")
    with _writing(actor, case, verb="support.add_step", key=key):
        return CaseStep.objects.create(
            case=case,
            phase=phase,
            position=case.steps.count() + 1,
            label=" ".join(label.split())[:200],
            advice=advice.strip(),
        )


def move_step(actor: Actor, *, step: CaseStep, up: bool, key: uuid.UUID | None = None) -> CaseStep:
    """Move a step one place up or down among those of its case; nothing at either end."""
    with _writing(actor, step.case, verb="support.move_step", key=key):
        rows = list(step.case.steps.order_by("position", "id"))
        place = [row.pk for row in rows].index(step.pk)
        other = place - 1 if up else place + 1
        if 0 <= other < len(rows):
            rows[place], rows[other] = rows[other], rows[place]
        for position, row in enumerate(rows, start=1):
            if row.position != position:
                CaseStep.objects.filter(pk=row.pk).update(position=position)
    step.refresh_from_db()
    return step


def drop_step(actor: Actor, *, step: CaseStep, key: uuid.UUID | None = None) -> None:
    """Take out a step of one's own that nobody did; those of the checklist are set aside."""
    if step.item_id is not None or step.done_on is not None:
        raise Refused("Mettez-la de côté, en disant pourquoi.")
    with _writing(actor, step.case, verb="support.drop_step", key=key):
        step.delete()


@contextmanager
def _writing(
    actor: Actor,
    case: Case,
    *,
    verb: str,
    key: uuid.UUID | None,
    declared_on: datetime.date | None = None,
) -> Iterator[Entry]:
    require(may_write_steps(actor, case))
    with change(
        actor, verb=verb, houses=[case.house_id], declared_on=declared_on, key=key
    ) as entry:
        mention(entry, case)
        yield entry
