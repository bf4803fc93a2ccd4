"""A sitting of our own: planned, convened, opened, closed. Gates hold our acts, not the past."""

import datetime
import uuid
from collections.abc import Sequence

from probant.directory.models import House
from probant.governance.access import can_record
from probant.governance.actions.drafts import ItemDraft
from probant.governance.actions.noting import note_held
from probant.governance.actions.sittings import EARLIEST
from probant.governance.models import AgendaItem, Body, Seat, Sitting
from probant.governance.queries.mandates import in_office
from probant.governance.queries.rules import rules_on
from probant.governance.rules import check_notice, clear_days
from probant.journal.door import Entry, change
from probant.kernel.actor import Actor
from probant.kernel.dates import write_date
from probant.kernel.decision import Refused, require

MOST_ITEMS = 999
Status = Sitting.Status


def plan_sitting(
    *,
    actor: Actor,
    house: House,
    body: Body,
    held_on: datetime.date,
    items: Sequence[ItemDraft] = (),
    opens_at: datetime.time | None = None,
    place: str = "",
    remote_link: str = "",
    second_call_of: Sitting | None = None,
    convened_on: datetime.date | None = None,
    declared_on: datetime.date | None = None,
    key: uuid.UUID | None = None,
) -> Sitting:
    """Plan a sitting with its agenda; one whose day is past is entered as held, to be filled in.

    Raises `Refused`. Effects: the sitting, its items, for a past one its seats; one entry
    mentioning ("sitting", id) and ("body", id).
    """
    require(can_record(actor, house.pk))
    if body.house_id != house.pk:
        raise Refused("Cette instance est tenue par une autre structure.")
    if held_on < EARLIEST:
        raise Refused("La date de la séance est hors de portée. Tapez par exemple 21/03/2024.")
    if second_call_of is not None and second_call_of.body_id != body.pk:
        raise Refused("La première convocation est celle d’une autre instance.")
    rows = _items(items)
    with change(
        actor, verb="governance.plan_sitting", houses=[house.pk], declared_on=declared_on, key=key
    ) as entry:
        past = held_on < entry.today
        if second_call_of is not None and not past:
            _refuse_early(second_call_of, held_on)
        made = Sitting.objects.create(
            house=house,
            body=body,
            held_on=held_on,
            opens_at=opens_at,
            place=" ".join(place.split())[:160],
            remote_link=remote_link.strip()[:200],
            second_call_of=second_call_of,
            convened_on=convened_on,
            status=Status.HELD if past else Status.PLANNED,
        )
        for row in rows:
            row.sitting = made
        AgendaItem.objects.bulk_create(rows)
        if past:
            seat_members(made)
            note_held(entry, made)
        mention(entry, made)
    return made


def _refuse_early(first: Sitting, held_on: datetime.date) -> None:
    rules = rules_on(first.body, held_on)
    wait = rules.second_call_days
    if wait is not None and (held_on - first.held_on).days < wait:
        raise Refused(
            f"La seconde convocation vient au moins {wait} jours après la première, qui était "
            f"le {write_date(first.held_on)}."
        )


def _items(items: Sequence[ItemDraft]) -> list[AgendaItem]:
    if len(items) > MOST_ITEMS:
        raise Refused(f"Un ordre du jour compte {MOST_ITEMS} points au plus.")
    rows = []
    for number, one in enumerate(items, 1):
        title = " ".join(one.title.split())
        if not title or len(title) > 300:
            raise Refused(f"Le point {number} de l’ordre du jour est vide ou trop long.")
        if one.kind not in AgendaItem.Kind.values:
            raise Refused("Un point est une décision, une élection ou une information.")
        rows.append(
            AgendaItem(
                number=number,
                title=title,
                kind=one.kind,
                rapporteur=" ".join(one.rapporteur.split())[:120],
                beneficiary=one.beneficiary,
            )
        )
    return rows


