"""What people do with boards of figures: choose, order, aim, note, attest what was printed."""

import uuid
from collections.abc import Mapping
from dataclasses import replace
from itertools import count
from typing import Any

from django.core.exceptions import ValidationError
from django.utils import timezone
from django.utils.text import slugify

from probant.directory.models import Organisation
from probant.indicators.access import can_keep_boards
from probant.indicators.models import (
    Attestation,
    Board,
    BoardFigure,
    Claim,
    OwnIndicator,
    OwnVersion,
    Target,
)
from probant.indicators.own import PREFIX, Spec, built, spec_of
from probant.indicators.registry import indicator as of_catalogue
from probant.journal.door import Entry, change
from probant.kernel.actor import Actor
from probant.kernel.decision import Refused, require
from probant.programmes.models import Action, Programme

#: So many figures are read at a glance; a second board holds the others.
MOST_FIGURES = 60


def open_board(actor: Actor, *, house_id: int, name: str, key: uuid.UUID | None = None) -> Board:
    """Open an empty board. Raises `Refused` where another has its name."""
    require(can_keep_boards(actor, house_id))
    with change(actor, verb="indicators.open_board", houses=[house_id], key=key) as entry:
        name = " ".join(name.split())
        if Board.objects.filter(house_id=house_id, name=name).exists():
            raise Refused(f"Un tableau porte déjà cet intitulé : « {name} ».")
        board = Board.objects.create(house_id=house_id, name=name)
        entry.mention("board", board.pk)
    return board


def add_figure(
    actor: Actor,
    *,
    board: Board,
    code: str,
    action: Action | None = None,
    programme: Programme | None = None,
    funder: Organisation | None = None,
    place_code: str = "",
    key: uuid.UUID | None = None,
) -> BoardFigure:
    """Put a figure at the foot of a board. Raises `Refused` where it stands there already."""
    require(can_keep_boards(actor, board.house_id))
    with change(actor, verb="indicators.add_figure", houses=[board.house_id], key=key) as entry:
        held = list(board.figures.all())
        if len(held) >= MOST_FIGURES:
            raise Refused(f"Un tableau tient {MOST_FIGURES} chiffres : ouvrez-en un second.")
        figure = BoardFigure(
            board=board,
            code=code,
            action=action,
            programme=programme,
            funder=funder,
            place_code=place_code,
            position=max((one.position for one in held), default=0) + 1,
        )
        if any(_same(figure, one) for one in held):
            raise Refused("Ce chiffre est déjà au tableau, dans le même périmètre.")
        try:
            figure.validate_constraints()
        except ValidationError as wrong:
            raise Refused(" ".join(wrong.messages)) from wrong
        figure.save(force_insert=True)
        entry.mention("board", board.pk)
    return figure


def _same(one: BoardFigure, other: BoardFigure) -> bool:
    columns = ("code", "action_id", "programme_id", "funder_id", "place_code")
    return all(getattr(one, column) == getattr(other, column) for column in columns)


def move_figure(
    actor: Actor, *, figure: BoardFigure, by: int, key: uuid.UUID | None = None
) -> None:
    """Move a figure up (-1) or down (1) its board; at the end, it stays where it is."""
    board = figure.board
    require(can_keep_boards(actor, board.house_id))
    with change(actor, verb="indicators.move_figure", houses=[board.house_id], key=key) as entry:
        held = list(board.figures.all())
        here = held.index(figure)
        there = min(max(here + by, 0), len(held) - 1)
        held.insert(there, held.pop(here))
        for position, one in enumerate(held, 1):
            BoardFigure.objects.filter(pk=one.pk).update(position=position)
        entry.mention("board", board.pk)


def remove_figure(actor: Actor, *, figure: BoardFigure, key: uuid.UUID | None = None) -> None:
    """Take a figure off its board, with its targets and its note: the journal keeps them."""
    board = figure.board
    require(can_keep_boards(actor, board.house_id))
    with change(actor, verb="indicators.remove_figure", houses=[board.house_id], key=key) as entry:
        entry.detail(
            category="indicators",
            code=figure.code,
            note=figure.note,
            targets={str(one.year): one.value for one in figure.targets.all()},
        )
        entry.mention("board", board.pk)
        figure.delete()


def aim(
    actor: Actor,
    *,
    figure: BoardFigure,
    targets: Mapping[int, int | None],
    note: str,
    key: uuid.UUID | None = None,
) -> None:
    """Say what a figure should be, by year (None takes a target away), and what people note of it.

    The values are in the figure's own whole number.
    """
    board = figure.board
    require(can_keep_boards(actor, board.house_id))
    with change(actor, verb="indicators.aim", houses=[board.house_id], key=key) as entry:
        held = {one.year: one.value for one in figure.targets.all()}
        entry.detail(
            category="indicators",
            note=figure.note,
            targets={str(year): value for year, value in held.items()},
        )
        for year, value in targets.items():
            if value is None:
                Target.objects.filter(figure=figure, year=year).delete()
            elif held.get(year) != value:
                Target.objects.update_or_create(figure=figure, year=year, defaults={"value": value})
        if note != figure.note:
            figure.note, figure.noted_by_id = note, actor.user_id
            figure.noted_on = timezone.localdate() if note else None
            figure.save(update_fields=["note", "noted_by_id", "noted_on"])
        entry.mention("board", board.pk)


