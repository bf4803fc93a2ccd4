"""Jobs that tests queue: named by their path, as rooms name theirs."""

import os
import signal
import time

from probant.directory.models import House
from probant.journal.door import change
from probant.kernel.decision import require
from probant.kernel.roles import Role
from probant.kernel.work import Job, Outcome, Run
from probant.post.access import may_write_letters

HERE = "probant.post.tests.works"
SEEN: list[Run] = []

NOTE = Job("Noter", f"{HERE}:note")
BREAK = Job("Casser", f"{HERE}:break_down", attempts=3)
COUNT = Job("Compter", f"{HERE}:count")
ONCE = Job("Une fois", f"{HERE}:once")
REFUSE = Job("Refuser", f"{HERE}:refuse")
DIE = Job("Mourir", f"{HERE}:die", attempts=3)


def note(run: Run, **arguments: object) -> Outcome:
    SEEN.append(run)
    return Outcome("Noté.", "/courrier/")


def break_down(run: Run) -> None:
    raise ValueError("a fault of ours")


def count(run: Run) -> None:
    run.progress(3, 10, "lignes lues")
    run.progress(10, 10, "lignes écrites")


def once(run: Run) -> None:
    with change(run.actor, verb="post.monday", houses=[run.actor.house], key=run.key) as entry:
        entry.mention("case", 12)


def refuse(run: Run) -> None:
    require(may_write_letters(run.actor, run.actor.house_id or 0))


def die(run: Run) -> None:
    """Killed in the middle of its first attempt; the second ends."""
    house = House.objects.get(pk=run.actor.house)
    with change(run.actor, verb="post.monday", houses=[house.pk], key=run.key) as entry:
        entry.mention("case", run.attempt)
        if run.attempt == 1:
            os.kill(os.getpid(), signal.SIGKILL)
            time.sleep(60)


DIRECTION = frozenset({Role.DIRECTION})
