"""The pulse of a job: how far it is and that its worker lives, seen while its transaction is open.

On PostgreSQL a connection of its own writes it in the job's row. SQLite has one writer at a time,
and a long job may be that one: there the pulse is a file of the cache, which all processes of the
one machine share.
"""

import datetime
from dataclasses import dataclass

from django.core.cache import cache
from django.db import connection
from django.utils import timezone

from probant.post.models import BackgroundJob

KEPT_SECONDS = 24 * 3600


@dataclass(frozen=True)
class Pulse:
    """How far a job is, as last told; `total` None where the end is not known."""

    done: int
    total: int | None
    words: str
    at: datetime.datetime | None

    @property
    def percent(self) -> int | None:
        """From 0 to 100, None where the end is not known."""
        return min(100, self.done * 100 // self.total) if self.total else None


def tell(job: BackgroundJob, done: int, total: int | None, words: str) -> None:
    """Say how far a job is. On PostgreSQL, call it outside the job's own connection."""
    now = timezone.now()
    if connection.vendor == "postgresql":
        BackgroundJob.objects.filter(pk=job.pk, state="running").update(
            done=done, total=total, words=words[:200], beat_at=now
        )
    else:
        cache.set(_key(job), Pulse(done, total, words[:200], now), KEPT_SECONDS)


def pulse(job: BackgroundJob) -> Pulse:
    """How far a job is: what was told last, or what its row says."""
    told = Pulse(job.done, job.total, job.words, job.beat_at)
    if job.is_over or connection.vendor == "postgresql":
        return told
    kept = cache.get(_key(job))
    if isinstance(kept, Pulse) and (told.at is None or (kept.at and kept.at >= told.at)):
        return kept
    return told


def forget(job: BackgroundJob) -> None:
    """Take the pulse away: the row says the rest."""
    if connection.vendor != "postgresql":
        cache.delete(_key(job))


def _key(job: BackgroundJob) -> str:
    return f"post.pulse.{job.key}"
