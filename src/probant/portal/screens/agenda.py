"""The public agenda: its pages, its feeds, the fragment that another site frames."""

import datetime
from typing import Any

from csp.decorators import csp_replace
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.views.decorators.clickjacking import xframe_options_exempt

from probant.directory.models import House
from probant.documents.serving import kind_of
from probant.documents.store import path_of
from probant.gatherings.models import EventPartner, Session
from probant.gatherings.queries.programme import partners_of
from probant.portal import agenda, agenda_feeds
from probant.portal.agenda_lines import draw_lines
from probant.portal.booklet import booklet_pdf
from probant.portal.queries import house_named, open_houses, slug_of
from probant.post.addresses import absolute
from probant.post.calendars import CONTENT_TYPE, calendar_of, calendar_response
from probant.ui.request import Request
from probant.ui.spreadsheets import attachment

ATOM = "application/atom+xml; charset=utf-8"
FRAMED = {"frame-ancestors": ["*"]}
FRAMED_LINES = 20
A_WHILE = "public, max-age=300"  # seconds that a feed may be kept: it names nobody who reads it


def _house(text: str) -> House:
    house = house_named(text)
    if house is None:
        raise Http404
    return house


def houses(request: Request) -> HttpResponse:
    """`/agenda-public/`: whose agenda; where there is one house, its own."""
    found = open_houses()
    if len(found) == 1:
        return redirect("portal:agenda", slug_of(found[0]))
    rows = [{"house": one, "href": reverse("portal:agenda", args=[slug_of(one)])} for one in found]
    return render(request, "portal/agenda_houses.html", {"houses": rows})


def _months(lines: list[agenda.Line], slug: str, *, framed: bool = False) -> list[dict[str, Any]]:
    return [
        {"month": month, "lines": draw_lines(rows, slug, framed=framed)}
        for month, rows in agenda.by_month(lines)
    ]


def listing(request: Request, house: str) -> HttpResponse:
    """`/agenda-public/<house>/`: what is to come, or a month."""
    found = _house(house)
    slug, today = slug_of(found), timezone.localdate()
    chosen = agenda.Chosen.read(request.GET)
    around = chosen.month or today
    context = {
        "house": found,
        "slug": slug,
        "chosen": chosen,
        "months": _months(agenda.lines_shown(found, chosen, today), slug),
        "choices": agenda.choices(found, around),
        "events": [] if chosen.month else agenda.events_shown(found, today),
        "before": chosen.query(agenda.month_before(around)),
        "before_month": agenda.month_before(around),
        "after": chosen.query(agenda.next_month(around)),
        "after_month": agenda.next_month(around),
        "whole": absolute("portal:agenda-calendar", slug),
        "frame": absolute("portal:agenda-fragment", slug),
    }
    return render(request, "portal/agenda.html", context)


def _session(house: House, pk: int) -> Session:
    session = agenda.session_shown(house, pk)
    if session is None:
        raise Http404
    return session


def session(request: Request, house: str, pk: int) -> HttpResponse:
    """`/agenda-public/<house>/<id>/`: one session, for who thinks of coming."""
    found = _house(house)
    shown = _session(found, pk)
    slug = slug_of(found)
    organisers = agenda.organisers(shown)
    address = absolute("portal:agenda-session", slug, pk)
    is_late = bool(shown.registration_closes_on) and (
        timezone.localdate() > (shown.registration_closes_on or shown.starts_on)
    )
    context = {
        "house": found,
        "slug": slug,
        "session": shown,
        "when": agenda_feeds.when(shown),
        "where": agenda.place_of(shown),
        "status": agenda_feeds.status_of(shown.state),
        "organisers": organisers,
        "roles": agenda.named_roles(shown),
        "event": shown.event if shown.event and shown.event.is_announced else None,
        "is_closed": is_late,
        "markup": agenda_feeds.markup(shown, organisers, address),
    }
    return render(request, "portal/agenda_session.html", context)


