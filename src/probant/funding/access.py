"""Who may write conventions, budgets, awards and payments."""

from probant.funding.models import Convention
from probant.funding.rules import Status
from probant.kernel.actor import Actor
from probant.kernel.decision import ALLOWED, Decision, refused
from probant.kernel.roles import FUNDERS, HOUSE, TEAM, Role

READERS = HOUSE | FUNDERS
STEWARDS = TEAM | {Role.BOARD}  # those who read what missions cost


def can_record(actor: Actor, house_id: int) -> Decision:
    """The team of the house that keeps the convention."""
    if actor.house_id != house_id:
        return refused("Cette convention est tenue par une autre structure.")
    if not actor.has(*TEAM):
        return refused("Seule l’équipe de la structure tient ses conventions et budgets.")
    return ALLOWED


def can_change(actor: Actor, convention: Convention) -> Decision:
    """The team, as long as the convention is neither closed nor dropped.

    What happened may be recorded whatever the status: see `can_record`.
    """
    if convention.status in (Status.CLOSED, Status.DROPPED):
        word = Status(convention.status).label
        return refused(f"Cette convention est {word} : ses fiches et budgets ne changent plus.")
    return can_record(actor, convention.house_id)
