"""Presence, proxies, movements of a sitting: live acts are gated, past ones kept as they were."""

import datetime
import uuid
from collections.abc import Collection, Sequence

from probant.governance.access import can_record
from probant.governance.actions.live import mention, status_now
from probant.governance.actions.noting import note_held
from probant.governance.models import AgendaItem, Movement, Proxy, Seat, Sitting
from probant.governance.queries.floor import SittingFloor, floor_of
from probant.governance.queries.rules import rules_on
from probant.governance.rules import Given, refuse_own, refuse_proxy
from probant.journal.door import change
from probant.kernel.actor import Actor
from probant.kernel.decision import Refused, require

Presence = Seat.Presence


def take_presence(
    *,
    actor: Actor,
    sitting: Sitting,
    present: Collection[int],
    excused: Collection[int] = (),
    remote: Collection[int] = (),
    president: str = "",
    secretary: str = "",
    read_at: int | None = None,
    declared_on: datetime.date | None = None,
    key: uuid.UUID | None = None,
) -> Sitting:
    """Take presence at the opening for the whole sitting at once; ids are those of the seats.

    Live, a member who gave a proxy and comes is refused until it is revoked ("toujours
    révocable", CGCT L2121-20), remote presence where the rules refuse it too; once the sitting is
    held all is kept and shown as findings.

    Raises `Refused`, `Stale`. Effects: one entry mentioning ("sitting", id).
    """
    require(can_record(actor, sitting.house_id))
    there = set(present) | set(remote)
    with change(
        actor,
        verb="governance.take_presence",
        houses=[sitting.house_id],
        declared_on=declared_on,
        key=key,
    ) as entry:
        entry.guard("sitting", sitting.pk, read_at=read_at)
        _refuse_closed(sitting)
        seats = list(Seat.objects.filter(sitting=sitting))
        if (there | set(excused)) - {seat.pk for seat in seats}:
            raise Refused("Un des membres cochés n’est pas de cette séance.")
        if sitting.is_live:
            _refuse_presence(sitting, there, bool(remote))
        changed = []
        for seat in seats:
            mark = (
                Presence.PRESENT
                if seat.pk in there
                else Presence.EXCUSED
                if seat.pk in excused
                else Presence.ABSENT
            )
            is_remote = seat.pk in remote
            if (seat.presence, bool(seat.is_remote)) != (mark, is_remote):
                seat.presence, seat.is_remote = mark, is_remote
                changed.append(seat)
        Seat.objects.bulk_update(changed, ["presence", "is_remote"], batch_size=200)
        sitting.president = " ".join(president.split())[:120] or sitting.president
        sitting.secretary = " ".join(secretary.split())[:120] or sitting.secretary
        sitting.save(update_fields=["president", "secretary"])
        note_held(entry, sitting)
        mention(entry, sitting)
    return sitting


def _refuse_presence(sitting: Sitting, there: set[int], remote: bool) -> None:
    if remote and rules_on(sitting.body, sitting.held_on).remote_counts is False:
        raise Refused("La présence à distance n’est pas admise par les règles de l’instance.")
    for proxy in Proxy.objects.filter(sitting=sitting, from_item=None, until_item=None):
        if proxy.giver_id in there:
            raise Refused(
                f"{proxy.giver_name} a donné pouvoir à {proxy.holder_name} : "
                "révoquez ce pouvoir, puis notez sa présence."
            )


def give_proxy(
    *,
    actor: Actor,
    sitting: Sitting,
    giver: Seat,
    holder: Seat,
    received_on: datetime.date | None = None,
    from_item: AgendaItem | None = None,
    declared_on: datetime.date | None = None,
    key: uuid.UUID | None = None,
) -> Proxy:
    """Record a written proxy; `from_item` where its giver leaves on the way.

    Live, refused where it could not be used: a giver who is present or gave another, a holder who
    is absent once presence is taken, a circle, too many in one hand. Held: kept, with findings.

    Raises `Refused`. Effects: one entry mentioning ("sitting", id).
    """
    pairs = [(giver, holder)]
    return _give(actor, sitting, pairs, received_on, from_item, declared_on, key)[0]


def give_proxies(
    *,
    actor: Actor,
    sitting: Sitting,
    pairs: Sequence[tuple[Seat, Seat]],
    received_on: datetime.date | None = None,
    declared_on: datetime.date | None = None,
    key: uuid.UUID | None = None,
) -> list[Proxy]:
    """Record the pile of proxies for the whole sitting, all or none; each as `give_proxy` does.

    Raises `Refused`. Effects: one entry mentioning ("sitting", id).
    """
    if not pairs:
        raise Refused("Écrivez au moins un pouvoir.")
    return _give(actor, sitting, pairs, received_on, None, declared_on, key)


