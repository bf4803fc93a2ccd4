"""Who does what at a session, stands, partners of an event, and what a collective claims."""

import uuid
from collections.abc import Iterable, Sequence

from probant.directory.models import Organisation, Person
from probant.directory.writing import write_card
from probant.documents.writing import Kept, write_document
from probant.gatherings.access import may_write_sessions
from probant.gatherings.models import (
    CollectiveClaim,
    Event,
    EventPartner,
    Session,
    SessionRole,
    Stand,
)
from probant.gatherings.rules.programme import Aisle
from probant.gatherings.writing import EVENT, SESSION
from probant.journal.door import change
from probant.kernel.actor import Actor
from probant.kernel.decision import Refused, require
from probant.programmes.models import Programme, SessionKind

MOST_CLAIMED = 100_000


def give_role(
    actor: Actor,
    *,
    session: Session,
    part: str,
    person: Person | None = None,
    organisation: Organisation | None = None,
    subject: str = "",
    is_named: bool = False,
    key: uuid.UUID | None = None,
) -> SessionRole:
    """Note who speaks, animates, pitches, holds a stand or hosts a visit.

    `is_named`: the public agenda may say it; a person agreed to it. Raises `Refused` (nobody,
    somebody else's, twice), `AlreadyDone`. Effects: the row; one entry.
    """
    require(may_write_sessions(actor, session.house_id))
    if person is None and organisation is None:
        raise Refused("Dites qui : une personne, une structure, ou les deux.")
    if person is not None and person.house_id != session.house_id:
        raise Refused("Cette personne n’est pas de votre annuaire.")
    with change(actor, verb="gatherings.give_role", houses=[session.house_id], key=key) as entry:
        held = SessionRole.objects.filter(session=session, part=part, person=person)
        if person is None:
            held = held.filter(organisation=organisation)
        if held.exists():
            raise Refused("Ce rôle est déjà noté.")
        if organisation is not None:
            write_card(entry, organisation)
        role = SessionRole.objects.create(
            house_id=session.house_id,
            session=session,
            part=part,
            person=person,
            organisation=organisation,
            subject=subject.strip(),
            is_named=is_named,
        )
        entry.mention(SESSION, session.pk)
        if person is not None:
            entry.mention("person", person.pk)
    return role


def take_role_back(actor: Actor, *, role: SessionRole, key: uuid.UUID | None = None) -> None:
    """Take a role away. Raises `Refused`, `AlreadyDone`. Effects: the row; one entry."""
    require(may_write_sessions(actor, role.house_id))
    with change(actor, verb="gatherings.take_role_back", houses=[role.house_id], key=key) as entry:
        entry.mention(SESSION, role.session_id)
        role.delete()


def lay_stands(
    actor: Actor, *, session: Session, aisles: Sequence[Aisle], key: uuid.UUID | None = None
) -> list[Stand]:
    """Lay the numbered places of a forum; those already there keep who holds them.

    Free places beyond the new plan go. Raises `Refused` where one that is held would go,
    `AlreadyDone`. Effects: the rows; one entry.
    """
    require(may_write_sessions(actor, session.house_id))
    with change(actor, verb="gatherings.lay_stands", houses=[session.house_id], key=key) as entry:
        wanted = {(one.name, number) for one in aisles for number in range(1, one.places + 1)}
        there = {(stand.aisle, stand.number): stand for stand in session.stands.all()}
        gone = [stand for place, stand in there.items() if place not in wanted]
        held = [stand.label for stand in gone if stand.organisation_id is not None]
        if held:
            raise Refused(f"Le stand {held[0]} est pris : libérez-le avant de retirer sa place.")
        Stand.objects.filter(pk__in=[stand.pk for stand in gone]).delete()
        house_id = session.house_id
        Stand.objects.bulk_create(
            Stand(house_id=house_id, session=session, aisle=aisle, number=number)
            for aisle, number in sorted(wanted - there.keys())
        )
        entry.mention(SESSION, session.pk)
    return list(session.stands.all())


