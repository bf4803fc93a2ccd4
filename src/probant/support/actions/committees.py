"""The support committee: planned, its agenda, held as a sitting of `governance`, its opinions."""

import datetime
import uuid
from collections.abc import Sequence

from django.db.models import Max

from probant.directory.models import House
from probant.governance.actions import SittingDraft, create_body
from probant.governance.actions.noting import note_held
from probant.governance.actions.sittings import check_sitting, write_sitting
from probant.governance.models import Body
from probant.journal.digest import digest_of
from probant.journal.door import Entry, change
from probant.journal.errors import InTheFuture
from probant.kernel.actor import Actor
from probant.kernel.decision import Refused, require
from probant.support.access import may_open_cases, may_write_case
from probant.support.models import Case, CommitteeItem, CommitteeMeeting, CommitteeOpinion
from probant.support.writing import mention, settle

COMMITTEE = "committee"  # kind of the timeline
USUAL_NAME = "Comité d’appui"


def plan_committee(
    actor: Actor,
    *,
    house: House,
    planned_on: datetime.date,
    body: Body | None = None,
    place: str = "",
    declared_on: datetime.date | None = None,
    key: uuid.UUID | None = None,
) -> CommitteeMeeting:
    """Plan a sitting of the support committee; without a body, that of the house, made if need be.

    Raises `Refused`, `AlreadyDone`. Effects: the meeting, perhaps its body; an entry for each.
    """
    require(may_open_cases(actor, house.pk))
    chosen = body or _committee_of(actor, house, declared_on)
    if chosen.house_id != house.pk:
        raise Refused("Ce comité est tenu par une autre structure.")
    with change(
        actor,
        verb="support.plan_committee",
        houses=[house.pk],
        declared_on=declared_on,
        key=key,
    ) as entry:
        meeting = CommitteeMeeting.objects.create(
            house=house, body=chosen, planned_on=planned_on, place=" ".join(place.split())
        )
        entry.mention(COMMITTEE, meeting.pk)
    return meeting


def _committee_of(actor: Actor, house: House, declared_on: datetime.date | None) -> Body:
    known = Body.objects.filter(
        house=house, organisation_id=house.pk, kind=Body.Kind.COMMITTEE, name=USUAL_NAME
    ).first()
    return known or create_body(
        actor=actor,
        house=house,
        organisation=house.organisation,
        kind=Body.Kind.COMMITTEE,
        name=USUAL_NAME,
        declared_on=declared_on,
    )


def put_on_agenda(
    actor: Actor,
    *,
    meeting: CommitteeMeeting,
    case: Case,
    declared_on: datetime.date | None = None,
    key: uuid.UUID | None = None,
) -> CommitteeItem:
    """Put a case on the agenda of a committee. Raises `Refused`, `AlreadyDone`; one entry."""
    require(may_write_case(actor, case))
    if case.house_id != meeting.house_id:
        raise Refused("Ce dossier est celui d’une autre structure.")
    with change(
        actor,
        verb="support.put_on_agenda",
        houses=[case.house_id],
        declared_on=declared_on,
        key=key,
    ) as entry:
        meeting.refresh_from_db()
        if meeting.cancelled_on is not None:
            raise Refused("Ce comité est annulé.")
        if meeting.items.filter(case=case).exists():
            raise Refused("Ce dossier est déjà à l’ordre du jour.")
        last = meeting.items.aggregate(last=Max("position"))["last"] or 0
        item = CommitteeItem.objects.create(meeting=meeting, case=case, position=last + 1)
        entry.mention(COMMITTEE, meeting.pk)
        mention(entry, case)
    return item


def take_off_agenda(actor: Actor, *, item: CommitteeItem, key: uuid.UUID | None = None) -> None:
    """Take a case off the agenda, as long as no opinion was given on it."""
    require(may_write_case(actor, item.case))
    house_id = item.meeting.house_id
    with change(actor, verb="support.take_off_agenda", houses=[house_id], key=key) as entry:
        given = CommitteeOpinion.objects.filter(case=item.case, sitting=item.meeting.sitting)
        if item.meeting.sitting_id is not None and given.exists():
            raise Refused("Un avis est noté sur ce dossier : annulez-le d’abord.")
        entry.mention(COMMITTEE, item.meeting_id)
        mention(entry, item.case)
        item.delete()


