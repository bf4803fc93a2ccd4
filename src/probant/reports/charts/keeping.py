"""Where the drawings of this instance are kept; losing them costs the time to draw them again."""

from pathlib import Path

from django.conf import settings

from probant.reports.blocks import Content
from probant.reports.charts.drawing import Ending, with_drawings


def folder() -> Path:
    """The folder of the drawings, beside the data."""
    return Path(settings.VAR) / "charts"


def drawn(content: Content, ending: Ending = "svg") -> Content:
    """The content with its charts drawn, from what is kept where it was drawn before."""
    return with_drawings(content, folder(), ending)
