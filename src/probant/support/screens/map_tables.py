"""The table beside the map: the structures supported, and where."""

from probant.support.models import Case
from probant.ui.tables import Column, Empty, Table, Tag

STATES = {
    Case.State.OPEN.value: Tag("en cours", "held"),
    Case.State.CLOSED.value: Tag("terminé", "plain"),
}
STRUCTURES = Table(
    name="carte",
    caption="Structures accompagnées",
    noun="structure",
    columns=(
        Column(
            "name",
            "Structure",
            kind="link",
            route="directory:sheet",
            arguments=("id",),
            quiet="programmes",
            sortable=True,
            sort="name_key",
        ),
        Column("commune", "Commune", quiet="group", sortable=True),
        Column("since", "Depuis le", kind="date", sortable=True),
        Column("state", "Accompagnement", kind="tag", tags=STATES),
    ),
    default_sort="name",
    empty=Empty(
        "Aucune structure ici",
        "La carte montre les structures qui ont un dossier, dans la commune de leur siège. "
        "Élargissez les filtres, ou ouvrez un dossier.",
        action="Voir les dossiers",
        route="support:cases",
    ),
    cards=True,
)
