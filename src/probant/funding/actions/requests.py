"""A request for a subsidy, on the house's side: prepared, committed, deposited, withdrawn.

Nothing is typed twice: sheets and budgets of an action that was promised elsewhere are taken over,
the permanent file is joined, the commitment starts from the last one.
"""

import datetime
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from django.db.models import Max

from probant.directory.models import House, Organisation
from probant.funding.access import can_record
from probant.funding.actions.carriers import open_carrier, sheet_for
from probant.funding.actions.conventions import set_status
from probant.funding.models import (
    AmountAsked,
    Convention,
    FundingRequest,
    HeldTaken,
    RepublicanCommitment,
    RequestAction,
    RequestPiece,
    RequestStep,
)
from probant.funding.queries.requests import blocking_of, pieces_to_join, request_view
from probant.funding.rules import Status
from probant.funding.rules.requests import Step
from probant.journal.door import Entry, change, holding
from probant.kernel.actor import Actor
from probant.kernel.decision import Refused, require
from probant.programmes.actions import create_action
from probant.programmes.models import Action

REQUEST = "funding_request"  # kind of the timeline
VERSION = "annexe du décret 2021-1947 du 31 décembre 2021"


@dataclass(frozen=True)
class RequestDraft:
    """The boxes of the form's first page, and who signs."""

    title: str
    year: int
    last_year: int | None = None
    frequency: str = FundingRequest.Frequency.FIRST
    scope: str = FundingRequest.Scope.PROJECTS
    form: str = FundingRequest.Form.MONEY
    addressee: str = FundingRequest.Addressee.TOWN
    service: str = ""
    due_on: datetime.date | None = None
    statutes_changed: bool = False
    signatory: str = ""
    capacity: str = ""

    def columns(self) -> dict[str, Any]:
        """What the row holds. Raises `Refused`."""
        last = self.last_year or self.year
        if not self.title.strip():
            raise Refused("Dites l’objet de la demande en quelques mots.")
        if not 1900 <= self.year <= last <= 2199:
            raise Refused("Les exercices vont du premier au dernier, par exemple 2024.")
        if last - self.year > 4:
            raise Refused("Une demande pluriannuelle porte sur cinq exercices au plus.")
        for value, choices in (
            (self.frequency, FundingRequest.Frequency),
            (self.scope, FundingRequest.Scope),
            (self.form, FundingRequest.Form),
            (self.addressee, FundingRequest.Addressee),
        ):
            if value not in choices.values:
                raise Refused("Cochez chaque case de la première page.")
        return {
            "title": " ".join(self.title.split()),
            "year": self.year,
            "last_year": last,
            "frequency": self.frequency,
            "scope": self.scope,
            "form": self.form,
            "addressee": self.addressee,
            "service": self.service.strip(),
            "due_on": self.due_on,
            "statutes_changed": self.statutes_changed,
            "signatory": " ".join(self.signatory.split()),
            "capacity": " ".join(self.capacity.split()),
        }


def prepare_request(
    *,
    actor: Actor,
    house: House,
    funder: Organisation,
    draft: RequestDraft,
    convention: Convention | None = None,
    actions: Sequence[Action] = (),
    new_actions: Sequence[str] = (),
    declared_on: datetime.date | None = None,
    key: uuid.UUID | None = None,
) -> FundingRequest:
    """Begin a request. Without a convention that carries it, a draft one is opened for it.

    `actions` are taken with their last sheet and budget; `new_actions` are names of projects that
    no convention knows yet. Raises `Refused`, `AlreadyDone`. Effects: the request, perhaps a draft
    convention, actions and sheets: an entry each, in one transaction.
    """
    require(can_record(actor, house.pk))
    columns = draft.columns()
    if funder.pk == house.pk:
        raise Refused("Une structure ne se demande rien à elle-même.")
    with holding(house.pk):
        carrier = convention or open_carrier(actor, house, funder, columns, declared_on)
        _check_carrier(carrier, house, funder)
        with change(
            actor,
            verb="funding.prepare_request",
            houses=[house.pk],
            declared_on=declared_on,
            key=key,
        ) as entry:
            request = FundingRequest.objects.create(
                house=house, funder=funder, convention=carrier, **columns
            )
            entry.mention(REQUEST, request.pk)
            entry.mention("convention", carrier.pk)
        for action in actions:
            add_request_action(actor=actor, request=request, action=action, declared_on=declared_on)
        for name in filter(None, (one.strip() for one in new_actions)):
            add_request_action(actor=actor, request=request, name=name, declared_on=declared_on)
    return request


def change_request(
    *,
    actor: Actor,
    request: FundingRequest,
    draft: RequestDraft,
    read_at: int | None = None,
    key: uuid.UUID | None = None,
) -> FundingRequest:
    """Change the boxes of a request that is not deposited. Raises `Refused`, `Stale`."""
    require(can_record(actor, request.house_id))
    columns = draft.columns()
    with change(actor, verb="funding.change_request", houses=[request.house_id], key=key) as entry:
        entry.guard(REQUEST, request.pk, read_at=read_at)
        _still_ours(request)
        for name, value in columns.items():
            setattr(request, name, value)
        request.save()
        entry.mention(REQUEST, request.pk)
    return request


