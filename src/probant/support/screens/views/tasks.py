"""Tasks: mine by how soon they are due, one task, those of a case."""

from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from probant.accounts.models import User
from probant.directory.screens.together import boxes_for
from probant.kernel.decision import Refused
from probant.kernel.roles import TEAM
from probant.programmes.screens.submit import Subject, answer
from probant.support.access import may_write_task
from probant.support.actions import tasks as actions
from probant.support.models import Task
from probant.support.path_retention import TASK
from probant.support.queries.cases import people_of
from probant.support.queries.tasks import (
    DONE,
    EVERYBODY,
    LATE,
    MINE,
    NOBODY,
    TO_DO,
    Section,
    TaskFilter,
    sections,
    tasks_of,
)
from probant.support.screens.path_forms import TaskForm, TaskMoveForm
from probant.support.screens.path_panels import tasks_panel
from probant.support.screens.task_gestures import TASKS_TOGETHER
from probant.support.screens.views.acts import writable
from probant.ui.request import Request
from probant.ui.templatetags.ui import crumbs

STATES = ((TO_DO, "à faire"), (LATE, "en retard"), (DONE, "faites"))


def listing(request: Request) -> HttpResponse:
    """`/taches/`: late first, then today, this week, later."""
    actor = request.actor
    today = timezone.localdate()
    chosen = TaskFilter.read(request.GET)
    tasks = tasks_of(actor, chosen, today)
    is_team = actor.has(*TEAM)
    waiting = chosen.state in (TO_DO, LATE)
    context = {
        "chosen": chosen,
        "states": STATES,
        "people": _choices(request, is_team=is_team),
        "sections": sections(tasks, today) if waiting else _done(tasks),
        "choosing": boxes_for(request, TASKS_TOGETHER).apart("ensemble")
        if tasks and waiting
        else "",
        "me": actor.user_id,
        "today": today,
        "is_team": is_team,
    }
    return render(request, "support/tasks.html", context)


def _choices(request: Request, *, is_team: bool) -> list[tuple[str, str]]:
    everybody = (EVERYBODY, "toute l’équipe" if is_team else "tous mes dossiers")
    choices = [(MINE, "moi"), everybody, (NOBODY, "personne encore")]
    if is_team:
        people = people_of(request.actor.house, team_only=False)
        mine = request.actor.user_id
        choices += [(str(user.pk), str(user)) for user in people if user.pk != mine]
    return choices


def _done(tasks: list[Task]) -> list[Section]:
    return [Section("done", "Faites", tuple(tasks))] if tasks else []


def add(request: Request) -> HttpResponse:
    """A task of no case; those of a case are added on its page."""
    actor = request.actor
    team = actor.has(*TEAM)
    people = people_of(actor.house, team_only=False) if team else _me(request)
    initial = {"assigned": actor.user_id}
    form = TaskForm(request.POST or None, people=people, case=None, initial=initial)
    back = reverse("support:tasks")

    def act(data: Any, keys: Any) -> str:
        actions.add_task(actor, house_id=actor.house, key=keys.key, **data)
        return back

    return answer(
        request,
        form,
        act=act,
        template="programmes/form.html",
        subject=Subject(actor.house, TASK),
        back=back,
        done="La tâche est notée.",
        context={
            "heading": "Nouvelle tâche",
            "submit": "Noter la tâche",
            "trail": crumbs("Tâches", back, "Nouvelle tâche"),
            "lead": "",
            "above": "",
        },
    )


def _me(request: Request) -> list[User]:
    return list(User.objects.filter(pk__in=[request.actor.user_id or 0]))


def add_on_case(request: Request, pk: int) -> HttpResponse:
    """A task of a case, from its page."""
    case = writable(request, pk)
    people = people_of(case.house_id, team_only=False)
    form = TaskForm(request.POST, people=people, case=case)
    try:
        if not form.is_valid():
            raise Refused(" ".join(str(error[0]) for error in form.errors.values()))
        actions.add_task(request.actor, case=case, **form.cleaned_data)
    except Refused as refusal:
        messages.error(request, str(refusal))
    return _back_to_case(request, case)


def _back_to_case(request: Request, case: Any) -> HttpResponse:
    if request.htmx:
        return HttpResponse(tasks_panel(request, case))
    return redirect(f"{reverse('support:case', args=[case.pk])}#taches")


def sheet(request: Request, pk: int) -> HttpResponse:
    """One task: its day and who does it."""
    task = _load(request, pk)
    people = people_of(task.house_id, team_only=False)
    initial = {"due_on": task.due_on, "assigned": task.assigned_id}
    form = TaskMoveForm(request.POST or None, people=people, initial=initial)
    back = _page(task)
    if request.method == "POST" and form.is_valid():
        try:
            _move(request, task, **form.cleaned_data)
        except Refused as refusal:
            form.add_error(None, str(refusal))
        else:
            messages.success(request, "La tâche est modifiée.")
            return redirect(back)
    status = 422 if request.method == "POST" else 200
    context = {"task": task, "form": form, "back": back}
    return render(request, "support/task.html", context, status=status)


def _move(request: Request, task: Task, *, due_on: Any, assigned: User | None) -> None:
    if (assigned.pk if assigned else None) != task.assigned_id:
        actions.assign_task(request.actor, task=task, assigned=assigned)
    if due_on != task.due_on:
        actions.postpone_task(request.actor, task=task, due_on=due_on)


def done(request: Request, pk: int) -> HttpResponse:
    """Done, to do again, or erased (`geste`); the case's panel for htmx."""
    task = _load(request, pk)
    what = request.POST.get("geste", "")
    if what == "effacer":
        actions.erase_task(request.actor, task=task)
        messages.success(request, "La tâche est effacée ; le journal garde la trace qu’elle fut.")
        return redirect("support:tasks")
    if what == "a-faire":
        actions.reopen_task(request.actor, task=task)
    elif what == "fait":
        actions.finish_task(request.actor, task=task)
    if request.htmx and task.case is not None:
        return HttpResponse(tasks_panel(request, task.case))
    if what == "fait":
        messages.success(request, f"« {task.what} » : c’est fait.")
    return redirect(_page(task))


def _load(request: Request, pk: int) -> Task:
    tasks = Task.objects.visible_to(request.actor).filter(erased_on__isnull=True)
    named = tasks.select_related(
        "case__organisation", "case__programme", "assigned", "created_by", "done_by"
    )
    task = named.filter(pk=pk).first()
    if task is None or not may_write_task(request.actor, task):
        raise Http404
    return task


def _page(task: Task) -> str:
    if task.case_id is not None:
        return f"{reverse('support:case', args=[task.case_id])}#taches"
    return reverse("support:tasks")
