"""How the timeline of a case tells the tasks that were done."""

from django.db.models import QuerySet

from probant.kernel.actor import Actor
from probant.kernel.dates import write_date
from probant.support.models import Case, Task
from probant.support.queries.happenings import Kind, register
from probant.ui.hrefs import href_pattern


def tell_tasks() -> None:
    """Register the tasks done among what the pages of cases tell."""
    register(
        Kind(
            word="tache",
            label="tâches faites",
            model=Task,
            tell=_tell,
            detail=_detail,
            href=lambda task: href_pattern("support:task") % task.pk,
            rows=_rows,
            on="done_on",
            by="done_by_id",
            voidable=False,
            order=200,
        )
    )


def _rows(actor: Actor, case: Case) -> QuerySet[Task]:
    tasks = Task.objects.visible_to(actor).filter(case=case)
    return tasks.filter(done_on__isnull=False, erased_on__isnull=True)


def _tell(task: Task) -> str:
    return f"Tâche faite : {task.what}"


def _detail(task: Task) -> str:
    return f"pour le {write_date(task.due_on)}" if task.due_on else ""
