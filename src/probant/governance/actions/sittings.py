"""Sittings: who was there, kept as printed."""

import datetime
import uuid

from django.db import transaction
from django.db.models import ProtectedError

from probant.directory.models import House
from probant.governance.access import can_record
from probant.governance.actions.drafts import SittingDraft
from probant.governance.actions.noting import note_held
from probant.governance.models import Proxy, Seat, Sitting
from probant.governance.rules import find_name, name_key
from probant.journal.door import change
from probant.kernel.actor import Actor
from probant.kernel.decision import Refused, require

HIGHEST = 5000  # members of the largest assembly; above, a figure was mistyped
EARLIEST = datetime.date(1789, 1, 1)


def record_sitting(
    *,
    actor: Actor,
    house: House,
    sitting: SittingDraft,
    declared_on: datetime.date | None = None,
    key: uuid.UUID | None = None,
) -> Sitting:
    """Record a sitting without any deliberation yet (a committee, an assembly).

    Raises `Refused` and the journal's errors. Effects: sitting, seats, proxies; one entry
    mentioning ("sitting", id) and ("body", id).
    """
    require(can_record(actor, house.pk))
    check_sitting(house, sitting)
    with change(
        actor, verb="governance.record_sitting", houses=[house.pk], declared_on=declared_on, key=key
    ) as entry:
        if sitting.held_on > entry.today:
            raise Refused("Cette séance est dans l’avenir : elle se note une fois tenue.")
        found = write_sitting(house, sitting)
        note_held(entry, found)
        entry.mention("sitting", found.pk)
        entry.mention("body", found.body_id)
    return found


def check_sitting(house: House, draft: SittingDraft) -> None:
    """Refuse what cannot be kept at all; what only contradicts itself is kept with findings."""
    if draft.body.house_id != house.pk:
        raise Refused("Cette instance est tenue par une autre structure.")
    if draft.held_on < EARLIEST:
        raise Refused("La date de la séance est hors de portée. Tapez par exemple 21/03/2024.")
    for count in (draft.members_in_office, draft.present_declared, draft.proxies_declared):
        if count is not None and not 0 <= count <= HIGHEST:
            raise Refused(f"Un nombre de membres va de 0 à {HIGHEST}.")
    names = [*draft.present, *draft.absent, *draft.excused]
    if len(names) > HIGHEST:
        raise Refused(f"Une séance compte {HIGHEST} noms au plus.")
    for name in (*names, *(name for pair in draft.proxies for name in pair)):
        if not name.strip() or len(name) > 120:
            raise Refused("Un nom de membre est vide ou trop long : un nom par ligne.")


def write_sitting(house: House, draft: SittingDraft) -> Sitting:
    """The sitting that shows the same presence, else a new one, inside an open change.

    A sitting known by citation only is filled in. Two extracts that list different members
    (late arrivals) make two sittings of one day, each true to its extract.
    """
    known: Sitting
    for known in Sitting.objects.filter(
        house=house, body=draft.body, held_on=draft.held_on, status=Sitting.Status.HELD
    ):
        listed = _listed(known)
        if not listed and known.present_declared is None:
            return _fill(known, draft)
        if listed == _wanted(draft) or _says_nothing(draft):
            return known
    return _fill(Sitting(house=house, body=draft.body, held_on=draft.held_on), draft)


def rewrite_sitting(sitting: Sitting, draft: SittingDraft) -> Sitting:
    """The sitting of an act that is corrected, inside an open change.

    Corrected in place where the act is alone in it and nothing rests on its seats; else the one
    that shows the presence of the draft, so that the other acts keep theirs.
    """
    if _listed(sitting) == _wanted(draft) and _same_place(sitting, draft):
        return _retouch(sitting, draft)
    if not _same_place(sitting, draft) or sitting.deliberations.count() > 1:
        return write_sitting(sitting.house, draft)
    try:
        with transaction.atomic():
            sitting.proxies.all().delete()
            sitting.seats.all().delete()
    except ProtectedError:
        return write_sitting(sitting.house, draft)
    return _fill(_blank(sitting), draft)


def _same_place(sitting: Sitting, draft: SittingDraft) -> bool:
    return (sitting.body_id, sitting.held_on) == (draft.body.pk, draft.held_on)


def _blank(sitting: Sitting) -> Sitting:
    sitting.convened_on, sitting.president, sitting.secretary, sitting.place = None, "", "", ""
    return sitting


def _retouch(sitting: Sitting, draft: SittingDraft) -> Sitting:
    """The same lists; what else is said of the sitting is as the draft says."""
    sitting.proxies.all().delete()
    _describe(_blank(sitting), draft)
    Proxy.objects.bulk_create(_proxies(sitting, draft, list(sitting.seats.all())))
    return sitting


def _says_nothing(draft: SittingDraft) -> bool:
    return not (draft.present or draft.absent or draft.excused or draft.present_declared)


def _listed(sitting: Sitting) -> list[tuple[str, str]]:
    seats = sitting.seats.values_list("name", "presence")
    return sorted((name_key(name), presence) for name, presence in seats)


def _wanted(draft: SittingDraft) -> list[tuple[str, str]]:
    return sorted((name_key(seat.name), seat.presence) for seat in _seats(draft))


def _seats(draft: SittingDraft) -> list[Seat]:
    seats: list[Seat] = []
    lists = (
        (Seat.Presence.PRESENT, draft.present),
        (Seat.Presence.ABSENT, draft.absent),
        (Seat.Presence.EXCUSED, draft.excused),
    )
    for presence, names in lists:
        seats += [Seat(name=" ".join(name.split()), presence=presence) for name in names]
    for giver, _ in draft.proxies:
        if find_name(giver, [seat.name for seat in seats]) is None:
            seats.append(Seat(name=" ".join(giver.split()), presence=Seat.Presence.EXCUSED))
    for position, seat in enumerate(seats, 1):
        seat.position = position
    return seats


def _describe(sitting: Sitting, draft: SittingDraft) -> None:
    sitting.convened_on = draft.convened_on or sitting.convened_on
    sitting.president = " ".join(draft.president.split()) or sitting.president
    sitting.secretary = " ".join(draft.secretary.split()) or sitting.secretary
    sitting.members_in_office = draft.members_in_office
    sitting.present_declared = draft.present_declared
    sitting.proxies_declared = draft.proxies_declared
    sitting.place = draft.place or sitting.place
    sitting.save()


def _fill(sitting: Sitting, draft: SittingDraft) -> Sitting:
    _describe(sitting, draft)
    seats = _seats(draft)
    for seat in seats:
        seat.sitting = sitting
    Seat.objects.bulk_create(seats)
    Proxy.objects.bulk_create(_proxies(sitting, draft, list(sitting.seats.all())))
    return sitting


def _proxies(sitting: Sitting, draft: SittingDraft, seats: list[Seat]) -> list[Proxy]:
    names = [seat.name for seat in seats]
    there = [seat for seat in seats if seat.presence == Seat.Presence.PRESENT]
    present = [seat.name for seat in there]
    made = []
    for position, (giver, holder) in enumerate(draft.proxies, 1):
        gave, holds = find_name(giver, names), find_name(holder, present)
        made.append(
            Proxy(
                sitting=sitting,
                position=position,
                giver_name=" ".join(giver.split()),
                holder_name=" ".join(holder.split()),
                giver=None if gave is None else seats[gave],
                holder=None if holds is None else there[holds],
            )
        )
    return made
