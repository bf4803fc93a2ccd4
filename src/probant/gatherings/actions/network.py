"""Networks of the house: opening one, who joins and leaves, and where the house itself sits."""

import datetime
import uuid
from collections.abc import Collection
from dataclasses import dataclass

from probant.directory.branches import code_from
from probant.directory.models import Organisation, Person
from probant.gatherings.access import may_write_sessions
from probant.gatherings.families import shipped_families
from probant.gatherings.models import (
    Affiliation,
    MemberJoined,
    MemberLeft,
    Network,
    NetworkFamily,
    NetworkMember,
)
from probant.journal.door import Entry, change
from probant.journal.reasons import VOID_REASONS
from probant.kernel.actor import Actor
from probant.kernel.decision import Refused, require
from probant.programmes.models import Programme

NETWORK, ORGANISATION = "network", "organisation"  # kinds of the timeline
Day = datetime.date


@dataclass(frozen=True)
class Joining:
    """A structure that joins: family of partners and college where they are said."""

    organisation: Organisation
    family: NetworkFamily | None = None
    college: str = ""


def open_network(
    actor: Actor,
    *,
    house_id: int,
    name: str,
    purpose: str = "",
    programme: Programme | None = None,
    declared_on: Day | None = None,
    key: uuid.UUID | None = None,
) -> Network:
    """Open a network; the first one brings the shipped families. Raises `Refused`, `AlreadyDone`.

    Effects: the network, perhaps the families; one entry.
    """
    require(may_write_sessions(actor, house_id))
    _check_programme(house_id, programme)
    with change(
        actor, verb="gatherings.open_network", houses=[house_id], declared_on=declared_on, key=key
    ) as entry:
        if Network.objects.filter(house_id=house_id, name=name.strip()).exists():
            raise Refused("Un réseau porte déjà ce nom.")
        if not NetworkFamily.objects.filter(house_id=house_id).exists():
            NetworkFamily.objects.bulk_create(
                NetworkFamily(
                    house_id=house_id,
                    code=one.code,
                    name=one.name,
                    position=one.position,
                    since=one.since,
                )
                for one in shipped_families()
            )
        network = Network.objects.create(
            house_id=house_id, name=name.strip(), purpose=purpose, programme=programme
        )
        entry.mention(NETWORK, network.pk)
    return network


def edit_network(
    actor: Actor,
    *,
    network: Network,
    name: str,
    purpose: str = "",
    is_open: bool = True,
    read_at: int | None = None,
    key: uuid.UUID | None = None,
) -> Network:
    """Rename a network, say what it serves, close it. Its programme stays: facts bear its code."""
    require(may_write_sessions(actor, network.house_id))
    with change(actor, verb="gatherings.edit_network", houses=[network.house_id], key=key) as entry:
        entry.guard(NETWORK, network.pk, read_at=read_at)
        others = Network.objects.filter(house_id=network.house_id, name=name.strip())
        if others.exclude(pk=network.pk).exists():
            raise Refused("Un réseau porte déjà ce nom.")
        network.name, network.purpose, network.is_open = name.strip(), purpose, is_open
        network.save(update_fields=["name", "purpose", "is_open"])
        entry.mention(NETWORK, network.pk)
    return network


def add_family(
    actor: Actor, *, house_id: int, name: str, key: uuid.UUID | None = None
) -> NetworkFamily:
    """Add a family of partners after the others. Raises `Refused` where it exists."""
    require(may_write_sessions(actor, house_id))
    code = code_from(name)
    with change(actor, verb="gatherings.add_network_family", houses=[house_id], key=key) as entry:
        own = NetworkFamily.objects.filter(house_id=house_id)
        if not code or own.filter(code=code).exists():
            raise Refused("Cette famille existe déjà, ou n’a pas de nom.")
        last = own.order_by("-position").values_list("position", flat=True).first() or 0
        return NetworkFamily.objects.create(
            house_id=house_id, code=code, name=name.strip(), position=last + 1, since=entry.today
        )


