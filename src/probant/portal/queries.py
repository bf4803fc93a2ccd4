"""The houses that anybody may write to."""

from probant.directory.models import House
from probant.kernel.text import fold


def open_houses() -> list[House]:
    """The houses that receive requests, by name. One query."""
    houses = House.objects.filter(runs_programmes=True).select_related("organisation")
    return sorted(houses, key=lambda house: (fold(house.short_name), house.pk))


def slug_of(house: House) -> str:
    """A house as its public addresses name it.

    >>> slug_of(House(pk=7, short_name="Pôle d’économie solidaire 21"))
    'pole-d-economie-solidaire-21'
    """
    return "-".join(fold(house.short_name).split()) or str(house.pk)


def house_named(text: str) -> House | None:
    """The house of a public address: its number, or its short name; None where there is none."""
    houses = open_houses()
    if text.isascii() and text.isdigit():
        return next((house for house in houses if house.pk == int(text[:18])), None)
    return next((house for house in houses if slug_of(house) == text.lower()), None)
