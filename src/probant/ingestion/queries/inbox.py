"""The list of documents and the findings kept of one."""

from __future__ import annotations

from typing import Any

from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from probant.indicators.models import KeptFinding
from probant.ingestion.models import Reading, Status, Value, Verdict
from probant.kernel.actor import Actor
from probant.kernel.finding import Severity


def inbox_rows(actor: Actor, *, status: str = "", kind: str = "") -> QuerySet[Any, Any]:
    """The actor's inbox as `values()` rows, with how many values wait for a decision."""
    waiting = (
        Value.objects.filter(reading=OuterRef("pk"), verdict=Verdict.PENDING, read__isnull=False)
        .order_by()
        .values("reading")
        .annotate(number=Count("*"))
    )
    rows = Reading.objects.visible_to(actor)
    if status:
        rows = rows.filter(status=status)
    if kind:
        rows = rows.filter(kind=kind)
    return rows.annotate(waiting=Coalesce(Subquery(waiting.values("number")[:1]), 0)).values(
        "id",
        "document_id",
        "name",
        "kind",
        "status",
        "received_at",
        "error_count",
        "finding_count",
        "unreadable_because",
        "aside_reason",
        "waiting",
    )


def inbox_counts(actor: Actor) -> dict[str, int]:
    """How many documents stand in each status. One query."""
    rows = Reading.objects.visible_to(actor).order_by().values("status").annotate(n=Count("*"))
    counts = dict.fromkeys(Status.values, 0)
    counts.update({row["status"]: row["n"] for row in rows})
    return counts


def findings_of(reading: Reading) -> list[KeptFinding]:
    """The findings kept when a document was accepted, gravest first. One query."""
    kept = KeptFinding.objects.filter(document_id=reading.document_id).order_by("pk")
    return sorted(kept, key=lambda finding: Severity(finding.severity).rank)
