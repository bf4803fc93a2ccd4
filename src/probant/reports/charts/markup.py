"""A chart in a page: its drawing named and described, then its table."""

from django.utils.html import format_html
from django.utils.safestring import SafeString, mark_safe

from probant.reports.blocks import Chart


def svg_of(chart: Chart) -> SafeString:
    """The drawing as an image of the page, said in words; nothing where it is not drawn."""
    if chart.drawn_as != "svg":
        return mark_safe("")
    named = format_html('<svg role="img" aria-label="{}. {}"', chart.title, chart.description)
    # the engine escaped every word of it; its attributes are ours (`charts.spec`)
    return mark_safe(named + chart.drawing.removeprefix("<svg"))  # noqa: S308  drawn by us