def _give(
    actor: Actor,
    sitting: Sitting,
    pairs: Sequence[tuple[Seat, Seat]],
    received_on: datetime.date | None,
    from_item: AgendaItem | None,
    declared_on: datetime.date | None,
    key: uuid.UUID | None,
) -> list[Proxy]:
    require(can_record(actor, sitting.house_id))
    with change(
        actor,
        verb="governance.give_proxy",
        houses=[sitting.house_id],
        declared_on=declared_on,
        key=key,
    ) as entry:
        _refuse_closed(sitting)
        if received_on is not None and received_on > max(entry.today, sitting.held_on):
            raise Refused("La date de réception est dans l’avenir.")
        floor = floor_of(sitting)
        known = [
            Given(one.giver_id, one.holder_id)
            for one in floor.proxies
            if one.giver_id and one.holder_id and one.until_item_id is None
        ]
        rows, place = [], floor.proxies[-1].position if floor.proxies else 0
        for giver, holder in pairs:
            if giver.pk not in floor.names or holder.pk not in floor.names:
                raise Refused("Ce membre n’est pas de cette séance.")
            reason = (
                refuse_proxy(
                    giver.pk,
                    holder.pk,
                    known=known,
                    names=floor.names,
                    present=_present(floor, from_item, leaving=giver),
                    rules=floor.rules,
                )
                if sitting.is_live
                else refuse_own(giver.pk, holder.pk, floor.names)
            )
            if reason:
                raise Refused(reason)
            known.append(Given(giver.pk, holder.pk))
            place += 1
            rows.append(
                Proxy(
                    sitting=sitting,
                    position=place,
                    giver_name=giver.name,
                    holder_name=holder.name,
                    giver=giver,
                    holder=holder,
                    received_on=received_on,
                    from_item=from_item,
                )
            )
        made = Proxy.objects.bulk_create(rows)
        mention(entry, sitting)
    return made


def _present(
    floor: SittingFloor, from_item: AgendaItem | None, *, leaving: Seat
) -> frozenset[int] | None:
    """Those in the room, who leaves a proxy at an item being on the way out; None before presence
    is taken.
    """
    if not any(seat.presence == Presence.PRESENT for seat in floor.seats):
        return None
    there = floor.room(None if from_item is None else from_item.number)
    return there if from_item is None else there - {leaving.pk}


def revoke_proxy(
    *,
    actor: Actor,
    proxy: Proxy,
    at_item: AgendaItem | None = None,
    key: uuid.UUID | None = None,
) -> None:
    """Revoke a proxy, at any time: before the sitting it goes, on the way it stops at an item.

    Raises `Refused`. Effects: one entry mentioning ("sitting", id); who and whom in its detail.
    """
    sitting = proxy.sitting
    require(can_record(actor, sitting.house_id))
    with change(actor, verb="governance.revoke_proxy", houses=[sitting.house_id], key=key) as entry:
        _refuse_closed(sitting)
        if at_item is None and sitting.items.filter(deliberation__isnull=False).exists():
            raise Refused("Des points sont déjà votés : dites à partir duquel ce pouvoir cesse.")
        if at_item is not None:
            if at_item.sitting_id != sitting.pk:
                raise Refused("Ce point est d’une autre séance.")
            proxy.until_item = at_item
            proxy.save(update_fields=["until_item"])
        else:
            proxy.delete()
        entry.detail(category="governance", proxy=[proxy.giver_name, proxy.holder_name])
        mention(entry, sitting)


def note_movement(
    *,
    actor: Actor,
    item: AgendaItem,
    seat: Seat,
    nature: str,
    at: datetime.time | None = None,
    declared_on: datetime.date | None = None,
    key: uuid.UUID | None = None,
) -> Movement:
    """Note that a member arrives, leaves or steps aside at an item. One movement a member an item.

    An arrival before a vote that was taken already is refused live: note it at the next item.
    Raises `Refused`. Effects: one entry mentioning ("sitting", id).
    """
    sitting = item.sitting
    require(can_record(actor, sitting.house_id))
    if seat.sitting_id != sitting.pk:
        raise Refused("Ce membre n’est pas de cette séance.")
    if nature not in Movement.Nature.values:
        raise Refused("Dites si ce membre arrive, part ou se déporte.")
    with change(
        actor,
        verb="governance.note_movement",
        houses=[sitting.house_id],
        declared_on=declared_on,
        key=key,
    ) as entry:
        _refuse_closed(sitting)
        item.refresh_from_db(fields=["deliberation"])
        if sitting.is_live:
            _refuse_movement(sitting, item, seat, nature)
        if Movement.objects.filter(seat=seat, item=item).exists():
            raise Refused(f"Un mouvement de {seat.name} est déjà noté à ce point.")
        made = Movement.objects.create(seat=seat, item=item, nature=nature, at=at)
        mention(entry, sitting)
    return made


def _refuse_movement(sitting: Sitting, item: AgendaItem, seat: Seat, nature: str) -> None:
    if sitting.status != Sitting.Status.OPEN:
        raise Refused("La séance n’est pas ouverte : notez la présence à l’ouverture.")
    if item.deliberation_id is not None:
        raise Refused(f"Le point {item.number} est voté : notez ce mouvement au point suivant.")
    there = seat.pk in floor_of(sitting).room(item.number)
    if nature == Movement.Nature.ARRIVES and there:
        raise Refused(f"{seat.name} est déjà présent.")
    if nature == Movement.Nature.LEAVES and not there:
        raise Refused(f"{seat.name} n’est pas présent.")


def undo_movement(*, actor: Actor, movement: Movement, key: uuid.UUID | None = None) -> None:
    """Take back a movement noted by mistake, while its item is not voted.

    Raises `Refused`. Effects: one entry mentioning ("sitting", id).
    """
    item = movement.item
    require(can_record(actor, item.sitting.house_id))
    with change(
        actor, verb="governance.undo_movement", houses=[item.sitting.house_id], key=key
    ) as entry:
        _refuse_closed(item.sitting)
        item.refresh_from_db(fields=["deliberation"])
        if item.sitting.is_live and item.deliberation_id is not None:
            raise Refused("Ce point est voté : le mouvement reste.")
        movement.delete()
        mention(entry, item.sitting)


def _refuse_closed(sitting: Sitting) -> None:
    status = status_now(sitting)
    if status == Sitting.Status.CANCELLED:
        raise Refused("Cette séance est annulée.")
    if status == Sitting.Status.PLANNED:
        raise Refused("Convoquez d’abord la séance : la liste des membres en dépend.")
