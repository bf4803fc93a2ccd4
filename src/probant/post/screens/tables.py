"""Tables of the post."""

from probant.post.models import Letter
from probant.ui.tables import Column, Empty, Table, Tag

LETTERS = Table(
    name="courrier",
    caption="Courriels de la structure",
    noun="courriel",
    columns=(
        Column("words", "Objet", kind="link", route="post:letter", quiet="reason"),
        Column("to", "À"),
        Column(
            "state",
            "État",
            kind="tag",
            tags={
                Letter.State.SENT: Tag("envoyé", "held"),
                Letter.State.QUEUED: Tag("à envoyer", "due"),
                Letter.State.FAILED: Tag("pas parti", "late"),
                Letter.State.SKIPPED: Tag("désabonné", "quiet"),
            },
        ),
        Column("written_at", "Écrit le", kind="date", sortable=True),
    ),
    default_sort="-written_at",
    empty=Empty(
        "Aucun courriel ici",
        "Les invitations, les liens et les rappels que Probant envoie au nom de la structure se "
        "retrouvent ici, avec ceux qui ne sont pas partis et pourquoi.",
    ),
    cards=True,
)
