"""The table of the directory."""

from collections.abc import Sequence
from typing import Any

from probant.directory.models import Family, Theme
from probant.ui.tables import Column, Empty, Table

FAMILIES = {value: str(label) for value, label in Family.choices}
THEMES = {value: str(label) for value, label in Theme.choices}

COLUMNS = (
    Column(
        "name",
        "Structure",
        kind="link",
        route="directory:sheet",
        arguments=("organisation_id",),
        sortable=True,
        sort="name_key",
    ),
    Column("place_name", "Commune"),
    Column("family_label", "Famille"),
    Column("theme_label", "Domaine"),
    Column("member_label", "Réseau"),
)

DIRECTORY = Table(
    name="annuaire",
    caption="Structures de l’annuaire",
    noun="structure",
    columns=COLUMNS,
    default_sort="name",
    cards=True,
    empty=Empty(
        "L’annuaire est vide",
        "Il réunit les structures que vous accompagnez, vos membres, vos partenaires et vos "
        "financeurs. Chacune n’y entre qu’une fois.",
        action="Ajouter une structure",
        route="directory:create",
    ),
)
NOT_FOUND = Table(
    name="annuaire",
    caption="Structures de l’annuaire",
    noun="structure",
    columns=COLUMNS,
    default_sort="name",
    empty=Empty(
        "Aucune structure ne répond",
        "Essayez une partie du nom, sans vous soucier des accents, ou enlevez un filtre.",
        action="Voir tout l’annuaire",
        route="directory:list",
    ),
)


def words(rows: Sequence[dict[str, Any]]) -> Sequence[dict[str, Any]]:
    """Add to each row the words of its codes."""
    for row in rows:
        row["family_label"] = FAMILIES[row["family"]]
        row["theme_label"] = THEMES[row["theme"]]
        row["member_label"] = "membre" if row["is_member"] else ""
    return rows
