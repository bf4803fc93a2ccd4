"""What a convention's page shows of its chain, its evidence and its calls; links of the list."""

from dataclasses import dataclass
from typing import Any

from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.safestring import SafeString

from probant.funding.access import can_judge, can_keep_chain, can_pay, can_record
from probant.funding.models import AwardStep
from probant.funding.queries import ConventionFile
from probant.funding.queries.chain import AwardChain, pieces_of
from probant.funding.queries.evidence import uses_of
from probant.funding.rules.chain import Chain, Instalment, Pieces, Stage, check_chain, hold_call
from probant.funding.rules.evidence import Piece, PieceState
from probant.kernel.actor import Actor
from probant.kernel.roles import FUNDERS, HOUSE, TEAM, Role
from probant.ui import panels
from probant.ui.request import Request

TONES = {
    PieceState.EXPECTED: "quiet",
    PieceState.GIVEN: "due",
    PieceState.ACCEPTED: "held",
    PieceState.REFUSED: "late",
}
CHAIN_TONES = {"soldée": "held", "trop-perçu": "late", "mandatée": "due", "appelée": "due"}


def register() -> None:
    """Fill the slots of a convention's page and of the list."""
    panels.register("convention.main", "money", order=30, can=can_see, render=chain)
    panels.register("convention.main", "evidence", order=40, can=can_see, render=evidence)
    panels.register("convention.gestures", "keeper", order=90, can=is_team, render=keeper)
    panels.register("conventions.more", "money", order=20, can=is_team, render=more)


def can_see(actor: Actor, subject: Any) -> bool:
    """Whoever sees the convention."""
    return actor.has(*(HOUSE | FUNDERS))


def is_team(actor: Actor, subject: Any) -> bool:
    """The team keeps what is due."""
    return actor.house_id is not None and actor.has(*TEAM)


@dataclass(frozen=True)
class Part:
    """An instalment as a line: what became of it, why it is held, where to call for it."""

    it: Instalment
    word: str
    tone: str
    held: str
    href: str


def chain(request: Request, file: ConventionFile) -> SafeString:
    """The chain of the awards of the year, instalment by instalment. No query."""
    actor = request.actor
    pieces = pieces_of(file.evidence.get(file.year))
    signed = file.convention.signed_on is not None
    rows = [
        _award(actor, file, one, pieces, signed)
        for one in file.chains
        if one.award.budget_year == file.year
    ]
    if not rows:
        return SafeString("")
    return render_to_string("funding/money_chain.html", {"rows": rows, "file": file}, request)


def _award(
    actor: Actor, file: ConventionFile, one: AwardChain, pieces: Pieces, signed: bool
) -> dict[str, Any]:
    names = {sheet.sheet.action_id: str(sheet.sheet) for sheet in file.actions if sheet.sheet}
    writes = can_record(actor, one.award.house_id).allowed
    name = names.get(one.award.action_id or 0, "La convention entière")
    return {
        "it": one,
        "name": name,
        "word": one.chain.word,
        "tone": CHAIN_TONES.get(one.chain.word, "plain"),
        "parts": _parts(one, pieces, signed, writes),
        "steps": [_step(actor, one, step) for step in one.steps],
        "findings": check_chain(f"{name}, {one.award.budget_year}", one.chain, one.planned),
        "may_step": any(
            can_keep_chain(actor, one.award, stage) for stage in Stage if stage != Stage.CALLED
        ),
        "may_pay": can_pay(actor, one.award).allowed,
        "writes": writes,
        "bases": list(one.award.bases.all()),
    }


def _parts(one: AwardChain, pieces: Pieces, signed: bool, writes: bool) -> list[Part]:
    found, reached = [], 0
    for part in one.planned:
        reached += part.cents
        called = any(
            step.instalment == part.number and step.stage == Stage.CALLED for step in one.steps
        )
        held = hold_call(one.chain, part, pieces, is_signed=signed, cents=0)
        word, tone = _word(one.chain, reached, called, held)
        address = f"{reverse('funding:award-call', args=[one.award.pk])}?echeance={part.number}"
        found.append(
            Part(
                part,
                word,
                tone,
                "" if word in ("payée", "appelée") else held,
                address if writes and word not in ("payée", "appelée") else "",
            )
        )
    return found


def _word(chain: Chain, reached: int, called: bool, held: str) -> tuple[str, str]:
    if chain.paid_cents + chain.total(Stage.RETAINED) >= min(reached, chain.amount_cents):
        return "payée", "held"
    if called:
        return "appelée", "due"
    return ("retenue", "late") if held else ("à appeler", "plain")


def _step(actor: Actor, one: AwardChain, step: AwardStep) -> dict[str, Any]:
    stage = Stage(step.stage)
    return {
        "it": step,
        "label": stage.label,
        "is_call": stage is Stage.CALLED,
        "may_void": can_keep_chain(actor, one.award, stage).allowed,
        "may_print": can_record(actor, one.award.house_id).allowed,
    }


def evidence(request: Request, file: ConventionFile) -> SafeString:
    """The register of the year. One query where files were given."""
    actor, found = request.actor, file.evidence.get(file.year)
    awarded = any(one.award.budget_year == file.year for one in file.chains)
    if found is None and not awarded:
        return SafeString("")
    convention = file.convention
    pieces = found.pieces if found else ()
    files = [one.last.document_id for one in pieces if one.last and one.last.document_id]
    uses = uses_of(files, convention.house_id) if files else {}
    judges = can_judge(actor, convention).allowed
    return render_to_string(
        "funding/money_evidence.html",
        {
            "file": file,
            "register": found,
            "waits": any(part.trigger.value == "evidence" for one in file.chains
                         for part in one.planned),
            "rows": [
                _piece(one, place, uses, judges, (convention.title, file.year))
                for place, one in enumerate(p for p in pieces)
            ],
            "writes": can_record(actor, convention.house_id).allowed,
        },
        request,
    )  # fmt: skip


def _piece(
    piece: Piece,
    place: int,
    uses: dict[int, list[tuple[str, int]]],
    judges: bool,
    here: tuple[str, int],
) -> dict[str, Any]:
    last = piece.last
    shared = uses.get(last.document_id, []) if last and last.document_id else []
    return {
        "it": piece,
        "place": place,
        "word": piece.state.label,
        "tone": TONES[piece.state],
        "last": last,
        "may_judge": judges and piece.state is PieceState.GIVEN and piece.evidence_id is not None,
        "may_give": piece.state is not PieceState.ACCEPTED,
        "shared": [f"{title}, {year}" for title, year in shared if (title, year) != here],
    }


def more(request: Request, subject: Any) -> SafeString:
    """Where the list leads: what is due, the statement, the cash plan."""
    return render_to_string(
        "funding/money_more.html", {"may_plan": request.actor.has(Role.DIRECTION)}, request
    )


def keeper(request: Request, file: ConventionFile) -> SafeString:
    """Where the team says who answers for the convention. No query."""
    if not can_record(request.actor, file.convention.house_id):
        return SafeString("")
    context = {"convention": file.convention}
    return render_to_string("funding/money_keeper.html", context, request)
