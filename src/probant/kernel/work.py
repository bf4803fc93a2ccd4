"""Work that outlives a request: what rooms declare, and what a job finds when it runs.

A job is done *at least* once: a worker killed just after its commit runs it again. `Run.key` stays
the same through every attempt, so `change(run.actor, …, key=run.key)` is done once.
"""

import datetime
import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from probant.kernel.actor import Actor
from probant.kernel.registry import Registry
from probant.kernel.roles import Role

WORKER_PROCESS = "probant-jobs"  # what `ps` and `top` show; the kernel keeps 15 bytes


class Progress(Protocol):
    """Says how far the work is; cheap, and seen by others before the transaction ends."""

    def __call__(self, done: int, total: int | None = None, words: str = "") -> None: ...


def unseen(done: int, total: int | None = None, words: str = "") -> None:
    """The progress that nobody looks at."""


@dataclass(frozen=True, slots=True)
class Run:
    """One attempt: who acts (with the rights of this moment), the key of the job, its progress."""

    actor: Actor
    key: uuid.UUID
    progress: Progress = unseen
    attempt: int = 1


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a job that ended has to say, and where to look."""

    words: str
    address: str = ""


@dataclass(frozen=True, slots=True)
class Job:
    """A kind of work. `perform` is "package.module:function", imported by the worker alone.

    The function takes a `Run`, then the arguments it was queued with (JSON values); it returns an
    `Outcome` or None. `Refused` ends it at once; any other exception is tried again, `attempts`
    times in all.
    """

    label: str
    perform: str
    attempts: int = 6


@dataclass(frozen=True, slots=True)
class Clock:
    """An hour of every day, or of one day of the week (0 is Monday), Europe/Paris."""

    hour: int
    minute: int = 0
    weekday: int | None = None

    def latest(self, now: datetime.datetime) -> datetime.datetime:
        """The last such hour that `now` (aware, in the zone that the clock means) has reached.

        >>> noon = datetime.datetime(2026, 11, 25, 12, 0)
        >>> Clock(7, weekday=0).latest(noon), Clock(13).latest(noon)
        (datetime.datetime(2026, 11, 23, 7, 0), datetime.datetime(2026, 11, 24, 13, 0))
        """
        day = now.replace(hour=self.hour, minute=self.minute, second=0, microsecond=0)
        if self.weekday is not None:
            day -= datetime.timedelta(days=(day.weekday() - self.weekday) % 7)
        step = datetime.timedelta(days=1 if self.weekday is None else 7)
        return day if day <= now else day - step


def daily(hour: int, minute: int = 0) -> Clock:
    """Every day at an hour, Europe/Paris."""
    return Clock(hour, minute)


def weekly(weekday: int, hour: int, minute: int = 0) -> Clock:
    """Every week, on a day (0 is Monday) at an hour, Europe/Paris."""
    return Clock(hour, minute, weekday)


@dataclass(frozen=True, slots=True)
class Planned:
    """Work that comes back: queued once an hour struck, for each house that runs programmes.

    It acts as the system, with `roles`. A server that was down catches up within `grace`, later it
    waits for the next time.
    """

    label: str
    job: str
    at: Clock
    roles: frozenset[Role] = frozenset()
    arguments: Mapping[str, Any] = field(default_factory=dict)
    grace: datetime.timedelta = datetime.timedelta(hours=20)


JOBS: Registry[Job] = Registry("jobs")
SCHEDULE: Registry[Planned] = Registry("schedule")

#: Resolves what a job names; kept here so that rooms and tests share one reading.
Perform = Callable[..., Outcome | None]
