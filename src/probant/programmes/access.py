"""Who may change what a house offers."""

from probant.kernel.actor import Actor
from probant.kernel.decision import ALLOWED, Decision, refused
from probant.kernel.roles import Role


def may_edit_offer(actor: Actor, house_id: int) -> Decision:
    """The direction of the house writes its programmes, phases, kinds of session and actions."""
    if actor.house_id != house_id:
        return refused("Cette offre est celle d'une autre maison.")
    if not actor.has(Role.DIRECTION):
        return refused("Seule la direction modifie l'offre de la maison.")
    return ALLOWED
