"""The table of people."""

from collections.abc import Mapping, Sequence
from typing import Any

from probant.ui.tables import Column, Empty, Table

COLUMNS = (
    Column(
        "name",
        "Personne",
        kind="link",
        route="directory:person",
        arguments=("id",),
        sortable=True,
        sort="name_key",
    ),
    Column("positions", "Fonctions tenues"),
    Column("telephone", "Téléphone"),
    Column("email", "Courriel"),
)
PEOPLE = Table(
    name="personnes",
    caption="Personnes de l’annuaire",
    noun="personne",
    columns=COLUMNS,
    default_sort="name",
    cards=True,
    empty=Empty(
        "Personne n’est encore noté",
        "La présidente, le coordinateur, la porteuse de projet, le bénévole : chacun une fois, "
        "avec ce qu’il fait et où.",
        action="Ajouter une personne",
        route="directory:create-person",
    ),
)
NOBODY = Table(
    name="personnes",
    caption="Personnes de l’annuaire",
    noun="personne",
    columns=COLUMNS,
    default_sort="name",
    empty=Empty(
        "Personne ne répond",
        "Essayez une partie du nom, sans vous soucier des accents, ou enlevez un filtre.",
        action="Voir toutes les personnes",
        route="directory:people",
    ),
)


def words(
    rows: Sequence[dict[str, Any]], held: Mapping[int, list[tuple[str, str, Any]]]
) -> Sequence[dict[str, Any]]:
    """Add to each row the name as it is said and the positions that the person holds."""
    for row in rows:
        row["name"] = f"{row['given_name']} {row['family_name']}".strip()
        held_here = held.get(row["id"], [])
        row["positions"] = " ; ".join(f"{title}, {where}" for title, where, _ in held_here)
    return rows
