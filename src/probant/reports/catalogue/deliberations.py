"""The list of the deliberations of a sitting: approved or refused, displayed within a week.

CGCT L2121-25, since 1 July 2022: date and subject of every deliberation, approved or refused.
"""

from collections.abc import Iterator

from probant.kernel.dates import write_date
from probant.reports.blocks import Block, Cell, Content, Head, Row, Table, Text
from probant.reports.definition import NoReport, Report, ReportOrder
from probant.reports.register.sittings import Act, Sat, paper, sat, shown_until

SHORT = 4  # characters of a number that needs no room


def collect(order: ReportOrder) -> Content:
    """The list. Raises `NoReport` where the sitting is not said, not seen, or holds no act."""
    found = sat(order)
    if not found.acts:
        raise NoReport("aucune délibération n’est enregistrée pour cette séance.")
    return paper(found, order, "Liste des délibérations", "liste-deliberations", _blocks(found))


def _blocks(found: Sat) -> Iterator[Block]:
    until = shown_until(found)
    if until:
        yield Text(until, quiet=True)
    short = all(len(act.deliberation.number) <= SHORT for act in found.acts)
    yield Table(
        f"Délibérations du {write_date(found.sitting.held_on)}",
        (Head("N°", share=1 if short else 3), Head("Objet", share=9), Head("Décision", share=5)),
        tuple(_row(place, act) for place, act in enumerate(found.acts, 1)),
    )


def _row(place: int, act: Act) -> Row:
    made = act.deliberation
    said = act.result or "vote non enregistré"
    if made.has_ended:
        said += ", annulée depuis" if made.annulled_on else ", retirée depuis"
    return Row((Cell(made.number or str(place)), Cell(made.subject), Cell(said)))


REPORT = Report("deliberations", "Liste des délibérations", collect, about="sitting")
