"""Models of ingestion: documents read, spreadsheets imported."""

from probant.ingestion.models.imports import (
    ColumnMemory,
    Import,
    ImportChange,
    ImportFile,
    ImportRow,
)
from probant.ingestion.models.readings import Kind, Reading, Status, Value, Verdict

__all__ = [
    "ColumnMemory",
    "Import",
    "ImportChange",
    "ImportFile",
    "ImportRow",
    "Kind",
    "Reading",
    "Status",
    "Value",
    "Verdict",
]