def add_request_action(
    *,
    actor: Actor,
    request: FundingRequest,
    action: Action | None = None,
    name: str = "",
    declared_on: datetime.date | None = None,
    key: uuid.UUID | None = None,
) -> RequestAction:
    """Add an action to a request: one of the house, or a new project by its name.

    The convention that carries the request gets its sheet and its budget of the year, taken over
    from the last ones of the action wherever they are. Raises `Refused`, `AlreadyDone`.
    """
    require(can_record(actor, request.house_id))
    if action is None and not name.strip():
        raise Refused("Choisissez une action, ou donnez l’intitulé du projet.")
    with holding(request.house_id):
        _still_ours(request)
        is_new = action is None
        if action is None:
            title = " ".join(name.split())[:200]
            action = Action.objects.filter(house_id=request.house_id, name=title).first()
            action = action or create_action(
                actor=actor, house_id=request.house_id, name=title, declared_on=declared_on
            )
        if action.house_id != request.house_id:
            raise Refused("Cette action est celle d’une autre structure.")
        sheet = sheet_for(actor, request, action, declared_on)
        with change(
            actor,
            verb="funding.add_request_action",
            houses=[request.house_id],
            declared_on=declared_on,
            key=key,
        ) as entry:
            if request.actions.filter(sheet=sheet).exists():
                raise Refused("Cette action est déjà dans la demande.")
            place = request.actions.aggregate(last=Max("position"))["last"] or 0
            added = RequestAction.objects.create(
                request=request, sheet=sheet, position=place + 1, is_new=is_new
            )
            entry.mention(REQUEST, request.pk)
            entry.mention("action", action.pk)
    return added


def drop_request_action(*, actor: Actor, row: RequestAction, key: uuid.UUID | None = None) -> None:
    """Take an action out of a request that is not deposited; its sheet and budget stay."""
    request = row.request
    require(can_record(actor, request.house_id))
    with change(
        actor, verb="funding.drop_request_action", houses=[request.house_id], key=key
    ) as entry:
        _still_ours(request)
        entry.detail(category="funding", action=str(row.sheet))
        entry.mention(REQUEST, request.pk)
        row.delete()


def subscribe_commitment(
    *,
    actor: Actor,
    request: FundingRequest,
    signed_on: datetime.date,
    signatory: str,
    capacity: str = "",
    version: str = VERSION,
    publicity: str = "",
    declared_on: datetime.date | None = None,
    key: uuid.UUID | None = None,
) -> RepublicanCommitment:
    """Note the republican commitment contract subscribed for this request (loi 2000-321, 10-1).

    Raises `Refused`, `InTheFuture`… Effects: the row (the one before is in the entry).
    """
    require(can_record(actor, request.house_id))
    if not signatory.strip() or not version.strip():
        raise Refused("Dites qui a souscrit le contrat, et dans quelle version.")
    with change(
        actor,
        verb="funding.subscribe_commitment",
        houses=[request.house_id],
        declared_on=declared_on,
        key=key,
    ) as entry:
        if signed_on > entry.today:
            raise Refused("Le contrat est daté dans l’avenir : notez-le une fois souscrit.")
        held = RepublicanCommitment.objects.filter(request=request).first()
        if held is not None:
            entry.detail(category="funding", before=str(held.signed_on), version=held.version)
        commitment, _ = RepublicanCommitment.objects.update_or_create(
            request=request,
            defaults={
                "signed_on": signed_on,
                "signatory": " ".join(signatory.split()),
                "capacity": " ".join(capacity.split()),
                "version": version.strip(),
                "publicity": publicity.strip(),
            },
        )
        entry.mention(REQUEST, request.pk)
    return commitment


def take_gap_on(
    *,
    actor: Actor,
    request: FundingRequest,
    code: str,
    reason: str,
    subject: str = "",
    key: uuid.UUID | None = None,
) -> HeldTaken:
    """Take on something that holds the deposit, with a reason, where no text forbids it.

    Raises `Refused`. Effects: the row and one entry.
    """
    require(can_record(actor, request.house_id))
    if not reason.strip():
        raise Refused("Donnez le motif : il sera lu avec la demande.")
    with change(actor, verb="funding.take_gap_on", houses=[request.house_id], key=key) as entry:
        _still_ours(request)
        found = [
            one
            for one in blocking_of(request, entry.today)
            if (one.code, one.subject) == (code, subject)
        ]
        if not found:
            raise Refused("Rien ne retient plus la demande sur ce point.")
        if not found[0].may_take:
            raise Refused(f"Ce point ne peut être passé outre ({found[0].law}).")
        taken, _ = HeldTaken.objects.update_or_create(
            request=request,
            code=code,
            subject=subject,
            defaults={
                "reason": reason.strip(),
                "taken_on": entry.today,
                "taken_by_id": actor.user_id,
            },
        )
        entry.mention(REQUEST, request.pk)
    return taken


