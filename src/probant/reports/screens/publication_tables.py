"""The list of publications."""

from probant.reports.models import Publication
from probant.ui.tables import Column, Empty, Table, Tag

STATES = {
    Publication.State.DRAFT.value: Tag("brouillon", "quiet"),
    Publication.State.REVIEW.value: Tag("en relecture", "due"),
    Publication.State.PUBLISHED.value: Tag("publiée", "held"),
}
PUBLICATIONS = Table(
    name="publications",
    caption="Publications",
    noun="publication",
    columns=(
        Column("title", "Publication", kind="link", route="reports:publication", sortable=True),
        Column("year", "Année", sortable=True),
        Column("state", "État", kind="tag", tags=STATES),
        Column("editions", "Éditions", kind="number"),
        Column("changed_on", "Modifiée le", kind="date", sortable=True),
    ),
    default_sort="-year",
    empty=Empty(
        "Aucune publication",
        "Le rapport d’activité, l’année en une page : composés de chiffres vivants, puis gelés "
        "avec leurs preuves le jour où ils paraissent.",
        action="Commencer une publication",
        route="reports:publication-create",
    ),
    cards=True,
)
