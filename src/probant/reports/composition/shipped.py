"""The models that are shipped, and a report made straight from one."""

from functools import cache
from typing import cast

from probant.journal.reading import reading
from probant.kernel.registry import discover
from probant.reports.blocks import Content
from probant.reports.composition.compose import read_blocks, whole
from probant.reports.composition.draft import Outline
from probant.reports.definition import ReportOrder


@cache
def outlines() -> dict[str, Outline]:
    """Every model, by slug."""
    return cast(dict[str, Outline], discover("probant.reports.outlines", "OUTLINE"))


def from_outline(slug: str, order: ReportOrder) -> Content:
    """The report of a year by its model; what only people write is left out."""
    model = outlines()[slug]
    drafts = [one for one in model.blocks if one.content.get("text", "filled")]
    with reading():
        read = read_blocks(drafts, order, has_annex=model.has_annex)
        return whole(model.title, f"{model.file_name}-{order.year}", read)
