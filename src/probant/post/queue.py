"""Rows of the queue: claimed, begun, settled, taken back from the dead.

The library's row (`DBTaskResult`) is what workers compete for; ours (`BackgroundJob`) is what
people see. Both are written in one transaction.
"""

import datetime
import os
import socket
from pathlib import Path

from django.db import transaction
from django.db.models import Exists, OuterRef
from django.utils import timezone
from django_tasks_db.models import DBTaskResult, get_date_max

from probant.journal.errors import JournalError
from probant.kernel.decision import Refused
from probant.kernel.work import JOBS, Outcome
from probant.post import beats
from probant.post.models import BackgroundJob

DELAYS = (30, 120, 600, 3600, 4 * 3600)  # seconds before the second attempt, the third…
SECONDS_OF_SILENCE = 300  # of a worker on another machine, before its job is taken back
EXPECTED = (Refused, JournalError)  # trying again would be answered the same
LOST = "Ce travail attendait au moment d’une sauvegarde : demandez-le de nouveau s’il le faut."
INTERRUPTED = "Ce travail s’est interrompu (le serveur s’est arrêté)."
Told = tuple[int, int | None, str]


class Later(Exception):
    """What a job raises to be tried again, with a reason in French for whoever waits."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


def claim(worker: str) -> DBTaskResult | None:
    """Take the next task that is due, or None; looking takes no lock where nothing waits."""
    due = DBTaskResult.objects.ready()
    if not due.exists():
        return None
    with transaction.atomic():
        task = due.get_locked()
        if task is not None:
            task.claim(worker)
    return task


def begin(task: DBTaskResult, worker: str) -> BackgroundJob | None:
    """Mark the job of a claimed task as running; None where nobody asks for it any more."""
    with transaction.atomic():
        job = BackgroundJob.objects.filter(task_id=task.pk).first()
        if job is None or job.is_over or job.kind not in JOBS:
            task.set_failed(LookupError("no such job"))
            if job is not None and not job.is_over:
                _end(job, BackgroundJob.State.FAILED, "Ce genre de travail n’existe plus.")
            return None
        job.state = BackgroundJob.State.RUNNING
        job.attempts += 1
        job.beat_at = timezone.now()
        job.next_at = None
        job.save(update_fields=["state", "attempts", "beat_at", "next_at"])
    return job


def settle(
    task: DBTaskResult,
    job: BackgroundJob,
    told: Told,
    *,
    failure: Exception | None,
    outcome: Outcome | None,
) -> None:
    """Write what an attempt came to: done, failed for good, or tried again later."""
    job.done, job.total, job.words = told[0], told[1], told[2][:200]
    with transaction.atomic():
        if failure is None:
            task.set_successful(None)
            if outcome is not None:
                job.outcome_words = outcome.words[:400]
                job.outcome_address = outcome.address[:400]
            _end(job, BackgroundJob.State.DONE, "")
        else:
            _missed(task, job, failure, reason_of(failure))
    beats.forget(job)


def reason_of(failure: Exception) -> str:
    """What went wrong, in French, for whoever asked; faults of ours are not told in detail."""
    if isinstance(failure, Refused | Later):
        return failure.reason
    if isinstance(failure, JournalError):
        return str(failure)
    return f"Une erreur du programme a arrêté ce travail ({type(failure).__name__})."


def _missed(task: DBTaskResult, job: BackgroundJob, failure: Exception, reason: str) -> None:
    if isinstance(failure, EXPECTED) or job.attempts >= JOBS[job.kind].attempts:
        task.set_failed(failure)
        _end(job, BackgroundJob.State.FAILED, reason)
        return
    wait = DELAYS[min(job.attempts, len(DELAYS)) - 1]
    _again(task, job, timezone.now() + datetime.timedelta(seconds=wait), reason)


def _again(
    task: DBTaskResult, job: BackgroundJob, at: datetime.datetime | None, reason: str
) -> None:
    task.status = "READY"
    task.run_after = at or get_date_max()  # the library's way of saying: at once
    task.save(update_fields=["status", "run_after"])
    job.state, job.next_at, job.reason = BackgroundJob.State.QUEUED, at, reason
    job.save(update_fields=["state", "next_at", "reason", "done", "total", "words"])


def _end(job: BackgroundJob, state: str, reason: str) -> None:
    job.state, job.reason, job.ended_at, job.next_at = state, reason, timezone.now(), None
    job.save()


def reap(worker: str) -> int:
    """Take back the jobs whose worker died; returns how many.

    On this machine the process is looked for; on another, five minutes without a pulse. An attempt
    that was cut counts, so a job that kills its worker ends by failing.
    """
    count = 0
    for task in DBTaskResult.objects.running():
        job = BackgroundJob.objects.filter(task_id=task.pk).first()
        if job is None or _is_alive(task, job, worker):
            continue
        with transaction.atomic():
            held = DBTaskResult.objects.select_for_update().filter(pk=task.pk, status="RUNNING")
            found = held.first()
            if found is None or found.worker_ids != task.worker_ids:
                continue
            count += 1
            if job.attempts >= JOBS[job.kind].attempts:
                found.set_failed(RuntimeError("interrupted"))
                _end(job, BackgroundJob.State.FAILED, INTERRUPTED)
            else:
                _again(found, job, None, INTERRUPTED)
        beats.forget(job)
    return count


def mourn() -> int:
    """End the jobs that nothing in the queue stands for (a restored backup); returns how many."""
    queued = DBTaskResult.objects.filter(pk=OuterRef("task_id"))
    waiting = BackgroundJob.objects.filter(ended_at__isnull=True).filter(~Exists(queued))
    return waiting.update(
        state=BackgroundJob.State.FAILED, reason=LOST, ended_at=timezone.now(), next_at=None
    )


def _is_alive(task: DBTaskResult, job: BackgroundJob, me: str) -> bool:
    holder = str(task.worker_ids[-1]) if task.worker_ids else ""
    if holder == me:
        return False  # this very process asks: it holds nothing between two jobs
    machine, _, process = holder.rpartition(":")[0].rpartition(":")
    if machine == socket.gethostname()[:60] and process.isdigit():
        return holder.rpartition(":")[2] == started(int(process))
    silent = timezone.now() - datetime.timedelta(seconds=SECONDS_OF_SILENCE)
    beat = beats.pulse(job).at or job.created_at
    return beat > silent


def name_of_this_process() -> str:
    """`machine:pid:start`: tells this process from any other, another one with its number too."""
    return f"{socket.gethostname()[:60]}:{os.getpid()}:{started(os.getpid())}"


def started(pid: int) -> str:
    """When a process of this machine started, in the kernel's own ticks; empty where it is gone."""
    try:
        stat = Path(f"/proc/{pid}/stat").read_text()
    except OSError:
        return ""
    return stat.rpartition(")")[2].split()[19]