def set_agenda(
    *,
    actor: Actor,
    sitting: Sitting,
    items: Sequence[ItemDraft],
    read_at: int | None = None,
    key: uuid.UUID | None = None,
) -> list[AgendaItem]:
    """Write the agenda again, in order. An item that was voted, or where somebody moved, stays
    under its number; once the sitting is open only items at the end may be added or reworded.

    Raises `Refused`, `Stale`. Effects: one entry mentioning ("sitting", id).
    """
    require(can_record(actor, sitting.house_id))
    rows = _items(items)
    with change(actor, verb="governance.set_agenda", houses=[sitting.house_id], key=key) as entry:
        entry.guard("sitting", sitting.pk, read_at=read_at)
        _refuse_cancelled(sitting)
        known = {one.number: one for one in AgendaItem.objects.filter(sitting=sitting)}
        for row in rows:
            kept = known.pop(row.number, None)
            if kept is None:
                row.sitting = sitting
                row.save()
                continue
            if kept.deliberation_id is not None and kept.title != row.title:
                raise Refused(f"Le point {kept.number} est déjà voté : il garde son objet.")
            if kept.deliberation_id is not None and kept.kind != row.kind:
                raise Refused(f"Le point {kept.number} est déjà voté : il garde sa nature.")
            kept.title, kept.kind = row.title, row.kind
            kept.rapporteur = row.rapporteur or kept.rapporteur
            kept.save()
        for left in known.values():
            if left.deliberation_id is not None or left.movements.exists():
                raise Refused(f"Le point {left.number} a déjà été traité : il reste.")
            left.delete()
        mention(entry, sitting)
    return list(AgendaItem.objects.filter(sitting=sitting).order_by("number"))


def set_beneficiary(
    *,
    actor: Actor,
    item: AgendaItem,
    organisation_id: int | None,
    key: uuid.UUID | None = None,
) -> AgendaItem:
    """Say whom an item concerns, so that members with an interest are asked.

    Raises `Refused`. Effects: one entry mentioning ("sitting", id).
    """
    sitting = item.sitting
    require(can_record(actor, sitting.house_id))
    with change(actor, verb="governance.set_agenda", houses=[sitting.house_id], key=key) as entry:
        _refuse_cancelled(sitting)
        item.beneficiary_id = organisation_id
        item.save(update_fields=["beneficiary"])
        mention(entry, sitting)
    return item


def convene_sitting(
    *,
    actor: Actor,
    sitting: Sitting,
    convened_on: datetime.date,
    is_urgent: bool = False,
    declared_on: datetime.date | None = None,
    key: uuid.UUID | None = None,
) -> Sitting:
    """Note that the convocations left; clear days are checked, the members in office are listed.

    Raises `Refused`: nobody in office, an empty agenda, too few clear days without an urgency.
    Effects: seats; one entry mentioning ("sitting", id).
    """
    require(can_record(actor, sitting.house_id))
    if convened_on > sitting.held_on:
        raise Refused("La convocation précède la séance.")
    rules = rules_on(sitting.body, sitting.held_on)
    short = check_notice(convened_on, sitting.held_on, rules)
    if short and not is_urgent:
        needed, given = rules.notice_clear_days, clear_days(convened_on, sitting.held_on)
        raise Refused(
            f"{max(given, 0)} jours francs pour {needed} requis ({rules.source('notice')}). "
            "Repoussez la séance, ou cochez l’urgence, qui se motive à l’ouverture."
        )
    with change(
        actor,
        verb="governance.convene_sitting",
        houses=[sitting.house_id],
        declared_on=declared_on,
        key=key,
    ) as entry:
        if status_now(sitting) not in (Status.PLANNED, Status.CONVENED):
            raise Refused("Cette séance n’est plus à convoquer.")
        if not sitting.items.exists():
            raise Refused("Écrivez l’ordre du jour : une convocation le porte.")
        if convened_on > entry.today:
            raise Refused("Cette date est dans l’avenir : notez-la une fois l’envoi fait.")
        sitting.convened_on, sitting.is_urgent = convened_on, is_urgent
        sitting.status = Status.CONVENED
        if not seat_members(sitting):
            raise Refused("Aucun membre n’est en exercice ce jour-là : notez d’abord les mandats.")
        sitting.save(update_fields=["convened_on", "is_urgent", "status"])
        mention(entry, sitting)
    return sitting


def seat_members(sitting: Sitting) -> int:
    """List the members in office on the day, absent until presence is taken: those who joined
    since are added, those whose mandate ended leave if nothing hangs on their seat.
    """
    members = list(in_office(sitting.body_id, sitting.held_on))
    wanted = {one.pk for one in members}
    known = {one.mandate_id: one for one in Seat.objects.filter(sitting=sitting)}
    for mandate_id, seat in known.items():
        if mandate_id is not None and mandate_id not in wanted and not _is_used(seat):
            seat.delete()
    place = max((one.position for one in known.values()), default=0)
    fresh = [one for one in members if one.pk not in known]
    Seat.objects.bulk_create(
        Seat(
            sitting=sitting,
            position=position,
            name=one.name,
            presence=Seat.Presence.ABSENT,
            person_id=one.person_id,
            mandate=one,
            college_id=one.college_id,
        )
        for position, one in enumerate(fresh, place + 1)
    )
    sitting.members_in_office = len(members)
    sitting.save(update_fields=["members_in_office"])
    return len(members)


