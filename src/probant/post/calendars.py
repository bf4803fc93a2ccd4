"""Calendars as files that any diary reads (RFC 5545): one engagement, or a person's whole feed."""

import datetime
import hashlib

from django.conf import settings
from django.http import HttpResponse
from django.utils import timezone
from django.utils.crypto import constant_time_compare, salted_hmac
from icalendar import Calendar, Event

from probant.kernel.actor import Actor
from probant.kernel.calendar import Engagement, engagements
from probant.post.addresses import whole
from probant.post.models import CalendarKey

DAYS_BEFORE, DAYS_AFTER = 90, 400  # what a feed holds around today
HOUR = datetime.timedelta(hours=1)
CONTENT_TYPE = "text/calendar; charset=utf-8"


def calendar_file(engagement: Engagement) -> bytes:
    """One engagement as an .ics file, in the hours of Europe/Paris."""
    return _written([engagement], "")


def calendar_response(engagement: Engagement, name: str = "rendez-vous") -> HttpResponse:
    """The file, to download."""
    response = HttpResponse(calendar_file(engagement), content_type=CONTENT_TYPE)
    response["Content-Disposition"] = f'attachment; filename="{name}.ics"'
    return response


def calendar_of(engagements: list[Engagement], name: str) -> bytes:
    """Several engagements as one .ics file that a diary subscribes to under a name."""
    return _written(engagements, name)


def feed(actor: Actor, today: datetime.date, name: str) -> bytes:
    """Everything in an actor's days, from three months back to thirteen ahead."""
    start = today - datetime.timedelta(days=DAYS_BEFORE)
    end = today + datetime.timedelta(days=DAYS_AFTER)
    return _written(engagements(actor, start, end), name)


def _written(found: list[Engagement], name: str) -> bytes:
    calendar = Calendar()
    calendar.add("prodid", "-//Probant//FR")
    calendar.add("version", "2.0")
    calendar.add("method", "PUBLISH")
    if name:
        calendar.add("x-wr-calname", name)
        calendar.add("x-wr-timezone", settings.TIME_ZONE)
        calendar.add("refresh-interval", datetime.timedelta(hours=1), {"value": "DURATION"})
        calendar.add("x-published-ttl", "PT1H")
    for engagement in found:
        calendar.add_component(_event(engagement))
    calendar.add_missing_timezones()
    written: bytes = calendar.to_ical()
    return written


def _event(engagement: Engagement) -> Event:
    event = Event()
    event.add("uid", uid_of(engagement))
    event.add("dtstamp", timezone.now())
    event.add("sequence", engagement.version)
    event.add("summary", engagement.title)
    start, end = engagement.start, engagement.end
    if isinstance(start, datetime.datetime):
        assert end is None or isinstance(end, datetime.datetime)
        event.add("dtstart", timezone.localtime(start))
        event.add("dtend", timezone.localtime(end or start + HOUR))
    else:
        event.add("dtstart", start)
        event.add("dtend", (end or start) + datetime.timedelta(days=1))  # the end is excluded
        event.add("transp", "TRANSPARENT")
    if engagement.place:
        event.add("location", engagement.place)
    if engagement.note:
        event.add("description", engagement.note)
    if engagement.address:
        event.add("url", whole(engagement.address))
    if engagement.cancelled:
        event.add("status", "CANCELLED")
    return event


def uid_of(engagement: Engagement) -> str:
    """The same for ever, and for this instance alone."""
    instance = hashlib.sha256(settings.PUBLIC_URL.encode()).hexdigest()[:12]
    return f"{engagement.kind}-{engagement.number}@{instance}.probant"


def token_of(key: CalendarKey) -> str:
    """The secret part of the address of a calendar."""
    return salted_hmac("post.calendar", f"{key.pk} {key.nonce}", algorithm="sha256").hexdigest()


def opens(key: CalendarKey, token: str) -> bool:
    """Whether the token is that of the key, in a time that tells nothing of it."""
    return constant_time_compare(token_of(key), token)
