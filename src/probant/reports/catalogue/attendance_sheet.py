"""The attendance sheet of a sitting: one line a member, proxies received, room to sign."""

from collections.abc import Iterator

from probant.governance.queries import in_office
from probant.reports.blocks import Block, Cell, Content, Head, Row, Table, Terms, Text
from probant.reports.definition import NoReport, Report, ReportOrder
from probant.reports.register.sittings import Sat, paper, sat


def collect(order: ReportOrder) -> Content:
    """The sheet. Raises `NoReport` where the sitting is not said, not seen, or has no member."""
    found = sat(order)
    names = members(found)
    if not names:
        raise NoReport("aucun membre n’est connu : notez les mandats de l’instance.")
    return paper(found, order, "Feuille de présence", "feuille-presence", _blocks(found, names))


def members(found: Sat) -> list[str]:
    """Those of the seats, else those in office on the day."""
    if found.file.seats:
        return [one.name for one in found.file.seats]
    rows = in_office(found.sitting.body_id, found.sitting.held_on)
    return list(rows.values_list("name", flat=True))


def _blocks(found: Sat, names: list[str]) -> Iterator[Block]:
    gave = {one.giver_id: one.holder_name for one in found.file.proxies}
    held = {seat.name: gave[seat.pk] for seat in found.file.seats if seat.pk in gave}
    yield Text(
        "Chaque membre signe en entrant ; qui porte un pouvoir signe aussi pour qui l’a donné."
    )
    yield Table(
        f"{len(names)} membres",
        (Head("Membre", share=5), Head("Pouvoir donné à", share=4), Head("Signature", share=5)),
        tuple(Row((Cell(name), Cell(held.get(name, "")), Cell(""))) for name in names),
    )
    yield Terms(
        (
            ("La présidence", found.sitting.president or "…"),
            ("Le ou la secrétaire de séance", found.sitting.secretary or "…"),
        )
    )


REPORT = Report(
    "attendance-sheet", "Feuille de présence", collect, about="sitting", publishes=False
)
