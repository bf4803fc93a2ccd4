"""Where a case of the demonstration is."""

from typing import TypedDict

from probant.directory.models import Territory


class Placed(TypedDict, total=False):
    """Where a case is, as the actions take it."""

    place_code: str
    place_vintage: int
    place_name: str


def placed(code: str) -> Placed:
    """A place by its code, as it is known in the latest vintage loaded."""
    place = Territory.objects.filter(code=code).order_by("-vintage").first()
    if place is None:
        return {"place_code": code}
    return {"place_code": code, "place_vintage": place.vintage, "place_name": place.name}
