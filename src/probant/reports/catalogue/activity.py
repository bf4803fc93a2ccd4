"""The activity report of a year, by the shipped model; what a house composes has its own pages."""

from probant.reports.blocks import Content
from probant.reports.composition.shipped import from_outline
from probant.reports.definition import Report, ReportOrder


def collect(request: ReportOrder) -> Content:
    """Collect the report."""
    return from_outline("activity", request)


REPORT = Report("activity", "Rapport d’activité", collect)
