"""The programme of an event as a booklet: every announced session, day by day, then the partners.

Anybody may ask for it, and a page takes the setter half a second: the same content is set once.
"""

import hashlib
import json
import logging
from collections.abc import Iterator
from itertools import groupby
from subprocess import TimeoutExpired

from django.core.cache import cache
from django.utils import timezone

from probant.directory.models import House
from probant.gatherings.models import Event, Session
from probant.gatherings.queries.programme import partners_of
from probant.kernel.dates import write_date
from probant.kernel.money import write_euros
from probant.portal.agenda import organisers, place_of, programme_of
from probant.portal.agenda_feeds import status_of, when
from probant.portal.queries import slug_of
from probant.post.addresses import absolute
from probant.reports.blocks import Block, Content, Section, Terms, Text
from probant.reports.logos import logos_of
from probant.reports.press import PressError, print_pdf

log = logging.getLogger(__name__)
A_DAY = 86_400
DAYS = ("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche")


def booklet_pdf(house: House, event: Event) -> bytes | None:
    """The booklet as a PDF, None where the page setter failed."""
    content = collect(house, event)
    told = json.dumps(content.as_dict(), sort_keys=True).encode()
    key = f"portal.booklet.{hashlib.sha256(told).hexdigest()}"
    written: bytes | None = cache.get(key)
    if written is None:
        try:
            written = print_pdf(content)
        except (PressError, TimeoutExpired):
            log.exception("The press refused a booklet")
            return None
        cache.set(key, written, A_DAY)
    return written


def collect(house: House, event: Event) -> Content:
    """What the booklet says, as of today."""
    sessions = programme_of(event)
    lead = event.organiser.name if event.organiser else house.organisation.name
    today = timezone.localdate()
    return Content(
        title=event.title,
        subtitle=f"Programme du {write_date(event.starts_on)} au {write_date(event.ends_on)}",
        author=lead,
        cut=f"Programme au {write_date(today)}",
        proof="",
        file_name=f"programme-{event.pk}",
        blocks=tuple(_blocks(house, event, sessions)),
        logos=logos_of(event.pk),
    )


def _blocks(house: House, event: Event, sessions: list[Session]) -> Iterator[Block]:
    for part in event.presentation.splitlines():
        if part.strip():
            yield Text(part.strip())
    if any(one.price_cents == 0 for one in sessions):
        yield Text("Sauf mention d’un prix, les rencontres sont gratuites.", quiet=True)
    address = absolute("portal:agenda-event", slug_of(house), event.pk)
    yield Terms((("Le programme à jour", address),))
    if not sessions:
        yield Text("Le programme sera publié prochainement.")
    for day, rows in groupby(sessions, key=lambda one: one.starts_on):
        yield Section(f"{DAYS[day.weekday()].capitalize()} {write_date(day)}")
        for one in rows:
            yield from _session(one)
    names = [one.organisation.name for one in partners_of(event)]
    if names:
        yield Section("Avec le soutien de")
        yield Text(", ".join(names) + ".")


def _hours(session: Session) -> str:
    """The hours alone, under their day; the days of what lasts several."""
    lasts = session.ends_on is not None and session.ends_on != session.starts_on
    return when(session) if lasts else when(session).partition(", ")[2]


def _session(session: Session) -> Iterator[Block]:
    status = status_of(session.state)
    yield Section(f"{session.title} ({status.lower()})" if status else session.title, 2)
    rows = (
        ("Quand", _hours(session)),
        ("Où", place_of(session)),
        ("Avec", ", ".join(organisers(session))),
        ("Pour", session.audience),
        ("Prix", write_euros(session.price_cents) if session.price_cents else ""),
    )
    yield Terms(tuple((label, words) for label, words in rows if words))
    if session.presentation.strip():
        yield Text(session.presentation.strip())
