"""Blocks of a convention: what it says of a year, the budget of its actions."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from probant.funding.queries import ConventionFile
from probant.reports.blocks import Block, Section, Text
from probant.reports.composition.draft import BlockDraft
from probant.reports.composition.reader import Reader
from probant.reports.convention import story
from probant.reports.definition import ReportOrder

NO_CONVENTION = "un bloc demande une convention qui n’est plus à lire : choisissez-en une"


@dataclass(frozen=True)
class Part:
    """A part of what a convention says: its words in a form, how it is told."""

    label: str
    tell: Callable[[ReportOrder, ConventionFile], Iterator[Block]]


def _identity(order: ReportOrder, file: ConventionFile) -> Iterator[Block]:
    yield story.identity_block(file)


def _due(order: ReportOrder, file: ConventionFile) -> Iterator[Block]:
    yield from story.due_blocks(file)


def _findings(order: ReportOrder, file: ConventionFile) -> Iterator[Block]:
    yield from story.finding_blocks(file)


def _money(order: ReportOrder, file: ConventionFile) -> Iterator[Block]:
    yield from story.money_blocks(order, file)
    yield from story.payment_blocks(order, file)


SHEET = "sheet"
PARTS: Mapping[str, Part] = {
    "identity": Part("les parties et la période", _identity),
    "money": Part("ce qui a été attribué et versé", _money),
    "votes": Part("les votes qui ont accordé l’argent", story.vote_blocks),
    "due": Part("les pièces et les échéances", _due),
    "findings": Part("les anomalies encore ouvertes", _findings),
}


def convention(draft: BlockDraft, reader: Reader) -> Iterator[Block]:
    """A part of what a convention says of the year; the heading is the block's where it has one."""
    file = reader.file(draft.content.get("convention"))
    if file is None:
        reader.missing.append(NO_CONVENTION)
        return
    asked = str(draft.content.get("part", ""))
    if asked == SHEET:
        yield from _sheet(draft, reader)
        return
    part = PARTS.get(asked)
    if part is None:
        return
    for place, block in enumerate(part.tell(reader.order, file)):
        if place or not (draft.title and isinstance(block, Section)):
            yield block


def _sheet(draft: BlockDraft, reader: Reader) -> Iterator[Block]:
    """What the sheet of an action promised."""
    found = reader.sheet(draft.content.get("convention"))
    if found is None:
        reader.missing.append("une fiche action n’est plus dans la convention")
        return
    yield from story.sheet_block(found)


def budget(draft: BlockDraft, reader: Reader) -> Iterator[Block]:
    """The budget of an action in a convention: planned, spent, each amount onto its entries."""
    file = reader.file(draft.content.get("convention"))
    if file is None:
        reader.missing.append(NO_CONVENTION)
        return
    wanted = reader.action_id
    chosen = [one for one in file.actions if not wanted or (one.action and one.action.pk == wanted)]
    if not chosen:
        reader.missing.append("une fiche action n’est plus dans la convention")
    for one in chosen:
        told = list(story.budget_blocks(reader.order, one))
        yield from told
        if not told and one.sheet is not None:
            yield Text(f"{one.sheet} : aucun budget n’est noté pour {reader.order.year}.")
