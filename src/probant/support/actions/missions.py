"""Missions of engineering: contracted with a provider, joined by structures."""

import datetime
import uuid
from collections.abc import Iterable

from probant.directory.models import Organisation
from probant.directory.writing import write_card
from probant.journal.door import Entry, change
from probant.kernel.actor import Actor
from probant.kernel.decision import Refused, require
from probant.programmes.models import Programme
from probant.support.access import may_open_cases, may_write_case
from probant.support.models import Case, Mission, MissionContracted, MissionJoined
from probant.support.writing import MISSION, mention, reach_support, settle


def contract_mission(
    actor: Actor,
    *,
    programme: Programme,
    title: str,
    kind: str,
    contracted_on: datetime.date,
    case: Case | None = None,
    provider: Organisation | None = None,
    co_providers: Iterable[Organisation] = (),
    days_hundredths: int | None = None,
    cost_cents: int | None = None,
    starts_on: datetime.date | None = None,
    mission: Mission | None = None,
    read_at: int | None = None,
    declared_on: datetime.date | None = None,
    key: uuid.UUID | None = None,
) -> Mission:
    """Sign a mission: individual (of a `case`) or collective (without; structures join it).

    `mission` is one that was prepared: its contract is noted on it. An individual mission reaches
    the phase `accompagnement` of its case in the same entry. Raises `Refused`, `Stale`,
    `InTheFuture`, `AlreadyDone`. Effects: the mission, the fact `MissionContracted`, cards of
    providers; one entry.
    """
    require(may_open_cases(actor, programme.house_id))
    if (kind == Mission.Kind.INDIVIDUAL) != (case is not None):
        raise Refused("Une mission individuelle est celle d'un dossier ; une collective, non.")
    if case is not None and case.programme_id != programme.pk:
        raise Refused("Ce dossier est celui d'un autre programme.")
    if mission is not None and (mission.kind, mission.case_id) != (kind, case and case.pk):
        raise Refused("Cette mission a été préparée pour un autre dossier.")
    with change(
        actor,
        verb="support.contract_mission",
        houses=[programme.house_id],
        declared_on=declared_on,
        key=key,
    ) as entry:
        if case is not None:
            entry.guard("case", case.pk, read_at=read_at)
            case.refresh_from_db()
        mission = _prepared(entry, mission, programme, kind, case)
        mission.title, mission.provider = title, provider
        mission.days_hundredths, mission.cost_cents = days_hundredths, cost_cents
        mission.starts_on = starts_on or mission.starts_on
        mission.save()
        others = list(co_providers)
        mission.co_providers.set(others)
        for found in [provider, *others]:
            if found is not None:
                write_card(entry, found)
        entry.record(_contracted(mission, contracted_on))
        entry.mention(MISSION, mission.pk)
        if case is not None:
            mention(entry, case)
            reach_support(entry, case, contracted_on)
            settle(case)
    return mission


def _prepared(
    entry: Entry, mission: Mission | None, programme: Programme, kind: str, case: Case | None
) -> Mission:
    """The mission that was prepared, not signed yet; else a new one."""
    if mission is None:
        return Mission(house_id=entry.house_id, kind=kind, programme=programme, case=case)
    mission.refresh_from_db()
    if mission.contracted.filter(void_seq__isnull=True).exists():
        raise Refused("Cette mission est déjà signée.")
    return mission


def _contracted(mission: Mission, occurred_on: datetime.date) -> MissionContracted:
    fact = MissionContracted(
        mission=mission,
        case=mission.case,
        kind=mission.kind,
        provider=mission.provider,
        days_hundredths=mission.days_hundredths,
        cost_cents=mission.cost_cents,
        occurred_on=occurred_on,
    )
    fact.file_under(mission.programme)
    if mission.case is not None and mission.case.organisation is not None:
        fact.place_by(mission.case.organisation)
        fact.branch = mission.case.branch or fact.branch
    return fact


def join_mission(
    actor: Actor,
    *,
    mission: Mission,
    case: Case,
    joined_on: datetime.date,
    read_at: int | None = None,
    declared_on: datetime.date | None = None,
    key: uuid.UUID | None = None,
) -> MissionJoined:
    """Let the structure of a case take part in a collective mission of the same programme.

    Reaches the phase `accompagnement` of the case in the same entry where it was not. Raises
    `Refused`, `Stale`, `InTheFuture`, `AlreadyDone`. Effects: the fact `MissionJoined`; one entry.
    """
    require(may_write_case(actor, case))
    if mission.kind != Mission.Kind.COLLECTIVE or mission.programme_id != case.programme_id:
        raise Refused("On rejoint une mission collective du même programme que le dossier.")
    with change(
        actor,
        verb="support.join_mission",
        houses=[case.house_id],
        declared_on=declared_on,
        key=key,
    ) as entry:
        entry.guard("case", case.pk, read_at=read_at)
        case.refresh_from_db()
        if case.organisation_id is None:
            raise Refused("Un projet rejoint une mission une fois devenu une structure.")
        joined = MissionJoined.objects.now().filter(mission=mission)
        if joined.filter(organisation_id=case.organisation_id).exists():
            raise Refused("Cette structure participe déjà à cette mission.")
        fact = MissionJoined(mission=mission, kind=mission.kind)
        fact.about(case, joined_on)
        entry.record(fact)
        entry.mention(MISSION, mission.pk)
        mention(entry, case)
        reach_support(entry, case, joined_on)
        settle(case)
    return fact
