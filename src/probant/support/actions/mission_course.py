"""A mission under way: sessions and who came, deliverables, its end, its evaluation."""

import datetime
import uuid
from collections.abc import Iterable

from probant.documents.models import Document
from probant.journal.digest import digest_of
from probant.journal.door import Entry, change
from probant.kernel.actor import Actor
from probant.kernel.decision import Refused, require
from probant.support.access import may_open_cases
from probant.support.actions.corrections import UNDO
from probant.support.actions.engineering import record_of, tell_mission
from probant.support.models import (
    Case,
    EvaluationWords,
    FindingTaken,
    Mission,
    MissionAttended,
    MissionDeliverable,
    MissionEnded,
    MissionEvaluated,
    MissionJoined,
    MissionSession,
)
from probant.support.writing import mention, settle


def plan_mission_session(
    actor: Actor,
    *,
    mission: Mission,
    planned_on: datetime.date,
    title: str = "",
    minutes: int | None = None,
    place_label: str = "",
    declared_on: datetime.date | None = None,
    key: uuid.UUID | None = None,
) -> MissionSession:
    """Plan a session of a mission. Raises `Refused`, `AlreadyDone`; one entry."""
    require(may_open_cases(actor, mission.house_id))
    if minutes is not None and minutes < 1:
        raise Refused("Une durée est positive.")
    with change(
        actor,
        verb="support.plan_mission_session",
        houses=[mission.house_id],
        declared_on=declared_on,
        key=key,
    ) as entry:
        session = MissionSession.objects.create(
            mission=mission,
            planned_on=planned_on,
            title=" ".join(title.split()),
            minutes=minutes,
            place_label=" ".join(place_label.split()),
        )
        tell_mission(entry, mission)
    return session


def take_mission_attendance(
    actor: Actor,
    *,
    session: MissionSession,
    cases: Iterable[Case],
    held_on: datetime.date | None = None,
    declared_on: datetime.date | None = None,
    key: uuid.UUID | None = None,
) -> list[MissionAttended]:
    """Note which structures came to a session; it is held on that day.

    For an individual mission the case is its own; for a collective one, those that joined it.
    Structures noted before stay. Raises `Refused`, `InTheFuture`, `AlreadyDone`. Effects: facts
    `MissionAttended`, the session held; one entry.
    """
    mission = session.mission
    require(may_open_cases(actor, mission.house_id))
    day = held_on or session.planned_on
    with change(
        actor,
        verb="support.take_mission_attendance",
        houses=[mission.house_id],
        declared_on=declared_on,
        key=key,
    ) as entry:
        allowed = _members(mission)
        noted = set(
            MissionAttended.objects.now().filter(session=session).values_list("case_id", flat=True)
        )
        made = []
        for case in cases:
            if case.pk not in allowed:
                raise Refused(f"{case.title} ne participe pas à cette mission.")
            if case.pk in noted:
                continue
            fact = MissionAttended(mission=mission, session=session)
            fact.about(case, day)
            made.append(entry.record(fact))
            mention(entry, case)
            settle(case)
        session.held_on, session.cancelled_on = day, None
        session.save(update_fields=["held_on", "cancelled_on"])
        tell_mission(entry, mission)
    return made


def _members(mission: Mission) -> set[int]:
    if mission.case_id is not None:
        return {mission.case_id}
    joined = MissionJoined.objects.now().filter(mission=mission)
    return set(joined.values_list("case_id", flat=True))


def cancel_mission_session(
    actor: Actor, *, session: MissionSession, key: uuid.UUID | None = None
) -> MissionSession:
    """Cancel a session that was not held. One entry."""
    mission = session.mission
    require(may_open_cases(actor, mission.house_id))
    with change(
        actor, verb="support.cancel_mission_session", houses=[mission.house_id], key=key
    ) as entry:
        session.refresh_from_db()
        if session.held_on is not None:
            raise Refused("Cette séance a eu lieu : annulez d’abord les présences.")
        session.cancelled_on = entry.today
        session.save(update_fields=["cancelled_on"])
        tell_mission(entry, mission)
    return session


def expect_deliverable(
    actor: Actor,
    *,
    mission: Mission,
    title: str,
    due_on: datetime.date | None = None,
    declared_on: datetime.date | None = None,
    key: uuid.UUID | None = None,
) -> MissionDeliverable:
    """Write what the provider owes, and when. Raises `Refused`, `AlreadyDone`; one entry."""
    require(may_open_cases(actor, mission.house_id))
    words = " ".join(title.split())
    if not words:
        raise Refused("Nommez le livrable.")
    with change(
        actor,
        verb="support.expect_deliverable",
        houses=[mission.house_id],
        declared_on=declared_on,
        key=key,
    ) as entry:
        deliverable = MissionDeliverable.objects.create(mission=mission, title=words, due_on=due_on)
        tell_mission(entry, mission)
    return deliverable


