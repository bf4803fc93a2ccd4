"""Jobs consolidated and created; a project that becomes a structure."""

import datetime
import uuid
from typing import Any

from probant.directory.models import Organisation
from probant.directory.writing import Identity, write_card, write_organisation
from probant.journal.door import Entry, change
from probant.kernel.actor import Actor
from probant.kernel.decision import Refused, require
from probant.support.access import may_write_case
from probant.support.actions.parties import write_positions
from probant.support.models import Case, JobFact, OrganisationBorn
from probant.support.writing import mention, settle


def record_jobs(
    actor: Actor,
    *,
    case: Case,
    kind: str,
    headcount: int,
    occurred_on: datetime.date,
    fte_hundredths: int | None = None,
    contract: str = JobFact.Contract.UNKNOWN,
    kept_of: JobFact | None = None,
    read_at: int | None = None,
    declared_on: datetime.date | None = None,
    key: uuid.UUID | None = None,
) -> JobFact:
    """Record jobs of a case's structure (`JobFact.Kind`): headcount, and FTE in hundredths.

    `contract` (`JobFact.Contract`) where they share one. Consolidated jobs are one fact a
    structure, programme and year; jobs kept may say of which fact (`kept_of`). Raises `Refused`,
    `Stale`, `InTheFuture`, `AlreadyDone`. Effects: the fact; one entry.
    """
    require(may_write_case(actor, case))
    if kind not in JobFact.Kind.values:
        raise Refused("Dites s'il s'agit d'emplois consolidés, créés ou toujours là.")
    if contract not in JobFact.Contract.values:
        raise Refused("Choisissez un type de contrat de la liste.")
    if kept_of is not None and (kind != JobFact.Kind.KEPT or kept_of.case_id != case.pk):
        raise Refused("Des emplois toujours là sont ceux d'un fait du même dossier.")
    if headcount < (0 if kind == JobFact.Kind.KEPT else 1):
        raise Refused("Indiquez un nombre d'emplois.")
    with change(
        actor,
        verb="support.record_jobs",
        houses=[case.house_id],
        declared_on=declared_on,
        key=key,
    ) as entry:
        entry.guard("case", case.pk, read_at=read_at)
        case.refresh_from_db()
        if case.organisation_id is None:
            raise Refused("Un emploi est celui d'une structure : notez d'abord sa création.")
        if kind == JobFact.Kind.CONSOLIDATED:
            refuse_second(case, occurred_on.year)
        fact = write_jobs(
            entry,
            case,
            occurred_on,
            kind=kind,
            headcount=headcount,
            fte_hundredths=fte_hundredths,
            contract=contract,
            kept_of=kept_of,
        )
        mention(entry, case)
        settle(case)
    return fact


def write_jobs(entry: Entry, case: Case, occurred_on: datetime.date, **columns: Any) -> JobFact:
    """Record jobs inside an open entry."""
    fact = JobFact(year=occurred_on.year, **columns)
    fact.about(case, occurred_on)
    return entry.record(fact)


def refuse_second(case: Case, year: int, *, but: int | None = None) -> None:
    """Refuse a second fact of consolidated jobs for a structure, programme and year."""
    held = JobFact.objects.now().filter(
        house_id=case.house_id,
        organisation_id=case.organisation_id,
        programme_id=case.programme_id,
        year=year,
        kind=JobFact.Kind.CONSOLIDATED,
    )
    if held.exclude(pk=but).exists():
        raise Refused(
            f"Les emplois consolidés de cette structure sont déjà notés pour {year} : "
            "annulez et remplacez ce nombre s'il a changé."
        )


def record_birth(
    actor: Actor,
    *,
    case: Case,
    born_on: datetime.date,
    organisation: Organisation | None = None,
    identity: Identity | None = None,
    positions: bool = False,
    read_at: int | None = None,
    declared_on: datetime.date | None = None,
    key: uuid.UUID | None = None,
) -> OrganisationBorn:
    """Turn the project of a case into a structure on the day it is created; its history stays.

    The structure is given as a row, or by its `identity` (name and family at least) and created in
    the same entry; with `positions`, the people of the project hold one there. A case of a
    territory may give birth to a structure too: it stays the territory's. Raises `Refused`,
    `AlreadyKnown`, `Stale`, `InTheFuture`, `AlreadyDone`. Effects: the fact `OrganisationBorn`, the
    case's structure, perhaps a structure and its card; one entry.
    """
    require(may_write_case(actor, case))
    with change(
        actor,
        verb="support.record_birth",
        houses=[case.house_id],
        declared_on=declared_on,
        key=key,
    ) as entry:
        entry.guard("case", case.pk, read_at=read_at)
        case.refresh_from_db()
        if OrganisationBorn.objects.now().filter(case=case).exists():
            raise Refused("La création de la structure est déjà notée.")
        born = organisation
        if born is None:
            if not identity or not identity.get("name"):
                raise Refused("Donnez le nom de la structure créée.")
            born = write_organisation(entry, **identity)
        write_card(entry, born)
        fact = OrganisationBorn(case=case, occurred_on=born_on)
        fact.file_under(case.programme)
        fact.place_by(born)
        fact.branch = case.branch or fact.branch
        entry.record(fact)
        if case.organisation_id is None:
            case.organisation = born
        if positions:
            write_positions(entry, case, born, born_on)
        mention(entry, case)
        settle(case)
    return fact
