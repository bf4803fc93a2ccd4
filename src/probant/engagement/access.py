"""Who notes the time of whom, who reads and answers what about volunteers and participants."""

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


def may_run_volunteers(actor: Actor, house_id: int) -> Decision:
    """The team of the house: agreements, hours, proposals, papers."""
    if actor.house_id != house_id or not actor.has(*TEAM):
        return refused("Seule l'équipe s'occupe des bénévoles.")
    return ALLOWED


def _is_oneself(actor: Actor, house_id: int, person_id: int) -> bool:
    """A volunteer of the house, about herself."""
    is_volunteer = actor.house_id == house_id and actor.has(Role.VOLUNTEER)
    return is_volunteer and actor.person_id is not None and actor.person_id == person_id


def may_describe(actor: Actor, house_id: int, person_id: int) -> Decision:
    """The team; a volunteer says herself what she can and when."""
    if _is_oneself(actor, house_id, person_id):
        return ALLOWED
    return may_run_volunteers(actor, house_id)


def may_set_rates(actor: Actor, house_id: int) -> Decision:
    """The direction decides how hours are valued."""
    if actor.house_id != house_id or not actor.has(Role.DIRECTION):
        return refused("La méthode de valorisation est décidée par la direction.")
    return ALLOWED


def may_answer(actor: Actor, house_id: int, person_id: int) -> Decision:
    """The volunteer to whom a case is proposed; the team notes her answer."""
    if _is_oneself(actor, house_id, person_id):
        return ALLOWED
    return may_run_volunteers(actor, house_id)


def may_read_answers(actor: Actor, house_id: int) -> Decision:
    """What participants said of themselves: the direction alone."""
    if actor.house_id != house_id or not actor.has(Role.DIRECTION):
        return refused("Ces réponses ne sont lues que par la direction.")
    return ALLOWED
