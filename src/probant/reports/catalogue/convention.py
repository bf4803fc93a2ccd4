"""The report of a convention and a year, for its funders, by the shipped model.

What a house composes of the same convention, and publishes, has its own pages.
"""

from dataclasses import replace

from probant.journal.reading import reading
from probant.reports.blocks import Content
from probant.reports.composition.compose import whole
from probant.reports.composition.shipped import outlines, read_outline
from probant.reports.convention.story import convention_of
from probant.reports.definition import Report, ReportOrder


def collect(request: ReportOrder) -> Content:
    """Collect the report. Raises `NoReport` where no convention, or several, cover the year."""
    with reading():
        found = convention_of(request)
        order = replace(request, convention_id=found.pk, house_id=found.house_id)
        read = read_outline(outlines()["convention"], order, has_annex=False)
        told = whole(found.title, f"convention-{found.pk}-{order.year}", read)
    return replace(told, subtitle=f"Compte rendu de l’année {order.year}", is_tight=False)


REPORT = Report("convention", "Compte rendu d’une convention", collect)
