"""The list of imports, and the rows of one."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from django.utils.html import format_html, format_html_join

from probant.accounts.queries import names_of
from probant.ingestion.models import Import
from probant.ingestion.spreadsheets.kinds import BREAK, STATE_WORDS, Kind, State, kinds
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
        Column("why", "Pourquoi, et ce qui a été rectifié", kind="html", css="is-wide"),
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


def rows_table(kind: Kind | None) -> Table:
    """The table of rows, in the words of their kind for what becomes of them."""
    if kind is None or not kind.state_words:
        return ROWS
    tags = {state: Tag(kind.word(state), _STATE_TONES[state]) for state in State}
    return replace(
        ROWS,
        columns=tuple(
            replace(one, tags=tags) if one.key == "state" else one for one in ROWS.columns
        ),
    )


def dressed_rows(rows: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """Rows of a file with the words that the table shows: what becomes of a row, then, under it,
    what was mended and what is to be looked at."""
    return [
        {
            **row,
            "label": f"{row['label']} ({row['sheet']})" if row["sheet"] else row["label"],
            "why": _why(row),
        }
        for row in rows
    ]


def _why(row: dict[str, Any]) -> str:
    first, *rest = row["words"].split(BREAK)
    said = " ".join(part for part in (first, row["twin"]) if part)
    below = format_html_join("", '<span class="table__quiet">{}</span>', ((one,) for one in rest))
    return format_html("{}{}", said, below)