def hold_committee(
    actor: Actor,
    *,
    meeting: CommitteeMeeting,
    held_on: datetime.date,
    present: Sequence[str] = (),
    excused: Sequence[str] = (),
    president: str = "",
    secretary: str = "",
    declared_on: datetime.date | None = None,
    key: uuid.UUID | None = None,
) -> CommitteeMeeting:
    """Record that the committee sat, with its members present: a sitting of `governance`.

    Raises `Refused`, `InTheFuture`, `AlreadyDone`. Effects: sitting, seats, its fact; one
    entry.
    """
    require(may_open_cases(actor, meeting.house_id))
    draft = SittingDraft(
        body=meeting.body,
        held_on=held_on,
        president=president,
        secretary=secretary,
        present=present,
        excused=excused,
        place=meeting.place,
    )
    check_sitting(meeting.house, draft)
    with change(
        actor,
        verb="support.hold_committee",
        houses=[meeting.house_id],
        declared_on=declared_on,
        key=key,
    ) as entry:
        meeting.refresh_from_db()
        if meeting.sitting_id is not None or meeting.cancelled_on is not None:
            raise Refused("Ce comité est déjà noté comme tenu, ou annulé.")
        if held_on > entry.known_on:
            raise InTheFuture
        meeting.sitting = write_sitting(meeting.house, draft)
        meeting.save(update_fields=["sitting"])
        note_held(entry, meeting.sitting)
        entry.mention("sitting", meeting.sitting.pk)
        entry.mention("body", meeting.body_id)
        entry.mention(COMMITTEE, meeting.pk)
    return meeting


def cancel_committee(
    actor: Actor, *, meeting: CommitteeMeeting, key: uuid.UUID | None = None
) -> CommitteeMeeting:
    """Cancel a committee that did not sit; its agenda stays readable."""
    require(may_open_cases(actor, meeting.house_id))
    with change(
        actor, verb="support.cancel_committee", houses=[meeting.house_id], key=key
    ) as entry:
        meeting.refresh_from_db()
        if meeting.sitting_id is not None:
            raise Refused("Ce comité a siégé : il ne s’annule plus.")
        meeting.cancelled_on = entry.today
        meeting.save(update_fields=["cancelled_on"])
        entry.mention(COMMITTEE, meeting.pk)
    return meeting


def give_opinion(
    actor: Actor,
    *,
    item: CommitteeItem,
    opinion: str,
    words: str = "",
    declared_on: datetime.date | None = None,
    key: uuid.UUID | None = None,
) -> CommitteeOpinion:
    """Record the committee's technical opinion on a case; its words stand beside, erasable.

    Raises `Refused` (not held yet, already given), `AlreadyDone`. Effects: the fact
    `CommitteeOpinion`, dated the day of the sitting; one entry.
    """
    require(may_write_case(actor, item.case))
    if opinion not in CommitteeOpinion.Opinion.values:
        raise Refused("Choisissez l’avis du comité.")
    sitting = item.meeting.sitting
    if sitting is None:
        raise Refused("Notez d’abord que le comité s’est tenu, avec les membres présents.")
    with change(
        actor,
        verb="support.give_opinion",
        houses=[item.meeting.house_id],
        declared_on=declared_on,
        key=key,
    ) as entry:
        if CommitteeOpinion.objects.now().filter(case=item.case, sitting=sitting).exists():
            raise Refused("L’avis de ce comité sur ce dossier est déjà noté.")
        fact = CommitteeOpinion(sitting=sitting, opinion=opinion)
        fact.about(item.case, sitting.held_on)
        entry.record(fact)
        _write_words(entry, item, words)
        entry.mention(COMMITTEE, item.meeting_id)
        mention(entry, item.case)
        settle(item.case)
    return fact


def _write_words(entry: Entry, item: CommitteeItem, words: str) -> None:
    item.words, item.erased_on = words.strip(), None
    item.save(update_fields=["words", "erased_on"])
    if item.words:
        entry.detail(
            category="support.diagnosis", item=item.pk, text_digest=digest_of([item.words])
        )
