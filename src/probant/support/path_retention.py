"""The end of what was written in tasks and in the method of cases."""

import datetime

from django.utils import timezone

from probant.journal.erasure import erase_mentions
from probant.support.models import Case, CaseStep, Task

TASK = "task"  # kind of the timeline
ERASED = "étape effacée"


def expire_path(house_id: int, before: datetime.date) -> int:
    """Empty tasks noted, and reasons given for steps, before a day; returns how many rows."""
    tasks = Task.objects.filter(
        house_id=house_id, created_on__lt=before, erased_on__isnull=True
    ).exclude(done_on__isnull=True, due_on__gte=before)
    emptied = tasks.update(what="", erased_on=timezone.localdate())
    steps = CaseStep.objects.filter(case__house_id=house_id, set_aside_on__lt=before)
    return emptied + steps.exclude(set_aside_because="").update(set_aside_because="")


def forget_in_path(house_id: int, person_id: int) -> int:
    """Empty the tasks and the own words of the method of cases of a person; facts stand."""
    theirs = Case.objects.filter(house_id=house_id, members__person_id=person_id)
    tasks = Task.objects.filter(case__in=theirs, erased_on__isnull=True)
    for number in list(tasks.values_list("pk", flat=True)):
        erase_mentions(house_id, TASK, number)
    emptied = tasks.update(what="", erased_on=timezone.localdate())
    steps = CaseStep.objects.filter(case__in=theirs)
    emptied += steps.exclude(set_aside_because="").update(set_aside_because="")
    own = steps.filter(item__isnull=True).exclude(label=ERASED)
    return emptied + own.update(label=ERASED, advice="")
