"""Where the drawings of this instance are kept; losing them costs the time to draw them again.

A drawing is found by what it shows, so nothing says that it will never be asked for again: those
that were not used for a while go, then the oldest, until what is kept is of a size.
"""

import time
from pathlib import Path

from django.conf import settings

from probant.reports.blocks import Content
from probant.reports.charts.drawing import A_DAY, Ending, with_drawings

UNUSED_DAYS = 90
MOST_BYTES = 500 * 1024 * 1024


def folder() -> Path:
    """The folder of the drawings, beside the data."""
    return Path(settings.VAR) / "charts"


def drawn(content: Content, ending: Ending = "svg") -> Content:
    """The content with its charts drawn, from what is kept where it was drawn before."""
    return with_drawings(content, folder(), ending)


def throw_away(kept: Path, *, days: int = UNUSED_DAYS, most: int = MOST_BYTES) -> int:
    """Remove the drawings not used for so many days, then the oldest over so many bytes.

    Returns how many went. What a stopped process left half written goes after a day.
    """
    now = time.time()
    found = [(path, path.stat()) for path in kept.glob("*/*") if path.is_file()]
    gone = 0
    size = 0
    for path, told in sorted(found, key=lambda one: -one[1].st_mtime):  # the latest first
        unused = now - told.st_mtime
        too_old = unused > (A_DAY if path.suffix == ".part" else days * A_DAY)
        if too_old or size + told.st_size > most:
            path.unlink(missing_ok=True)
            gone += 1
        else:
            size += told.st_size
    return gone
