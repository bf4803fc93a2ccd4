"""Asking for work to be done later, in the transaction of whatever asks for it."""

import datetime
import uuid
from collections.abc import Mapping
from typing import Any

from django.db import transaction
from django.utils import timezone

from probant.kernel.actor import Actor
from probant.kernel.work import JOBS
from probant.post.actors import kept
from probant.post.models import BackgroundJob
from probant.post.tasks import perform


def enqueue(
    actor: Actor,
    kind: str,
    *,
    label: str = "",
    arguments: Mapping[str, Any] | None = None,
    run_after: datetime.datetime | None = None,
) -> BackgroundJob:
    """Queue a registered kind of job; `arguments` are JSON values, ids rather than contents.

    Where the transaction is rolled back, nothing was asked. The job acts as `actor`: a person with
    the roles held when it runs, or the system with the roles given here. Raises `RegistryError`
    for a kind that nobody registered.
    """
    words = (label or JOBS[kind].label)[:200]
    # a failure here undoes whatever asked: no savepoint of its own
    with transaction.atomic(savepoint=False):
        job = BackgroundJob.objects.create(
            house_id=actor.house_id,
            user_id=actor.user_id,
            kind=kind,
            label=words,
            actor=kept(actor),
            arguments=dict(arguments or {}),
            created_at=timezone.now(),
            next_at=run_after,
        )
        queued = perform.using(run_after=run_after).enqueue(job.pk)
        job.task_id = uuid.UUID(str(queued.id))
        job.save(update_fields=["task_id"])
    return job
