"""What becomes of a request once deposited: received, completed, opined on, decided.

The funder's service writes it itself, or the house notes what it was told. What is decided opens
the convention, or the amendment of the year.
"""

import datetime
import uuid
from collections.abc import Iterable, Mapping

from probant.documents.writing import keep, write_document
from probant.funding.access import can_instruct, can_note, can_record
from probant.funding.actions.awards import make_award
from probant.funding.actions.conventions import add_approval, record_convention, set_status
from probant.funding.actions.drafts import PartyDraft
from probant.funding.actions.requests import REQUEST, _not_over, _step
from probant.funding.models import (
    AmountProposed,
    Convention,
    FilePiece,
    FundingRequest,
    RequestAction,
    RequestPiece,
    RequestStep,
)
from probant.funding.rules import Status, may_become
from probant.funding.rules.requests import Step
from probant.governance.models import Decision
from probant.journal.door import change, holding
from probant.kernel.actor import Actor
from probant.kernel.decision import Refused, require
from probant.kernel.roles import TEAM

CONVENTION, AMENDMENT, AWARD = "convention", "amendment", "award"
OPENS = (CONVENTION, AMENDMENT, AWARD)


def acknowledge(
    *,
    actor: Actor,
    request: FundingRequest,
    occurred_on: datetime.date,
    reference: str = "",
    declared_on: datetime.date | None = None,
    key: uuid.UUID | None = None,
) -> RequestStep:
    """Note that the funder acknowledged the deposit. Raises `Refused`. Effects: a fact."""
    require(can_note(actor, request))
    with change(
        actor,
        verb="funding.acknowledge_request",
        houses=[request.house_id],
        declared_on=declared_on,
        key=key,
    ) as entry:
        _deposited(request)
        return _step(entry, request, Step.ACKNOWLEDGED, occurred_on, reference=reference.strip())


def ask_piece(
    *,
    actor: Actor,
    request: FundingRequest,
    label: str,
    occurred_on: datetime.date,
    kind: str = "",
    due_on: datetime.date | None = None,
    declared_on: datetime.date | None = None,
    key: uuid.UUID | None = None,
) -> RequestPiece:
    """The funder asks for a piece more. Raises `Refused`. Effects: the piece and a fact."""
    require(can_note(actor, request))
    name = " ".join(label.split())
    if not name:
        raise Refused("Nommez la pièce demandée.")
    if due_on is not None and due_on < occurred_on:
        raise Refused("La pièce est attendue avant d’être demandée : revoyez les dates.")
    with change(
        actor,
        verb="funding.ask_piece",
        houses=[request.house_id],
        declared_on=declared_on,
        key=key,
    ) as entry:
        _deposited(request)
        _not_over(request)
        piece = RequestPiece.objects.create(request=request, label=name, kind=kind, due_on=due_on)
        _step(entry, request, Step.PIECE_ASKED, occurred_on, piece=piece)
    return piece


def give_piece(
    *,
    actor: Actor,
    piece: RequestPiece,
    occurred_on: datetime.date,
    file_piece: FilePiece | None = None,
    file: tuple[str, Iterable[bytes]] | None = None,
    declared_on: datetime.date | None = None,
    key: uuid.UUID | None = None,
) -> RequestPiece:
    """Give a piece that was asked for: one of the permanent file, or a file.

    Raises `Refused`, `documents.store.TooLarge`. Effects: the document, the row, a fact.
    """
    request = piece.request
    require(can_record(actor, request.house_id))
    if file_piece is None and file is None:
        raise Refused("Choisissez une pièce du dossier permanent, ou joignez un fichier.")
    if file_piece is not None and file_piece.house_id != request.house_id:
        raise Refused("Cette pièce est celle d’une autre structure.")
    kept = keep(*file) if file is not None else None
    with change(
        actor,
        verb="funding.give_piece",
        houses=[request.house_id],
        declared_on=declared_on,
        key=key,
    ) as entry:
        if piece.steps.filter(void_seq__isnull=True, step=Step.PIECE_GIVEN).exists():
            raise Refused("Cette pièce est déjà remise.")
        piece.file_piece = file_piece
        piece.document = write_document(entry, kept) if kept is not None else None
        piece.save(update_fields=["file_piece", "document"])
        _step(entry, request, Step.PIECE_GIVEN, occurred_on, piece=piece)
    return piece


