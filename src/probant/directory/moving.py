"""Ready-made `Merger`s for rows that have a foreign key to a structure."""

from collections.abc import Callable, Sequence
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import QuerySet

from probant.directory.models import NamingAgreement, Organisation, Position
from probant.kernel.merging import MERGING, Merger

Rows = Callable[[int], QuerySet[Any]]


def following(
    label: str, rows: Rows, field: str = "organisation", *, mention: str = "", **more: Any
) -> Merger:
    """Rows of a house (`rows(house_id)`) whose `field` follows its structure.

    A row that would stand twice under the kept structure stays where it is.
    """

    def count(house_id: int, organisation_id: int) -> int:
        return rows(house_id).filter(**{field: organisation_id}).count()

    def move(house_id: int, merged_id: int, kept_id: int) -> list[int]:
        return [pk for pk in _ids(house_id, merged_id) if _put(pk, kept_id, rows(house_id))]

    def give_back(house_id: int, ids: Sequence[int], merged_id: int, kept_id: int) -> None:
        for pk in set(_ids(house_id, kept_id)) & set(ids):
            _put(pk, merged_id, rows(house_id))

    def _ids(house_id: int, organisation_id: int) -> list[int]:
        found = rows(house_id).filter(**{field: organisation_id}).order_by("pk")
        return list(found.values_list("pk", flat=True))

    def _put(pk: int, organisation_id: int, among: QuerySet[Any]) -> bool:
        try:
            with transaction.atomic():
                among.model._base_manager.filter(pk=pk).update(**{f"{field}_id": organisation_id})
        except IntegrityError:
            return False
        return True

    return Merger(label, count, move, give_back, mention=mention, **more)


def linked(label: str, through: Any, rows: Rows, *, owner: str) -> Merger:
    """Rows of a many-to-many table `through` whose `owner` is one of a house's rows."""

    def mine(house_id: int) -> QuerySet[Any]:
        found: QuerySet[Any] = through.objects.filter(**{f"{owner}__in": rows(house_id)})
        return found

    return following(label, mine)


def register() -> None:
    """Register what the directory itself moves."""
    MERGING.register(
        "directory.position",
        following("fonctions", lambda house: Position.objects.filter(person__house_id=house)),
        order=10,
    )
    MERGING.register(
        "directory.agreement",
        following(
            "accords pour être nommée",
            lambda house: NamingAgreement.objects.filter(house_id=house),
        ),
        order=20,
    )


def warnings(house_id: int, merged_id: int, kept_id: int) -> list[str]:
    """What a person ought to look at before two sheets become one."""
    said = (one.warn(house_id, merged_id, kept_id) for one in MERGING.values())
    return [text for texts in said for text in texts]


def what_moves(house_id: int, organisation: Organisation) -> list[tuple[str, int]]:
    """What follows a structure in a house, by kind, where there is any. A query for each kind."""
    counted = ((one.label, one.count(house_id, organisation.pk)) for one in MERGING.values())
    return [(label, count) for label, count in counted if count]
