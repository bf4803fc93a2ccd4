"""Planned work: an hour that struck queues a job for each house, once."""

import datetime

from django.db import IntegrityError, transaction
from django.utils import timezone

from probant.directory.models import House
from probant.kernel.actor import Actor
from probant.kernel.work import SCHEDULE, Planned
from probant.post.jobs import enqueue
from probant.post.models import Struck


def strike(now: datetime.datetime) -> int:
    """Queue what the hours before `now` ask for; returns how many jobs.

    A plan seen for the first time begins with its next hour. The job is told the day of the hour
    (`struck_on`, ISO): the same whenever it runs.
    """
    held = dict(Struck.objects.values_list("code", "struck_at"))
    count = 0
    for code, planned in SCHEDULE.items():
        due = planned.at.latest(timezone.localtime(now))
        if code not in held:
            _first(code, due)
        elif held[code] < due:
            count += _answer(code, planned, held[code], due, now)
    return count


def _first(code: str, due: datetime.datetime) -> None:
    try:
        with transaction.atomic():
            Struck.objects.create(code=code, struck_at=due)
    except IntegrityError:
        return  # another worker, just now


def _answer(
    code: str,
    planned: Planned,
    before: datetime.datetime,
    due: datetime.datetime,
    now: datetime.datetime,
) -> int:
    with transaction.atomic():
        taken = Struck.objects.filter(code=code, struck_at=before).update(struck_at=due)
        if not taken or now - due > planned.grace:
            return 0
        houses = list(House.objects.filter(runs_programmes=True).order_by("pk"))
        for house in houses:
            enqueue(
                Actor.system(house.pk, code, roles=planned.roles),
                planned.job,
                label=planned.label,
                arguments={**planned.arguments, "struck_on": due.date().isoformat()},
            )
    return len(houses)
