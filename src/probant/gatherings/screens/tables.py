"""Tables of gatherings."""

from probant.gatherings.models import Session
from probant.ui.tables import Column, Empty, Table, Tag

STATE_TAGS = {
    Session.State.PLANNED: Tag("prévue", "due"),
    Session.State.HELD: Tag("tenue", "held"),
    Session.State.POSTPONED: Tag("reportée", "late"),
    Session.State.CANCELLED: Tag("annulée", "quiet"),
}

SESSIONS = Table(
    name="rencontres",
    caption="Rencontres",
    noun="rencontre",
    columns=(
        Column(
            "title",
            "Rencontre",
            kind="link",
            route="gatherings:session",
            quiet="kind_name",
            sortable=True,
        ),
        Column("starts_on", "Jour", kind="date", sortable=True),
        Column("programme_name", "Programme"),
        Column("place_name", "Commune"),
        Column("present", "Présents", kind="number"),
        Column(
            "state",
            "État",
            kind="tag",
            tags=STATE_TAGS,
        ),
    ),
    default_sort="-starts_on",
    empty=Empty(
        "Aucune rencontre ici",
        "Ateliers, formations, visites, forums : qui est venu se note le jour même, debout, sur "
        "un téléphone.",
        action="Prévoir une rencontre",
        route="gatherings:session-create",
    ),
    cards=True,
)
