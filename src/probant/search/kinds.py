"""What can be sought, and the things to do that the search field offers: rooms register theirs.

A kind has a letter, stored in the index: it is never changed.
"""

from dataclasses import dataclass

from probant.kernel.registry import Registry, RegistryError
from probant.kernel.roles import Role


@dataclass(frozen=True)
class Kind:
    """A kind of thing with a name: what it is called, the page of one, who may find it.

    `letter` is one lower-case letter of the kind's own, kept for ever. `route` takes the object's
    id; empty where a thing of this kind has no page.
    """

    letter: str
    label: str
    labels: str
    route: str
    roles: frozenset[Role]


@dataclass(frozen=True)
class Command:
    """Something common to do: "noter un accueil". `words` are other ways to ask for it."""

    label: str
    route: str
    roles: frozenset[Role]
    words: str = ""


_kinds: Registry[Kind] = Registry("search.kinds")
_commands: Registry[Command] = Registry("search.commands")


def register(
    key: str,
    *,
    letter: str,
    label: str,
    labels: str,
    route: str,
    roles: frozenset[Role],
    order: int,
) -> None:
    """Make a kind of thing findable by its name. Raises `RegistryError` for a letter taken."""
    if len(letter) != 1 or not ("a" <= letter <= "z"):
        raise RegistryError(f"search.kinds: {key!r} needs one letter, not {letter!r}")
    if any(kind.letter == letter for name, kind in _kinds.items() if name != key):
        raise RegistryError(f"search.kinds: the letter {letter!r} is taken")
    _kinds.register(key, Kind(letter, label, labels, route, roles), order=order)


def offer(
    key: str, label: str, route: str, *, roles: frozenset[Role], words: str = "", order: int = 0
) -> None:
    """Offer something to do in the search field."""
    _commands.register(key, Command(label, route, roles, words), order=order)


def kind(key: str) -> Kind:
    """The kind registered under a key."""
    return _kinds[key]


def kinds_for(roles: frozenset[Role]) -> list[str]:
    """Keys of the kinds that somebody with these roles may find, in order."""
    return [key for key, found in _kinds.items() if not found.roles.isdisjoint(roles)]


def commands_for(roles: frozenset[Role]) -> list[Command]:
    """The things that somebody with these roles may do from the search field, in order."""
    return [found for found in _commands.values() if not found.roles.isdisjoint(roles)]


def scope_of(house_id: int, key: str) -> str:
    """House and kind as one word of at least three characters, no word being part of another."""
    return f"{_kinds[key].letter}{house_id}>"
