"""Who may open accounts and give roles."""

from probant.accounts.models import User
from probant.directory.models import Card, House, Organisation, Person
from probant.kernel.actor import Actor
from probant.kernel.decision import ALLOWED, Decision, refused
from probant.kernel.roles import EVERYONE, FUNDERS, HOUSE, TEAM, Role


def roles_offered(actor: Actor, organisation: Organisation) -> frozenset[Role]:
    """The roles that the actor may give in an organisation; empty where none.

    The direction gives the roles of its own organisation, and that of holder in the structures of
    its directory; the system (installation, demonstration) gives any.
    """
    if actor.is_system:
        return EVERYONE
    if not actor.has(Role.DIRECTION):
        return frozenset()
    if organisation.pk == actor.organisation_id:
        runs = House.objects.filter(pk=organisation.pk, runs_programmes=True).exists()
        return HOUSE if runs else FUNDERS | {Role.DIRECTION}
    if Card.objects.visible_to(actor).filter(organisation=organisation).exists():
        return frozenset({Role.HOLDER})
    return frozenset()


def can_give(actor: Actor, organisation: Organisation, role: Role) -> Decision:
    """Give a role in an organisation."""
    if role in roles_offered(actor, organisation):
        return ALLOWED
    return refused("Seule la direction donne ce rôle dans sa structure.")


def can_manage_members(actor: Actor) -> Decision:
    """See and change who works in the actor's organisation."""
    if actor.has(Role.DIRECTION):
        return ALLOWED
    return refused("Seule la direction gère l’équipe.")


def can_link(actor: Actor, user: User, person: Person | None = None) -> Decision:
    """Say who a user of one's own organisation is; undo it."""
    if not (actor.is_system or actor.has(Role.DIRECTION)) or actor.house_id is None:
        return refused("Seule la direction dit qui est la personne d’un compte.")
    if person is not None and (person.house_id != actor.house_id or person.erased_on is not None):
        return refused("Cette personne n’est pas dans votre annuaire.")
    if not user.memberships.filter(organisation_id=actor.house_id).exists():
        return refused("Ce compte n’a pas de rôle dans votre structure.")
    return ALLOWED


def can_open_space(actor: Actor, person: Person, organisation: Organisation | None) -> Decision:
    """Open the own space of a supported person: the team, for a structure where they stand."""
    if actor.house_id != person.house_id or not (actor.is_system or actor.has(*TEAM)):
        return refused("Seule l’équipe ouvre l’espace d’une personne accompagnée.")
    if person.erased_on is not None:
        return refused("Cette personne est effacée.")
    if organisation is None or actor.is_system or actor.has(Role.DIRECTION):
        return ALLOWED
    if person.positions.filter(organisation=organisation, ends_on__isnull=True).exists():
        return ALLOWED
    return refused("Notez d’abord ce que la personne fait dans cette structure.")
