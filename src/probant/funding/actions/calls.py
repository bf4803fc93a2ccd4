"""Calls for projects and consultations: watched, told to actors, answered alone or in a group."""

import datetime
import uuid
from collections.abc import Iterable
from dataclasses import dataclass
from typing import Any

from probant.directory.models import House, Organisation
from probant.documents.writing import keep, write_document
from probant.funding.access import can_record
from probant.funding.models import (
    Call,
    CallAlert,
    CallPartner,
    CallPiece,
    CallStep,
    FilePiece,
    FundingRequest,
)
from probant.funding.rules.calls import NEXT, CallStage, stage_of
from probant.gatherings.actions.mailings import send_mailing
from probant.gatherings.queries.mailings import Choice
from probant.journal.door import change, holding
from probant.kernel.actor import Actor
from probant.kernel.decision import Refused, require

CALL = "funding_call"  # kind of the timeline


@dataclass(frozen=True)
class CallDraft:
    """What is known of a call: its kind, who launched it, until when, how the house answers."""

    title: str
    kind: str = Call.Kind.CALL
    organiser: Organisation | None = None
    organiser_name: str = ""
    address: str = ""
    due_on: datetime.date | None = None
    manner: str = Call.Manner.ALONE
    amount_cents: int | None = None
    note: str = ""
    request: FundingRequest | None = None

    def columns(self, house_id: int) -> dict[str, Any]:
        """What the row holds. Raises `Refused`."""
        if not self.title.strip():
            raise Refused("Donnez l’intitulé de l’appel ou de la consultation.")
        if self.kind not in Call.Kind.values or self.manner not in Call.Manner.values:
            raise Refused("Dites de quoi il s’agit, et comment vous répondez.")
        if self.amount_cents is not None and not 0 <= self.amount_cents <= 10**13:
            raise Refused("Le montant demandé est hors de portée d’une subvention.")
        if self.request is not None and self.request.house_id != house_id:
            raise Refused("Cette demande est celle d’une autre structure.")
        return {
            "title": " ".join(self.title.split()),
            "kind": self.kind,
            "organiser": self.organiser,
            "organiser_name": " ".join(self.organiser_name.split()),
            "address": self.address.strip(),
            "due_on": self.due_on,
            "manner": self.manner,
            "amount_cents": self.amount_cents,
            "note": self.note.strip(),
            "request": self.request,
        }


def watch_call(
    *,
    actor: Actor,
    house: House,
    draft: CallDraft,
    declared_on: datetime.date | None = None,
    key: uuid.UUID | None = None,
) -> Call:
    """Put a call on the watch list. Raises `Refused`. Effects: the row and one entry."""
    require(can_record(actor, house.pk))
    columns = draft.columns(house.pk)
    with change(
        actor, verb="funding.watch_call", houses=[house.pk], declared_on=declared_on, key=key
    ) as entry:
        call = Call.objects.create(house=house, **columns)
        entry.mention(CALL, call.pk)
    return call


def change_call(
    *,
    actor: Actor,
    call: Call,
    draft: CallDraft,
    read_at: int | None = None,
    key: uuid.UUID | None = None,
) -> Call:
    """Change what is known of a call. Raises `Refused`, `Stale`."""
    require(can_record(actor, call.house_id))
    columns = draft.columns(call.house_id)
    with change(actor, verb="funding.change_call", houses=[call.house_id], key=key) as entry:
        entry.guard(CALL, call.pk, read_at=read_at)
        for name, value in columns.items():
            setattr(call, name, value)
        call.save()
        entry.mention(CALL, call.pk)
    return call


def record_call_step(
    *,
    actor: Actor,
    call: Call,
    stage: str,
    occurred_on: datetime.date,
    amount_cents: int | None = None,
    declared_on: datetime.date | None = None,
    key: uuid.UUID | None = None,
) -> CallStep:
    """Note what was decided or heard: we answer, we do not, answered, chosen or not.

    Raises `Refused`. Effects: a fact.
    """
    require(can_record(actor, call.house_id))
    if amount_cents is not None and (stage != CallStage.WON or amount_cents < 0):
        raise Refused("Un montant obtenu ne s’écrit que d’un appel retenu.")
    with change(
        actor,
        verb="funding.record_call_step",
        houses=[call.house_id],
        declared_on=declared_on,
        key=key,
    ) as entry:
        known = call.steps.filter(void_seq__isnull=True).order_by("seq")
        standing = stage_of(list(known.values_list("stage", flat=True)))
        if stage not in list(NEXT[standing]):
            raise Refused(f"Cet appel est « {standing.label} » : il ne peut recevoir cette étape.")
        step = entry.record(
            CallStep(call=call, stage=stage, occurred_on=occurred_on, amount_cents=amount_cents)
        )
        entry.mention(CALL, call.pk)
    return step


