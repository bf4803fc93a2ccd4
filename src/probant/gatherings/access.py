"""Who plans sessions and takes attendance."""

from probant.kernel.actor import Actor
from probant.kernel.decision import ALLOWED, Decision, refused
from probant.kernel.roles import TEAM


def may_write_sessions(actor: Actor, house_id: int) -> Decision:
    """The team of the house; volunteers and board members read."""
    if actor.house_id != house_id:
        return refused("Cette rencontre est celle d'une autre structure.")
    if not actor.has(*TEAM):
        return refused("Seule l'équipe prépare les rencontres et note les présences.")
    return ALLOWED
