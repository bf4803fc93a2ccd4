"""The findings of a document after a person corrected what was read of it."""

from __future__ import annotations

from typing import Any

from probant.ingestion.aside import SMALL_BYTES, kept_document
from probant.ingestion.models import Reading, Verdict
from probant.ingestion.reader import read_document
from probant.kernel.finding import Severity

AS_READ = "findings_as_read"  # in the record, once a correction changed its findings


def recheck(reading: Reading) -> None:
    """Judge again what stands of a reading: a misreading mended is no contradiction any longer.

    The findings of the text as it was read stay in the record, under `AS_READ`. A text of more than
    `SMALL_BYTES` keeps them as they are: judging it would make its reviewer wait.
    """
    record: dict[str, Any] = reading.record
    as_read = record.get(AS_READ, record.get("findings", []))
    decided = [
        (one.path, one.verdict, one.corrected)
        for one in reading.values.filter(verdict__in=(Verdict.CORRECTED, Verdict.REFUSED))
    ]
    findings = _judged(reading, decided) if decided else as_read
    if findings is None or findings == record.get("findings"):
        return
    record["findings"], record[AS_READ] = findings, as_read
    if findings == as_read:
        del record[AS_READ]
    reading.finding_count = len(findings)
    reading.error_count = sum(one["severity"] == Severity.ERROR for one in findings)
    reading.save(update_fields=["record", "finding_count", "error_count"])


def _judged(reading: Reading, decided: list[tuple[str, str, Any]]) -> list[Any] | None:
    """The findings of what stands; None where today's reader no longer reads the same values."""
    if not reading.text or len(reading.text) > SMALL_BYTES:
        return None
    document = kept_document(reading.text, reading.pages, reading.name)
    try:
        draft = read_document(document, decided)
    except (LookupError, AttributeError):
        return None
    return [finding.as_dict() for finding in draft.findings]
