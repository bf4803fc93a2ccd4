"""Who founds a collective, answers for a house, shares, says what is one thing, reads."""

from probant.consortia.models import Consortium, MemberHouse
from probant.indicators.access import EXPORTERS, READERS
from probant.kernel.actor import Actor
from probant.kernel.decision import ALLOWED, Decision, refused
from probant.kernel.roles import TEAM, Role

__all__ = ["EXPORTERS", "READERS"]

CLOSED = "Ce collectif est clos : ce qui a été dit se lit encore, plus rien ne s’y ajoute."


def can_found(actor: Actor) -> Decision:
    """The direction of a house founds a collective in its name."""
    if actor.house_id is not None and actor.has(Role.DIRECTION):
        return ALLOWED
    return refused("Seule la direction engage la maison dans un collectif.")


def can_keep(actor: Actor, consortium: Consortium) -> Decision:
    """The direction of the house that keeps it invites, and lists the figures."""
    if actor.house_id != consortium.keeper_id or not actor.has(Role.DIRECTION):
        return refused("Seule la direction de la maison qui tient le collectif fait cela.")
    return refused(CLOSED) if consortium.closed_on else ALLOWED


def can_answer_for(actor: Actor, member: MemberHouse) -> Decision:
    """The direction of a house accepts, declines, shares and leaves in its own house's name."""
    if actor.house_id == member.house_id and actor.has(Role.DIRECTION):
        return refused(CLOSED) if member.consortium.closed_on else ALLOWED
    return refused("Chaque maison répond pour elle-même, par sa direction.")


def can_work_in(actor: Actor, consortium: Consortium) -> Decision:
    """The team of a member notes partners, what is said, and what is one thing."""
    if not actor.has(*TEAM) or member_of(actor, consortium) is None:
        return refused("Seule l’équipe d’une maison membre note cela.")
    return refused(CLOSED) if consortium.closed_on else ALLOWED


def member_of(actor: Actor, consortium: Consortium) -> MemberHouse | None:
    """The actor's house as a member that stands; None for a stranger and for one only invited."""
    rows = MemberHouse.objects.standing().filter(consortium=consortium, house_id=actor.house_id)
    found: MemberHouse | None = rows.select_related("consortium", "house").first()
    return found