def keep_indicator(
    actor: Actor, *, house_id: int, spec: Spec, key: uuid.UUID | None = None
) -> OwnVersion:
    """Keep a filtered list as a figure of the house: its first version. `spec.code` is chosen here.

    Raises `Refused` where the list cannot be kept, or is that of a figure that stands already.
    """
    require(can_keep_boards(actor, house_id))
    with change(actor, verb="indicators.keep", houses=[house_id], key=key) as entry:
        held = set(OwnIndicator.objects.filter(house_id=house_id).values_list("code", flat=True))
        indicator = OwnIndicator(house_id=house_id, code=_free(spec.label, held))
        version = _version(indicator, replace(spec, code=indicator.code), 1, entry)
        indicator.save(force_insert=True)
        version.indicator = indicator
        version.save(force_insert=True)
        entry.mention("own_indicator", indicator.pk)
    return version


def revise_indicator(
    actor: Actor, *, indicator: OwnIndicator, spec: Spec, key: uuid.UUID | None = None
) -> OwnVersion:
    """Give a figure of the house another definition from today on; the ones before are kept."""
    require(can_keep_boards(actor, indicator.house_id))
    with change(actor, verb="indicators.revise", houses=[indicator.house_id], key=key) as entry:
        last = indicator.versions.order_by("number").last()
        if last is not None and spec_of(last) == spec:
            raise Refused("Rien n’a changé : c’est la définition en vigueur.")
        number = last.number + 1 if last is not None else 1
        version = _version(indicator, spec, number, entry)
        version.save(force_insert=True)
        entry.mention("own_indicator", indicator.pk)
    return version


def withdraw_indicator(
    actor: Actor, *, indicator: OwnIndicator, key: uuid.UUID | None = None
) -> None:
    """Take a figure of the house out of what one may choose; what was said with it still opens.

    Raises `Refused` where it was withdrawn already.
    """
    _stand(actor, indicator, "indicators.withdraw", standing=False, key=key)


def restore_indicator(
    actor: Actor, *, indicator: OwnIndicator, key: uuid.UUID | None = None
) -> None:
    """Let a figure of the house be chosen again, with the definition that it had."""
    _stand(actor, indicator, "indicators.restore", standing=True, key=key)


def _stand(
    actor: Actor, indicator: OwnIndicator, verb: str, *, standing: bool, key: uuid.UUID | None
) -> None:
    require(can_keep_boards(actor, indicator.house_id))
    with change(actor, verb=verb, houses=[indicator.house_id], key=key) as entry:
        rows = OwnIndicator.objects.filter(pk=indicator.pk, closed_on__isnull=not standing)
        if not rows.update(closed_on=None if standing else entry.today):
            raise Refused(
                "Ce chiffre se choisit déjà." if standing else "Ce chiffre est déjà retiré."
            )
        entry.mention("own_indicator", indicator.pk)


def _version(indicator: OwnIndicator, spec: Spec, number: int, entry: Entry) -> OwnVersion:
    found, base = built(spec), of_catalogue(spec.base)
    if found is None or base is None:
        raise Refused("Cette liste ne peut pas être gardée comme chiffre.")
    if not spec.filters and not spec.until and found.measure == base.measure:
        raise Refused(f"C’est le chiffre « {base.label} » lui-même : filtrez d’abord sa liste.")
    span = OwnVersion.Span.UNTIL if spec.until else OwnVersion.Span.WITHIN
    return OwnVersion(
        indicator=indicator,
        number=number,
        seq=entry.seq,
        since=entry.today,
        written_by_id=entry.actor.user_id,
        base=spec.base,
        filters=dict(spec.filters),
        counted=spec.counted,
        span=span,
        label=spec.label,
        unit=spec.unit,
        definition=spec.definition,
    )


def _free(label: str, held: set[str]) -> str:
    """A code of the house's own that nothing bears yet."""
    stem = PREFIX + (slugify(label)[:48].strip("-") or "chiffre")
    codes = (stem if n == 1 else f"{stem}-{n}" for n in count(1))
    return next(code for code in codes if code not in held)


def attest(
    actor: Actor, *, claim: Claim, definition: str, key: uuid.UUID | None = None
) -> Attestation:
    """Say that a printed figure was counted by a definition: it joins the line of the years.

    Raises `Refused` where a person said that it is counted otherwise.
    """
    require(can_keep_boards(actor, claim.house_id))
    if not claim.is_comparable:
        raise Refused("Ce chiffre a été dit non comparable : revoyez d’abord son rapprochement.")
    with change(actor, verb="indicators.attest", houses=[claim.house_id], key=key) as entry:
        said: dict[str, Any] = {
            "definition": definition,
            "attested_by_id": actor.user_id,
            "attested_on": timezone.localdate(),
        }
        attestation, _ = Attestation.objects.update_or_create(claim=claim, defaults=said)
        entry.mention("claim", claim.pk)
    return attestation


def unattest(actor: Actor, *, claim: Claim, key: uuid.UUID | None = None) -> None:
    """Take one's word back: the printed figure stands apart again."""
    require(can_keep_boards(actor, claim.house_id))
    with change(actor, verb="indicators.unattest", houses=[claim.house_id], key=key) as entry:
        Attestation.objects.filter(claim=claim).delete()
        entry.mention("claim", claim.pk)
