"""Finished work is forgotten after a month: what it changed has its own history."""

import datetime

from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from probant.kernel.work import Outcome, Run
from probant.post.models import BackgroundJob

DAYS_KEPT = 30


def tidy(run: Run, struck_on: str) -> Outcome:
    """Forget the jobs of the house that ended more than a month before."""
    before = timezone.now() - datetime.timedelta(days=DAYS_KEPT)
    old = BackgroundJob.objects.filter(house_id=run.actor.house_id, ended_at__lt=before)
    tasks = list(old.values_list("task_id", flat=True))
    DBTaskResult.objects.filter(pk__in=[task for task in tasks if task is not None]).delete()
    count, _ = old.delete()
    return Outcome(f"{count} travaux oubliés" if count > 1 else f"{count} travail oublié")