def find_complete(
    *,
    actor: Actor,
    request: FundingRequest,
    occurred_on: datetime.date,
    declared_on: datetime.date | None = None,
    key: uuid.UUID | None = None,
) -> RequestStep:
    """The funder finds the file complete. Refused while a piece asked for is awaited."""
    require(can_note(actor, request))
    with change(
        actor,
        verb="funding.find_complete",
        houses=[request.house_id],
        declared_on=declared_on,
        key=key,
    ) as entry:
        _deposited(request)
        _not_over(request)
        waiting = awaited(request)
        if waiting:
            listed = ", ".join(one.label for one in waiting)
            raise Refused(f"Le dossier n’est pas complet, il manque : {listed}.")
        if _has(request, Step.COMPLETE):
            raise Refused("Ce dossier est déjà dit complet.")
        return _step(entry, request, Step.COMPLETE, occurred_on)


def give_opinion(
    *,
    actor: Actor,
    request: FundingRequest,
    opinion: str,
    amount_cents: int,
    occurred_on: datetime.date,
    row: RequestAction | None = None,
    text: str = "",
    declared_on: datetime.date | None = None,
    key: uuid.UUID | None = None,
) -> AmountProposed:
    """The service's opinion on an action (None: the whole request) and the amount it proposes.

    Given again, it takes the place of the one before. Only the funder's officers; the house reads
    it once the funder has decided. Raises `Refused`.
    """
    require(can_instruct(actor, request))
    if opinion not in AmountProposed.Opinion.values:
        raise Refused("Un avis est favorable, favorable avec réserves ou défavorable.")
    if not 0 <= amount_cents <= 10**13:
        raise Refused("Le montant proposé est hors de portée d’une subvention.")
    if opinion == AmountProposed.Opinion.UNFAVOURABLE and amount_cents:
        raise Refused("Un avis défavorable ne propose aucun montant : écrivez 0.")
    if row is not None and row.request_id != request.pk:
        raise Refused("Cette action n’est pas dans la demande.")
    action = row.sheet.action if row is not None else None
    with change(
        actor,
        verb="funding.give_opinion",
        houses=[request.house_id],
        declared_on=declared_on,
        key=key,
    ) as entry:
        _deposited(request)
        _not_over(request)
        held = AmountProposed.objects.now().filter(request=request, action=action).first()
        fact = AmountProposed(
            request=request,
            action=action,
            opinion=opinion,
            amount_cents=amount_cents,
            occurred_on=occurred_on,
        )
        given: AmountProposed = (
            entry.replace(held, fact, code="error") if held is not None else entry.record(fact)
        )
        told = row if row is not None else request
        told.opinion = text.strip()
        told.save(update_fields=["opinion"])
        entry.mention(REQUEST, request.pk)
    return given


def decide_request(
    *,
    actor: Actor,
    request: FundingRequest,
    decided_on: datetime.date,
    granted: Mapping[int | None, int],
    decision: Decision | None = None,
    opens: str = CONVENTION,
    declared_on: datetime.date | None = None,
    key: uuid.UUID | None = None,
) -> FundingRequest:
    """The funder has decided: cents granted for each action of the request (by `RequestAction` id).

    Nothing granted is a refusal. Else the awards are made, each on the vote where one is given, and
    it opens: the draft convention that carried the request, submitted to signature; or, where a
    signed one carries it, an amendment of the year (`amendment`), or the awards alone (`award`).

    Raises `Refused` and the journal's errors. Effects: a fact; awards, an approval, perhaps an
    amendment or a convention dropped, an entry each, in one transaction.
    """
    require(can_note(actor, request))
    if opens not in OPENS:
        raise Refused("Dites ce que la décision ouvre : la convention, un avenant, ou rien.")
    rows = {one.pk: one for one in request.actions.select_related("sheet__action")}
    if set(granted) - {*rows, None}:
        raise Refused("Une action accordée n’est pas dans la demande.")
    if any(cents < 0 or cents > 10**13 for cents in granted.values()):
        raise Refused("Un montant accordé est hors de portée d’une subvention.")
    if decision is not None and decision.deliberation.house_id != request.house_id:
        raise Refused("Cette décision est tenue par une autre structure.")
    total = sum(granted.values())
    keeping = actor.but(house_id=request.house_id, roles=actor.roles | TEAM)
    with holding(request.house_id):
        with change(
            actor,
            verb="funding.decide_request",
            houses=[request.house_id],
            declared_on=declared_on,
            key=key,
        ) as entry:
            _deposited(request)
            _not_over(request)
            done = Step.GRANTED if total else Step.REFUSED
            _step(entry, request, done, decided_on, decision=decision)
            if decision is not None:
                entry.mention("deliberation", decision.deliberation_id)
        if total:
            _open(keeping, request, decision, opens, declared_on)
            _award(keeping, request, rows, granted, decision, decided_on, declared_on)
        else:
            _drop_carrier(keeping, request, declared_on)
    return request


