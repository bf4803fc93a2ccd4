"""Table of replacements."""

from probant.ui.tables import Column, Empty, Table, Tag

HAND_OVERS = Table(
    name="remplacements",
    caption="Remplacements",
    noun="remplacement",
    columns=(
        Column("from_name", "Qui s’absente"),
        Column("to_name", "Qui remplace"),
        Column("what", "Pour"),
        Column("starts_on", "Du", kind="date"),
        Column("ends_on", "Au", kind="date"),
        Column(
            "state",
            "État",
            kind="tag",
            tags={
                "standing": Tag("en cours", "held"),
                "coming": Tag("à venir", "due"),
                "past": Tag("passé", "quiet"),
                "given": Tag("pour de bon", "plain"),
                "cancelled": Tag("annulé", "quiet"),
            },
        ),
        Column(
            "end",
            "Écourter",
            kind="link",
            route="support:end-hand-over",
            arguments=("end_id",),
            hidden_label=True,
            blank="",
        ),
    ),
    empty=Empty(
        "Aucun remplacement",
        "Pendant une absence, une autre personne suit les dossiers ; ils reviennent ensuite "
        "d’eux-mêmes.",
        action="Mes tâches",
        route="support:tasks",
    ),
    cards=True,
)