def _is_used(seat: Seat) -> bool:
    return (
        seat.presence != Seat.Presence.ABSENT
        or seat.given.exists()
        or seat.held.exists()
        or seat.movements.exists()
        or seat.votes.exists()
    )


def open_sitting(
    *,
    actor: Actor,
    sitting: Sitting,
    opens_at: datetime.time | None = None,
    declared_on: datetime.date | None = None,
    key: uuid.UUID | None = None,
) -> Sitting:
    """Open a convened sitting on its day: presence was taken, somebody presides.

    A missing quorum does not stop the opening (it is what the record must tell): it stops votes.
    Raises `Refused`. Effects: one entry mentioning ("sitting", id).
    """
    require(can_record(actor, sitting.house_id))
    with change(
        actor,
        verb="governance.open_sitting",
        houses=[sitting.house_id],
        declared_on=declared_on,
        key=key,
    ) as entry:
        if status_now(sitting) != Status.CONVENED:
            raise Refused("On ouvre une séance convoquée.")
        if not sitting.president:
            raise Refused("Dites qui préside : notez-le avec la présence.")
        if sitting.held_on > entry.today:
            raise Refused(f"Cette séance est prévue le {write_date(sitting.held_on)}.")
        if not sitting.seats.filter(presence=Seat.Presence.PRESENT).exists():
            raise Refused("Personne n’est noté présent : prenez d’abord la présence.")
        sitting.status = Status.OPEN
        sitting.opens_at = opens_at or sitting.opens_at
        sitting.save(update_fields=["status", "opens_at"])
        mention(entry, sitting)
    return sitting


def close_sitting(
    *,
    actor: Actor,
    sitting: Sitting,
    closes_at: datetime.time | None = None,
    declared_on: datetime.date | None = None,
    key: uuid.UUID | None = None,
) -> Sitting:
    """Close an open sitting; its secretary is known, who signs the minutes.

    Raises `Refused`. Effects: one entry mentioning ("sitting", id).
    """
    require(can_record(actor, sitting.house_id))
    with change(
        actor,
        verb="governance.close_sitting",
        houses=[sitting.house_id],
        declared_on=declared_on,
        key=key,
    ) as entry:
        if status_now(sitting) != Status.OPEN:
            raise Refused("Cette séance n’est pas ouverte.")
        if not sitting.secretary:
            raise Refused("Dites qui est secrétaire de séance : il signe le procès-verbal.")
        if closes_at and sitting.opens_at and closes_at < sitting.opens_at:
            raise Refused("Une séance est levée après son ouverture.")
        sitting.status, sitting.closes_at = Status.HELD, closes_at
        sitting.save(update_fields=["status", "closes_at"])
        note_held(entry, sitting)
        mention(entry, sitting)
    return sitting


def cancel_sitting(
    *, actor: Actor, sitting: Sitting, reason: str, key: uuid.UUID | None = None
) -> Sitting:
    """Cancel a sitting that was not opened, or take back one entered by mistake, as long as it
    voted nothing; the reason stays in the journal.

    Raises `Refused`. Effects: one entry mentioning ("sitting", id).
    """
    require(can_record(actor, sitting.house_id))
    if not reason.strip():
        raise Refused("Donnez le motif : les membres convoqués le demanderont.")
    with change(
        actor, verb="governance.cancel_sitting", houses=[sitting.house_id], key=key
    ) as entry:
        status = status_now(sitting)
        if status == Status.OPEN:
            raise Refused("Une séance ouverte ne s’annule pas : levez-la.")
        if status == Status.HELD and sitting.deliberations.exists():
            raise Refused("Cette séance a voté des délibérations : elle reste au registre.")
        sitting.status = Status.CANCELLED
        sitting.save(update_fields=["status"])
        note_held(entry, sitting)
        entry.detail(category="governance", reason=reason.strip())
        mention(entry, sitting)
    return sitting


def mention(entry: Entry, sitting: Sitting) -> None:
    """Mention a sitting and its body in an entry."""
    entry.mention("sitting", sitting.pk)
    entry.mention("body", sitting.body_id)


def status_now(sitting: Sitting) -> str:
    """Where a sitting stands, read again under the lock of an open change: somebody else may have
    opened, closed or cancelled it, or named who presides, since it was loaded. One query.
    """
    sitting.refresh_from_db(fields=["status", "president", "secretary", "opens_at", "held_on"])
    return sitting.status


def _refuse_cancelled(sitting: Sitting) -> None:
    if status_now(sitting) == Status.CANCELLED:
        raise Refused("Cette séance est annulée.")
