"""The table of testimonies."""

from probant.support.models import Testimony
from probant.ui.tables import Column, Empty, Table, Tag

TESTIMONIES = Table(
    name="temoignages",
    caption="Témoignages",
    noun="témoignage",
    columns=(
        Column("name", "Personne", kind="link", route="support:testimony", quiet="of"),
        Column("programme__name", "Programme"),
        Column("received_on", "Recueilli le", kind="date", sortable=True, sort="seq"),
        Column(
            "state",
            "État",
            kind="tag",
            tags={
                Testimony.State.ASKED: Tag("demandé", "quiet"),
                Testimony.State.RECEIVED: Tag("à relire", "due"),
                Testimony.State.KEPT: Tag("retenu", "held"),
                Testimony.State.ASIDE: Tag("écarté", "quiet"),
            },
        ),
        Column("uses", "Usages permis", blank="aucun"),
        Column("excerpt", "Extrait"),
    ),
    default_sort="-received_on",
    empty=Empty(
        "Aucun témoignage",
        "Un témoignage se demande par courriel, ou se note après un entretien, depuis un dossier. "
        "La personne dit à quoi il peut servir, et peut changer d’avis.",
        action="Voir les dossiers",
        route="support:cases",
    ),
    cards=True,
)