def _open(
    actor: Actor,
    request: FundingRequest,
    decision: Decision | None,
    opens: str,
    declared_on: datetime.date | None,
) -> None:
    carrier = request.convention
    if carrier.status in (Status.DRAFT, Status.SUBMITTED):
        if carrier.status == Status.DRAFT:
            set_status(
                actor=actor, convention=carrier, status=Status.SUBMITTED, declared_on=declared_on
            )
        if decision is not None and not carrier.approvals.filter(decision=decision).exists():
            add_approval(
                actor=actor, convention=carrier, decision=decision, declared_on=declared_on
            )
    elif opens == AMENDMENT:
        _amend(actor, request, carrier, decision, declared_on)


def _amend(
    actor: Actor,
    request: FundingRequest,
    carrier: Convention,
    decision: Decision | None,
    declared_on: datetime.date | None,
) -> None:
    """The amendment of the year: a numbered child, to be signed by the same parties."""
    number = carrier.amendments.count() + 1
    record_convention(
        actor=actor,
        house=request.house,
        kind=carrier.kind,
        title=f"Avenant n° {number} ({request.year}) : {carrier.title}"[:300],
        parties=[
            PartyDraft(one.organisation, one.role, one.printed_name, one.signatory, one.capacity)
            for one in carrier.parties.select_related("organisation").order_by("position")
        ],
        starts_on=datetime.date(request.year, 1, 1),
        ends_on=datetime.date(request.last_year, 12, 31),
        status=Status.SUBMITTED,
        approvals=[decision] if decision is not None else [],
        amends=carrier,
        declared_on=declared_on,
    )


def _award(
    actor: Actor,
    request: FundingRequest,
    rows: Mapping[int, RequestAction],
    granted: Mapping[int | None, int],
    decision: Decision | None,
    decided_on: datetime.date,
    declared_on: datetime.date | None,
) -> None:
    for pk, cents in granted.items():
        if not cents:
            continue
        make_award(
            actor=actor,
            convention=request.convention,
            action=rows[pk].sheet.action if pk is not None else None,
            year=request.year,
            amount_cents=cents,
            decision=decision,
            occurred_on=decided_on,
            funder=request.funder,
            beneficiary=request.house.organisation,
            declared_on=declared_on,
        )


def _drop_carrier(actor: Actor, request: FundingRequest, declared_on: datetime.date | None) -> None:
    """The convention that was opened for a refused request, and for it alone, goes no further."""
    carrier = request.convention
    others = carrier.requests.exclude(pk=request.pk).exists()
    if not others and may_become(carrier.status, Status.DROPPED):
        set_status(actor=actor, convention=carrier, status=Status.DROPPED, declared_on=declared_on)


def void_request_step(
    *, actor: Actor, step: RequestStep, reason: str, key: uuid.UUID | None = None
) -> RequestStep:
    """Take back a step noted by mistake: the last one, and not a decision that made awards.

    Raises `Refused`, `AlreadyVoid`. Effects: the void; a deposit taken back takes back its amounts.
    """
    request = step.request
    require(can_note(actor, request))
    if not reason.strip():
        raise Refused("Dites en une phrase ce qui était faux.")
    with change(
        actor, verb="funding.void_request_step", houses=[request.house_id], key=key
    ) as entry:
        later = request.steps.filter(void_seq__isnull=True, seq__gt=step.seq)
        if step.step in (Step.GRANTED, Step.REFUSED):
            raise Refused(
                "Une décision ne se retire pas ici : corrigez les subventions de la convention."
            )
        if later.exists():
            raise Refused("Retirez d’abord les étapes notées après celle-ci.")
        if step.step == Step.DEPOSITED:
            require(can_record(actor, request.house_id))
            for asked in request.amounts_asked.filter(void_seq__isnull=True):
                entry.void(asked, code="error")
        entry.void(step, code="error", reason=reason.strip())
        entry.mention(REQUEST, request.pk)
    return step


def awaited(request: FundingRequest) -> list[RequestPiece]:
    """The pieces asked for and not given. Two queries."""
    steps = request.steps.filter(void_seq__isnull=True, piece__isnull=False)
    told = list(steps.values_list("piece_id", "step"))
    given = {piece for piece, step in told if step == Step.PIECE_GIVEN}
    asked = {piece for piece, step in told if step == Step.PIECE_ASKED} - given
    return list(request.pieces.filter(pk__in=asked).order_by("pk"))


def _has(request: FundingRequest, step: Step) -> bool:
    return request.steps.filter(void_seq__isnull=True, step=step).exists()


def _deposited(request: FundingRequest) -> None:
    if not _has(request, Step.DEPOSITED):
        raise Refused("Cette demande n’est pas encore déposée.")
