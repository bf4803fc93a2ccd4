"""Participants of an operation that European funds support: entered, asked, gone."""

import datetime
import uuid
from typing import Any

from probant.directory.models import Person
from probant.directory.writing import PERSON
from probant.engagement.access import may_run_volunteers
from probant.engagement.models import (
    Answer,
    EntryStatus,
    ExitStatus,
    Participant,
    ParticipantAnswers,
    ParticipantEntered,
    ParticipantLeft,
)
from probant.journal.door import change
from probant.journal.reasons import VOID_REASONS
from probant.kernel.actor import Actor
from probant.kernel.decision import Refused, require
from probant.programmes.models import Action, Programme
from probant.support.models import Case

#: The questions that rest on an explicit consent (RGPD art. 9): each may be left.
SENSITIVE = ("housing", "disability", "third_country", "foreign_origin", "minority")


def enter_participant(
    actor: Actor,
    *,
    person: Person,
    action: Action,
    entered_on: datetime.date,
    status: str,
    case: Case | None = None,
    programme: Programme | None = None,
    declared_on: datetime.date | None = None,
    key: uuid.UUID | None = None,
) -> Participant:
    """A person enters an operation, with her situation on that day.

    Raises `Refused`, `InTheFuture`, `AlreadyDone`. Effects: a row, a fact; one entry.
    """
    require(may_run_volunteers(actor, person.house_id))
    house_id = person.house_id
    if person.erased_on is not None:
        raise Refused("Cette personne a été effacée.")
    if action.house_id != house_id or (case is not None and case.house_id != house_id):
        raise Refused("L’opération et le dossier sont ceux de votre structure.")
    if status not in EntryStatus.values:
        raise Refused("Dites sa situation à l’entrée.")
    with change(
        actor,
        verb="engagement.enter_participant",
        houses=[house_id],
        declared_on=declared_on,
        key=key,
    ) as entry:
        standing = Participant.objects.filter(
            person=person, action=action, left_on__isnull=True, struck_on__isnull=True
        )
        if standing.exists():
            raise Refused("Cette personne participe déjà à cette opération.")
        row = Participant.objects.create(
            house_id=house_id, person=person, action=action, case=case, entered_on=entered_on
        )
        fact = ParticipantEntered(
            participant=row, action=action, person=person, status=status, occurred_on=entered_on
        )
        fact.file_under(case.programme if case is not None else programme)
        entry.record(fact)
        entry.mention("participant", row.pk)
        entry.mention(PERSON, person.pk)
    return row


def leave_participant(
    actor: Actor,
    *,
    participant: Participant,
    left_on: datetime.date,
    status: str,
    declared_on: datetime.date | None = None,
    key: uuid.UUID | None = None,
) -> Participant:
    """A person leaves an operation, with her situation when leaving. Raises `Refused`."""
    require(may_run_volunteers(actor, participant.house_id))
    house_id = participant.house_id
    if status not in ExitStatus.values:
        raise Refused("Dites sa situation à la sortie.")
    with change(
        actor,
        verb="engagement.leave_participant",
        houses=[house_id],
        declared_on=declared_on,
        key=key,
    ) as entry:
        row = Participant.objects.select_related("action", "person").get(pk=participant.pk)
        if row.left_on is not None:
            raise Refused("Sa sortie est déjà notée.")
        if left_on < row.entered_on:
            raise Refused("La sortie précède l’entrée.")
        entered = ParticipantEntered.objects.now().filter(participant=row).first()
        fact = ParticipantLeft(
            participant=row,
            action=row.action,
            person=row.person,
            status=status,
            occurred_on=left_on,
        )
        fact.file_under(entered.programme if entered else None)
        entry.record(fact)
        row.left_on = left_on
        row.save(update_fields=["left_on"])
        entry.mention("participant", row.pk)
        entry.mention(PERSON, row.person_id)
    return row


