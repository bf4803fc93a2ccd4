"""Cases that the tests of support stand on, in the house of `programmes.tests.scenario`."""

import datetime
from typing import Any

from probant.directory.actions import create_organisation
from probant.directory.models import Organisation
from probant.programmes.tests.scenario import DAY, Scene, scene
from probant.support import actions
from probant.support.models import Case

__all__ = ["DAY", "Scene", "case_of", "scene", "structure"]


def structure(house: Scene, name: str = "Les Jardins du Val", **identity: Any) -> Organisation:
    """A structure in the house's directory, at Dijon unless said otherwise."""
    given = {"family": "association", "place_code": "21231", **identity}
    return create_organisation(actor=house.awa, name=name, **given)


def case_of(
    house: Scene,
    name: str = "Les Jardins du Val",
    *,
    programme: str = "dla",
    opened_on: datetime.date = DAY,
    **more: Any,
) -> Case:
    """An open case of a structure of that name, without any phase."""
    return actions.open_case(
        house.awa,
        programme=house.programme(programme),
        opened_on=opened_on,
        organisation=structure(house, name),
        **more,
    )