def receive_deliverable(
    actor: Actor,
    *,
    deliverable: MissionDeliverable,
    received_on: datetime.date,
    document: Document | None = None,
    declared_on: datetime.date | None = None,
    key: uuid.UUID | None = None,
) -> MissionDeliverable:
    """Note that a deliverable was received, with its file if any. One entry."""
    mission = deliverable.mission
    require(may_open_cases(actor, mission.house_id))
    with change(
        actor,
        verb="support.receive_deliverable",
        houses=[mission.house_id],
        declared_on=declared_on,
        key=key,
    ) as entry:
        if received_on > entry.known_on:
            raise Refused("Un livrable se note une fois reçu.")
        deliverable.received_on = received_on
        if document is not None:
            deliverable.document = document
        deliverable.save()
        tell_mission(entry, mission)
    return deliverable


def end_mission(
    actor: Actor,
    *,
    mission: Mission,
    ended_on: datetime.date,
    days_hundredths: int | None = None,
    cost_cents: int | None = None,
    declared_on: datetime.date | None = None,
    key: uuid.UUID | None = None,
) -> MissionEnded:
    """Note the end of a mission, with the days and the cost that it really took.

    Without them, those of the contract. Raises `Refused` (not contracted, ended already),
    `InTheFuture`, `AlreadyDone`. Effects: the fact `MissionEnded`; one entry.
    """
    require(may_open_cases(actor, mission.house_id))
    with change(
        actor,
        verb="support.end_mission",
        houses=[mission.house_id],
        declared_on=declared_on,
        key=key,
    ) as entry:
        contract = mission.contracted.filter(void_seq__isnull=True).first()
        if contract is None:
            raise Refused("Cette mission n’est pas signée : notez d’abord son contrat.")
        if MissionEnded.objects.now().filter(mission=mission).exists():
            raise Refused("La fin de cette mission est déjà notée.")
        fact = MissionEnded(
            days_hundredths=contract.days_hundredths
            if days_hundredths is None
            else days_hundredths,
            cost_cents=contract.cost_cents if cost_cents is None else cost_cents,
        )
        record_of(entry, mission, fact, ended_on)
    return fact


def evaluate_mission(
    actor: Actor,
    *,
    mission: Mission,
    by: str,
    mark: int,
    evaluated_on: datetime.date,
    case: Case | None = None,
    words: str = "",
    declared_on: datetime.date | None = None,
    key: uuid.UUID | None = None,
) -> MissionEvaluated:
    """Note the mark of a mission, from 1 to 5, by a structure (`case`) or by the officer.

    A structure of a collective mission is one that joined it. The words stand in a row of their
    own, erasable. Raises `Refused`, `InTheFuture`, `AlreadyDone`. Effects: the fact
    `MissionEvaluated`, its words; one entry.
    """
    require(may_open_cases(actor, mission.house_id))
    if by not in MissionEvaluated.By.values or not 1 <= mark <= 5:
        raise Refused("Dites qui évalue, et donnez une note de 1 à 5.")
    whose = case or mission.case
    if by == MissionEvaluated.By.STRUCTURE and (whose is None or whose.pk not in _members(mission)):
        raise Refused("Une structure évalue une mission à laquelle elle participe.")
    with change(
        actor,
        verb="support.evaluate_mission",
        houses=[mission.house_id],
        declared_on=declared_on,
        key=key,
    ) as entry:
        fact = MissionEvaluated(by=by, mark=mark)
        fact.of_mission(mission, evaluated_on)
        if whose is not None:
            fact.within(whose)
        held = MissionEvaluated.objects.now().filter(
            mission=mission, organisation_id=fact.organisation_id, by=by
        )
        if held.exists():
            raise Refused("Cette évaluation est déjà notée.")
        entry.record(fact)
        if words.strip():
            kept = EvaluationWords.objects.create(
                mission=mission, case=whose, by=by, words=words.strip(), written_on=entry.known_on
            )
            entry.detail(
                category="support.engineering",
                evaluation=kept.pk,
                text_digest=digest_of([kept.words]),
            )
        tell_mission(entry, mission)
        if whose is not None and mission.case is None:
            mention(entry, whose)
            settle(whose)
    return fact


def take_finding_on(
    actor: Actor,
    *,
    mission: Mission,
    code: str,
    gap_cents: int | None,
    reason: str,
    key: uuid.UUID | None = None,
) -> FindingTaken:
    """Take on a finding that holds the order, with a reason; a wider gap holds again.

    Raises `Refused`, `AlreadyDone`. Effects: a row; one entry that holds a digest of the reason.
    """
    require(may_open_cases(actor, mission.house_id))
    if not reason.strip():
        raise Refused("Dites pourquoi la commande part malgré cet écart.")
    with change(actor, verb="support.take_finding_on", houses=[mission.house_id], key=key) as entry:
        taken = FindingTaken.objects.create(
            mission=mission,
            code=code,
            gap_cents=gap_cents,
            reason=reason.strip(),
            taken_on=entry.today,
            taken_by_id=actor.user_id,
        )
        entry.detail(
            category="support.engineering", taken=taken.pk, text_digest=digest_of([taken.reason])
        )
        tell_mission(entry, mission)
    return taken


def unhold(entry: Entry, fact: MissionAttended) -> None:
    """A session that nobody came to after all is planned again."""
    session = fact.session
    if not MissionAttended.objects.now().filter(session=session).exists():
        session.held_on = None
        session.save(update_fields=["held_on"])


UNDO[MissionAttended] = unhold
