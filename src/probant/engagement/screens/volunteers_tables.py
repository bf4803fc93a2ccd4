"""Tables of volunteers, of hours that wait, of the method."""

from probant.ui.tables import Column, Empty, Table

VOLUNTEERS = Table(
    name="benevoles",
    caption="Bénévoles",
    noun="bénévole",
    columns=(
        Column(
            "name",
            "Bénévole",
            kind="link",
            route="engagement:volunteer",
            sortable=True,
            sort="name_key",
            quiet="tasks",
        ),
        Column("skills", "Compétences"),
        Column("free", "Disponible"),
        Column("cases", "Dossiers", kind="number"),
        Column("time", "Heures de l’année", kind="link", href="time_href", align="end"),
    ),
    default_sort="name",
    empty=Empty(
        "Personne ici",
        "Écouter les projets en amont, co-accompagner, faire le bilan, animer l’association : "
        "chaque bénévole a sa fiche, ses heures et sa convention.",
        action="Inscrire un bénévole",
        route="engagement:enrol",
    ),
    cards=True,
)

RATES = Table(
    name="taux",
    caption="Taux de l’heure, par niveau et mission",
    noun="taux",
    nouns="taux",
    columns=(
        Column("level", "Niveau", quiet="task"),
        Column("starts_on", "À partir du", kind="date"),
        Column("basis", "Base"),
        Column("hour", "L’heure", kind="money"),
        Column("source", "Source", quiet="decided"),
    ),
    empty=Empty(
        "Aucun taux",
        "Sans taux, les heures se comptent et ne se valorisent pas. Un taux par niveau suffit : "
        "le SMIC du jour multiplié par un coefficient, ou un montant.",
    ),
    cards=True,
)

PARTICIPANTS = Table(
    name="participants",
    caption="Participants",
    noun="participant",
    columns=(
        Column(
            "name",
            "Personne",
            kind="link",
            route="engagement:participant",
            sortable=True,
            sort="person__name_key",
            quiet="action_name",
        ),
        Column("entered_on", "Entrée", kind="date", sortable=True),
        Column("entry", "Situation à l’entrée"),
        Column("left_on", "Sortie", kind="date"),
        Column("exit", "Situation à la sortie"),
        Column("asked", "Questions"),
    ),
    default_sort="-entered_on",
    empty=Empty(
        "Aucun participant",
        "Les personnes qui prennent part en leur nom à une opération cofinancée par l’Union "
        "européenne. Jamais le public d’un événement de sensibilisation.",
        action="Noter une entrée",
        route="engagement:participant-enter",
    ),
    cards=True,
)