def deposit_request(
    *,
    actor: Actor,
    request: FundingRequest,
    occurred_on: datetime.date,
    reference: str = "",
    elsewhere: bool = False,
    read_at: int | None = None,
    declared_on: datetime.date | None = None,
    key: uuid.UUID | None = None,
) -> RequestStep:
    """Deposit a request: from now on the funder reads it, and what it asks is a fact.

    Held (`Refused`, listing it) while something mandatory is missing that nobody took on.
    `elsewhere`: it was deposited on the funder's own platform, with its receipt: what happened is
    recorded as it was. The pieces that the form wants are joined from the permanent file.

    Effects: facts of the deposit and of each amount asked; joined pieces; a draft convention that
    carries the request becomes submitted.
    """
    require(can_record(actor, request.house_id))
    if elsewhere and not reference.strip():
        raise Refused("Recopiez le numéro ou l’accusé que la plateforme du financeur a donné.")
    with holding(request.house_id):
        with change(
            actor,
            verb="funding.deposit_request",
            houses=[request.house_id],
            declared_on=declared_on,
            key=key,
        ) as entry:
            entry.guard(REQUEST, request.pk, read_at=read_at)
            _still_ours(request)
            held = [] if elsewhere else blocking_of(request, occurred_on)
            if held:
                listed = " ".join(f"{one.message}" for one in held)
                raise Refused(f"Le dépôt attend. {listed}")
            step = _step(entry, request, Step.DEPOSITED, occurred_on, reference=reference)
            _ask(entry, request, occurred_on)
            _join(request, occurred_on)
        if request.convention.status == Status.DRAFT:
            set_status(
                actor=actor,
                convention=request.convention,
                status=Status.SUBMITTED,
                declared_on=declared_on,
            )
    return step


def withdraw_request(
    *,
    actor: Actor,
    request: FundingRequest,
    occurred_on: datetime.date,
    reason: str = "",
    key: uuid.UUID | None = None,
) -> RequestStep:
    """Give a request up, deposited or not. Raises `Refused`. Effects: a fact."""
    require(can_record(actor, request.house_id))
    with change(
        actor, verb="funding.withdraw_request", houses=[request.house_id], key=key
    ) as entry:
        _not_over(request)
        if reason.strip():
            entry.detail(category="funding", reason=reason.strip())
        return _step(entry, request, Step.WITHDRAWN, occurred_on)


def _step(
    entry: Entry,
    request: FundingRequest,
    step: Step,
    occurred_on: datetime.date,
    **columns: Any,
) -> RequestStep:
    fact = entry.record(
        RequestStep(request=request, step=step.value, occurred_on=occurred_on, **columns)
    )
    entry.mention(REQUEST, request.pk)
    entry.mention("convention", request.convention_id)
    return fact


def _ask(entry: Entry, request: FundingRequest, day: datetime.date) -> None:
    """The amounts that the budgets ask of this funder, as they stand on the day of the deposit."""
    view = request_view(request, None, day)
    asked = [(one.row.sheet.action, one.asked) for one in view.actions]
    if not asked and view.house_budget is not None:
        asked = [(None, view.house_budget)]  # type: ignore[list-item]
    for action, numbers in asked:
        if numbers.asked_cents is None:
            continue
        entry.record(
            AmountAsked(
                request=request,
                action=action,
                funder_id=request.funder_id,
                budget_year=request.year,
                amount_cents=numbers.asked_cents,
                cost_cents=numbers.expense_cents,
                occurred_on=day,
            )
        )


def _join(request: FundingRequest, day: datetime.date) -> None:
    held = set(request.pieces.values_list("file_piece_id", flat=True))
    RequestPiece.objects.bulk_create(
        RequestPiece(request=request, label=str(piece), kind=piece.kind, file_piece=piece)
        for piece in pieces_to_join(request, day)
        if piece.pk not in held
    )


def _still_ours(request: FundingRequest) -> None:
    done = set(request.steps.filter(void_seq__isnull=True).values_list("step", flat=True))
    if done:
        raise Refused("Cette demande est déposée ou retirée : elle ne change plus.")


def _not_over(request: FundingRequest) -> None:
    over = (Step.GRANTED, Step.REFUSED, Step.WITHDRAWN)
    if request.steps.filter(void_seq__isnull=True, step__in=over).exists():
        raise Refused("Cette demande est close.")


def _check_carrier(convention: Convention, house: House, funder: Organisation) -> None:
    if convention.house_id != house.pk:
        raise Refused("Cette convention est tenue par une autre structure.")
    if not convention.parties.filter(organisation=funder, role="funder").exists():
        raise Refused("Ce financeur n’est pas partie à la convention choisie.")
