"""Who acts: ids and roles, so that access rules never load an account."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any, Literal

from probant.kernel.roles import Role


@dataclass(frozen=True, slots=True)
class Actor:
    """One person in one house, the system, or the public.

    `house_id` is the house whose books the actor reads and writes; `organisation_id` the
    organisation on whose behalf (a funder's officer acts for the funder); `may_declare` lets an
    import or the demonstration give an earlier `known_on`. `name` says which part of the system.
    """

    user_id: int | None
    organisation_id: int | None
    house_id: int | None
    roles: frozenset[Role]
    person_id: int | None = None
    kind: Literal["user", "system", "public"] = "user"
    may_declare: bool = False
    name: str = ""

    @classmethod
    def public(cls) -> "Actor":
        """A stranger: no house, no role.

        >>> Actor.public().has(*Role)
        False
        """
        return cls(None, None, None, frozenset(), kind="public")

    @classmethod
    def system(
        cls,
        house_id: int | None,
        name: str,
        *,
        roles: Iterable[Role] = (),
        may_declare: bool = False,
    ) -> "Actor":
        """A part of the system (an import, a scheduled job) working for a house.

        It holds only the roles given, so an action refuses it what it was not meant to do.
        """
        granted = frozenset(roles)
        return cls(None, None, house_id, granted, None, "system", may_declare, name)

    def but(self, **changes: Any) -> "Actor":
        """The same actor with other values, whether it is known already or looked up when asked.

        >>> Actor.system(3, "import").but(may_declare=True).may_declare
        True
        """
        return replace(self, **changes)

    def has(self, *roles: Role) -> bool:
        """Whether the actor holds at least one of the roles."""
        return not self.roles.isdisjoint(roles)

    @property
    def house(self) -> int:
        """The house whose books the actor works in.

        Raises `LookupError` where there is none: ask for a house's own people.
        """
        if self.house_id is None:
            raise LookupError("This actor works in no house.")
        return self.house_id

    @property
    def is_public(self) -> bool:
        """Whether nobody is signed in."""
        return self.kind == "public"

    @property
    def is_system(self) -> bool:
        """Whether no person is behind the act."""
        return self.kind == "system"
