"""What events, roles and stands add to other pages and to the search field."""

from probant.gatherings.screens.views import parts
from probant.kernel.roles import TEAM
from probant.search import kinds
from probant.ui import panels


def offer_programme() -> None:
    """Register it."""
    panels.slot("event.main", "une partie de la page d'un événement")
    panels.slot("event.side", "ce que les pièces supérieures savent d'un événement")
    panels.register(
        "session.main", "roles", order=10, can=parts.can_see, render=parts.roles_section
    )
    panels.register(
        "session.main", "stands", order=20, can=parts.has_stands, render=parts.stands_section
    )
    kinds.offer(
        "year_copy",
        "Reprendre les rencontres d’une année",
        "gatherings:year-copy",
        roles=TEAM,
        words="dupliquer reconduire programme année suivante",
        order=60,
    )
