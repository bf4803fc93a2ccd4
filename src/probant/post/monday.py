"""The Monday mail: the week ahead, what is late, what is due, for each who wants it."""

import datetime
from dataclasses import dataclass

from django.utils import timezone

from probant.directory.models import House
from probant.journal.door import change
from probant.kernel.actor import Actor
from probant.kernel.calendar import Engagement, engagements
from probant.kernel.dates import write_date
from probant.kernel.todo import Todo, due
from probant.kernel.work import Outcome, Run
from probant.post.addresses import absolute, whole
from probant.post.letters import MONDAY, write_letter
from probant.post.queries import monday_readers

DAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")
MOST_LATE = 15


@dataclass(frozen=True)
class Line:
    """One thing of the mail: when, in words, what, and where it opens."""

    when: str
    title: str
    detail: str
    address: str


@dataclass(frozen=True)
class Week:
    """What the mail holds; `more_late` counts what is late and not listed."""

    monday: datetime.date
    engagements: tuple[Line, ...]
    late: tuple[Line, ...]
    due: tuple[Line, ...]
    more_late: int

    @property
    def is_empty(self) -> bool:
        """Whether there is nothing to say."""
        return not (self.engagements or self.late or self.due)


def week_of(actor: Actor, monday: datetime.date) -> Week:
    """The week of an actor from a Monday: engagements, what is late, what is due by Sunday."""
    sunday = monday + datetime.timedelta(days=6)
    todo = due(actor, sunday)
    late = [item for item in todo if item.is_late(monday)]
    late.reverse()  # what became late last can still be mended most
    return Week(
        monday,
        tuple(_engaged(item) for item in engagements(actor, monday, sunday) if not item.cancelled),
        tuple(_todo(item) for item in late[:MOST_LATE]),
        tuple(_todo(item) for item in todo if not item.is_late(monday)),
        max(0, len(late) - MOST_LATE),
    )


def write_all(run: Run, struck_on: str) -> Outcome:
    """Write the mail of a week to everybody of the house who wants it; each once a week.

    Effects: letters, one entry. The key of a letter names the person and the week.
    """
    on = datetime.date.fromisoformat(struck_on)
    monday = on - datetime.timedelta(days=on.weekday())
    house = House.objects.select_related("organisation").get(pk=run.actor.house)
    written, readers = 0, list(monday_readers(house.pk, on))
    with change(run.actor, verb="post.monday", houses=[house.pk], key=run.key) as entry:
        for done, (user, actor) in enumerate(readers, 1):
            week = week_of(actor, monday)
            run.progress(done, len(readers))
            if week.is_empty:
                continue
            letter = write_letter(
                entry,
                to=user.email,
                subject=f"Votre semaine du {write_date(monday)}",
                template="post/mail/monday.txt",
                context={
                    "week": week,
                    "name": user.name,
                    "house": house.short_name,
                    "home": absolute("desk:home"),
                    "account": absolute("accounts:account"),
                },
                user=user,
                category=MONDAY,
                key=f"monday {house.pk} {user.pk} {monday.isoformat()}",
            )
            written += letter is not None
    return Outcome(f"{written} courriels écrits." if written > 1 else f"{written} courriel écrit.")


def _engaged(item: Engagement) -> Line:
    when = f"{DAYS[_day(item).weekday()]} {write_date(_day(item))}"
    if isinstance(item.start, datetime.datetime):
        start = timezone.localtime(item.start)
        when += f", {start.hour} h" + (f" {start.minute:02d}" if start.minute else "")
    return Line(when, item.title, item.place, whole(item.address))


def _day(item: Engagement) -> datetime.date:
    if isinstance(item.start, datetime.datetime):
        return timezone.localtime(item.start).date()
    return item.start


def _todo(item: Todo) -> Line:
    return Line(write_date(item.due_on), item.title, item.detail, whole(item.address))
