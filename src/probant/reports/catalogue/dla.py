"""The year of the DLA, for its funders.

Figures with their definition and their proof, the stages as a funnel, missions with their days and
cost, participants, providers consulted, jobs, who is supported and where, the engineering fund, and
the findings that are still open. A structure is named where it
agreed to be (`dla.year`).
"""

from collections.abc import Iterator

from probant.directory.models import House
from probant.journal.models import JournalHead
from probant.journal.reading import reading
from probant.kernel.dates import write_date
from probant.reports.blocks import (
    Block,
    Content,
    Findings,
    Section,
    Terms,
    Text,
)
from probant.reports.definition import Report, ReportOrder
from probant.reports.dla.figures import figures, fund, funnel, jobs, who
from probant.reports.dla.missions import committees, consultations, findings, missions, participants
from probant.reports.dla.year import Year, year_of


def collect(request: ReportOrder) -> Content:
    """Collect the report. Raises `NoReport` where there is no DLA, or the reader has no part."""
    with reading():
        year = year_of(request)
        house = House.objects.select_related("organisation").get(pk=request.house_id)
        head = JournalHead.objects.get(house_id=request.house_id)
        return Content(
            title="Dispositif local d’accompagnement",
            subtitle=f"Rapport de l’année {request.year}",
            author=house.organisation.name,
            cut=f"Chiffres {request.cut.label}, établi le {write_date(request.today)}",
            proof=(
                f"Arrêté à l’écriture n° {head.seq} du journal, empreinte {head.hash}. Chaque "
                f"nombre ouvre sur les faits qu’il compte : {request.base_url}"
            ),
            file_name=f"dla-{request.year}",
            blocks=tuple(_blocks(year)),
        )


def _blocks(year: Year) -> Iterator[Block]:
    yield Terms(
        (
            ("Programme", year.programme.name),
            ("Période", year.period.label),
            ("Structures", _about_names(year)),
        )
    )
    yield from figures(year)
    yield from funnel(year)
    yield from missions(year)
    yield from participants(year)
    yield from consultations(year)
    yield from committees(year)
    yield from jobs(year)
    yield from who(year)
    yield from fund(year)
    yield Section("Anomalies ouvertes")
    yield Text(
        "Ce qui ne tient pas est enregistré tel quel et reste ouvert jusqu’à ce qu’une personne "
        "le corrige ou le prenne en charge.",
        quiet=True,
    )
    yield Findings(tuple(findings(year)))


def _about_names(year: Year) -> str:
    if year.named:
        return "nommées quand elles y ont consenti ; les autres sont comptées sans être nommées"
    return "comptées sans être nommées : aucune n’a consenti à l’être auprès de ce lecteur"


REPORT = Report("dla", "Rapport annuel du DLA", collect)
