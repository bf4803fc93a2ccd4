"""Who notes the time of whom, who reads and answers what about volunteers and participants."""

from probant.directory.models import Person
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


def may_employ(actor: Actor, house_id: int) -> Decision:
    """The direction keeps posts, contracts, costs and mission letters."""
    if actor.house_id != house_id or not actor.has(Role.DIRECTION):
        return refused("Seule la direction tient les postes et les contrats.")
    return ALLOWED


def may_keep_time(actor: Actor, person: Person) -> Decision:
    """Weeks and sheets are those of the person, of the direction and of the assistant."""
    if actor.house_id != person.house_id or not actor.has(*TEAM):
        return refused("Ces temps sont ceux d’une autre structure.")
    if actor.person_id == person.pk or actor.has(Role.DIRECTION, Role.ASSISTANT):
        return ALLOWED
    return refused("Chacun lit ses propres semaines ; la direction celles de tous.")


def may_read_sheet(actor: Actor, person: Person, *, by_board: bool) -> Decision:
    """Who keeps the time, and the board for somebody of the direction, whose sheet it signs."""
    kept = may_keep_time(actor, person)
    if kept or not by_board or actor.house_id != person.house_id or not actor.has(Role.BOARD):
        return kept
    return ALLOWED


def may_sign(actor: Actor, person: Person, part: str, *, by_board: bool) -> Decision:
    """The employee signs their own sheet; then the direction, or the board for the direction's."""
    if actor.house_id != person.house_id:
        return refused("Cette feuille est celle d’une autre structure.")
    own = actor.person_id == person.pk
    if part == "employee":
        return ALLOWED if own else refused("Chacun signe sa propre feuille, par son compte.")
    if own:
        return refused("Nul ne signe sa propre feuille comme responsable.")
    signer = Role.BOARD if by_board else Role.DIRECTION
    if part == "manager" and actor.has(signer):
        return ALLOWED
    return refused(
        "Cette feuille est signée par quelqu’un du conseil d’administration."
        if by_board
        else "Cette feuille est signée par la direction."
    )
