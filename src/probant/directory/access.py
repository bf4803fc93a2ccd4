"""Who may do what in the directory: each function answers with a `Decision`."""

from probant.kernel.actor import Actor
from probant.kernel.decision import ALLOWED, Decision, refused
from probant.kernel.roles import TEAM, Role


def can_write(actor: Actor) -> Decision:
    """Create and edit structures and people: the team of a house, or the system for a house."""
    if actor.house_id is None:
        return refused("Votre structure ne tient pas d’annuaire dans Probant.")
    if actor.is_system or actor.has(*TEAM):
        return ALLOWED
    return refused("Seule l’équipe de la structure modifie l’annuaire.")


def can_see_people(actor: Actor) -> Decision:
    """Names and positions of people: the team; board members and volunteers see structures."""
    if actor.house_id is not None and (actor.is_system or actor.has(*TEAM)):
        return ALLOWED
    return refused("Les personnes ne sont visibles que de l’équipe.")


def can_erase(actor: Actor) -> Decision:
    """Erase a person for good: the direction, or the system (retention, restored backups)."""
    if actor.house_id is not None and (actor.is_system or actor.has(Role.DIRECTION)):
        return ALLOWED
    return refused("Seule la direction peut effacer une personne.")


def can_open_house(actor: Actor) -> Decision:
    """Open the books of a new house: the system alone (installation, demonstration, platform)."""
    return ALLOWED if actor.is_system else refused("Une structure s’ouvre à l’installation.")
