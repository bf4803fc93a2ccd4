"""Statutes, what decisions ask to be done, membership fees; each action is one journal entry."""

import datetime
import uuid
from typing import Any

from probant.accounts.models import User
from probant.directory.models import Card, Organisation
from probant.documents.writing import Kept, write_document
from probant.governance.access import can_record
from probant.governance.models import Deliberation, Fee, FollowUp, Statutes
from probant.journal.door import change
from probant.kernel.actor import Actor
from probant.kernel.dates import write_date
from probant.kernel.decision import Refused, require

STATUTES, FOLLOW_UP, FEE = "statutes", "follow_up", "fee"  # kinds of the timeline


def add_statutes(
    actor: Actor,
    *,
    house_id: int,
    adopted_on: datetime.date,
    in_force_from: datetime.date | None = None,
    adopted_by: str = "",
    deliberation: Deliberation | None = None,
    summary: str = "",
    declared_on: datetime.date | None = None,
    copy: Kept | None = None,
    key: uuid.UUID | None = None,
) -> Statutes:
    """Keep a version of the statutes, with the assembly that adopted it and its document.

    Raises `Refused` (no assembly named, days in disorder, a version of that day), `AlreadyDone`.
    Effects: the row, the file; one entry.
    """
    require(can_record(actor, house_id))
    words = " ".join(adopted_by.split())
    if deliberation is not None:
        _same_house(deliberation.house_id, house_id)
        words = words or str(deliberation.sitting.body)
    if not words:
        raise Refused("Dites quelle assemblée les a adoptés.")
    from_day = in_force_from or adopted_on
    if from_day < adopted_on:
        raise Refused("Des statuts n’entrent pas en vigueur avant leur adoption.")
    if declared_on is not None and declared_on < adopted_on:
        raise Refused("La déclaration en préfecture suit l’adoption.")
    with change(actor, verb="governance.add_statutes", houses=[house_id], key=key) as entry:
        if adopted_on > entry.today:
            raise Refused("Ces statuts ne sont pas encore adoptés : notez-les après l’assemblée.")
        if Statutes.objects.filter(house_id=house_id, in_force_from=from_day).exists():
            raise Refused(f"Une version commence déjà le {write_date(from_day)}.")
        row = Statutes.objects.create(
            house_id=house_id,
            adopted_on=adopted_on,
            in_force_from=from_day,
            adopted_by=words[:160],
            deliberation=deliberation,
            summary=summary.strip(),
            declared_on=declared_on,
            document=write_document(entry, copy) if copy is not None else None,
        )
        entry.mention(STATUTES, row.pk)
    return row


def declare_statutes(
    actor: Actor,
    *,
    statutes: Statutes,
    declared_on: datetime.date,
    copy: Kept | None = None,
    key: uuid.UUID | None = None,
) -> Statutes:
    """Note the day of the declaration, and the document where it was missing. Raises `Refused`."""
    house_id = statutes.house_id
    require(can_record(actor, house_id))
    with change(actor, verb="governance.declare_statutes", houses=[house_id], key=key) as entry:
        if declared_on < statutes.adopted_on or declared_on > entry.today:
            raise Refused("La déclaration se fait entre l’adoption et aujourd’hui.")
        statutes.declared_on = declared_on
        if copy is not None:
            statutes.document = write_document(entry, copy)
        statutes.save(update_fields=["declared_on", "document"])
        entry.mention(STATUTES, statutes.pk)
    return statutes


def ask_follow_up(
    actor: Actor,
    *,
    house_id: int,
    decided_on: datetime.date,
    what: str,
    who: str = "",
    user: User | None = None,
    due_on: datetime.date | None = None,
    deliberation: Deliberation | None = None,
    key: uuid.UUID | None = None,
) -> FollowUp:
    """Note what a decision asks to be done, by whom and by when.

    Raises `Refused` (nothing, nobody, a day before the decision), `AlreadyDone`. One entry.
    """
    require(can_record(actor, house_id))
    _check_follow_up(what, who or (user.name if user else ""), decided_on, due_on)
    if deliberation is not None:
        _same_house(deliberation.house_id, house_id)
    with change(actor, verb="governance.ask_follow_up", houses=[house_id], key=key) as entry:
        if decided_on > entry.today:
            raise Refused("Cette décision n’est pas encore prise.")
        row = FollowUp.objects.create(
            house_id=house_id,
            decided_on=decided_on,
            what=" ".join(what.split())[:300],
            who=" ".join((who or (user.name if user else "")).split())[:120],
            user=user,
            due_on=due_on,
            deliberation=deliberation,
        )
        entry.mention(FOLLOW_UP, row.pk)
        if deliberation is not None:
            entry.mention("deliberation", deliberation.pk)
    return row


