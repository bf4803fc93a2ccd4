"""The model of a convention that is shipped, and may be taken as a start for one's own."""

from functools import cache
from pathlib import Path

NAME = "modele-de-convention.docx"
_PATH = Path(__file__).parent / NAME


@cache
def shipped_model() -> bytes:
    """Its bytes; `scripts/make_draft_model.py` writes the file."""
    return _PATH.read_bytes()
