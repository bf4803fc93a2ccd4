"""Where the life of the association is, from the list of deliberations."""

from django.template.loader import render_to_string
from django.utils.safestring import SafeString

from probant.kernel.actor import Actor
from probant.kernel.roles import TEAM, Role
from probant.ui.request import Request


def reads_life(actor: Actor, subject: object) -> bool:
    """The team and the board of the house."""
    return actor.house_id is not None and actor.has(*TEAM, Role.BOARD)


def life_link(request: Request, subject: object) -> SafeString:
    """A link. No query."""
    return render_to_string("governance/_life_link.html")
