"""What a spreadsheet is refused for."""

from probant.ingestion.texts.errors import UnreadableDocument


class UnreadableSheet(UnreadableDocument):
    """The file gives no table; `str()` is the French reason, without a capital, with its stop."""
