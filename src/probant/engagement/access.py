"""Who notes the time of whom."""

from probant.kernel.actor import Actor
from probant.kernel.decision import ALLOWED, Decision, refused
from probant.kernel.roles import TEAM, Role


def may_write_time(actor: Actor, house_id: int, person_id: int) -> Decision:
    """The team of the house; a volunteer their own hours."""
    if actor.house_id != house_id:
        return refused("Ces temps sont ceux d'une autre structure.")
    if actor.has(*TEAM):
        return ALLOWED
    if actor.has(Role.VOLUNTEER) and actor.person_id == person_id:
        return ALLOWED
    return refused("Chacun note ses propres heures ; l'équipe note celles de tous.")


def may_enrol(actor: Actor, house_id: int) -> Decision:
    """The team of the house takes volunteers in."""
    if actor.house_id != house_id or not actor.has(*TEAM):
        return refused("Seule l'équipe inscrit des bénévoles.")
    return ALLOWED
