"""The list of documents."""

from __future__ import annotations

from typing import Any

from probant.ingestion.models import Kind, Status
from probant.ui.tables import Column, Empty, Table, Tag
from probant.ui.write import write_count

_TONES: dict[str, Any] = {
    Status.NEW: "plain",
    Status.READ: "due",
    Status.PARTLY: "due",
    Status.UNREADABLE: "late",
    Status.ACCEPTED: "held",
    Status.ASIDE: "quiet",
}
TABLE = Table(
    name="documents",
    caption="Documents reçus",
    noun="document",
    columns=(
        Column(
            "name",
            "Document",
            kind="link",
            route="ingestion:review",
            arguments=("document_id",),
            quiet="genre",
        ),
        Column(
            "status",
            "État",
            kind="tag",
            tags={status: Tag(status.label, _TONES[status]) for status in Status},
        ),
        Column("next", "Ce qui reste à faire"),
        Column("received_on", "Reçu le", kind="date", sortable=True, sort="received_at"),
    ),
    default_sort="-received_on",
    empty=Empty(
        "Aucun document ici",
        "Déposez une délibération, une convention, une fiche action ou un rapport : Probant en "
        "lit les valeurs, vous les relisez à côté du texte, puis elles entrent dans les livres.",
    ),
    cards=True,
)


def dressed(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Rows with the words that the table shows."""
    return [
        {
            **row,
            "genre": Kind(row["kind"]).label if row["status"] != Status.UNREADABLE else "",
            "received_on": row["received_at"].date(),
            "next": _next(row),
        }
        for row in rows
    ]


def _next(row: dict[str, Any]) -> str:
    if row["status"] == Status.UNREADABLE:
        return f"Non lu : {row['unreadable_because']}"
    if row["status"] == Status.ASIDE:
        return row["aside_reason"]
    findings = _findings(row)
    if row["status"] == Status.ACCEPTED:
        return findings
    if row["kind"] == Kind.UNKNOWN and not row["waiting"]:
        return "Rien de reconnu : à mettre de côté"
    waiting = write_count(row["waiting"], "valeur") + " à relire"
    return f"{waiting}, {findings}" if findings else waiting


def _findings(row: dict[str, Any]) -> str:
    if row["error_count"]:
        return write_count(row["error_count"], "erreur relevée", "erreurs relevées")
    return write_count(row["finding_count"], "constat") if row["finding_count"] else ""