def give_stand(
    actor: Actor,
    *,
    stand: Stand,
    organisation: Organisation | None,
    subject: str = "",
    key: uuid.UUID | None = None,
) -> Stand:
    """Give a stand to a structure, or free it (None). Raises `Refused`, `AlreadyDone`."""
    require(may_write_sessions(actor, stand.house_id))
    with change(actor, verb="gatherings.give_stand", houses=[stand.house_id], key=key) as entry:
        if organisation is not None:
            write_card(entry, organisation)
        stand.organisation = organisation
        stand.subject = subject.strip() if organisation is not None else ""
        stand.save(update_fields=["organisation", "subject"])
        entry.mention(SESSION, stand.session_id)
    return stand


def add_partner(
    actor: Actor,
    *,
    event: Event,
    organisation: Organisation,
    logo: Kept | None = None,
    alternative: str = "",
    key: uuid.UUID | None = None,
) -> EventPartner:
    """Add a partner to an event, or give the logo of one already there.

    Raises `Refused` (a logo without words for whoever does not see it), `AlreadyDone`.
    """
    require(may_write_sessions(actor, event.house_id))
    if logo is not None and not alternative.strip():
        raise Refused("Dites ce que le logo donne à lire, pour qui ne le voit pas.")
    with change(actor, verb="gatherings.add_partner", houses=[event.house_id], key=key) as entry:
        write_card(entry, organisation)
        partner = EventPartner.objects.filter(event=event, organisation=organisation).first()
        if partner is None:
            partner = EventPartner(house_id=event.house_id, event=event, organisation=organisation)
            partner.position = event.partners.count() + 1
        if logo is not None:
            partner.logo = write_document(entry, logo)
            partner.alternative = alternative.strip()
        partner.save()
        entry.mention(EVENT, event.pk)
    return partner


def remove_partner(actor: Actor, *, partner: EventPartner, key: uuid.UUID | None = None) -> None:
    """Take a partner away from an event. Raises `Refused`, `AlreadyDone`. One entry."""
    require(may_write_sessions(actor, partner.house_id))
    with change(
        actor, verb="gatherings.remove_partner", houses=[partner.house_id], key=key
    ) as entry:
        entry.mention(EVENT, partner.event_id)
        partner.delete()


def state_claim(
    actor: Actor,
    *,
    house_id: int,
    year: int,
    collective: str,
    total: int,
    source: str,
    programme: Programme | None = None,
    kind: SessionKind | None = None,
    key: uuid.UUID | None = None,
) -> CollectiveClaim:
    """Note how many sessions a collective says it held in a year, and who says so.

    It is shown beside our own count and never added to it. Raises `Refused`, `AlreadyDone`.
    """
    require(may_write_sessions(actor, house_id))
    _require_words(collective, source)
    if not 0 < total <= MOST_CLAIMED:
        raise Refused("Un nombre de rencontres est positif.")
    if any(row is not None and row.house_id != house_id for row in (programme, kind)):
        raise Refused("Programme et type sont ceux de votre structure.")
    with change(actor, verb="gatherings.state_claim", houses=[house_id], key=key) as entry:
        claim = CollectiveClaim.objects.create(
            house_id=house_id,
            year=year,
            collective=collective.strip(),
            programme=programme,
            kind=kind,
            total=total,
            source=source.strip(),
        )
        entry.mention("collective_claim", claim.pk)
    return claim


def drop_claim(actor: Actor, *, claim: CollectiveClaim, key: uuid.UUID | None = None) -> None:
    """Take back a claim of a collective. Raises `Refused`, `AlreadyDone`. One entry."""
    require(may_write_sessions(actor, claim.house_id))
    with change(actor, verb="gatherings.drop_claim", houses=[claim.house_id], key=key) as entry:
        entry.mention("collective_claim", claim.pk)
        claim.delete()


def _require_words(collective: str, source: str) -> None:
    if not collective.strip():
        raise Refused("Nommez le collectif.")
    if not source.strip():
        raise Refused("Dites d’où vient ce nombre : un rapport et sa page, un courriel, un bilan.")


def carry_partners(event: Event, partners: Iterable[EventPartner]) -> None:
    """Give an event the partners of another, with their logos; inside an open entry."""
    EventPartner.objects.bulk_create(
        EventPartner(
            house_id=event.house_id,
            event=event,
            organisation_id=one.organisation_id,
            position=one.position,
            logo_id=one.logo_id,
            alternative=one.alternative,
        )
        for one in partners
    )
