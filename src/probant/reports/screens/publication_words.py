"""How the history says what happened to a publication, and where publications are reached from."""

from probant.kernel import verbs
from probant.kernel.roles import TEAM, Role
from probant.search import kinds
from probant.ui import rail


def register() -> None:
    """Say the verbs of publications; let the rail and the search lead to them."""
    rail.extend("figures", "reports:publications")
    kinds.offer(
        "publications",
        "Publications",
        "reports:publications",
        roles=TEAM | {Role.BOARD},
        order=66,
    )
    kinds.offer(
        "new_publication",
        "Nouvelle publication",
        "reports:publication-create",
        roles=TEAM,
        order=67,
    )
    verbs.register(
        {
            "reports.compose": "Publication commencée",
            "reports.edit_publication": "Publication modifiée",
            "reports.write_block": "Bloc d’une publication écrit",
            "reports.link_number": "Nombre d’un texte étayé",
            "reports.move_block": "Bloc déplacé",
            "reports.remove_block": "Bloc retiré",
            "reports.draft_publication": "Publication reprise en brouillon",
            "reports.review_publication": "Publication donnée à relire",
            "reports.publish": "Édition publiée",
            "reports.open_edition": "Lecteurs d’une édition changés",
        }
    )
