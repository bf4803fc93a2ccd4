"""Who may receive, review and accept documents, and close what contradicts itself."""

from probant.ingestion.models import Reading, Status
from probant.kernel.actor import Actor
from probant.kernel.decision import ALLOWED, Decision, refused
from probant.kernel.roles import TEAM

#: Who works in the inbox; nobody else sees that it exists.
REVIEWERS = TEAM


def can_receive(actor: Actor, house_id: int) -> Decision:
    """The team of the house."""
    if actor.house_id == house_id and actor.has(*REVIEWERS):
        return ALLOWED
    return refused("Seule l’équipe de la structure dépose et relit ses documents.")


def can_review(actor: Actor, reading: Reading) -> Decision:
    """The team, as long as the document is not settled."""
    if reading.status == Status.ACCEPTED:
        return refused(
            "Ce document est déjà enregistré : ce qu’il a écrit se corrige dans les livres."
        )
    if reading.status == Status.ASIDE:
        return refused("Ce document est mis de côté : reprenez-le avant de le relire.")
    if not reading.is_open:
        return refused("Ce document n’a pas pu être lu : il n’y a rien à relire.")
    return can_receive(actor, reading.house_id)


def can_import(actor: Actor) -> Decision:
    """The team of a house that keeps its books here, or the system for a house."""
    if actor.house_id is not None and (actor.is_system or actor.has(*REVIEWERS)):
        return ALLOWED
    return refused("Seule l’équipe de la structure importe des fichiers.")
