"""One attempt of a job: who acts, what is called, what came of it."""

import importlib
import uuid
from collections.abc import Callable
from contextvars import ContextVar

from probant.journal.errors import AlreadyDone
from probant.kernel.work import JOBS, Outcome, Progress, Run, unseen
from probant.post.actors import rebuilt
from probant.post.models import BackgroundJob

#: Where an attempt's progress is told; the worker puts its own here.
TELLING: ContextVar[Progress] = ContextVar("telling", default=unseen)


def attempt(job_id: int) -> Outcome | None:
    """Do a job once and return what it says; raises what the work raises.

    A job whose change stands already (its worker died after the commit) is done: its key says so.
    """
    job = BackgroundJob.objects.get(pk=job_id)
    run = Run(rebuilt(job.actor), uuid.UUID(str(job.key)), TELLING.get(), job.attempts)
    try:
        return performer(JOBS[job.kind].perform)(run, **job.arguments)
    except AlreadyDone as done:
        return Outcome(str(done))


def performer(path: str) -> Callable[..., Outcome | None]:
    """The function that "package.module:function" names."""
    module, _, name = path.partition(":")
    found: Callable[..., Outcome | None] = getattr(importlib.import_module(module), name)
    return found