def void_call_step(
    *, actor: Actor, step: CallStep, reason: str, key: uuid.UUID | None = None
) -> CallStep:
    """Take back the last step of a call, noted by mistake. Raises `Refused`."""
    require(can_record(actor, step.call.house_id))
    if not reason.strip():
        raise Refused("Dites en une phrase ce qui était faux.")
    with change(
        actor, verb="funding.void_call_step", houses=[step.call.house_id], key=key
    ) as entry:
        if step.call.steps.filter(void_seq__isnull=True, seq__gt=step.seq).exists():
            raise Refused("Retirez d’abord les étapes notées après celle-ci.")
        entry.void(step, code="error", reason=reason.strip())
        entry.mention(CALL, step.call_id)
    return step


def add_call_partner(
    *,
    actor: Actor,
    call: Call,
    organisation: Organisation,
    part: str = "",
    is_lead: bool = False,
    declared_on: datetime.date | None = None,
    key: uuid.UUID | None = None,
) -> CallPartner:
    """Note a structure that answers with the house. Raises `Refused`."""
    require(can_record(actor, call.house_id))
    if organisation.pk == call.house_id:
        raise Refused("La maison répond déjà.")
    with change(
        actor,
        verb="funding.add_call_partner",
        houses=[call.house_id],
        declared_on=declared_on,
        key=key,
    ) as entry:
        if call.partners.filter(organisation=organisation).exists():
            raise Refused("Cette structure répond déjà avec vous.")
        partner = CallPartner.objects.create(
            call=call, organisation=organisation, part=" ".join(part.split()), is_lead=is_lead
        )
        entry.mention(CALL, call.pk)
    return partner


def drop_call_partner(*, actor: Actor, partner: CallPartner, key: uuid.UUID | None = None) -> None:
    """Take a partner off. Raises `Refused`."""
    require(can_record(actor, partner.call.house_id))
    with change(
        actor, verb="funding.drop_call_partner", houses=[partner.call.house_id], key=key
    ) as entry:
        entry.mention(CALL, partner.call_id)
        partner.delete()


def add_call_piece(
    *,
    actor: Actor,
    call: Call,
    file_piece: FilePiece | None = None,
    file: tuple[str, Iterable[bytes]] | None = None,
    label: str = "",
    declared_on: datetime.date | None = None,
    key: uuid.UUID | None = None,
) -> CallPiece:
    """Join a piece to an answer: one of the permanent file, or a file. Raises `Refused`."""
    require(can_record(actor, call.house_id))
    if file_piece is None and file is None:
        raise Refused("Choisissez une pièce du dossier permanent, ou joignez un fichier.")
    if file_piece is not None and file_piece.house_id != call.house_id:
        raise Refused("Cette pièce est celle d’une autre structure.")
    kept = keep(*file) if file is not None else None
    with change(
        actor,
        verb="funding.add_call_piece",
        houses=[call.house_id],
        declared_on=declared_on,
        key=key,
    ) as entry:
        if file_piece is not None and call.pieces.filter(file_piece=file_piece).exists():
            raise Refused("Cette pièce est déjà jointe.")
        piece = CallPiece.objects.create(
            call=call,
            label=" ".join(label.split()),
            file_piece=file_piece,
            document=write_document(entry, kept) if kept is not None else None,
        )
        entry.mention(CALL, call.pk)
    return piece


def drop_call_piece(*, actor: Actor, piece: CallPiece, key: uuid.UUID | None = None) -> None:
    """Take a piece off an answer; the permanent file keeps its own. Raises `Refused`."""
    require(can_record(actor, piece.call.house_id))
    with change(
        actor, verb="funding.drop_call_piece", houses=[piece.call.house_id], key=key
    ) as entry:
        entry.mention(CALL, piece.call_id)
        piece.delete()


def alert_actors(
    *,
    actor: Actor,
    call: Call,
    subject: str,
    text: str,
    choice: Choice,
    key: uuid.UUID | None = None,
) -> CallAlert:
    """Tell chosen contacts of a call by mail (`gatherings.send_mailing`), and keep which.

    Raises `Refused` (nobody to write to…), `AlreadyDone`. Effects: the message and its letters.
    """
    require(can_record(actor, call.house_id))
    with holding(call.house_id):
        mailing = send_mailing(
            actor,
            house_id=call.house_id,
            subject=subject,
            text=text,
            choice=choice,
            key=key,
        )
        with change(actor, verb="funding.alert_actors", houses=[call.house_id]) as entry:
            alert = CallAlert.objects.create(call=call, mailing=mailing)
            entry.mention(CALL, call.pk)
    return alert