def settle_follow_up(
    actor: Actor,
    *,
    follow_up: FollowUp,
    done_on: datetime.date | None,
    outcome: str = "",
    due_on: datetime.date | None = None,
    read_at: int | None = None,
    key: uuid.UUID | None = None,
) -> FollowUp:
    """Note that it was done, or (`done_on` None) that it is still to do, perhaps by another day.

    Raises `Refused` (done before it was decided, or to come), `Stale`, `AlreadyDone`. One entry.
    """
    house_id = follow_up.house_id
    require(can_record(actor, house_id))
    with change(actor, verb="governance.settle_follow_up", houses=[house_id], key=key) as entry:
        entry.guard(FOLLOW_UP, follow_up.pk, read_at=read_at)
        if done_on is not None and not follow_up.decided_on <= done_on <= entry.today:
            raise Refused("Ce jour est entre la décision et aujourd’hui.")
        _check_follow_up(follow_up.what, follow_up.who, follow_up.decided_on, due_on)
        follow_up.done_on, follow_up.outcome = done_on, " ".join(outcome.split())[:300]
        follow_up.due_on = due_on
        follow_up.save(update_fields=["done_on", "outcome", "due_on"])
        entry.mention(FOLLOW_UP, follow_up.pk)
    return follow_up


def call_fees(
    actor: Actor,
    *,
    house_id: int,
    year: int,
    amount_cents: int,
    called_on: datetime.date | None = None,
    key: uuid.UUID | None = None,
) -> list[Fee]:
    """Call the fee of a year from every member of the directory who has none of it yet.

    Raises `Refused` (nobody left), `AlreadyDone`. Effects: the rows; one entry.
    """
    require(can_record(actor, house_id))
    with change(actor, verb="governance.call_fees", houses=[house_id], key=key) as entry:
        held = Fee.objects.filter(house_id=house_id, year=year).exclude(organisation=None)
        members = Card.objects.filter(
            house_id=house_id, is_member=True, organisation__merged_into__isnull=True
        ).exclude(organisation_id__in=held.values("organisation_id"))
        rows = Fee.objects.bulk_create(
            Fee(
                house_id=house_id,
                year=year,
                organisation_id=organisation_id,
                name=name[:200],
                amount_cents=amount_cents,
                called_on=called_on or entry.today,
            )
            for organisation_id, name in members.order_by("name_key").values_list(
                "organisation_id", "name"
            )
        )
        if not rows:
            raise Refused(
                f"Aucun membre de l’annuaire à appeler pour {year} : cochez « membre du réseau » "
                "sur leur fiche, ou ajoutez une cotisation à la main."
            )
        entry.mention(FEE, rows[0].pk)
    return rows


def add_fee(
    actor: Actor,
    *,
    house_id: int,
    year: int,
    name: str,
    amount_cents: int,
    organisation: Organisation | None = None,
    key: uuid.UUID | None = None,
) -> Fee:
    """Call the fee of one member, a person among others. Raises `Refused`, `AlreadyDone`."""
    require(can_record(actor, house_id))
    words = " ".join(name.split()) or (organisation.name if organisation else "")
    if not words:
        raise Refused("Dites de qui : une structure de l’annuaire, ou un nom.")
    with change(actor, verb="governance.add_fee", houses=[house_id], key=key) as entry:
        same: dict[str, Any] = (
            {"organisation": organisation}
            if organisation is not None
            else {"organisation": None, "name": words}
        )
        if Fee.objects.filter(house_id=house_id, year=year, **same).exists():
            raise Refused(f"La cotisation {year} de {words} est déjà notée.")
        row = Fee.objects.create(
            house_id=house_id,
            year=year,
            organisation=organisation,
            name=words[:200],
            amount_cents=amount_cents,
            called_on=entry.today,
        )
        entry.mention(FEE, row.pk)
    return row


def settle_fee(
    actor: Actor,
    *,
    fee: Fee,
    state: str,
    settled_on: datetime.date | None,
    note: str = "",
    key: uuid.UUID | None = None,
) -> Fee:
    """Note a fee paid, excused, or called after all. Raises `Refused`, `AlreadyDone`. One entry."""
    require(can_record(actor, fee.house_id))
    if state not in Fee.State.values:
        raise Refused("Dites si elle est payée ou dispensée.")
    is_open = state == Fee.State.CALLED
    if not is_open and settled_on is None:
        raise Refused("Dites quel jour.")
    with change(actor, verb="governance.settle_fee", houses=[fee.house_id], key=key) as entry:
        if settled_on is not None and settled_on > entry.today:
            raise Refused("Ce jour est à venir.")
        fee.state, fee.settled_on = state, None if is_open else settled_on
        fee.note = " ".join(note.split())[:200]
        fee.save(update_fields=["state", "settled_on", "note"])
        entry.mention(FEE, fee.pk)
    return fee


def _check_follow_up(
    what: str, who: str, decided_on: datetime.date, due_on: datetime.date | None
) -> None:
    if not what.strip():
        raise Refused("Dites ce qui est à faire.")
    if not who.strip():
        raise Refused("Dites qui s’en charge.")
    if due_on is not None and due_on < decided_on:
        raise Refused("L’échéance suit la décision.")


def _same_house(found: int, house_id: int) -> None:
    if found != house_id:
        raise Refused("Cette délibération est tenue par une autre structure.")
