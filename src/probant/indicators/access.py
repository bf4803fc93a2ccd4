"""Who may read a figure, narrowed to what, and whose names its list shows."""

from __future__ import annotations

from dataclasses import dataclass, field, replace

from django.db.models import QuerySet

from probant.directory.models import NamingAgreement, Organisation, Territory
from probant.funding.models import Convention, Party
from probant.indicators.definition import EVERYTHING, SCOPED_BY, Scope
from probant.kernel.actor import Actor
from probant.kernel.decision import ALLOWED, Decision, refused
from probant.kernel.roles import FUNDERS, TEAM, Role
from probant.programmes.models import Action, Programme

#: Those who read every figure of their house; volunteers read them without names.
READERS = TEAM | {Role.BOARD, Role.VOLUNTEER}
#: Those who may take a list away; a volunteer reads it on the screen.
EXPORTERS = TEAM | {Role.BOARD} | FUNDERS


@dataclass(frozen=True)
class Narrowing:
    """What a reader of the whole house narrows its figures to: nothing, by default."""

    programme: Programme | None = None
    funder: Organisation | None = None
    place_code: str = ""

    @property
    def words(self) -> str:
        """« DLA, ce que finance la Métropole, à Quetigny »; a territory by its name, if known."""
        named = [str(self.programme)] if self.programme else []
        if self.funder is not None:
            named.append(f"ce que finance {self.funder}")
        if self.place_code:
            rows = Territory.objects.filter(code=self.place_code).order_by("-vintage")
            name = rows.values_list("name", flat=True).first()
            named.append(f"le territoire {name or self.place_code}")
        return ", ".join(named)

    @property
    def asked(self) -> dict[str, str | int]:
        """What an address says of it."""
        said: dict[str, str | int] = {}
        if self.programme is not None:
            said["programme"] = self.programme.pk
        if self.funder is not None:
            said["financeur"] = self.funder.pk
        if self.place_code:
            said["territoire"] = self.place_code
        return said


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
    narrowing: Narrowing = field(default_factory=Narrowing)

    @property
    def asked(self) -> dict[str, str | int]:
        """What an address says of it: its action, or what it is narrowed to."""
        return {"action": self.action.pk} if self.action else self.narrowing.asked

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


def can_keep_boards(actor: Actor, house_id: int) -> Decision:
    """The team of the house chooses its figures and says what they should be."""
    if actor.house_id == house_id and actor.has(*TEAM):
        return ALLOWED
    return refused("Seule l’équipe de la structure choisit ses chiffres et leurs objectifs.")


def narrowed(
    reach: Reach,
    actor: Actor,
    *,
    programme_id: int | None = None,
    funder_id: int | None = None,
    place_code: str = "",
) -> Reach | None:
    """A whole reach, narrowed to a programme, a funder, a territory; None where one is not known.

    A funder's figures are those of the actions of the conventions to which it is a party.
    """
    if not (programme_id or funder_id or place_code):
        return reach
    if reach.action is not None or actor.house_id != reach.house_id:
        return None
    found = Narrowing()
    if programme_id:
        programme = Programme.objects.filter(house_id=reach.house_id, pk=programme_id).first()
        if programme is None:
            return None
        found = replace(found, programme=programme)
    if funder_id:
        funder = funders_of(reach.house_id).filter(pk=funder_id).first()
        if funder is None:
            return None
        found = replace(found, funder=funder)
    if place_code:
        found = replace(found, place_code=place_code)
    return replace(reach, narrowing=found, scope=scope_of(reach.house_id, found))


def funders_of(house_id: int) -> QuerySet[Organisation]:
    """The funders of a house: parties to its conventions as such, in order of name."""
    parties = Party.objects.filter(convention__house_id=house_id, role=Party.Role.FUNDER)
    return Organisation.objects.filter(pk__in=parties.values("organisation")).order_by("name_key")


def scope_of(house_id: int, narrowing: Narrowing) -> Scope:
    """The scope that a programme, a funder, a territory make together."""
    places: tuple[str, ...] = ()
    if narrowing.place_code:
        inside = Territory.objects.filter(epci_code=narrowing.place_code).order_by("code")
        places = (narrowing.place_code, *inside.values_list("code", flat=True).distinct())
    funder = narrowing.funder
    return Scope(
        programme_ids=(narrowing.programme.pk,) if narrowing.programme else (),
        places=places,
        funder=funder.pk if funder else None,
        among=_funded(house_id, funder) if funder else (),
    )


def _funded(house_id: int, funder: Organisation) -> tuple[Scope, ...]:
    """The scopes of the actions that a funder funds."""
    parties = Party.objects.filter(organisation=funder, role=Party.Role.FUNDER)
    actions = Action.objects.filter(
        house_id=house_id, sheets__convention__in=parties.values("convention")
    )
    scoped = actions.distinct().order_by("pk").prefetch_related(*SCOPED_BY)
    return tuple(Scope.of(action) for action in scoped)


def can_export(actor: Actor) -> Decision:
    """Whoever reads a list may export it, with the same columns and names."""
    return (
        ALLOWED
        if actor.has(*EXPORTERS)
        else refused("Votre rôle lit les chiffres sans les noms : l’export est réservé à l’équipe.")
    )
