"""What rooms hold of a person, so that she can be given all of it (RGPD, art. 15).

Each room registers how to tell what its rows say of a person of a house; the directory asks them
all, and puts what they tell in one file.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import date
from typing import Any

from probant.kernel.registry import Registry


@dataclass(frozen=True, slots=True)
class Section:
    """Rows of one kind, under a title; each row has one value a column.

    Texts, whole numbers, days and None: what both a page and a JSON file can hold. Columns are
    French words for the person concerned, not names of the code. `reserved` rows were written for
    the team: she gets them from the team, who looks them over for what they say of others (art. 15
    § 4), not by exporting alone.
    """

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Any, ...], ...]
    reserved: bool = False

    def __post_init__(self) -> None:
        """Raises `ValueError` for a row that does not fit its columns."""
        if any(len(row) != len(self.columns) for row in self.rows):
            raise ValueError(f"{self.title}: a row does not fit its columns")

    def as_dict(self) -> dict[str, Any]:
        """The rows by column, days written as in ISO 8601.

        >>> Section("Heures", ("jour",), ((date(2023, 3, 1),),)).as_dict()
        {'title': 'Heures', 'rows': [{'jour': '2023-03-01'}]}
        """
        rows = [
            {
                name: value.isoformat() if isinstance(value, date) else value
                for name, value in zip(self.columns, row, strict=True)
            }
            for row in self.rows
        ]
        return {"title": self.title, "rows": rows}


#: (house_id, person_id) -> what a room holds; empty sections are left out by whoever shows them.
Holder = Callable[[int, int], Iterable[Section]]

HOLDINGS: Registry[Holder] = Registry("holdings")


def held(house_id: int, person_id: int, *, reserved: bool) -> list[Section]:
    """Everything that the rooms hold of a person, sections without a row left out.

    What is `reserved` to the team's eyes is there only where asked for.
    """
    sections = [one for holder in HOLDINGS.values() for one in holder(house_id, person_id)]
    return [one for one in sections if one.rows and (reserved or not one.reserved)]
