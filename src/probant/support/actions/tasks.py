"""Tasks: added, given to somebody, postponed, done, taken up again, erased. Each is one entry.

All raise `Refused` and `AlreadyDone`. What is to do is free text: the journal holds its digest
under a key that erasing destroys.
"""

import datetime
import uuid

from probant.accounts.models import User
from probant.journal.digest import digest_of
from probant.journal.door import Entry, change
from probant.journal.erasure import erase_mentions
from probant.kernel.actor import Actor
from probant.kernel.decision import ALLOWED, Decision, Refused, require
from probant.kernel.roles import TEAM, Role
from probant.support.access import may_open_cases, may_write_case, may_write_task
from probant.support.actions.cases import check_referent
from probant.support.models import Case, Task
from probant.support.path_retention import TASK
from probant.support.writing import mention


def add_task(
    actor: Actor,
    *,
    what: str,
    case: Case | None = None,
    due_on: datetime.date | None = None,
    assigned: User | None = None,
    shared: bool = False,
    house_id: int | None = None,
    declared_on: datetime.date | None = None,
    key: uuid.UUID | None = None,
) -> Task:
    """Note something to do by a day, on a case or not; for oneself unless `assigned` is given.

    `shared`: the holder of the case sees it in her space. The house is the case's, else `house_id`,
    else the actor's.
    """
    house = case.house_id if case else house_id or actor.house
    require(may_write_case(actor, case) if case else _may_keep_tasks(actor, house))
    words = " ".join(what.split())
    if not words:
        raise Refused("Dites ce qu'il y a à faire.")
    if shared and case is None:
        raise Refused("On ne partage que les tâches d'un dossier.")
    if case is None and assigned is not None and assigned.pk != actor.user_id:
        require(may_open_cases(actor, house))
    _check_assigned(house, case, assigned)
    with change(
        actor, verb="support.add_task", houses=[house], declared_on=declared_on, key=key
    ) as entry:
        task = Task.objects.create(
            house_id=house,
            case=case,
            what=words[:300],
            due_on=due_on,
            assigned_id=assigned.pk if assigned else actor.user_id,
            is_shared=shared,
            created_on=entry.known_on,
            created_by_id=actor.user_id,
            seq=entry.seq,
        )
        entry.detail(category="support.task", task=task.pk, text_digest=digest_of([task.what]))
        _mention(entry, task)
    return task


def assign_task(
    actor: Actor, *, task: Task, assigned: User | None, key: uuid.UUID | None = None
) -> Task:
    """Give a task to somebody of the house, or to nobody yet."""
    require(may_write_task(actor, task))
    _check_assigned(task.house_id, task.case, assigned)
    with change(actor, verb="support.assign_task", houses=[task.house_id], key=key) as entry:
        task.refresh_from_db()
        task.assigned = assigned
        task.save(update_fields=["assigned"])
        _mention(entry, task)
    return task


def postpone_task(
    actor: Actor, *, task: Task, due_on: datetime.date | None, key: uuid.UUID | None = None
) -> Task:
    """Move the day for which a task is due; None: no day."""
    require(may_write_task(actor, task))
    with change(actor, verb="support.postpone_task", houses=[task.house_id], key=key) as entry:
        task.refresh_from_db()
        if task.is_done:
            raise Refused("Cette tâche est faite.")
        task.due_on = due_on
        task.save(update_fields=["due_on"])
        _mention(entry, task)
    return task


def finish_task(
    actor: Actor,
    *,
    task: Task,
    declared_on: datetime.date | None = None,
    key: uuid.UUID | None = None,
) -> Task:
    """Mark a task done today; again changes nothing."""
    require(may_write_task(actor, task))
    with change(
        actor,
        verb="support.finish_task",
        houses=[task.house_id],
        declared_on=declared_on,
        key=key,
    ) as entry:
        task.refresh_from_db()
        if not task.is_done:
            task.done_on, task.done_by_id = entry.known_on, actor.user_id
            task.save(update_fields=["done_on", "done_by"])
            _mention(entry, task)
    return task


def reopen_task(actor: Actor, *, task: Task, key: uuid.UUID | None = None) -> Task:
    """Put a task that was done back among what is to do."""
    require(may_write_task(actor, task))
    with change(actor, verb="support.reopen_task", houses=[task.house_id], key=key) as entry:
        task.refresh_from_db()
        task.done_on, task.done_by_id = None, None
        task.save(update_fields=["done_on", "done_by"])
        _mention(entry, task)
    return task


def erase_task(actor: Actor, *, task: Task, key: uuid.UUID | None = None) -> Task:
    """Erase what a task says: its text, and the text and key that the journal held."""
    require(may_write_task(actor, task))
    with change(actor, verb="support.erase_task", houses=[task.house_id], key=key) as entry:
        erase_mentions(task.house_id, TASK, task.pk)
        task.what, task.erased_on = "", entry.today
        task.save(update_fields=["what", "erased_on"])
        if task.case is not None:
            mention(entry, task.case)
    return task


def _may_keep_tasks(actor: Actor, house_id: int) -> Decision:
    decision = may_open_cases(actor, house_id)
    if decision or not actor.has(Role.VOLUNTEER) or actor.house_id != house_id:
        return decision
    return ALLOWED


def _check_assigned(house_id: int, case: Case | None, assigned: User | None) -> None:
    """Refuse somebody without a role here, or a volunteer to whom the case is not entrusted."""
    check_referent(house_id, assigned)
    if assigned is None or case is None:
        return
    roles = assigned.memberships.filter(organisation_id=house_id).values_list("role", flat=True)
    as_user = Actor(assigned.pk, house_id, house_id, frozenset(Role(role) for role in roles))
    if not as_user.has(*TEAM) and not may_write_case(as_user, case):
        raise Refused("Confiez-lui d'abord ce dossier : la tâche en parle.")


def _mention(entry: Entry, task: Task) -> None:
    entry.mention(TASK, task.pk)
    if task.case is not None:
        mention(entry, task.case)
