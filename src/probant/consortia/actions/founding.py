"""A collective is founded; houses are invited, accept or decline in their own name, leave."""

import datetime
import uuid

from probant.consortia.access import can_answer_for, can_found, can_keep
from probant.consortia.models import Consortium, MemberHouse
from probant.directory.models import House
from probant.journal.door import Entry, change
from probant.kernel.actor import Actor
from probant.kernel.decision import Refused, require

CONSORTIUM = "consortium"  # on timelines


def found_consortium(
    actor: Actor,
    *,
    name: str,
    purpose: str = "",
    founded_on: datetime.date | None = None,
    key: uuid.UUID | None = None,
) -> Consortium:
    """Found a collective that the actor's house keeps, and of which it is the first member.

    Raises `Refused`, `AlreadyDone`. Effects: the collective, a member; one entry.
    """
    require(can_found(actor))
    name, purpose = " ".join(name.split()), " ".join(purpose.split())
    with change(actor, verb="consortia.found", houses=[actor.house], key=key) as entry:
        if Consortium.objects.filter(keeper_id=actor.house, name=name).exists():
            raise Refused(f"Votre maison tient déjà un collectif de ce nom : « {name} ».")
        day = founded_on or entry.today
        if day > entry.today:
            raise Refused("Ce jour n’est pas encore venu.")
        consortium = Consortium.objects.create(
            keeper_id=actor.house, name=name, purpose=purpose, founded_on=day
        )
        MemberHouse.objects.create(
            consortium=consortium,
            house_id=actor.house,
            invited_on=day,
            invited_by_id=actor.user_id,
            accepted_on=day,
            answered_by_id=actor.user_id,
        )
        _mention(entry, consortium)
    return consortium


def invite_house(
    actor: Actor, *, consortium: Consortium, house: House, key: uuid.UUID | None = None
) -> MemberHouse:
    """Invite a house of the instance: it is no member, and shares nothing, until it accepts.

    Raises `Refused` where it is a member, or invited, already. Effects: one entry in each house.
    """
    require(can_keep(actor, consortium))
    houses = [actor.house, house.pk]
    with change(actor, verb="consortia.invite", houses=houses, key=key) as entry:
        inside = MemberHouse.objects.concerned().filter(consortium=consortium, house=house)
        if inside.exists():
            raise Refused("Cette maison est déjà membre, ou déjà invitée.")
        member = MemberHouse.objects.create(
            consortium=consortium,
            house=house,
            invited_on=entry.today,
            invited_by_id=actor.user_id,
        )
        _mention(entry, consortium)
    assert isinstance(member, MemberHouse)
    return member


def answer_invitation(
    actor: Actor,
    *,
    member: MemberHouse,
    accepts: bool,
    counts_from: datetime.date | None = None,
    key: uuid.UUID | None = None,
) -> MemberHouse:
    """Accept or decline in the name of one's house. Accepting shares nothing yet.

    `counts_from`: the first day whose facts it will bring; none is all of them.
    Raises `Refused`. Effects: one entry in the house, one in the keeper's.
    """
    require(can_answer_for(actor, member))
    verb = "consortia.accept" if accepts else "consortia.decline"
    houses = [actor.house, member.consortium.keeper_id]
    with change(actor, verb=verb, houses=houses, key=key) as entry:
        said = {"accepted_on": entry.today} if accepts else {"declined_on": entry.today}
        waiting = MemberHouse.objects.concerned().filter(pk=member.pk, accepted_on__isnull=True)
        done = waiting.update(
            **said, counts_from=counts_from if accepts else None, answered_by_id=actor.user_id
        )
        if not done:
            raise Refused("Cette invitation a déjà sa réponse.")
        _mention(entry, member.consortium)
    member.refresh_from_db()
    return member


def leave_consortium(
    actor: Actor, *, member: MemberHouse, key: uuid.UUID | None = None
) -> MemberHouse:
    """Leave: from tomorrow the house brings nothing more, and nobody reads its facts any more.

    What happened until today still counts in the figures that it shared. The keeper closes the
    collective rather than leave it. Raises `Refused`. Effects: one entry in each of both houses.
    """
    require(can_answer_for(actor, member))
    keeper = member.consortium.keeper_id
    if member.house_id == keeper:
        raise Refused("La maison qui tient le collectif ne le quitte pas : elle le clôt.")
    with change(actor, verb="consortia.leave", houses=[actor.house, keeper], key=key) as entry:
        standing = MemberHouse.objects.standing().filter(pk=member.pk)
        if not standing.update(left_on=entry.today):
            raise Refused("Votre maison n’est plus membre de ce collectif.")
        _mention(entry, member.consortium)
    member.refresh_from_db()
    return member


def close_consortium(
    actor: Actor, *, consortium: Consortium, key: uuid.UUID | None = None
) -> Consortium:
    """Close the collective for all: nothing is added up beyond today, nobody reads another's facts.

    Raises `Refused`. Effects: one entry in each member's house.
    """
    require(can_keep(actor, consortium))
    inside = MemberHouse.objects.concerned().filter(consortium=consortium)
    others = sorted(set(inside.values_list("house_id", flat=True)) - {actor.house})
    with change(actor, verb="consortia.close", houses=[actor.house, *others], key=key) as entry:
        open_ones = Consortium.objects.filter(pk=consortium.pk, closed_on__isnull=True)
        if not open_ones.update(closed_on=entry.today):
            raise Refused("Ce collectif est déjà clos.")
        _mention(entry, consortium)
    consortium.refresh_from_db()
    return consortium


def _mention(entry: Entry, consortium: Consortium) -> None:
    """On the timeline of the collective in every house concerned."""
    for one in entry.siblings.values():
        one.mention(CONSORTIUM, consortium.pk)
