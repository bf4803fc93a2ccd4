"""Sessions as a calendar shows them: to those who work or sit in the house."""

import datetime
from collections.abc import Iterable

from django.db.models import Q
from django.db.models.functions import Coalesce
from django.utils import timezone

from probant.gatherings.models import Session
from probant.kernel.actor import Actor
from probant.kernel.calendar import Engagement
from probant.kernel.roles import TEAM
from probant.ui.hrefs import href_pattern


def sessions_of(actor: Actor, start: datetime.date, end: datetime.date) -> Iterable[Engagement]:
    """The sessions of the house between two days, for its team. One query."""
    if not actor.has(*TEAM):
        return []
    rows = (
        Session.objects.visible_to(actor)
        .annotate(last=Coalesce("ends_on", "starts_on"))
        .filter(Q(starts_on__lte=end) & Q(last__gte=start))
        .order_by("starts_on", "id")
    )
    return [engagement(row) for row in rows]


_TOLD = {
    Session.State.HELD: "tenue",
    Session.State.CANCELLED: "annulée",
    Session.State.POSTPONED: "reportée",
}
OFF = frozenset({Session.State.CANCELLED, Session.State.POSTPONED})  # nobody is expected that day


def engagement(session: Session) -> Engagement:
    """One session: its hours on one day, or its days."""
    starts: datetime.date | datetime.datetime = session.starts_on
    ends: datetime.date | datetime.datetime | None = session.ends_on
    if session.starts_time is not None and session.ends_on in (None, session.starts_on):
        starts = _at(session.starts_on, session.starts_time)
        later = session.ends_time is not None and session.ends_time > session.starts_time
        ends = _at(session.starts_on, session.ends_time) if later and session.ends_time else None
    return Engagement(
        kind="session",
        number=session.pk,
        title=session.title,
        start=starts,
        end=ends,
        place=", ".join(part for part in (session.place_label, session.place_name) if part),
        address=href_pattern("gatherings:session") % session.pk,
        cancelled=session.state in OFF,
        version=session.revision,
        told=_TOLD.get(Session.State(session.state), ""),
    )


def _at(day: datetime.date, hour: datetime.time) -> datetime.datetime:
    return timezone.make_aware(datetime.datetime.combine(day, hour))
