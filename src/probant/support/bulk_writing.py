"""Write on cases what an import brings, inside a journal entry that is already open.

The acts of `support.actions`, without an entry of their own. The caller has held what it brings
against the books and the calendar; nothing here asks for rights.
"""

import datetime

from probant.directory.writing import write_card
from probant.journal.door import Entry
from probant.support.models import (
    Appointment,
    AppointmentHeld,
    Case,
    CaseClosed,
    Mission,
    MissionContracted,
    MissionJoined,
)
from probant.support.writing import MISSION, mention, reach_support, settle

APPOINTMENT = "appointment"


def write_closing(entry: Entry, case: Case, outcome: str, closed_on: datetime.date) -> CaseClosed:
    """Close a case that is open."""
    fact = CaseClosed(outcome=outcome)
    fact.about(case, closed_on)
    entry.record(fact)
    mention(entry, case)
    settle(case)
    return fact


def write_appointment(
    entry: Entry,
    case: Case,
    *,
    day: datetime.date,
    minutes: int | None,
    mode: str,
    starts_time: datetime.time | None = None,
    subject: str = "",
    place_label: str = "",
    held: bool = True,
) -> Appointment:
    """An appointment of a case, and the fact that it was held (`minutes` is then needed)."""
    row = Appointment.objects.create(
        house_id=entry.house_id,
        case=case,
        planned_on=day,
        starts_time=starts_time,
        minutes=minutes,
        mode=mode,
        subject=" ".join(subject.split())[:200],
        place_label=" ".join(place_label.split())[:200],
        state=Appointment.State.HELD if held else Appointment.State.PLANNED,
        seq=entry.seq,
    )
    entry.mention(APPOINTMENT, row.pk)
    mention(entry, case)
    if held:
        fact = AppointmentHeld(appointment=row, mode=mode, minutes=minutes or 0, joint=row.joint)
        fact.about(case, day)
        entry.record(fact)
        settle(case)
    return row


def write_mission(
    entry: Entry,
    mission: Mission,
    contracted_on: datetime.date,
) -> MissionContracted:
    """Insert a mission (not saved yet) and the fact of its contract; its case is supported."""
    mission.house_id = entry.house_id
    mission.save()
    if mission.provider is not None:
        write_card(entry, mission.provider)
    fact = MissionContracted(
        mission=mission,
        case=mission.case,
        kind=mission.kind,
        provider=mission.provider,
        days_hundredths=mission.days_hundredths,
        cost_cents=mission.cost_cents,
        occurred_on=contracted_on,
    )
    fact.file_under(mission.programme)
    case = mission.case
    if case is not None and case.organisation is not None:
        fact.place_by(case.organisation)
        fact.branch = case.branch or fact.branch
    entry.record(fact)
    entry.mention(MISSION, mission.pk)
    if case is not None:
        mention(entry, case)
        reach_support(entry, case, contracted_on)
        settle(case)
    return fact


def write_joining(
    entry: Entry, mission: Mission, case: Case, joined_on: datetime.date
) -> MissionJoined:
    """Let the structure of a case take part in a collective mission."""
    fact = MissionJoined(mission=mission, kind=mission.kind)
    fact.about(case, joined_on)
    entry.record(fact)
    entry.mention(MISSION, mission.pk)
    mention(entry, case)
    reach_support(entry, case, joined_on)
    settle(case)
    return fact
