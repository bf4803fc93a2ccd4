"""What a case's page shows of its path, method, tasks and replacement; the home page, of tasks."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import QuerySet
from django.template.loader import render_to_string
from django.utils import timezone
from django.utils.safestring import SafeString, mark_safe

from probant.journal.prepared import SeenModels
from probant.kernel import verbs
from probant.kernel.actor import Actor
from probant.kernel.erasure import ERASERS, RETAINED, Retained
from probant.kernel.roles import TEAM, Role
from probant.kernel.todo import HOUSE_TODO, TODO
from probant.programmes.models import VersionPhase
from probant.programmes.queries import piece_name
from probant.search import kinds
from probant.support.access import is_party, may_write_case
from probant.support.actions.steps import may_write_steps
from probant.support.models import Case, CaseStep, HandOver
from probant.support.path_retention import expire_path, forget_in_path
from probant.support.queries.cases import people_of
from probant.support.queries.findings import findings_on_path
from probant.support.queries.path import CasePath, newer_version, path_of
from probant.support.queries.path_words import tell_tasks
from probant.support.queries.tasks import (
    LABELS,
    MINE,
    TO_DO,
    TaskFilter,
    due_tasks,
    house_due_tasks,
    sections,
    tasks_of,
    tasks_of_case,
)
from probant.support.queries.who import in_charge_of
from probant.support.screens.path_words import VERBS
from probant.ui import panels
from probant.ui.request import Request

HELPERS = TEAM | {Role.VOLUNTEER}
SHOWN = 8  # tasks on the home page


@dataclass(frozen=True)
class PathLine:
    """A phase on the page of a case, with the day it was reached, if it was."""

    name: str
    on: datetime.date | None
    asks: tuple[tuple[str, str], ...] = ()
    is_next: bool = False


def can_see_path(actor: Actor, case: Case) -> bool:
    """Whoever sees the case."""
    return True


def can_see_method(actor: Actor, case: Case) -> bool:
    """Those who support the case, its own people apart."""
    return actor.has(*HELPERS) and not is_party(actor, case)


def can_see_tasks_of(actor: Actor, case: Case) -> bool:
    """Those who support the case, its own people apart."""
    return can_see_method(actor, case)


def can_see_tasks(actor: Actor, _: Any) -> bool:
    """Those who have tasks in a house."""
    return actor.house_id is not None and actor.has(*HELPERS)


def path_on(request: Request, case: Case) -> CasePath:
    """The path of the case that this request shows, read once: the page and the panel say it."""
    kept = getattr(request, "case_path", None)
    if kept is None or kept[0] != case.pk:
        kept = (case.pk, path_of(case))
        setattr(request, "case_path", kept)  # noqa: B010  it is this page's only
    path: CasePath = kept[1]
    return path


def path_panel(request: Request, case: Case) -> SafeString:
    """The phases of the case's version, what the next one asks, what to look at.

    Five queries: two where the page has read the path.
    """
    path = path_on(request, case)
    context = {
        "case": case,
        "lines": _lines(path),
        "version": case.version,
        "newer": newer_version(case),
        "findings": findings_on_path(case, path, timezone.localdate()),
        "writes": may_write_case(request.actor, case).allowed,
    }
    return render_to_string("support/_path_panel.html", context)


def _lines(path: CasePath) -> list[PathLine]:
    """The version's phases in order, then those reached that it no longer has."""
    present = path.furthest
    lines = []
    for place, row in enumerate(path.phases):
        is_next = place == present + 1
        asks = _asks(row) if is_next or place == present else ()
        lines.append(PathLine(row.name, path.reached.get(row.phase_id), asks, is_next))
    return lines + [PathLine(name, day) for name, day in path.others]


def _asks(row: VersionPhase) -> tuple[tuple[str, str], ...]:
    told = (
        ("On y entre quand", row.entry),
        ("On en sort quand", row.exit),
        ("Pièces attendues", ", ".join(piece_name(piece) for piece in row.pieces)),
        ("Notée par", ", ".join(Role(role).label for role in row.roles)),
        ("Délai habituel", f"{row.usual_days} jours" if row.usual_days else ""),
    )
    return tuple((label, words) for label, words in told if words)


def charge_panel(request: Request, case: Case) -> SafeString:
    """Who replaces the referent today, if somebody does. One query."""
    charge = in_charge_of(case, timezone.localdate())
    if not charge.is_replaced:
        return mark_safe("")
    return render_to_string("support/_charge_panel.html", {"charge": charge})


