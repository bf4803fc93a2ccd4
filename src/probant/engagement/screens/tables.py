"""Tables of engagement."""

from probant.ui.tables import Column, Empty, Table


def time_table(kind: str) -> Table:
    """The list of hours of volunteers, or of the team's time."""
    volunteers = kind == "benevoles"
    return Table(
        name=f"temps-{kind}",
        caption="Heures des bénévoles" if volunteers else "Temps de l’équipe",
        columns=(
            Column("name", "Personne"),
            Column("occurred_on", "Jour", kind="date", sortable=True),
            Column("time", "Durée", align="end"),
            *((Column("task_name", "Mission"),) if volunteers else ()),
            Column("programme_name", "Programme"),
            Column("action_name", "Action"),
            Column("undo", "Annuler", kind="link", href="undo_href", hidden_label=True),
        ),
        default_sort="-occurred_on",
        empty=Empty(
            "Aucune heure notée" if volunteers else "Aucun temps noté",
            "Ce que les bénévoles donnent se compte et se valorise."
            if volunteers
            else "Le temps passé par action dit les équivalents temps plein, qu’on ne tape jamais.",
        ),
        cards=True,
    )


TABLES = {kind: time_table(kind) for kind in ("benevoles", "equipe")}