def void_participant_fact(
    actor: Actor,
    *,
    fact: ParticipantEntered | ParticipantLeft,
    code: str,
    reason: str,
    key: uuid.UUID | None = None,
) -> None:
    """Void an exit, which then is still to come, or an entry, which strikes the participant out.

    Raises `Refused` (no reason; an entry whose exit stands), `AlreadyVoid`, `AlreadyDone`.
    Effects: the void marks, the row; one entry.
    """
    require(may_run_volunteers(actor, fact.house_id))
    _require_reason(code, reason)
    with change(
        actor, verb="engagement.void_participation", houses=[fact.house_id], key=key
    ) as entry:
        row = Participant.objects.get(pk=fact.participant_id)
        if isinstance(fact, ParticipantLeft):
            row.left_on = None
        elif row.left_on is not None:
            raise Refused("Sa sortie est notée : annulez-la d’abord.")
        else:
            row.struck_on = entry.today
        row.save(update_fields=["left_on", "struck_on"])
        entry.void(fact, code=code, reason=reason.strip())
        entry.mention("participant", row.pk)
        entry.mention(PERSON, row.person_id)


def replace_participant_fact(
    actor: Actor,
    *,
    fact: ParticipantEntered | ParticipantLeft,
    occurred_on: datetime.date,
    status: str,
    code: str,
    reason: str,
    key: uuid.UUID | None = None,
) -> ParticipantEntered | ParticipantLeft:
    """Void an entry or an exit and record the one that stands in its place.

    Raises `Refused` (no reason, an exit before its entry), `InTheFuture`, `AlreadyVoid`,
    `AlreadyDone`. Effects: the facts, the days of the row; one entry.
    """
    require(may_run_volunteers(actor, fact.house_id))
    _require_reason(code, reason)
    enters = isinstance(fact, ParticipantEntered)
    if status not in (EntryStatus.values if enters else ExitStatus.values):
        raise Refused("Dites sa situation à l’entrée." if enters else "Dites sa situation.")
    with change(actor, verb="engagement.replace", houses=[fact.house_id], key=key) as entry:
        row = Participant.objects.get(pk=fact.participant_id)
        entered_on = occurred_on if enters else row.entered_on
        left_on = row.left_on if enters else occurred_on
        if left_on is not None and left_on < entered_on:
            raise Refused("La sortie précède l’entrée.")
        by = fact.amended(occurred_on=occurred_on, status=status)
        entry.replace(fact, by, code=code, reason=reason.strip())
        row.entered_on, row.left_on = entered_on, left_on
        row.save(update_fields=["entered_on", "left_on"])
        entry.mention("participant", row.pk)
        entry.mention(PERSON, row.person_id)
    return by


def _require_reason(code: str, reason: str) -> None:
    if code not in VOID_REASONS or not reason.strip():
        raise Refused("Dites pourquoi ce fait est annulé.")


def note_answers(
    actor: Actor,
    *,
    participant: Participant,
    consented_on: datetime.date | None = None,
    key: uuid.UUID | None = None,
    **said: Any,
) -> ParticipantAnswers:
    """Keep what a participant answers, apart; without her consent the sensitive ones are refusals.

    Raises `Refused`, `AlreadyDone`. Effects: the row; one entry, which holds none of it.
    """
    require(may_run_volunteers(actor, participant.house_id))
    for name in SENSITIVE:
        value = said.get(name, "")
        if value and value not in Answer.values:
            raise Refused("Chaque réponse est oui, non, ou un refus de répondre.")
        if consented_on is None and value in (Answer.YES, Answer.NO):
            said[name] = Answer.REFUSED
    house_id = participant.house_id
    with change(actor, verb="engagement.note_answers", houses=[house_id], key=key) as entry:
        row, _ = ParticipantAnswers.objects.update_or_create(
            participant=participant,
            defaults={**said, "consented_on": consented_on, "asked_by_id": actor.user_id},
        )
        entry.mention("participant", participant.pk)
    return row
