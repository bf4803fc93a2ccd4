"""A request whole: what its page, its gate and its printed form show."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass

from probant.directory.models import Family, Organisation
from probant.funding.models import (
    AmountAsked,
    AmountProposed,
    AwardMade,
    Budget,
    BudgetLine,
    FilePiece,
    FundingRequest,
    HeldTaken,
    RepublicanCommitment,
    RequestAction,
    RequestPiece,
    RequestStep,
)
from probant.funding.queries.budgets import BudgetView, budget_view
from probant.funding.queries.permanent import (
    current_piece,
    file_states,
    house_amounts,
    pieces_of,
)
from probant.funding.rules.permanent import PieceKind
from probant.funding.rules.requests import (
    COMMITMENT_FROM,
    ActionAsked,
    Amount,
    Blocking,
    RequestFile,
    RequestState,
    Step,
    action_asked,
    holds,
    share_of,
    state_of,
)
from probant.kernel.actor import Actor
from probant.kernel.parameters import parameter, parameter_or_first
from probant.ui.hrefs import href_pattern

#: The pieces that the form joins (Cerfa 12156), in its order.
JOINED = (
    PieceKind.STATUTES,
    PieceKind.OFFICERS,
    PieceKind.BANK,
    PieceKind.ACCOUNTS,
    PieceKind.AUDITOR,
    PieceKind.ACTIVITY,
    PieceKind.POWERS,
    PieceKind.INSURANCE,
)


@dataclass(frozen=True)
class ActionView:
    """An action of a request: its budget of the year, what is asked, opined, granted."""

    row: RequestAction
    budget: BudgetView | None
    asked: ActionAsked
    deposited_cents: int | None = None
    opinion: AmountProposed | None = None
    granted_cents: int = 0

    @property
    def asked_cents(self) -> int | None:
        """What was asked by the deposit, else what the budget asks today."""
        return self.deposited_cents if self.deposited_cents is not None else self.asked.asked_cents

    @property
    def share(self) -> float | None:
        """The part of the asked amount in the income of the action."""
        return share_of(self.asked_cents, self.asked.income_cents)


@dataclass(frozen=True)
class PieceView:
    """A piece of a request: asked for and given on which days; else joined with the deposit."""

    row: RequestPiece
    asked_on: datetime.date | None
    given_on: datetime.date | None

    @property
    def waits(self) -> bool:
        """Whether the funder still waits for it."""
        return self.asked_on is not None and self.given_on is None

    @property
    def document_id(self) -> int | None:
        """The stored file that answers."""
        if self.row.document_id is not None:
            return self.row.document_id
        return self.row.file_piece.document_id if self.row.file_piece is not None else None

    @property
    def is_bank(self) -> bool:
        """Whether it shows the number of the account."""
        kind = self.row.file_piece.kind if self.row.file_piece is not None else self.row.kind
        return kind == PieceKind.BANK


@dataclass(frozen=True)
class RequestView:
    """A request as an actor sees it."""

    request: FundingRequest
    state: RequestState
    steps: tuple[RequestStep, ...]
    actions: tuple[ActionView, ...]
    pieces: tuple[PieceView, ...]
    commitment: RepublicanCommitment | None
    house_budget: ActionAsked | None
    whole_opinion: AmountProposed | None
    whole_granted_cents: int
    whole_deposited_cents: int | None
    taken: tuple[HeldTaken, ...] = ()

    def on(self, step: Step) -> datetime.date | None:
        """The day of the last standing step of a kind."""
        days = [one.occurred_on for one in self.steps if one.step == step]
        return days[-1] if days else None

    @property
    def asked_cents(self) -> int:
        """Asked in all, of this funder."""
        if not self.actions:
            own = self.house_budget.asked_cents if self.house_budget else 0
            return self.whole_deposited_cents or own or 0
        return sum(one.asked_cents or 0 for one in self.actions)

    @property
    def granted_cents(self) -> int:
        """Granted in all."""
        return self.whole_granted_cents + sum(one.granted_cents for one in self.actions)

    @property
    def receipt(self) -> str:
        """The number that the deposit, or its acknowledgement, was given."""
        told = [
            one.reference
            for one in self.steps
            if one.step in (Step.DEPOSITED, Step.ACKNOWLEDGED) and one.reference
        ]
        return told[-1] if told else ""


def request_view(request: FundingRequest, actor: Actor | None, today: datetime.date) -> RequestView:
    """Load a request whole. Twelve queries. `actor` None: for an action, which reads no opinion."""
    rows = tuple(
        request.actions.select_related("sheet__action")
        .prefetch_related("sheet__headings")
        .order_by("position", "pk")
    )
    steps = tuple(request.steps.filter(void_seq__isnull=True).order_by("occurred_on", "seq", "pk"))
    budgets = _budgets([one.sheet_id for one in rows], request.year)
    deposited = dict(
        AmountAsked.objects.now().filter(request=request).values_list("action_id", "amount_cents")
    )
    opinions = {
        one.action_id: one
        for one in AmountProposed.objects.visible_to(actor).now().filter(request=request)
    }
    granted = _granted(request, steps)
    pieces = _pieces(request, steps)
    house = house_amounts(request.house_id, request.year)
    return RequestView(
        request=request,
        state=state_of(
            [one.step for one in steps],
            pieces_waiting=any(one.waits for one in pieces),
            has_opinion=bool(opinions),
        ),
        steps=steps,
        actions=tuple(
            ActionView(
                row,
                budgets.get(row.sheet_id),
                _asked(request, row, budgets.get(row.sheet_id)),
                deposited.get(row.sheet.action_id),
                opinions.get(row.sheet.action_id),
                granted.get(row.sheet.action_id, 0),
            )
            for row in rows
        ),
        pieces=pieces,
        commitment=RepublicanCommitment.objects.filter(request=request).first(),
        house_budget=_house_budget(request, house),
        whole_opinion=opinions.get(None),
        whole_granted_cents=granted.get(None, 0),
        whole_deposited_cents=deposited.get(None),
        taken=tuple(request.taken.order_by("pk")),
    )


def blocking_of(request: FundingRequest, day: datetime.date) -> list[Blocking]:
    """What holds the deposit on a day and nobody took on."""
    view = request_view(request, None, day)
    return [one for one in all_blocking(view, day) if not _is_taken(one, view.taken)]


def all_blocking(view: RequestView, day: datetime.date) -> list[Blocking]:
    """Everything that holds the deposit, taken on or not. Two queries."""
    request = view.request
    house = Organisation.objects.get(pk=request.house_id)
    commitment = view.commitment
    return holds(
        RequestFile(
            today=day,
            year=request.year,
            is_first=request.frequency == FundingRequest.Frequency.FIRST,
            is_global=request.scope == FundingRequest.Scope.GLOBAL,
            siret=house.siret,
            rna=house.rna,
            is_association=house.family == Family.ASSOCIATION,
            commitment_required=commitment_required(day),
            address=house.address,
            signatory=request.signatory,
            commitment_on=commitment.signed_on if commitment else None,
            commitment_signatory=commitment.signatory if commitment else "",
            commitment_publicity=bool(commitment and (commitment.publicity)),
            actions=[one.asked for one in view.actions],
            pieces=file_states(pieces_of(request.house_id), day),
            house_budget=view.house_budget,
            public_cents=_public(request),
            auditor_above_cents=auditor_above(day),
            statutes_changed=request.statutes_changed,
        )
    )


def auditor_above(day: datetime.date) -> int:
    """The subsidies of a year above which an auditor reports (C. com. D612-5), in cents."""
    return int(parameter_or_first("subsidy.audit_threshold", on=day).value)


def commitment_required(day: datetime.date) -> bool:
    """Whether the law asks for the republican commitment contract on a day."""
    return day >= COMMITMENT_FROM and bool(
        parameter("subsidy.republican_commitment_required", on=day).value
    )


def pieces_to_join(request: FundingRequest, day: datetime.date) -> list[FilePiece]:
    """The versions of the permanent file that a deposit of the day joins. One query."""
    pieces = pieces_of(request.house_id)
    wanted = [current_piece(pieces, kind, day) for kind in JOINED]
    return [one for one in wanted if one is not None]


def still_blocking(view: RequestView, day: datetime.date) -> tuple[list[Blocking], list[HeldTaken]]:
    """What still holds, and what was taken on that would hold without it."""
    found = all_blocking(view, day)
    held = [one for one in found if not _is_taken(one, view.taken)]
    keys = {(one.code, one.subject) for one in found}
    return held, [one for one in view.taken if (one.code, one.subject) in keys]


def _is_taken(one: Blocking, taken: Sequence[HeldTaken]) -> bool:
    return one.may_take and (one.code, one.subject) in {(row.code, row.subject) for row in taken}


def _public(request: FundingRequest) -> int:
    amounts = house_amounts(request.house_id, request.year)
    return sum(one.cents or 0 for one in amounts if one.account.startswith("74"))


def _budgets(sheets: Sequence[int], year: int) -> dict[int, BudgetView]:
    """Planned budgets of a year by sheet. Two queries."""
    found = list(
        Budget.objects.filter(
            sheet__in=sheets, year=year, nature=Budget.Nature.PLANNED
        ).select_related("indirect")
    )
    lines: dict[int, list[BudgetLine]] = {}
    for line in BudgetLine.objects.filter(budget__in=found).order_by("budget", "position"):
        lines.setdefault(line.budget_id, []).append(line)
    return {
        one.sheet_id: budget_view(one, lines.get(one.pk, []))
        for one in found
        if one.sheet_id is not None
    }


def amounts_of(view: BudgetView) -> list[Amount]:
    """The lines of a budget with the account of each, its heading's where it has none."""
    headings = {row.key: row.account for row in view.table.rows if row.is_heading}
    return [
        Amount(
            row.side,
            row.account or headings.get(row.heading or 0, ""),
            row.label,
            row.amount_cents,
            row.funder_id,
        )
        for row in view.table.rows
        if not row.is_heading
    ]