def edit_family(
    actor: Actor,
    *,
    family: NetworkFamily,
    name: str,
    is_open: bool = True,
    key: uuid.UUID | None = None,
) -> NetworkFamily:
    """Rename a family, or offer it no longer; its members keep it."""
    require(may_write_sessions(actor, family.house_id))
    with change(actor, verb="gatherings.edit_network_family", houses=[family.house_id], key=key):
        family.name, family.is_open = name.strip(), is_open
        family.save(update_fields=["name", "is_open"])
    return family


def join_network(
    actor: Actor,
    *,
    network: Network,
    joining: Collection[Joining],
    joined_on: Day,
    declared_on: Day | None = None,
    key: uuid.UUID | None = None,
) -> list[NetworkMember]:
    """Let structures in; those who are members already are left as they are.

    Raises `Refused` (closed network, a family of another house), `InTheFuture`, `AlreadyDone`.
    Effects: the members and a fact `MemberJoined` each; one entry.
    """
    require(may_write_sessions(actor, network.house_id))
    with change(
        actor,
        verb="gatherings.join_network",
        houses=[network.house_id],
        declared_on=declared_on,
        key=key,
    ) as entry:
        if not network.is_open:
            raise Refused("Ce réseau est fermé.")
        return _let_in(entry, network, joining, joined_on)


def _let_in(
    entry: Entry, network: Network, joining: Collection[Joining], joined_on: Day
) -> list[NetworkMember]:
    standing = network.members.filter(left_on__isnull=True, is_struck=False)
    held = set(standing.values_list("organisation_id", flat=True))
    fresh = {one.organisation.pk: one for one in joining if one.organisation.pk not in held}
    for one in fresh.values():
        if one.family is not None and one.family.house_id != network.house_id:
            raise Refused("Cette famille est celle d’une autre structure.")
    members = NetworkMember.objects.bulk_create(
        NetworkMember(
            house_id=network.house_id,
            network=network,
            organisation=one.organisation,
            family=one.family,
            college=one.college.strip(),
            joined_on=joined_on,
        )
        for one in fresh.values()
    )
    entry.record_many([_joined(member) for member in members])
    for member in members:
        entry.mention(ORGANISATION, member.organisation_id)
    entry.mention(NETWORK, network.pk)
    return members


def _joined(member: NetworkMember) -> MemberJoined:
    fact = MemberJoined(occurred_on=member.joined_on)
    fact.about(member)
    return fact


def edit_member(
    actor: Actor,
    *,
    member: NetworkMember,
    family: NetworkFamily | None,
    college: str = "",
    key: uuid.UUID | None = None,
) -> NetworkMember:
    """Put a member in another family or college; what was recorded keeps the family of its day."""
    require(may_write_sessions(actor, member.house_id))
    if family is not None and family.house_id != member.house_id:
        raise Refused("Cette famille est celle d’une autre structure.")
    with change(actor, verb="gatherings.edit_member", houses=[member.house_id], key=key) as entry:
        member.family, member.college = family, college.strip()
        member.save(update_fields=["family", "college"])
        _mention(entry, member)
    return member


def leave_network(
    actor: Actor,
    *,
    member: NetworkMember,
    left_on: Day,
    declared_on: Day | None = None,
    key: uuid.UUID | None = None,
) -> MemberLeft:
    """A member leaves: it stops counting from the next day on.

    Raises `Refused` (gone already, before it came), `InTheFuture`, `AlreadyDone`. Effects: the row,
    the fact `MemberLeft`; one entry.
    """
    require(may_write_sessions(actor, member.house_id))
    with change(
        actor,
        verb="gatherings.leave_network",
        houses=[member.house_id],
        declared_on=declared_on,
        key=key,
    ) as entry:
        member.refresh_from_db()
        if member.left_on is not None or member.is_struck:
            raise Refused("Cette structure n’est plus membre de ce réseau.")
        if left_on < member.joined_on:
            raise Refused("La sortie précède l’entrée.")
        member.left_on = left_on
        fact = MemberLeft(occurred_on=left_on)
        fact.about(member)
        entry.record(fact)
        member.save(update_fields=["left_on"])
        _mention(entry, member)
    return fact


