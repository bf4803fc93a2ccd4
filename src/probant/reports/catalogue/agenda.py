"""The agenda of a sitting, item by item, with who reports and to whom money would go."""

from collections.abc import Iterator

from probant.governance.models import AgendaItem
from probant.reports.blocks import Block, Cell, Content, Head, Row, Table, Text
from probant.reports.definition import NoReport, Report, ReportOrder
from probant.reports.register.sittings import Sat, paper, sat


def collect(order: ReportOrder) -> Content:
    """The agenda. Raises `NoReport` where the sitting is not said, not seen, or has none."""
    found = sat(order)
    if not found.items:
        raise NoReport("aucun point n’est à l’ordre du jour de cette séance.")
    return paper(found, order, "Ordre du jour", "ordre-du-jour", _blocks(found))


def _blocks(found: Sat) -> Iterator[Block]:
    if found.sitting.place:
        yield Text(found.sitting.place)
    reported = any(item.rapporteur for item in found.items)
    heads = (Head("N°"), Head("Objet", share=8), Head("Nature", share=3))
    yield Table(
        "Points à l’ordre du jour",
        (*heads, Head("Rapporteur", share=4)) if reported else heads,
        tuple(Row(_cells(item)[: 4 if reported else 3]) for item in found.items),
    )


def _cells(item: AgendaItem) -> tuple[Cell, ...]:
    title = item.title
    if item.beneficiary is not None:
        title = f"{title} ({item.beneficiary.name})"
    kind = str(item.get_kind_display())
    return (Cell(str(item.number)), Cell(title), Cell(kind), Cell(item.rapporteur))


REPORT = Report("agenda", "Ordre du jour d’une séance", collect, about="sitting", publishes=False)
