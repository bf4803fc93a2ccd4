"""Tables of posts and of monthly sheets."""

from typing import Any, cast

from probant.engagement.rules.sheets import State
from probant.ui.tables import Column, Empty, Table, Tag

POSTS = Table(
    name="postes",
    caption="Postes",
    noun="poste",
    columns=(
        Column("title", "Poste", kind="link", route="engagement:post", arguments=("id",)),
        Column("holders", "Tenu par"),
        Column(
            "state", "État", kind="tag", tags={True: Tag("ouvert", "held"), False: Tag("fermé")}
        ),
    ),
    default_sort="",
    empty=Empty(
        "Aucun poste",
        "Un poste, qui l’occupe et pour quelle part du temps plein : ce que doit le mois et les "
        "ETP en découlent.",
        action="Ouvrir un poste",
        route="engagement:post-create",
    ),
    cards=True,
)

MONTHS = Table(
    name="mois",
    caption="Feuilles de temps",
    noun="feuille",
    columns=(
        Column("month", "Mois", kind="link", href="href"),
        Column("name", "Personne"),
        Column("time", "Temps noté", align="end"),
        Column(
            "state",
            "État",
            kind="tag",
            tags={str(one): Tag(one.label, cast(Any, one.tone)) for one in State},
        ),
    ),
    default_sort="",
    empty=Empty(
        "Aucune feuille pour cette année",
        "Chaque mois de contrat a sa feuille : le temps par jour et par action, signée par la "
        "personne puis par sa ou son responsable.",
    ),
    cards=True,
)
