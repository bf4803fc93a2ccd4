"""Who a case is for and with: people of the project, partners; a case that goes on again."""

import datetime
import uuid
from dataclasses import asdict, dataclass

from probant.directory.actions.people import write_position
from probant.directory.models import Organisation, Person, Position
from probant.directory.writing import write_card, write_person
from probant.journal.door import Entry, change
from probant.kernel.actor import Actor
from probant.kernel.dates import write_date
from probant.kernel.decision import Refused, require
from probant.support.access import may_write_case
from probant.support.models import Case, CaseMember, CasePartner, CaseReopened
from probant.support.writing import last_end, mention, settle

PERSON = "person"


@dataclass(frozen=True)
class Newcomer:
    """Somebody who is not in the directory yet."""

    family_name: str
    given_name: str = ""
    email: str = ""


def add_member(
    actor: Actor,
    *,
    case: Case,
    person: Person | None = None,
    newcomer: Newcomer | None = None,
    part: str = CaseMember.Part.HOLDER,
    starts_on: datetime.date,
    key: uuid.UUID | None = None,
) -> CaseMember:
    """Say that a person is of a case's project. From then on she reads no note of the team on it.

    A `newcomer` enters the directory in the same entry. Raises `Refused` (there already),
    `AlreadyDone`. Effects: one row; one entry.
    """
    require(may_write_case(actor, case))
    if part not in CaseMember.Part.values:
        raise Refused("Dites quelle part cette personne prend au projet.")
    if person is not None and person.house_id != case.house_id:
        raise Refused("Cette personne n'est pas dans votre annuaire.")
    if person is None and (newcomer is None or not newcomer.family_name.strip()):
        raise Refused("Donnez le nom de cette personne.")
    with change(actor, verb="support.add_member", houses=[case.house_id], key=key) as entry:
        if person is None and newcomer is not None:
            person = write_person(entry, **asdict(newcomer))
        elif CaseMember.objects.standing().filter(case=case, person=person).exists():
            raise Refused(f"{person} est déjà dans ce projet.")
        assert person is not None
        member = CaseMember.objects.create(case=case, person=person, part=part, starts_on=starts_on)
        entry.mention(PERSON, person.pk)
        mention(entry, case)
    return member


def end_member(
    actor: Actor, *, member: CaseMember, ends_on: datetime.date, key: uuid.UUID | None = None
) -> None:
    """Say that a person left a project. Raises `Refused`, `AlreadyDone`."""
    require(may_write_case(actor, member.case))
    house_id = member.case.house_id
    with change(actor, verb="support.end_member", houses=[house_id], key=key) as entry:
        member.ends_on = max(ends_on, member.starts_on)
        member.save(update_fields=["ends_on"])
        entry.mention(PERSON, member.person_id)
        mention(entry, member.case)


def add_partner(
    actor: Actor,
    *,
    case: Case,
    organisation: Organisation,
    part: str = CasePartner.Part.PARTNER,
    starts_on: datetime.date,
    key: uuid.UUID | None = None,
) -> CasePartner:
    """Say that an organisation takes part in the support of a case, and how.

    Raises `Refused`, `AlreadyDone`. Effects: one row, the organisation's card; one entry.
    """
    require(may_write_case(actor, case))
    if part not in CasePartner.Part.values:
        raise Refused("Dites quelle part prend ce partenaire.")
    with change(actor, verb="support.add_partner", houses=[case.house_id], key=key) as entry:
        held = CasePartner.objects.filter(case=case, organisation=organisation, ends_on=None)
        if held.filter(part=part).exists():
            raise Refused(f"{organisation.name} a déjà cette part dans le dossier.")
        write_card(entry, organisation)
        partner = CasePartner.objects.create(
            case=case, organisation=organisation, part=part, starts_on=starts_on
        )
        entry.mention("organisation", organisation.pk)
        mention(entry, case)
    return partner


def end_partner(
    actor: Actor, *, partner: CasePartner, ends_on: datetime.date, key: uuid.UUID | None = None
) -> None:
    """Say that a partner left. Raises `Refused`, `AlreadyDone`."""
    require(may_write_case(actor, partner.case))
    house_id = partner.case.house_id
    with change(actor, verb="support.end_partner", houses=[house_id], key=key) as entry:
        partner.ends_on = max(ends_on, partner.starts_on)
        partner.save(update_fields=["ends_on"])
        entry.mention("organisation", partner.organisation_id)
        mention(entry, partner.case)


def reopen_case(
    actor: Actor,
    *,
    case: Case,
    reopened_on: datetime.date,
    reason: str,
    read_at: int | None = None,
    declared_on: datetime.date | None = None,
    key: uuid.UUID | None = None,
) -> CaseReopened:
    """Let a case that had ended go on. Its end was true and stands: the years told it so.

    A closing that was a mistake is voided instead (`void_fact`). Raises `Refused` (open, or before
    its end), `Stale`, `InTheFuture`, `AlreadyDone`. Effects: the fact `CaseReopened`, the reason in
    the erasable detail; one entry.
    """
    require(may_write_case(actor, case))
    if not reason.strip():
        raise Refused("Dites pourquoi le dossier est rouvert.")
    with change(
        actor, verb="support.reopen_case", houses=[case.house_id], declared_on=declared_on, key=key
    ) as entry:
        entry.guard("case", case.pk, read_at=read_at)
        case.refresh_from_db()
        closed = last_end(case)
        if closed is None:
            raise Refused("Ce dossier est ouvert.")
        if reopened_on < closed.occurred_on:
            raise Refused(f"Ce dossier a été clos le {write_date(closed.occurred_on)}.")
        noted = CaseReopened.objects.now().filter(case=case, occurred_on=reopened_on)
        if noted.exists():
            raise Refused("Une réouverture est déjà notée à ce jour : annulez la clôture.")
        fact = CaseReopened()
        fact.about(case, reopened_on)
        entry.record(fact)
        entry.detail(category="support", label=reason.strip())
        mention(entry, case)
        settle(case)
    return fact


def write_positions(
    entry: Entry, case: Case, organisation: Organisation, born_on: datetime.date
) -> list[Position]:
    """Give the people of a project a position in the structure it became, in an open entry.

    Nobody gets a second position there. Titles are those of their part, to be changed later.
    """
    members = CaseMember.objects.standing().filter(case=case).select_related("person")
    held = set(
        Position.objects.filter(organisation=organisation).values_list("person_id", flat=True)
    )
    return [
        write_position(
            entry, member.person, organisation, title="fondateur ou fondatrice", starts_on=born_on
        )
        for member in members.exclude(part=CaseMember.Part.PARTNER).order_by("pk")
        if member.person_id not in held and member.person.erased_on is None
    ]
