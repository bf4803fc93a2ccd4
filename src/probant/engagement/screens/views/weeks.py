"""The week of one person: what the books propose, confirmed or corrected by the keyboard."""

import datetime
from typing import Any

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone

from probant.directory.models import Person
from probant.engagement import actions
from probant.engagement.access import may_keep_time
from probant.engagement.models import Half
from probant.engagement.queries.posts import employees
from probant.engagement.queries.weeks import PersonWeek, week_from, week_of
from probant.engagement.rules.durations import write_minutes
from probant.engagement.screens import week_entry
from probant.journal.errors import AlreadyDone, InTheFuture, JournalError
from probant.kernel.actor import Actor
from probant.kernel.dates import UnreadableDate, read_date, write_short_date
from probant.kernel.decision import Refused
from probant.kernel.period import Period
from probant.kernel.roles import Role
from probant.ui.idempotency import read_keys
from probant.ui.request import Request

UNPROCESSABLE = 422
A_WEEK = datetime.timedelta(days=7)
FIRST, LAST = datetime.date(2000, 1, 3), datetime.date(2199, 1, 1)


def week(request: Request) -> HttpResponse:
    """`/temps/semaine/?semaine=14/03/2023&personne=12`."""
    actor = request.actor
    day = _day(request)
    people = _people(actor, week_from(day))
    person = _person(request, people)
    if person is None:
        context = {"people": people, "kept": actor.person_id is not None}
        return render(request, "engagement/staff_week_none.html", context)
    found = week_of(actor, person, day)
    entry = week_entry.shown(found)
    refused = ""
    if request.method == "POST":
        entry = week_entry.typed(found, request.POST)
        refused, answered = _record(request, found, entry)
        if answered is not None:
            return answered
    context = _context(request, found, entry, people) | {"refused": refused}
    status = UNPROCESSABLE if request.method == "POST" else 200
    return render(request, "engagement/staff_week.html", context, status=status)


def _record(
    request: Request, found: PersonWeek, entry: week_entry.Entry
) -> tuple[str, HttpResponse | None]:
    times, dropped = week_entry.read(found, entry, week_entry.choices_of(request.actor))
    if entry.errors:
        return "Une ligne ne se lit pas : rien n’est encore noté.", None
    here = redirect(address(found.person, found.period.start))
    try:
        actions.record_times(
            request.actor,
            person=found.person,
            times=times,
            dropped=dropped,
            away=entry.away,
            away_during=found.period,
            reason=entry.reason,
            key=read_keys(request.POST).key,
        )
    except AlreadyDone as already:
        messages.info(request, str(already))
        return "", here
    except (Refused, InTheFuture, JournalError) as refusal:
        return str(refusal), None
    messages.success(request, "La semaine est notée.")
    return "", here


def address(person: Person, day: datetime.date) -> str:
    """The address of a person's week."""
    where = reverse("engagement:staff-week")
    return f"{where}?personne={person.pk}&semaine={write_short_date(day)}"


def _context(
    request: Request, found: PersonWeek, entry: week_entry.Entry, people: list[Person]
) -> dict[str, Any]:
    monday = found.period.start
    rows = [row for row in entry.rows if row.source is not None]
    return {
        "week": found,
        "person": found.person,
        "people": people,
        "rows": rows,
        "blanks": [row for row in entry.rows if row.source is None],
        "proposed": sum(row.is_proposed for row in rows),
        "choices": week_entry.choices_of(request.actor),
        "days": [
            {
                "value": day.isoformat(),
                "label": week_entry.say_day(day),
                "title": week_entry.day_title(day),
                "halves": [
                    {
                        "value": f"{day.isoformat()}.{half}",
                        "label": half.label,
                        "away": (day, str(half)) in entry.away,
                    }
                    for half in Half
                ],
            }
            for day in found.days
        ],
        "noted": write_minutes(found.noted),
        "owed": write_minutes(found.owed),
        "over": found.noted > found.owed,
        "gap": write_minutes(abs(found.noted - found.owed)),
        "long_days": [week_entry.say_day(day) for day in found.long_days],
        "reason": entry.reason,
        "before": address(found.person, monday - A_WEEK),
        "after": address(found.person, monday + A_WEEK),
        "sheet": reverse("engagement:sheet", args=[found.person.pk, monday.year, monday.month]),
        "half_day": write_minutes(found.half_day_minutes),
    }


def _day(request: Request) -> datetime.date:
    try:
        day = read_date(request.GET.get("semaine", ""))
    except UnreadableDate:
        return timezone.localdate()
    return day if FIRST <= day <= LAST else timezone.localdate()


def _people(actor: Actor, period: Period) -> list[Person]:
    """Whose weeks the actor keeps: their own; all of them for the direction and the assistant."""
    if actor.has(Role.DIRECTION, Role.ASSISTANT):
        found = employees(actor, period)
        own = [one.pk for one in found]
        if actor.person_id and actor.person_id not in own:
            found += list(Person.objects.visible_to(actor).filter(pk=actor.person_id))
        return found
    return list(Person.objects.visible_to(actor).filter(pk=actor.person_id or 0))


def _person(request: Request, people: list[Person]) -> Person | None:
    number = request.GET.get("personne", "")
    if number:
        known = Person.objects.visible_to(request.actor)
        pk = int(number[:18]) if number.isascii() and number.isdigit() else 0
        person: Person | None = known.filter(pk=pk).first()
        if person is None or not may_keep_time(request.actor, person):
            raise Http404
        return person
    mine = [one for one in people if one.pk == request.actor.person_id]
    return mine[0] if mine else (people[0] if people else None)
