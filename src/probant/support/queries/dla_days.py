"""The days of missions and committees: what takes place, and what is awaited by a day."""

import datetime
from collections.abc import Iterator

from probant.kernel.actor import Actor
from probant.kernel.calendar import CALENDAR, Engagement
from probant.kernel.roles import TEAM
from probant.kernel.todo import TODO, Todo
from probant.support.models import CommitteeMeeting, MissionDeliverable, MissionSession
from probant.ui.hrefs import href_pattern


def register() -> None:
    """Put sessions and committees in calendars, deliverables among what is due."""
    CALENDAR.register("support.missions", engagements, order=40)
    TODO.register("support.missions", awaited, order=40)


def _is_team(actor: Actor) -> bool:
    return actor.house_id is not None and actor.has(*TEAM)


def engagements(actor: Actor, start: datetime.date, end: datetime.date) -> Iterator[Engagement]:
    """Sessions of missions and committees of the actor's house, for its team. Two queries."""
    if not _is_team(actor):
        return
    sessions = MissionSession.objects.filter(
        mission__house_id=actor.house_id, planned_on__gte=start, planned_on__lte=end
    ).select_related("mission")
    mission, committee = href_pattern("support:mission"), href_pattern("support:committee")
    for session in sessions:
        yield Engagement(
            kind="mission-session",
            number=session.pk,
            title=session.title or session.mission.title,
            start=session.planned_on,
            place=session.place_label,
            address=mission % session.mission_id,
            cancelled=session.cancelled_on is not None,
        )
    meetings = CommitteeMeeting.objects.visible_to(actor).filter(
        planned_on__gte=start, planned_on__lte=end
    )
    for meeting in meetings.select_related("body"):
        yield Engagement(
            kind="committee",
            number=meeting.pk,
            title=meeting.body.name,
            start=meeting.planned_on,
            place=meeting.place,
            address=committee % meeting.pk,
            cancelled=meeting.cancelled_on is not None,
        )


def awaited(actor: Actor, until: datetime.date) -> Iterator[Todo]:
    """Deliverables not received, committees whose sitting is not noted. Two queries."""
    if not _is_team(actor):
        return
    mission, committee = href_pattern("support:mission"), href_pattern("support:committee")
    deliverables = MissionDeliverable.objects.filter(
        mission__house_id=actor.house_id, received_on__isnull=True, due_on__lte=until
    )
    for one in deliverables.select_related("mission"):
        if one.due_on is not None:
            yield Todo(
                f"Livrable attendu : {one.title}",
                one.due_on,
                mission % one.mission_id,
                one.mission.title,
            )
    meetings = CommitteeMeeting.objects.visible_to(actor).filter(
        sitting__isnull=True, cancelled_on__isnull=True, planned_on__lte=until
    )
    for meeting in meetings.select_related("body"):
        yield Todo(
            f"{meeting.body.name} : présents et avis à noter",
            meeting.planned_on,
            committee % meeting.pk,
        )
