"""Who may do what in the directory: each function answers with a `Decision`."""

from probant.directory.merges import houses_knowing
from probant.directory.models import DataRequest, House, Organisation, Person
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


def can_ask(actor: Actor, person: Person) -> Decision:
    """Note what a person asks about her data: the team for her, or herself."""
    if person.erased_on is not None:
        return refused("Cette personne est déjà effacée.")
    if is_oneself(actor, person):
        return ALLOWED
    if actor.house_id == person.house_id and (actor.is_system or actor.has(*TEAM)):
        return ALLOWED
    return refused("Seules la personne et l’équipe notent cette demande.")


def can_export(actor: Actor, person: Person, *, with_reserved: bool) -> Decision:
    """Take out all that is held of a person: the team, or herself without the team's notes."""
    if with_reserved:
        if actor.house_id != person.house_id or not actor.has(Role.DIRECTION):
            return refused("Seule la direction joint ce qui a été écrit pour l’équipe.")
        if is_oneself(actor, person):
            return refused("Demandez à quelqu’un d’autre de relire ce que l’équipe a écrit.")
    return can_ask(actor, person)


def can_answer_requests(actor: Actor, asked: DataRequest) -> Decision:
    """Answer or refuse a request: the direction."""
    if actor.house_id == asked.house_id and actor.has(Role.DIRECTION):
        return ALLOWED
    return refused("Seule la direction répond aux demandes sur les données.")


def is_oneself(actor: Actor, person: Person) -> bool:
    """Whether the actor is the person: their account was linked to her."""
    return actor.person_id is not None and actor.person_id == person.pk


def can_merge(actor: Actor, kept: Organisation, merged: Organisation) -> Decision:
    """Say that two sheets are one structure's, or part them again.

    The direction of a house, for a sheet that nobody but this house knows; the platform or the
    system for one that several houses share (decision 0011). A house's own sheet is never merged.
    """
    if kept.pk == merged.pk:
        return refused("Une fiche ne se fusionne pas dans elle-même.")
    if House.objects.filter(pk=merged.pk).exists():
        return refused("Cette structure tient ses comptes ici : sa fiche est celle qui reste.")
    if actor.is_system or actor.has(Role.PLATFORM):
        return ALLOWED
    if actor.house_id is None or not actor.has(Role.DIRECTION):
        return refused("Seule la direction fusionne deux fiches.")
    mine = kept.cards.filter(house_id=actor.house_id)
    if not mine.exists():
        return refused("La fiche à garder n’est pas dans votre annuaire.")
    if set(houses_knowing(merged.pk)) - {actor.house_id}:
        return refused("D’autres maisons connaissent cette fiche : demandez à la plateforme.")
    return ALLOWED


def can_set_branches(actor: Actor) -> Decision:
    """Add a branch to those of the house, or close one: the direction."""
    if actor.house_id is not None and (actor.is_system or actor.has(Role.DIRECTION)):
        return ALLOWED
    return refused("Seule la direction ajoute des filières.")
