"""Write on cases what an import brings, inside a journal entry that is already open.

The acts of `support.actions`, without an entry of their own. The caller has held what it brings
against the books and the calendar; nothing here asks for rights.
"""

import datetime

from django.db.models import Max

from probant.directory.models import Organisation
from probant.directory.writing import write_card
from probant.governance.actions.noting import note_held
from probant.governance.models import Body, Sitting
from probant.journal.door import Entry
from probant.support.models import (
    Appointment,
    AppointmentHeld,
    Case,
    CaseClosed,
    CommitteeItem,
    CommitteeMeeting,
    CommitteeOpinion,
    Diagnosis,
    DiagnosisSigned,
    DiagnosisVersion,
    Mission,
    MissionAttended,
    MissionContracted,
    MissionFact,
    MissionJoined,
    MissionSession,
    OfferReceived,
    ProviderConsulted,
)
from probant.support.writing import MISSION, mention, reach_support, settle

APPOINTMENT, COMMITTEE, DIAGNOSIS = "appointment", "committee", "diagnosis"
USUAL_COMMITTEE = "Comité d’appui"


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


def write_prepared(entry: Entry, mission: Mission) -> Mission:
    """Insert a mission that nobody signed yet: its terms of reference."""
    mission.house_id = entry.house_id
    mission.save()
    entry.mention(MISSION, mission.pk)
    if mission.case is not None:
        mention(entry, mission.case)
        settle(mission.case)
    return mission


def write_on_mission(
    entry: Entry, mission: Mission, fact: MissionFact, day: datetime.date, case: Case | None = None
) -> MissionFact:
    """Record a fact about a mission, of one structure where the mission is collective."""
    fact.of_mission(mission, day)
    if case is not None:
        fact.within(case)
    if isinstance(fact, ProviderConsulted | OfferReceived):
        write_card(entry, fact.provider)
    entry.record(fact)
    entry.mention(MISSION, mission.pk)
    for touched in {one.pk: one for one in (mission.case, case) if one is not None}.values():
        mention(entry, touched)
        settle(touched)
    return fact


def write_attendance(
    entry: Entry, mission: Mission, case: Case, held_on: datetime.date, title: str = ""
) -> MissionAttended:
    """Note that the structure of a case came to a session of a mission, held on that day."""
    title = " ".join(title.split())[:160]
    session, _ = MissionSession.objects.get_or_create(
        mission=mission, planned_on=held_on, title=title, defaults={"held_on": held_on}
    )
    if session.held_on is None:
        session.held_on, session.cancelled_on = held_on, None
        session.save(update_fields=["held_on", "cancelled_on"])
    fact = MissionAttended(mission=mission, session=session)
    fact.about(case, held_on)
    entry.record(fact)
    entry.mention(MISSION, mission.pk)
    mention(entry, case)
    settle(case)
    return fact


def write_signed_diagnosis(
    entry: Entry,
    case: Case,
    signed_on: datetime.date,
    *,
    headcount: int | None = None,
    fte_hundredths: int | None = None,
    stated_on: datetime.date | None = None,
) -> DiagnosisSigned:
    """A diagnosis signed elsewhere: its figures, without its texts. Versions follow each other."""
    figures = {"headcount": headcount, "fte_hundredths": fte_hundredths, "stated_on": stated_on}
    draft, _ = Diagnosis.objects.get_or_create(
        case=case, defaults={**figures, "saved_at": entry.at, "saved_by_id": entry.actor.user_id}
    )
    last = draft.versions.aggregate(last=Max("number"))["last"] or 0
    version = DiagnosisVersion.objects.create(
        diagnosis=draft, number=last + 1, signed_on=signed_on, **figures
    )
    fact = DiagnosisSigned(
        version=version,
        number=version.number,
        headcount=headcount,
        fte_hundredths=fte_hundredths,
    )
    fact.about(case, signed_on)
    entry.record(fact)
    entry.mention(DIAGNOSIS, draft.pk)
    mention(entry, case)
    settle(case)
    return fact


def write_opinion(
    entry: Entry, case: Case, opinion: str, held_on: datetime.date
) -> CommitteeOpinion:
    """The opinion of the support committee that sat on that day, which is noted if need be."""
    meeting = _committee(entry, held_on)
    assert meeting.sitting is not None
    last = meeting.items.aggregate(last=Max("position"))["last"] or 0
    CommitteeItem.objects.get_or_create(meeting=meeting, case=case, defaults={"position": last + 1})
    fact = CommitteeOpinion(sitting=meeting.sitting, opinion=opinion)
    fact.about(case, held_on)
    entry.record(fact)
    entry.mention(COMMITTEE, meeting.pk)
    mention(entry, case)
    settle(case)
    return fact


def _committee(entry: Entry, held_on: datetime.date) -> CommitteeMeeting:
    held = CommitteeMeeting.objects.filter(house_id=entry.house_id, sitting__held_on=held_on)
    known = held.select_related("sitting").order_by("pk").first()
    if known is not None:
        return known
    body, created = Body.objects.get_or_create(
        house_id=entry.house_id,
        organisation=Organisation.objects.get(pk=entry.house_id),
        name=USUAL_COMMITTEE,
        defaults={"kind": Body.Kind.COMMITTEE},
    )
    if created:
        entry.mention("body", body.pk)
    sitting = Sitting.objects.create(house_id=entry.house_id, body=body, held_on=held_on)
    note_held(entry, sitting)
    entry.mention("sitting", sitting.pk)
    return CommitteeMeeting.objects.create(
        house_id=entry.house_id, body=body, planned_on=held_on, sitting=sitting
    )
