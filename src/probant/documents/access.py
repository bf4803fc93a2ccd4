"""Who may put a document into a house."""

from probant.kernel.actor import Actor
from probant.kernel.decision import ALLOWED, Decision, refused
from probant.kernel.roles import TEAM


def can_store(actor: Actor, house_id: int) -> Decision:
    """The team of the house."""
    if actor.house_id == house_id and actor.has(*TEAM):
        return ALLOWED
    return refused("Seule l'équipe de la structure dépose des documents.")
