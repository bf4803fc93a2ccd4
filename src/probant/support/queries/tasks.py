"""Tasks as pages show them: mine with those of whom I replace, by how soon they are due."""

import datetime
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from django.db.models import F, Q, QuerySet
from django.utils import timezone

from probant.journal.prepared import SeenModels
from probant.kernel.actor import Actor
from probant.kernel.todo import Todo
from probant.support.models import Case, Task
from probant.support.queries.who import StandIn, stands_in_for
from probant.ui.hrefs import href_pattern

TO_DO, LATE, DONE = "a-faire", "en-retard", "faites"
MINE, EVERYBODY, NOBODY = "moi", "tous", "personne"
LIMIT = 200  # a page of tasks; beyond, the filters


@dataclass(frozen=True)
class TaskFilter:
    """The words of the address: `etat`, `qui` (moi, tous, personne, a user's id)."""

    state: str = TO_DO
    who: str = MINE

    @classmethod
    def read(cls, query: Mapping[str, str]) -> "TaskFilter":
        """Read the filters of an address; nonsense is ignored."""
        state, who = query.get("etat", TO_DO), query.get("qui", MINE)
        known = who in (MINE, EVERYBODY, NOBODY) or (who.isascii() and who.isdigit())
        return cls(state if state in (TO_DO, LATE, DONE) else TO_DO, who[:18] if known else MINE)


@dataclass(frozen=True)
class Section:
    """Tasks that are due at about the same time."""

    word: str
    label: str
    tasks: tuple[Task, ...]


def tasks_of(actor: Actor, chosen: TaskFilter, today: datetime.date) -> list[Task]:
    """The tasks asked for, the earliest first; those without a day last. Three queries at most."""
    tasks = narrowed_tasks(actor, chosen, today)
    order = (F("due_on").asc(nulls_last=True), "pk")
    if chosen.state == DONE:
        order = (F("done_on").desc(), "-pk")
    return list(_with_names(tasks).order_by(*order)[:LIMIT])


def narrowed_tasks(actor: Actor, chosen: TaskFilter, today: datetime.date) -> QuerySet[Task]:
    """The tasks that the filters leave; those that are late were due before today."""
    tasks = Task.objects.visible_to(actor).filter(erased_on__isnull=True)
    tasks = tasks.filter(done_on__isnull=chosen.state != DONE)
    if chosen.state == LATE:
        tasks = tasks.filter(due_on__lt=today)
    if chosen.who == MINE:
        tasks = tasks.filter(_for(actor, today))
    elif chosen.who == NOBODY:
        tasks = tasks.filter(assigned__isnull=True)
    elif chosen.who != EVERYBODY:
        tasks = tasks.filter(assigned_id=int(chosen.who))
    return tasks


def tasks_of_case(actor: Actor, case: Case) -> list[Task]:
    """The tasks of a case: those that wait first, then those done. One query, compiled once."""
    return _OF_CASE.all(actor, case=case.pk)


def _of_case(actor: Actor, case: int) -> QuerySet[Task]:
    tasks = Task.objects.visible_to(actor).filter(case_id=case, erased_on__isnull=True)
    order = (F("done_on").asc(nulls_first=True), F("due_on").asc(nulls_last=True), "pk")
    return tasks.select_related("assigned", "done_by").order_by(*order)[:LIMIT]


_OF_CASE: SeenModels[Task] = SeenModels(_of_case, "case")


def shared_tasks(case: Case) -> list[Task]:
    """What the holder of a case sees of its tasks in her space. One query."""
    shared = case.tasks.filter(is_shared=True, erased_on__isnull=True)
    return list(shared.order_by(F("done_on").asc(nulls_first=True), "due_on", "pk"))


def sections(tasks: Iterable[Task], today: datetime.date) -> list[Section]:
    """Tasks to do by when they are due: late, today, this week (to Sunday), later, no day."""
    sunday = today + datetime.timedelta(days=6 - today.weekday())
    held: dict[str, list[Task]] = {word: [] for word in LABELS}
    for task in tasks:
        held[_soon(task.due_on, today, sunday)].append(task)
    return [Section(word, LABELS[word], tuple(found)) for word, found in held.items() if found]


LABELS = {
    "late": "En retard",
    "today": "Aujourd’hui",
    "week": "Cette semaine",
    "later": "Plus tard",
    "undated": "Sans date",
}


def _soon(due_on: datetime.date | None, today: datetime.date, sunday: datetime.date) -> str:
    if due_on is None:
        return "undated"
    if due_on < today:
        return "late"
    if due_on == today:
        return "today"
    return "week" if due_on <= sunday else "later"


def due_tasks(actor: Actor, until: datetime.date) -> list[Todo]:
    """What is due to an actor by a day, for the to-do of `kernel.todo`. Two queries."""
    if actor.user_id is None:
        return []
    tasks = Task.objects.visible_to(actor).filter(_for(actor, timezone.localdate()))
    return [_todo(task, task.case.title if task.case else "") for task in _waiting(tasks, until)]


def house_due_tasks(actor: Actor, until: datetime.date) -> list[Todo]:
    """The same for everybody in the house, each with who does it. One query."""
    found = _waiting(Task.objects.visible_to(actor), until)
    return [_todo(task, _case_and_person(task)) for task in found]


def _waiting(tasks: QuerySet[Task], until: datetime.date) -> QuerySet[Task]:
    found = tasks.filter(done_on__isnull=True, erased_on__isnull=True, due_on__lte=until)
    return _with_names(found).order_by("due_on", "pk")[:LIMIT]


def _todo(task: Task, detail: str) -> Todo:
    address, page = href_pattern("support:case"), href_pattern("support:task")
    assert task.due_on is not None  # it is due by a day
    return Todo(
        title=task.what,
        due_on=task.due_on,
        address=address % task.case_id if task.case_id else page % task.pk,
        detail=detail,
    )


def _case_and_person(task: Task) -> str:
    named = [task.case.title if task.case else "", str(task.assigned or "à prendre")]
    return ", ".join(word for word in named if word)


def _for(actor: Actor, today: datetime.date) -> Q:
    """One's own tasks, and today those of the people one replaces."""
    mine = Q(assigned_id=actor.user_id)
    if actor.user_id is None:
        return Q(pk__in=[])
    for stand_in in stands_in_for(actor.user_id, today, today):
        mine |= _taken(stand_in)
    return mine


def _taken(stand_in: StandIn) -> Q:
    taken = Q(assigned_id=stand_in.user_id)
    return taken if stand_in.case_ids is None else taken & Q(case_id__in=stand_in.case_ids)


def _with_names(tasks: QuerySet[Task]) -> QuerySet[Task]:
    return tasks.select_related("case__organisation", "assigned", "done_by")
