"""Funders by their names, as one types them in a grid."""

from collections.abc import Iterable
from functools import cached_property

from probant.directory.models import Card, Organisation
from probant.funding.models import BudgetLine, Convention, Party
from probant.kernel.text import fold


class Funders:
    """The funders that a budget may name: parties, those of its lines, then the directory."""

    def __init__(self, convention: Convention, lines: Iterable[BudgetLine]) -> None:
        self._convention = convention
        self._lines = list(lines)
        self._found: dict[str, int | None] = {}

    @cached_property
    def names(self) -> dict[int, str]:
        """Organisation → name, of the parties that fund and of the lines. One query."""
        held = {line.funder_id for line in self._lines if line.funder_id}
        parties = Party.objects.filter(convention=self._convention, role=Party.Role.FUNDER)
        wanted = {*parties.values_list("organisation_id", flat=True), *held}
        return dict(
            Organisation.objects.filter(pk__in=wanted).order_by("name").values_list("pk", "name")
        )

    def find(self, text: str) -> int | None:
        """The organisation of that name; None where none, or several, have it."""
        key = fold(text)
        for number, name in self.names.items():
            if fold(name) == key:
                return number
        if key not in self._found:
            cards = Card.objects.filter(house_id=self._convention.house_id, name_key=key)
            found = list(cards.values_list("organisation_id", flat=True)[:2])
            self._found[key] = found[0] if len(found) == 1 else None
        return self._found[key]

    def organisation(self, text: str) -> Organisation | None:
        """The organisation itself."""
        return Organisation.objects.filter(pk=self.find(text) or 0).first()

    def name(self, number: object) -> str:
        """The name of an organisation that a cell holds."""
        if not isinstance(number, int):
            return ""
        if number not in self.names:
            found = Organisation.objects.filter(pk=number).values_list("name", flat=True).first()
            self.names[number] = found or ""
        return self.names[number]
