"""Who may make a report, compose a publication, publish it."""

from probant.kernel.actor import Actor
from probant.kernel.decision import ALLOWED, Decision, refused
from probant.kernel.roles import FUNDERS, TEAM, Role

#: The team and the board of the house: what it reads of itself.
HOUSE_MAKERS = TEAM | {Role.BOARD}
#: The team and the board of the house; the people of its funders, on what they may see.
MAKERS = HOUSE_MAKERS | FUNDERS
#: Those who speak in the name of the house.
PUBLISHERS = frozenset({Role.DIRECTION})


def can_compose(actor: Actor, house_id: int) -> Decision:
    """The team of the house."""
    if actor.house_id == house_id and actor.has(*TEAM):
        return ALLOWED
    return refused("Composer une publication revient à l’équipe de la maison.")


def can_publish(actor: Actor, house_id: int) -> Decision:
    """The direction: what is published is said in the name of the house."""
    if actor.house_id == house_id and actor.has(*PUBLISHERS):
        return ALLOWED
    return refused("Publier revient à la direction.")
