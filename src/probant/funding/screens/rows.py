"""Forms with lines, which every room may use: `probant.ui.rows`."""

from probant.ui.rows import MORE, MOST, RowsForm, wants_more

__all__ = ["MORE", "MOST", "RowsForm", "wants_more"]
