"""The permanent file of a house as it stands on a day, and its budget of a year."""

import datetime
from dataclasses import dataclass

from probant.funding.models import FilePiece, HouseBudgetLine
from probant.funding.rules.permanent import PieceKind, Standing, State, Version, states
from probant.funding.rules.requests import Amount


@dataclass(frozen=True)
class KindView:
    """A kind of piece: how it stands, the version that counts, those before."""

    state: State
    current: FilePiece | None
    older: tuple[FilePiece, ...]


def pieces_of(house_id: int) -> list[FilePiece]:
    """Every version that was not taken back, the latest of each kind first. One query."""
    held = FilePiece.objects.filter(house_id=house_id, withdrawn_on__isnull=True)
    return list(held.select_related("document").order_by("kind", "-year", "-dated_on", "-pk"))


def version_of(piece: FilePiece) -> Version:
    """A stored version as the rules read it."""
    return Version(
        piece.kind, piece.dated_on, piece.valid_until, piece.year, piece.document_id is not None
    )


def file_states(pieces: list[FilePiece], day: datetime.date) -> list[State]:
    """How each kind stands on a day. No query."""
    return states([version_of(one) for one in pieces], day)


def current_piece(pieces: list[FilePiece], kind: str, day: datetime.date) -> FilePiece | None:
    """The version of a kind that counts on a day. No query."""
    known = [one for one in pieces if one.kind == kind and one.dated_on <= day]
    return max(known, key=lambda one: (one.year or 0, one.dated_on, one.pk), default=None)


def file_view(house_id: int, day: datetime.date) -> list[KindView]:
    """The whole file, kind by kind in its order; « autre pièce » only where there is one."""
    pieces = pieces_of(house_id)
    found = []
    for state in file_states(pieces, day):
        current = current_piece(pieces, state.kind, day)
        older = [one for one in pieces if one.kind == state.kind and one is not current]
        found.append(KindView(state, current, tuple(older)))
    others = [one for one in pieces if one.kind == PieceKind.OTHER]
    found += [
        KindView(State(PieceKind.OTHER, Standing.HELD, version_of(one), ""), one, ())
        for one in others
    ]
    return found


def house_amounts(house_id: int, year: int) -> list[Amount]:
    """The budget of the house for a year, as the arithmetic of requests reads it. One query."""
    lines = HouseBudgetLine.objects.filter(house_id=house_id, year=year).order_by("position")
    return [
        Amount(one.side, one.account, one.label, one.amount_cents, one.funder_id) for one in lines
    ]
