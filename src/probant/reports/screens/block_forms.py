"""The form of each kind of block of a publication, and what it holds at first."""

from collections.abc import Mapping
from typing import Any

from probant.reports.composition.funded import SHEET
from probant.reports.models import PublicationBlock
from probant.reports.screens.block_form import BlockForm
from probant.reports.screens.counted_forms import (
    BrokenForm,
    BudgetForm,
    ChartForm,
    ConventionForm,
    FiguresForm,
    FunnelForm,
    MapForm,
    RecordsForm,
    SheetForm,
)
from probant.reports.screens.told_forms import (
    AppraisalForm,
    FocusForm,
    PartnersForm,
    PhotoForm,
    TextForm,
)

FORMS: Mapping[str, type[BlockForm]] = {
    "text": TextForm,
    "figures": FiguresForm,
    "chart": ChartForm,
    "table": BrokenForm,
    "map": MapForm,
    "funnel": FunnelForm,
    "records": RecordsForm,
    "budget": BudgetForm,
    "convention": ConventionForm,
    "focus": FocusForm,
    "appraisal": AppraisalForm,
    "photo": PhotoForm,
    "partners": PartnersForm,
}


def form_of(kind: str, part: str = "") -> type[BlockForm]:
    """The form of a kind of block."""
    return SheetForm if kind == "convention" and part == SHEET else FORMS[kind]


def initial_of(block: PublicationBlock) -> dict[str, Any]:
    """What a block's form holds at first."""
    kept, publication = block.content, block.publication
    convention = kept.get("convention") or publication.convention_id or ""
    return {
        **kept,
        "convention": str(convention),
        "sheet": f"{convention}-{kept.get('action', '')}",
        "title": block.title,
        "level": str(block.level),
        "question": str(kept.get("question") or ""),
        "temoignage": str(block.testimony_id or ""),
        "has_picture": block.document_id is not None,
    }
