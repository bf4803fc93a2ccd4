"""Appointments as a calendar shows them."""

import datetime
from collections.abc import Iterable

from probant.kernel.actor import Actor
from probant.kernel.calendar import Engagement
from probant.support.models import Appointment, Mode
from probant.support.queries.appointments import between
from probant.ui.hrefs import href_pattern


def engagement(row: Appointment) -> Engagement:
    """One appointment: its hour where it has one, else its day; no word of what is written."""
    subject = f" : {row.subject}" if row.subject else ""
    begins: datetime.date | datetime.datetime = row.starts_at or row.planned_on
    return Engagement(
        kind="appointment",
        number=row.pk,
        title=f"{row.case.title}{subject}",
        start=begins,
        end=row.ends_at,
        place=row.place_label or str(Mode(row.mode).label),
        address=href_pattern("support:appointment") % row.pk,
        cancelled=row.state in (Appointment.State.CANCELLED, Appointment.State.MISSED),
        version=row.revision,
    )


def appointments_of(actor: Actor, start: datetime.date, end: datetime.date) -> Iterable[Engagement]:
    """The appointments that an actor goes to, or in the place of another. Five queries."""
    return [engagement(row) for row in between(actor, start, end, mine=True)]
