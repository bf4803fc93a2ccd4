"""The models that are shipped, and a report made straight from one."""

from functools import cache
from typing import cast

from probant.journal.reading import reading
from probant.kernel.registry import discover
from probant.reports.blocks import Content
from probant.reports.composition.compose import Reading, read_blocks, whole
from probant.reports.composition.draft import Outline
from probant.reports.composition.reader import Reader
from probant.reports.definition import ReportOrder


@cache
def outlines() -> dict[str, Outline]:
    """Every model, by slug."""
    return cast(dict[str, Outline], discover("probant.reports.outlines", "OUTLINE"))


def from_outline(slug: str, order: ReportOrder) -> Content:
    """The report of a year by its model; what only people write is left out."""
    model = outlines()[slug]
    with reading():
        read = read_outline(model, order)
        return whole(model.title, f"{model.file_name}-{order.year}", read)


def read_outline(model: Outline, order: ReportOrder, *, has_annex: bool | None = None) -> Reading:
    """A model read as it is shipped; the caller holds the snapshot."""
    file = Reader(order).file(None) if model.needs_convention else None
    drafts = [one for one in model.blocks_for(file) if one.content.get("text", "filled")]
    annexed = model.has_annex if has_annex is None else has_annex
    return read_blocks(drafts, order, has_annex=annexed)