def steps_panel(request: Request, case: Case, *, whole: bool = False) -> SafeString:
    """The method of a case: what is to do now, or with `whole` all of it. One query."""
    steps = _STEPS.all(request.actor, case=case.pk)
    asked = [step for step in steps if step.set_aside_on is None]
    context = {
        "case": case,
        "steps": asked if whole else at_hand(asked, case),
        "aside": [step for step in steps if step.set_aside_on is not None],
        "done": sum(step.done_on is not None for step in steps),
        "asked": len(asked),
        "whole": whole,
        "writes": may_write_steps(request.actor, case).allowed,
    }
    return render_to_string("support/_steps_panel.html", context, request=request)


def at_hand(steps: Sequence[CaseStep], case: Case) -> list[CaseStep]:
    """What is looked at now: of the present phase, or the first to do; and what is of no phase.

    Nothing once the case is closed.
    """
    if not case.is_open:
        return []
    of_phase = [step.phase_id for step in steps if step.phase_id is not None]
    waiting = [step.phase_id for step in steps if step.phase_id and step.done_on is None]
    first = next(iter(waiting or of_phase), None)
    present = case.phase_id if case.phase_id in of_phase else first
    return [step for step in steps if step.phase_id in (present, None)]


def _steps(actor: Actor, case: int) -> QuerySet[CaseStep]:
    found = CaseStep.objects.visible_to(actor).filter(case_id=case)
    return found.select_related("phase", "done_by").order_by("position", "id")


_STEPS: SeenModels[CaseStep] = SeenModels(_steps, "case")


def tasks_panel(request: Request, case: Case) -> SafeString:
    """The tasks of a case. Two queries."""
    tasks = tasks_of_case(request.actor, case)
    writes = may_write_case(request.actor, case).allowed
    context = {
        "case": case,
        "waiting": [task for task in tasks if not task.is_done],
        "done": [task for task in tasks if task.is_done],
        "writes": writes,
        "people": people_of(case.house_id, team_only=False) if writes else [],
        "me": request.actor.user_id,
        "today": timezone.localdate(),
    }
    return render_to_string("support/_tasks_panel.html", context, request=request)


def due_tasks_panel(request: Request, _: Any) -> SafeString:
    """My tasks that are late, or due this week. Two queries."""
    today = timezone.localdate()
    mine = tasks_of(request.actor, TaskFilter(TO_DO, MINE), today)
    urgent = [one for one in sections(mine, today) if one.word in ("late", "today", "week")]
    if not urgent:
        return mark_safe("")
    rows = [(task, LABELS[section.word]) for section in urgent for task in section.tasks]
    context = {"rows": rows[:SHOWN], "more": max(0, len(rows) - SHOWN), "today": today}
    return render_to_string("support/_due_tasks_panel.html", context)


def absences_panel(request: Request, user: Any) -> SafeString:
    """On a person's page: who replaces them, whom they replace, from today on. One query."""
    today = timezone.localdate()
    coming = HandOver.objects.visible_to(request.actor).standing().filter(ends_on__gte=today)
    rows = list(coming.select_related("from_user", "to_user").order_by("starts_on", "pk"))
    context = {
        "away": [row for row in rows if row.from_user_id == user.pk],
        "replacing": [row for row in rows if row.to_user_id == user.pk],
        "today": today,
    }
    return render_to_string("support/_absences_panel.html", context)


def offer_path() -> None:
    """Register panels, words, the to-do and the end of texts; called when the room starts."""
    verbs.register(VERBS)
    tell_tasks()
    panels.register("case.side", "charge", order=1, can=can_see_path, render=charge_panel)
    panels.register("case.side", "path", order=5, can=can_see_path, render=path_panel)
    panels.register("case.next", "tasks", order=20, can=can_see_tasks_of, render=tasks_panel)
    panels.register("case.next", "method", order=30, can=can_see_method, render=steps_panel)
    panels.register("desk.due", "tasks", order=10, can=can_see_tasks, render=due_tasks_panel)
    panels.register("account.main", "absences", order=30, can=can_see_tasks, render=absences_panel)
    TODO.register("support.tasks", due_tasks)
    HOUSE_TODO.register("support.tasks", house_due_tasks)
    ERASERS.register("support.path", forget_in_path)
    RETAINED.register(
        "support.task",
        Retained("Tâches et méthode des dossiers", "retention.supported_persons", expire_path),
    )
    kinds.offer(
        "tasks",
        "Mes tâches",
        "support:tasks",
        roles=HELPERS,
        words="tâche à faire rappel retard aujourd’hui semaine",
        order=15,
    )
    kinds.offer(
        "absences",
        "Noter un remplacement",
        "support:hand-over",
        roles=TEAM,
        words="absence congé relais passation remplaçant",
        order=70,
    )
