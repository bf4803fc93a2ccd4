"""Who may write the records of assemblies."""

from probant.governance.models import Deliberation
from probant.kernel.actor import Actor
from probant.kernel.decision import ALLOWED, Decision, refused
from probant.kernel.roles import TEAM, Role

#: who reads sittings, mandates and rules of the house's bodies
SITTERS = TEAM | {Role.BOARD}


def can_record(actor: Actor, house_id: int) -> Decision:
    """The team of the house that keeps the record."""
    if actor.house_id != house_id:
        return refused("Ces délibérations sont tenues par une autre structure.")
    if not actor.has(*TEAM):
        return refused("Seule l’équipe de la structure enregistre une délibération.")
    return ALLOWED


def can_change(actor: Actor, deliberation: Deliberation) -> Decision:
    """The team, as long as the act stands: a withdrawn or annulled one is history."""
    if deliberation.withdrawn_on is not None:
        return refused("Cette délibération a été retirée : enregistrez celle qui la remplace.")
    if deliberation.annulled_on is not None:
        return refused("Cette délibération a été annulée : enregistrez celle qui la remplace.")
    return can_record(actor, deliberation.house_id)


def can_correct(actor: Actor, deliberation: Deliberation) -> Decision:
    """The team, until the act is published: then only another act changes it."""
    if deliberation.published_on is not None:
        return refused(
            "Cette délibération est publiée : elle ne se corrige plus. Enregistrez celle qui la "
            "modifie, ou notez son retrait."
        )
    return can_change(actor, deliberation)
