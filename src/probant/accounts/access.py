"""Who may open accounts and give roles."""

from probant.directory.models import Card, House, Organisation
from probant.kernel.actor import Actor
from probant.kernel.decision import ALLOWED, Decision, refused
from probant.kernel.roles import EVERYONE, FUNDERS, HOUSE, Role


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
