"""Following up: what became of a structure, its jobs, its needs; at which months one asks."""

import datetime
import uuid
from collections.abc import Iterable, Mapping

from probant.journal.door import change
from probant.kernel.actor import Actor
from probant.kernel.decision import Refused, require
from probant.kernel.roles import Role
from probant.programmes.models import Phase, Programme
from probant.support.access import may_write_case
from probant.support.actions.jobs import write_jobs
from probant.support.models import (
    Case,
    FollowedUp,
    FollowUpTerm,
    JobFact,
    OrganisationBorn,
    PhaseReached,
    Since,
)
from probant.support.rules import SUIVI
from probant.support.writing import mention, settle, write_note, write_phase


def follow_up(
    actor: Actor,
    *,
    case: Case,
    since: str,
    months: int,
    occurred_on: datetime.date,
    state: str,
    headcount: int | None = None,
    fte_hundredths: int | None = None,
    kept: Mapping[int, int] | None = None,
    needs: str = "",
    read_at: int | None = None,
    declared_on: datetime.date | None = None,
    key: uuid.UUID | None = None,
) -> FollowedUp:
    """Record what a structure or project had become, `months` after the end, or after the birth.

    `headcount` and `fte_hundredths` are all its jobs that day; `kept` says of jobs counted earlier
    (`JobFact` pk) how many are still there; `needs` becomes a note for the team. After a support,
    the programme's phase of follow-up is reached too where it was not. Raises `Refused`, `Stale`,
    `InTheFuture`, `AlreadyDone`. Effects: the facts; one entry.
    """
    require(may_write_case(actor, case))
    if since not in Since.values or state not in FollowedUp.State.values:
        raise Refused("Dites ce que la structure est devenue.")
    if not 0 < months <= 120:
        raise Refused("Un suivi se fait entre un mois et dix ans après.")
    with change(
        actor, verb="support.follow_up", houses=[case.house_id], declared_on=declared_on, key=key
    ) as entry:
        entry.guard("case", case.pk, read_at=read_at)
        case.refresh_from_db()
        _refuse(case, since, months)
        fact = FollowedUp(
            since=since,
            months=months,
            state=state,
            headcount=headcount,
            fte_hundredths=fte_hundredths,
        )
        fact.about(case, occurred_on)
        entry.record(fact)
        for job in _jobs(case, kept or {}):
            count = (kept or {})[job.pk]
            write_jobs(
                entry,
                case,
                occurred_on,
                kind=JobFact.Kind.KEPT,
                headcount=count,
                contract=job.contract,
                kept_of=job,
            )
        phase = _phase_of_follow_up(case) if since == Since.SUPPORT else None
        if phase is not None:
            write_phase(entry, case, phase, occurred_on)
        if needs.strip():
            write_note(entry, case, needs)
        mention(entry, case)
        settle(case)
    return fact


def _refuse(case: Case, since: str, months: int) -> None:
    born = OrganisationBorn.objects.now().filter(case=case)
    if since == Since.BIRTH and not born.exists():
        raise Refused("Notez d'abord la création de la structure.")
    noted = FollowedUp.objects.now().filter(case=case, since=since, months=months)
    if noted.exists():
        raise Refused(f"Le suivi à {months} mois est déjà noté.")


def _jobs(case: Case, kept: Mapping[int, int]) -> list[JobFact]:
    jobs = list(JobFact.objects.now().filter(case=case, pk__in=kept).order_by("pk"))
    if len(jobs) != len(kept) or any(job.kind == JobFact.Kind.KEPT for job in jobs):
        raise Refused("Des emplois toujours là sont ceux d'un fait du même dossier.")
    for job in jobs:
        if not 0 <= kept[job.pk] <= job.headcount:
            raise Refused(f"Sur {job.headcount} emplois, il ne peut en rester {kept[job.pk]}.")
    return jobs


def _phase_of_follow_up(case: Case) -> Phase | None:
    phase = Phase.objects.laid().filter(programme_id=case.programme_id, official_code=SUIVI).first()
    if phase is None or PhaseReached.objects.now().filter(case=case, phase=phase).exists():
        return None
    return phase


def set_terms(
    actor: Actor,
    *,
    house_id: int,
    since: str,
    months: Iterable[int],
    programme: Programme | None = None,
    key: uuid.UUID | None = None,
) -> list[FollowUpTerm]:
    """Say at which months a programme, or the whole house, asks what became of a case.

    None given: it goes by its house, the house by the usual months. The direction decides. Raises
    `Refused`, `AlreadyDone`. Effects: the rows; one entry.
    """
    if actor.house_id != house_id or not actor.has(Role.DIRECTION):
        raise Refused("La direction choisit quand se font les suivis.")
    wanted = sorted(set(months))
    if since not in Since.values or any(not 0 < one <= 120 for one in wanted):
        raise Refused("Un suivi se fait entre un mois et dix ans après.")
    if programme is not None and programme.house_id != house_id:
        raise Refused("Ce programme est celui d'une autre structure.")
    with change(actor, verb="support.set_terms", houses=[house_id], key=key) as entry:
        FollowUpTerm.objects.filter(house_id=house_id, programme=programme, since=since).delete()
        rows = FollowUpTerm.objects.bulk_create(
            FollowUpTerm(house_id=house_id, programme=programme, since=since, months=one)
            for one in wanted
        )
        entry.detail(category="support", since=since, months=wanted)
        if programme is not None:
            entry.mention("programme", programme.pk)
    return rows