def stay_in_network(
    actor: Actor, *, member: NetworkMember, code: str, reason: str, key: uuid.UUID | None = None
) -> NetworkMember:
    """Take a departure back: its fact is voided. Raises `Refused` where it came back since."""
    _require_reason(code, reason)
    require(may_write_sessions(actor, member.house_id))
    with change(actor, verb="gatherings.void", houses=[member.house_id], key=key) as entry:
        member.refresh_from_db()
        left = MemberLeft.objects.now().filter(member=member).first()
        if left is None:
            raise Refused("Aucune sortie n’est notée.")
        again = NetworkMember.objects.filter(
            network_id=member.network_id,
            organisation_id=member.organisation_id,
            left_on__isnull=True,
            is_struck=False,
        )
        if again.exists():
            raise Refused("Cette structure est revenue depuis : elle est membre aujourd’hui.")
        entry.void(left, code=code, reason=reason.strip())
        member.left_on = None
        member.save(update_fields=["left_on"])
        _mention(entry, member)
    return member


def strike_member(
    actor: Actor, *, member: NetworkMember, code: str, reason: str, key: uuid.UUID | None = None
) -> None:
    """A structure was noted a member by mistake: its facts are voided, it is no longer listed.

    Raises `Refused`, `AlreadyDone`. Effects: the void marks, the row's last day; one entry.
    """
    _require_reason(code, reason)
    require(may_write_sessions(actor, member.house_id))
    with change(actor, verb="gatherings.void", houses=[member.house_id], key=key) as entry:
        facts = [
            *MemberJoined.objects.now().filter(member=member),
            *MemberLeft.objects.now().filter(member=member),
        ]
        if not facts:
            raise Refused("Cette entrée est déjà annulée.")
        for fact in facts:
            entry.void(fact, code=code, reason=reason.strip())
        member.is_struck = True
        member.save(update_fields=["is_struck"])
        _mention(entry, member)


def note_affiliation(
    actor: Actor,
    *,
    house_id: int,
    organisation: Organisation,
    kind: str = Affiliation.Kind.MEMBER,
    role: str = "",
    person: Person | None = None,
    starts_on: Day,
    ends_on: Day | None = None,
    declared_on: Day | None = None,
    key: uuid.UUID | None = None,
) -> Affiliation:
    """Note where the house belongs or sits, and who sits for it. Raises `Refused`."""
    require(may_write_sessions(actor, house_id))
    if ends_on is not None and ends_on < starts_on:
        raise Refused("La fin précède le début.")
    if person is not None and person.house_id != house_id:
        raise Refused("Qui siège est une personne de votre annuaire.")
    with change(
        actor,
        verb="gatherings.note_affiliation",
        houses=[house_id],
        declared_on=declared_on,
        key=key,
    ) as entry:
        made = Affiliation.objects.create(
            house_id=house_id,
            organisation=organisation,
            kind=kind,
            role=role.strip(),
            person=person,
            starts_on=starts_on,
            ends_on=ends_on,
        )
        entry.mention(ORGANISATION, organisation.pk)
        if person is not None:
            entry.mention("person", person.pk)
    return made


def end_affiliation(
    actor: Actor, *, affiliation: Affiliation, ends_on: Day, key: uuid.UUID | None = None
) -> Affiliation:
    """The house, or who sat for it, left. Raises `Refused` where the end precedes the beginning."""
    require(may_write_sessions(actor, affiliation.house_id))
    if ends_on < affiliation.starts_on:
        raise Refused("La fin précède le début.")
    with change(
        actor, verb="gatherings.end_affiliation", houses=[affiliation.house_id], key=key
    ) as entry:
        affiliation.ends_on = ends_on
        affiliation.save(update_fields=["ends_on"])
        entry.mention(ORGANISATION, affiliation.organisation_id)
    return affiliation


def _check_programme(house_id: int, programme: Programme | None) -> None:
    if programme is not None and programme.house_id != house_id:
        raise Refused("Ce programme est celui d’une autre structure.")


def _require_reason(code: str, reason: str) -> None:
    if code not in VOID_REASONS or not reason.strip():
        raise Refused("Dites pourquoi ce fait est annulé.")


def _mention(entry: Entry, member: NetworkMember) -> None:
    entry.mention(NETWORK, member.network_id)
    entry.mention(ORGANISATION, member.organisation_id)