def calendar(request: Request, house: str) -> HttpResponse:
    """`/agenda-public/<house>/agenda.ics`: to subscribe to."""
    found = _house(house)
    rows = agenda.fed(found, timezone.localdate())
    engagements = [agenda_feeds.public_engagement(one, found) for one in rows]
    body = calendar_of(engagements, f"Agenda, {found.short_name}")
    response = HttpResponse(body, content_type=CONTENT_TYPE)
    response["Cache-Control"] = A_WHILE
    return response


def session_calendar(request: Request, house: str, pk: int) -> HttpResponse:
    """One session as a calendar file."""
    found = _house(house)
    shown = _session(found, pk)
    return calendar_response(agenda_feeds.public_engagement(shown, found), f"rencontre-{pk}")


def atom(request: Request, house: str) -> HttpResponse:
    """`/agenda-public/<house>/agenda.atom`."""
    found = _house(house)
    rows = agenda.fed(found, timezone.localdate())
    body = agenda_feeds.atom(found, rows, agenda.touched(found, rows))
    response = HttpResponse(body, content_type=ATOM)
    response["Cache-Control"] = A_WHILE
    return response


def fragment(request: Request, house: str) -> HttpResponseBase:
    """`/agenda-public/<house>/fragment/`: what other sites frame; it takes no form.

    The only page of the product that may be framed: it shows nothing of who reads it.
    """
    found = _house(house)

    def draw(_: HttpRequest) -> HttpResponse:
        chosen = agenda.Chosen.read(request.GET)
        rows = agenda.lines_shown(found, chosen, timezone.localdate())[:FRAMED_LINES]
        slug = slug_of(found)
        context = {"house": found, "months": _months(rows, slug, framed=True), "slug": slug}
        return render(request, "portal/agenda_fragment.html", context)

    response = xframe_options_exempt(csp_replace(FRAMED)(draw))(request)
    response["Cache-Control"] = A_WHILE
    return response


# --- events


def event(request: Request, house: str, pk: int) -> HttpResponse:
    """`/agenda-public/<house>/evenements/<id>/`: the programme of an event."""
    found = _house(house)
    shown = agenda.event_shown(found, pk)
    if shown is None:
        raise Http404
    slug = slug_of(found)
    context = {
        "house": found,
        "slug": slug,
        "event": shown,
        "days": _days(agenda.programme_of(shown), slug),
        "partners": partners_of(shown),
    }
    return render(request, "portal/agenda_event.html", context)


def _days(sessions: list[Session], slug: str) -> list[dict[str, Any]]:
    days: dict[datetime.date, list[agenda.Line]] = {}
    for one in sessions:
        days.setdefault(one.starts_on, []).append(agenda.line_of(one))
    return [{"day": day, "lines": draw_lines(lines, slug)} for day, lines in days.items()]


def booklet(request: Request, house: str, pk: int) -> HttpResponse:
    """The programme of an event as a booklet to print."""
    found = _house(house)
    shown = agenda.event_shown(found, pk)
    if shown is None:
        raise Http404
    written = booklet_pdf(found, shown)
    if written is None:
        return redirect("portal:agenda-event", slug_of(found), pk)
    return attachment(written, f"programme-{pk}.pdf", "application/pdf")


def logo(request: Request, house: str, pk: int) -> HttpResponse:
    """The logo of a partner of a published event."""
    rows = EventPartner.objects.filter(house=_house(house), event__is_announced=True)
    partner = rows.select_related("logo").filter(pk=pk).first()
    if partner is None or partner.logo is None:
        raise Http404
    kind = kind_of(partner.logo.name)
    if kind not in ("image/png", "image/jpeg"):
        raise Http404
    try:
        body = path_of(partner.logo.sha256).read_bytes()
    except OSError:
        raise Http404 from None
    response = HttpResponse(body, content_type=kind)
    response["X-Content-Type-Options"] = "nosniff"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    response["Cache-Control"] = "public, max-age=86400"
    return response
