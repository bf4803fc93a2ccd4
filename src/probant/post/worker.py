"""The worker: takes what is queued, does it, tries again what failed, and keeps the hours.

The queue is `django_tasks_db`'s: a row locked while it is claimed, so two workers never take the
same job. What it lacks is here: a job whose worker died is taken back (`reap`), one that failed
waits longer each time, planned hours strike once (`schedule.strike`).
"""

import logging
import os
import resource
import select
import threading
from types import TracebackType

from django.db import DatabaseError, close_old_connections, connection
from django.utils import timezone
from django_tasks_db.models import DBTaskResult

from probant.post import beats, queue
from probant.post.models import BackgroundJob
from probant.post.performing import TELLING, attempt
from probant.post.schedule import strike

logger = logging.getLogger(__name__)

SECONDS_BETWEEN_LOOKS = 1.0
SECONDS_BETWEEN_ROUNDS = 20.0  # the planned hours, the dead
SECONDS_BETWEEN_BEATS = 1.0
SECONDS_OF_LIFE = 15.0  # a pulse at least so often, even where nothing moves
SECONDS_AFTER_A_FAULT = 5.0  # of the database


class Worker:
    """One worker in one process; `run` returns once `stop` was called and the job ended."""

    def __init__(self, *, most_mib: int | None = None) -> None:
        """`most_mib`: stop by oneself after a job that made the process larger than that."""
        self._most_kib = None if most_mib is None else most_mib * 1024
        self.name = queue.name_of_this_process()
        # a pipe, not a threading.Event: a signal may call `stop` while the lock of one is held
        self._woken, self._wake = os.pipe()
        self._is_stopping = False
        self._rounds_at = 0.0

    def stop(self) -> None:
        """Take no further job; may be called by a signal or another thread."""
        self._is_stopping = True
        os.write(self._wake, b".")

    def run(self) -> None:
        """Work until stopped. A database that does not answer is asked again later."""
        while not self._is_stopping:
            wait = self._step()
            close_old_connections()
            select.select([self._woken], [], [], wait)

    def _is_swollen(self) -> bool:
        """Whether what a job took was so much that another process had better go on."""
        largest = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss  # KiB, on Linux
        return self._most_kib is not None and largest > self._most_kib

    def _step(self) -> float:
        """Do one thing; returns the seconds to wait before the next."""
        try:
            now = timezone.now()
            if now.timestamp() - self._rounds_at > SECONDS_BETWEEN_ROUNDS:
                queue.reap(self.name)
                queue.mourn()
                strike(now)
                self._rounds_at = now.timestamp()
            task = queue.claim(self.name)
            if task is None:
                return SECONDS_BETWEEN_LOOKS
            do(task, self.name)
            self._is_stopping |= self._is_swollen()
        except DatabaseError as fault:
            logger.warning("the database does not answer the worker: %s", fault)
            connection.close()
            return SECONDS_AFTER_A_FAULT
        return 0.0


def do(task: DBTaskResult, worker: str) -> None:
    """Do a claimed task and write what came of it."""
    job = queue.begin(task, worker)
    if job is None:
        return
    with Beating(job) as beating:
        token = TELLING.set(beating.tell)
        try:
            outcome = attempt(job.pk)
        except Exception as fault:  # whatever the work raises is written, never lost
            if not isinstance(fault, queue.EXPECTED):
                logger.exception("%s failed (job %s)", job.kind, job.pk)
            failure: Exception | None = fault
        else:
            failure = None
        finally:
            TELLING.reset(token)
    queue.settle(task, job, beating.last, failure=failure, outcome=None if failure else outcome)


def run_due() -> int:
    """Do everything that is queued and due, here and now; returns how many attempts were made."""
    count, name = 0, queue.name_of_this_process()
    while (task := queue.claim(name)) is not None:
        do(task, name)
        count += 1
    return count


class Beating:
    """Tells a job's progress from a thread of its own, outside the job's transaction."""

    def __init__(self, job: BackgroundJob) -> None:
        self.job = job
        self.last: tuple[int, int | None, str] = (0, None, "")
        self._told: tuple[int, int | None, str] | None = None
        self._over = threading.Event()
        # inside a transaction that is already open (a test), a second connection would see nothing
        self._thread = None if connection.in_atomic_block else threading.Thread(target=self._beat)

    def tell(self, done: int, total: int | None = None, words: str = "") -> None:
        """What the job calls; costs nothing."""
        self.last = (max(0, done), None if total is None else max(0, total), words)

    def _beat(self) -> None:
        quiet = 0.0
        while not self._over.wait(SECONDS_BETWEEN_BEATS):
            quiet += SECONDS_BETWEEN_BEATS
            if self.last != self._told or quiet >= SECONDS_OF_LIFE:
                quiet, self._told = 0.0, self.last
                try:
                    beats.tell(self.job, *self.last)
                except (DatabaseError, OSError) as fault:
                    logger.warning("progress of job %s not told: %s", self.job.pk, fault)
        connection.close()

    def __enter__(self) -> "Beating":
        if self._thread is not None:
            self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        self._over.set()
        if self._thread is not None:
            self._thread.join()
