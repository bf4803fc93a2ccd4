"""The lists of the door as a house words them: shipped entries, its own, those it closed."""

from dataclasses import dataclass

from probant.support.models import DoorChoice
from probant.support.models.choices import SHIPPED


@dataclass(frozen=True)
class Choice:
    """One entry of a list; `is_own`: the house made it."""

    code: str
    name: str
    is_open: bool
    is_own: bool


@dataclass(frozen=True)
class DoorLists:
    """The three lists of a house, read together."""

    entries: dict[str, list[Choice]]

    def open(self, kind: str) -> list[tuple[str, str]]:
        """(code, name) of those that are proposed."""
        return [(one.code, one.name) for one in self.entries[kind] if one.is_open]

    def names(self, kind: str) -> dict[str, str]:
        """Code → name, closed ones included: past facts bear them."""
        return {one.code: one.name for one in self.entries[kind]}

    def say(self, kind: str, code: str) -> str:
        """The name of a code; an unknown one as it is."""
        return self.names(kind).get(code, code)


def door_lists(house_id: int) -> DoorLists:
    """The lists of a house. One query."""
    rows = DoorChoice.objects.filter(house_id=house_id).order_by("name")
    said = {(row.kind, row.code): row for row in rows}
    entries: dict[str, list[Choice]] = {}
    for kind, shipped in SHIPPED.items():
        mine = []
        for code, name in shipped:
            row = said.pop((kind, code), None)
            mine.append(Choice(code, row.name if row else name, not row or row.is_open, False))
        own = [row for (of, _), row in said.items() if of == kind]
        last = [one for one in mine if one.code == "autre"]
        mine = [one for one in mine if one.code != "autre"]
        mine += [Choice(row.code, row.name, row.is_open, True) for row in own]
        entries[kind] = mine + last
    return DoorLists(entries)


def choices(house_id: int, kind: str) -> list[tuple[str, str]]:
    """(code, name) of the entries of one list that are proposed. One query."""
    return door_lists(house_id).open(kind)


def names_of_choices(house_id: int, kind: str) -> dict[str, str]:
    """Code → name of one list, closed entries included. One query."""
    return door_lists(house_id).names(kind)
