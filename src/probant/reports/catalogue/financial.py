"""The financial report of a convention and a year: Cerfa 15059, one part an action."""

from probant.journal.models import JournalHead
from probant.journal.reading import reading
from probant.kernel.dates import write_date
from probant.reports.blocks import Block, Content, Text
from probant.reports.convention.story import convention_of
from probant.reports.definition import Report, ReportOrder
from probant.reports.financial.story import FORM, blocks_of, reports_to_write


def collect(request: ReportOrder) -> Content:
    """Collect the report. Raises `NoReport` where there is nothing to report on."""
    with reading():
        convention = convention_of(request)
        head = JournalHead.objects.get(house_id=convention.house_id)
        blocks: list[Block] = [Text(FORM, quiet=True)]
        for report in reports_to_write(request, convention.pk):
            blocks += blocks_of(request, report)
        return Content(
            title=f"Compte rendu financier {request.year}",
            subtitle=convention.title,
            author=convention.house.organisation.name,
            cut=f"Établi le {write_date(request.today)}",
            proof=(
                f"Arrêté à l'écriture n° {head.seq} du journal, empreinte {head.hash}. Chaque "
                "montant réalisé s’ouvre sur ses écritures comptables."
            ),
            file_name=f"compte-rendu-financier-{convention.pk}-{request.year}",
            blocks=tuple(blocks),
        )


REPORT = Report("financial", "Compte rendu financier", collect)
