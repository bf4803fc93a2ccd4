"""What keeps a file from being read."""

from __future__ import annotations


class UnreadableDocument(ValueError):
    """The file gives no text; the message is French and says why and what to do."""
