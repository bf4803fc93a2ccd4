"""Tables of accounts: the entries behind an amount, what moved between two files."""

from collections.abc import Sequence
from typing import Any

from probant.funding.queries.actuals import Opened
from probant.funding.rules.ledger import EntryLine, Moves
from probant.kernel.money import write_euros
from probant.ui.tables import Column, Empty, Table, Tag

ENTRIES = Table(
    name="ecritures",
    caption="Écritures",
    noun="écriture",
    columns=(
        Column("label", "Libellé", quiet="piece"),
        Column("day", "Date", kind="date"),
        Column("account", "Compte"),
        Column("section", "Section"),
        Column("cents", "Compte ici pour", kind="money"),
        Column("whole", "En entier", kind="money"),
    ),
    cards=True,
    empty=Empty("Aucune écriture", "Aucune écriture de cet exercice n’est dans ce cas."),
)
MOVES = Table(
    name="mouvements",
    caption="Ce qui a bougé",
    noun="écriture",
    columns=(
        Column("label", "Libellé", quiet="piece"),
        Column(
            "what",
            "Ce qui a bougé",
            kind="tag",
            tags={
                "added": Tag("ajoutée", "held"),
                "removed": Tag("retirée", "late"),
                "changed": Tag("changée", "due"),
            },
        ),
        Column("account", "Compte"),
        Column("before", "Avant"),
        Column("after", "Après"),
    ),
    cards=True,
    empty=Empty("Rien n’a bougé", "Ce fichier ne remplace aucun autre, ou dit la même chose."),
)


def entry_rows(found: Sequence[Opened]) -> list[dict[str, Any]]:
    """Entries as the table shows them."""
    return [
        {
            "id": one.entry.pk,
            "label": one.entry.label or one.entry.account_label or "sans libellé",
            "piece": one.entry.piece,
            "day": one.entry.day,
            "account": one.entry.account,
            "section": one.entry.section,
            "cents": one.cents,
            "whole": one.whole_cents if one.is_shared else None,
        }
        for one in found
    ]


def move_rows(moved: Moves) -> list[dict[str, Any]]:
    """What moved as the table shows it: changed, added, removed."""
    pairs: list[tuple[str, EntryLine | None, EntryLine | None]] = [
        *(("changed", old, new) for old, new in moved.changed),
        *(("added", None, new) for new in moved.added),
        *(("removed", old, None) for old in moved.removed),
    ]
    return [
        {
            "id": place,
            "label": line.label or line.account_label or "sans libellé",
            "piece": line.piece,
            "what": what,
            "account": line.account,
            "before": _said(old),
            "after": _said(new),
        }
        for place, (what, old, new) in enumerate(pairs, 1)
        for line in [new or old]
        if line is not None
    ]


def _said(line: EntryLine | None) -> str:
    if line is None:
        return ""
    return write_euros(line.cents, 2) + (f", {line.section}" if line.section else "")
