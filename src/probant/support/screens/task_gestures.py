"""What one does on several tasks at once."""

import datetime
import uuid
from collections.abc import Sequence
from typing import Any

from probant.accounts.models import User
from probant.directory.screens.together import Gesture, Together
from probant.journal.together import SAME
from probant.kernel.actor import Actor
from probant.kernel.decision import Refused
from probant.kernel.roles import TEAM
from probant.support.actions import tasks as actions
from probant.support.models import Task
from probant.support.queries.cases import people_of
from probant.support.screens import gesture_forms as asked
from probant.ui.request import Request

Key = uuid.UUID | None


def load(actor: Actor, numbers: Sequence[int]) -> list[Task]:
    """The tasks of these numbers that an actor may see. One query."""
    found = Task.objects.visible_to(actor).filter(pk__in=numbers, erased_on__isnull=True)
    named = found.select_related("case__organisation", "case__programme", "assigned")
    return sorted(named, key=lambda task: list(numbers).index(task.pk))


def _one(actor: Actor, number: int) -> Task:
    found = load(actor, [number])
    if not found:
        raise Refused("Cette tâche est effacée, ou ne vous est plus ouverte.")
    return found[0]


def _finish(actor: Actor, task: Task, typed: dict[str, Any], key: Key) -> Any:
    if task.is_done:
        return SAME
    actions.finish_task(actor, task=task, key=key)
    return True


def _reopen(actor: Actor, number: int, kept: Any, key: Key) -> None:
    actions.reopen_task(actor, task=_one(actor, number), key=key)


def _postpone(actor: Actor, task: Task, typed: dict[str, Any], key: Key) -> Any:
    before, after = task.due_on, typed["due_on"]
    if before == after:
        return SAME
    actions.postpone_task(actor, task=task, due_on=after, key=key)
    return [before.isoformat() if before else None, after.isoformat()]


def _bring_back(actor: Actor, number: int, kept: Any, key: Key) -> None:
    task, (before, after) = _one(actor, number), kept
    if task.due_on != datetime.date.fromisoformat(after):
        raise Refused(f"« {task.what} » a changé de jour depuis.")
    day = datetime.date.fromisoformat(before) if before else None
    actions.postpone_task(actor, task=task, due_on=day, key=key)


def _assign(actor: Actor, task: Task, typed: dict[str, Any], key: Key) -> Any:
    user, before = typed["user"], task.assigned_id
    after = user.pk if user else None
    if before == after:
        return SAME
    actions.assign_task(actor, task=task, assigned=user, key=key)
    return [before, after]


def _give_back(actor: Actor, number: int, kept: Any, key: Key) -> None:
    task, (before, after) = _one(actor, number), kept
    if task.assigned_id != after:
        raise Refused(f"« {task.what} » est confiée à quelqu’un d’autre depuis.")
    user = User.objects.filter(pk=before).first()
    actions.assign_task(actor, task=task, assigned=user, key=key)


def _people(request: Request) -> list[User]:
    """The house for its team; a volunteer gives a task back to nobody, or keeps it."""
    actor = request.actor
    people = people_of(actor.house, team_only=False)
    return people if actor.has(*TEAM) else [user for user in people if user.pk == actor.user_id]


TASKS_TOGETHER = Together(
    noun="tâche",
    trail="Tâches",
    here="support:tasks-together",
    undo="support:tasks-undo",
    back="support:tasks",
    load=load,
    name=lambda task: f"{task.what} ({task.case.title})" if task.case else task.what,
    gestures=(
        Gesture("faites", "Marquer faites", "Marquer ces tâches faites", _finish, _reopen),
        Gesture(
            "reporter",
            "Reporter",
            "Reporter ces tâches",
            _postpone,
            _bring_back,
            lambda request, posted: asked.PostponeForm(posted),
        ),
        Gesture(
            "confier",
            "Confier à quelqu’un",
            "Confier ces tâches",
            _assign,
            _give_back,
            lambda request, posted: asked.PersonForm(posted, people=_people(request)),
        ),
    ),
)
