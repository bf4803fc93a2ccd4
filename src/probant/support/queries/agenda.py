"""Appointments as a calendar shows them."""

import dataclasses
import datetime
from collections.abc import Iterable

from django.utils import timezone

from probant.kernel.actor import Actor
from probant.kernel.calendar import Engagement
from probant.kernel.roles import TEAM
from probant.support.models import Appointment, Mode
from probant.support.queries.appointments import between
from probant.ui.hrefs import href_pattern

#: What became of an appointment, in a word.
TOLD = {
    Appointment.State.HELD: "tenu",
    Appointment.State.MISSED: "non tenu",
    Appointment.State.CANCELLED: "annulé",
}
TO_NOTE = "à noter"


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
    return _shown(actor, between(actor, start, end, mine=True))


def appointments_in_house(
    actor: Actor, start: datetime.date, end: datetime.date
) -> Iterable[Engagement]:
    """All those that an actor may see. Four queries."""
    return _shown(actor, between(actor, start, end))


def _shown(actor: Actor, rows: list[Appointment]) -> list[Engagement]:
    """With what became of each, who of ours goes, and what the team does with it."""
    today, team = timezone.localdate(), actor.has(*TEAM)
    return [
        dataclasses.replace(
            engagement(row),
            told=_told(row, today),
            who=", ".join(str(user) for user in row.ours.all()),
            acts=_acts(row) if team else (),
        )
        for row in rows
    ]


def _told(row: Appointment, today: datetime.date) -> str:
    if row.state == Appointment.State.PLANNED:
        return TO_NOTE if row.planned_on < today else ""
    return TOLD[Appointment.State(row.state)]


def _acts(row: Appointment) -> tuple[tuple[str, str], ...]:
    hold = (("Il a eu lieu", href_pattern("support:appointment-hold") % row.pk),)
    again = (("Dupliquer", href_pattern("support:appointment-again") % row.pk),)
    return hold + again if row.state == Appointment.State.PLANNED else again
