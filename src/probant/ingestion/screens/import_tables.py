"""The list of imports, and the rows of one."""

from __future__ import annotations

from typing import Any

from probant.accounts.queries import names_of
from probant.ingestion.models import Import
from probant.ingestion.spreadsheets.kinds import STATE_WORDS, State, kinds
from probant.ui.tables import Column, Empty, Table, Tag

_TONES: dict[str, Any] = {
    Import.State.DRAFT: "due",
    Import.State.RUNNING: "proof",
    Import.State.APPLIED: "held",
    Import.State.UNDONE: "quiet",
    Import.State.ABANDONED: "quiet",
}
IMPORTS = Table(
    name="imports",
    caption="Fichiers importés",
    noun="fichier",
    columns=(
        Column(
            "name",
            "Fichier",
            kind="link",
            route="ingestion:import",
            arguments=("id",),
            quiet="kind_label",
        ),
        Column(
            "state",
            "État",
            kind="tag",
            tags={state: Tag(state.label, _TONES[state]) for state in Import.State},
        ),
        Column("row_count", "Lignes", kind="number"),
        Column("written", "Créées ou complétées", kind="number"),
        Column("refused", "Refusées", kind="number"),
        Column("by", "Par"),
        Column("received_on", "Reçu le", kind="date", sortable=True, sort="received_at"),
    ),
    default_sort="-received_on",
    empty=Empty(
        "Aucun fichier importé",
        "Vos tableurs entrent ici : contacts, dossiers, rencontres, comptes. Rien n’est écrit "
        "avant que vous ayez vu ce qui le serait, et un import s’annule d’un geste.",
    ),
    cards=True,
)
_STATE_TONES: dict[str, Any] = {
    State.CREATE: "held",
    State.MERGE: "proof",
    State.SAME: "quiet",
    State.DOUBLE: "due",
    State.REFUSE: "late",
    State.APART: "due",
    State.MISSING: "due",
    State.ASIDE: "quiet",
}
ROWS = Table(
    name="lignes",
    caption="Lignes du fichier",
    noun="ligne",
    columns=(
        Column("label", "Ligne", sortable=True, sort="place"),
        Column("number", "N°", kind="number"),
        Column(
            "state",
            "Ce qu’elle devient",
            kind="tag",
            tags={s: Tag(STATE_WORDS[s], _STATE_TONES[s]) for s in State},
        ),
        Column("why", "Pourquoi, et ce qui a été rectifié"),
    ),
    default_sort="label",
    empty=Empty("Aucune ligne", "Aucune ligne du fichier n’est dans ce cas."),
    cards=True,
)


def dressed(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Imports with the words that the table shows."""
    names = names_of({row["received_by_id"] for row in rows})
    labels = {code: kind.label for code, kind in kinds().items()}
    return [
        {
            **row,
            "kind_label": labels.get(row["kind"], row["kind"]),
            "received_on": row["received_at"].date(),
            "by": names.get(row["received_by_id"] or 0, "la ligne de commande"),
            "written": sum(row["counts"].get(key, 0) for key in (State.CREATE, State.MERGE)),
            "refused": sum(row["counts"].get(key, 0) for key in (State.REFUSE, State.DOUBLE)),
        }
        for row in rows
    ]


def dressed_rows(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Rows of a file with the words that the table shows."""
    return [
        {
            **row,
            "label": f"{row['label']} ({row['sheet']})" if row["sheet"] else row["label"],
            "why": " ".join(part for part in (row["words"], row["twin"]) if part),
        }
        for row in rows
    ]
