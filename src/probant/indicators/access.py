"""Who may read a figure, narrowed to what, and whose names its list shows."""

from dataclasses import dataclass

from probant.directory.models import NamingAgreement
from probant.funding.models import Convention
from probant.indicators.definition import EVERYTHING, Scope
from probant.kernel.actor import Actor
from probant.kernel.decision import ALLOWED, Decision, refused
from probant.kernel.roles import FUNDERS, TEAM, Role
from probant.programmes.models import Action

#: Those who read every figure of their house; volunteers read them without names.
READERS = TEAM | {Role.BOARD, Role.VOLUNTEER}
#: Those who may take a list away; a volunteer reads it on the screen.
EXPORTERS = TEAM | {Role.BOARD} | FUNDERS


@dataclass(frozen=True)
class Reach:
    """What a person may read of a house's figures.

    `named`: None shows every structure's name; otherwise the ids of those that agreed to be named
    to this reader's organisation. Rights never change what is counted, only what the list shows.
    """

    house_id: int
    scope: Scope
    action: Action | None = None
    named: frozenset[int] | None = None

    @property
    def is_whole(self) -> bool:
        """Whether links and names are open to the reader."""
        return self.named is None

    def names(self, organisation_id: int | None) -> bool:
        """Whether the list shows the name of a structure."""
        return self.named is None or organisation_id in self.named


def may_have_reach(actor: Actor) -> bool:
    """Whether the actor's roles may read figures at all; `reach_of` says which. No query."""
    return (actor.house_id is not None and actor.has(*READERS)) or actor.has(*FUNDERS)


def reach_of(
    actor: Actor, *, action_id: int | None = None, with_names: bool = True
) -> Reach | None:
    """What the actor may read; with an action, narrowed to its scope. None: nothing.

    A funder reads only through an action of a convention in which its organisation is a party.
    `with_names=False` leaves out which structures agreed to be named, for pages without a list.
    """
    if actor.house_id is not None and actor.has(*READERS):
        named = None if actor.has(*TEAM, Role.BOARD) else frozenset[int]()
        if action_id is None:
            return Reach(actor.house_id, EVERYTHING, named=named)
        action = Action.objects.visible_to(actor).filter(pk=action_id).first()
        if action is None:
            return None
        return Reach(actor.house_id, Scope.of(action), action, named)
    if actor.has(*FUNDERS) and action_id is not None and actor.organisation_id is not None:
        return _funder_reach(actor, action_id, with_names)
    return None


def _funder_reach(actor: Actor, action_id: int, with_names: bool) -> Reach | None:
    conventions = Convention.objects.visible_to(actor)
    action = Action.objects.filter(pk=action_id, sheets__convention__in=conventions).first()
    if action is None:
        return None
    named: frozenset[int] = frozenset()
    if with_names:
        agreed = NamingAgreement.objects.standing().filter(
            house_id=action.house_id, funder_id=actor.organisation_id
        )
        named = frozenset(agreed.values_list("organisation_id", flat=True))
    return Reach(action.house_id, Scope.of(action), action, named)


def can_export(actor: Actor) -> Decision:
    """Whoever reads a list may export it, with the same columns and names."""
    return (
        ALLOWED
        if actor.has(*EXPORTERS)
        else refused("Votre rôle lit les chiffres sans les noms : l’export est réservé à l’équipe.")
    )