def _asked(request: FundingRequest, row: RequestAction, budget: BudgetView | None) -> ActionAsked:
    sheet = row.sheet
    place = href_pattern("funding:budget", 3) % (
        request.convention_id,
        request.year,
        sheet.number,
    )
    return action_asked(
        f"Action {sheet.number}, {sheet.title}",
        amounts_of(budget) if budget is not None else [],
        funder_id=request.funder_id,
        funder_name=request.funder.name,
        has_text=any(one.text.strip() for one in sheet.headings.all()),
        budget_place=place,
        sheet_place=href_pattern("funding:sheet") % sheet.pk,
    )


def _house_budget(request: FundingRequest, lines: Sequence[Amount]) -> ActionAsked | None:
    if not lines:
        return None
    return action_asked(
        "Budget de l’association",
        lines,
        funder_id=request.funder_id,
        funder_name=request.funder.name,
    )


def _granted(request: FundingRequest, steps: Sequence[RequestStep]) -> dict[int | None, int]:
    """Cents awarded by this funder for the year, by action, once the request is granted."""
    if not any(one.step == Step.GRANTED for one in steps):
        return {}
    awards = AwardMade.objects.now().filter(
        convention_id=request.convention_id,
        funder_id=request.funder_id,
        budget_year=request.year,
    )
    found: dict[int | None, int] = {}
    for action_id, cents in awards.values_list("action_id", "amount_cents"):
        found[action_id] = found.get(action_id, 0) + cents
    return found


def _pieces(request: FundingRequest, steps: Sequence[RequestStep]) -> tuple[PieceView, ...]:
    asked = {one.piece_id: one.occurred_on for one in steps if one.step == Step.PIECE_ASKED}
    given = {one.piece_id: one.occurred_on for one in steps if one.step == Step.PIECE_GIVEN}
    rows = request.pieces.select_related("file_piece__document", "document").order_by("pk")
    return tuple(PieceView(row, asked.get(row.pk), given.get(row.pk)) for row in rows)
