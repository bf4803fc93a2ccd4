"""The pieces that make it Probant: figure, thread, finding, fact rows, the "as known on" line.

Each is a frozen dataclass that a room fills and a function that draws it; templates use the tags
of the same name, panels written in Python call the functions.
"""

from probant.ui.pieces.facts import FactLine, draw_facts
from probant.ui.pieces.figure import FigureCard, Unit, draw_figure
from probant.ui.pieces.finding import FindingCard, Side, draw_finding
from probant.ui.pieces.known_on import KNOWN_ON, draw_known_on, draw_known_on_field, read_known_on
from probant.ui.pieces.thread import Station, draw_thread

__all__ = [
    "KNOWN_ON",
    "FactLine",
    "FigureCard",
    "FindingCard",
    "Side",
    "Station",
    "Unit",
    "draw_facts",
    "draw_figure",
    "draw_finding",
    "draw_known_on",
    "draw_known_on_field",
    "draw_thread",
    "read_known_on",
]
