"""The agenda for machines: calendar, Atom, schema.org."""

import datetime
import json
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from django.utils import timezone
from django.utils.feedgenerator import Atom1Feed
from django.utils.safestring import SafeString, mark_safe

from probant.directory.models import House
from probant.gatherings.agenda import OFF, engagement
from probant.gatherings.models import Session
from probant.kernel.calendar import Engagement
from probant.kernel.dates import write_date
from probant.portal.agenda import place_of
from probant.portal.queries import slug_of
from probant.post.addresses import absolute

SCHEMA = "https://schema.org/"
_ESCAPES = {ord(">"): "\\u003E", ord("<"): "\\u003C", ord("&"): "\\u0026"}


def public_engagement(session: Session, house: House) -> Engagement:
    """A session as calendars of the public hold it: its public page, what was written for them."""
    return replace(
        engagement(session),
        address=absolute("portal:agenda-session", slug_of(house), session.pk),
        note=session.presentation,
        told="",
    )


def when(session: Session) -> str:
    """The day and the hours in words: « 24 novembre 2023, de 9 h à 12 h »."""
    words = write_date(session.starts_on)
    if session.ends_on and session.ends_on != session.starts_on:
        words = f"du {words} au {write_date(session.ends_on)}"
    if session.starts_time and session.ends_time:
        return f"{words}, de {hour_of(session.starts_time)} à {hour_of(session.ends_time)}"
    return f"{words}, à {hour_of(session.starts_time)}" if session.starts_time else words


def hour_of(hour: datetime.time) -> str:
    """« 9 h », « 9 h 30 »."""
    return f"{hour.hour} h {hour.minute:02d}" if hour.minute else f"{hour.hour} h"


def status_of(state: str) -> str:
    """A word before the title of what does not take place on its day."""
    return str(Session.State(state).label).capitalize() if state in OFF else ""


def atom(
    house: House, sessions: Iterable[Session], touched: Mapping[int, datetime.datetime]
) -> str:
    """The feed of what is announced, in the order of days."""
    slug = slug_of(house)
    feed = Atom1Feed(
        title=f"Agenda, {house.organisation.name}",
        link=absolute("portal:agenda", slug),
        feed_url=absolute("portal:agenda-atom", slug),
        description="",
        language="fr",
    )
    for one in sessions:
        status = status_of(one.state)
        address = absolute("portal:agenda-session", slug, one.pk)
        where = place_of(one)
        said = [when(one) + (f", {where}" if where else "") + ".", one.presentation]
        feed.add_item(
            title=f"{status} : {one.title}" if status else one.title,
            link=address,
            unique_id=address,
            description="\n\n".join(part for part in said if part),
            updateddate=touched.get(one.pk, timezone.now()),
            categories=[one.kind.name],
        )
    return feed.writeString("utf-8")


def markup(session: Session, organisers: Iterable[str], address: str) -> SafeString:
    """The session for search engines, as data of schema.org in the page; no script runs."""
    return _data(_event(session, organisers, address))


def _event(session: Session, organisers: Iterable[str], address: str) -> dict[str, Any]:
    found = engagement(session)
    status = {
        Session.State.CANCELLED: "EventCancelled",
        Session.State.POSTPONED: "EventPostponed",
    }.get(Session.State(session.state))
    if status is None:
        moved = session.first_planned_on and session.first_planned_on != session.starts_on
        status = "EventRescheduled" if moved else "EventScheduled"
    event: dict[str, Any] = {
        "@context": SCHEMA.rstrip("/"),
        "@type": "Event",
        "name": session.title,
        "url": address,
        "startDate": _iso(found.start),
        "endDate": _iso(found.end or session.ends_on or found.start),
        "eventStatus": f"{SCHEMA}{status}",
        "eventAttendanceMode": f"{SCHEMA}OfflineEventAttendanceMode",
        "location": {
            "@type": "Place",
            "name": session.place_label or session.place_name or "lieu à préciser",
            "address": {
                "@type": "PostalAddress",
                "addressLocality": session.place_name,
                "addressCountry": "FR",
            },
        },
        "organizer": [{"@type": "Organization", "name": name} for name in organisers],
        "isAccessibleForFree": session.price_cents == 0,
        "offers": {
            "@type": "Offer",
            "price": f"{session.price_cents / 100:.2f}",
            "priceCurrency": "EUR",
            "url": address,
        },
    }
    if status == "EventRescheduled" and session.first_planned_on:
        event["previousStartDate"] = session.first_planned_on.isoformat()
    if session.presentation:
        event["description"] = session.presentation
    if session.audience:
        event["audience"] = {"@type": "Audience", "audienceType": session.audience}
    if session.capacity:
        event["maximumAttendeeCapacity"] = session.capacity
    return event


def _iso(moment: datetime.date | datetime.datetime) -> str:
    if isinstance(moment, datetime.datetime):
        return timezone.localtime(moment).isoformat()
    return moment.isoformat()


def _data(value: Any) -> SafeString:
    """JSON that no markup can leave: a closing tag typed in a title stays text."""
    text = json.dumps(value, ensure_ascii=False).translate(_ESCAPES)
    return mark_safe(f'<script type="application/ld+json">{text}</script>')  # noqa: S308  escaped
