"""What the tests of volunteers stand on: a volunteer with an account, a case that she may follow.

Sara of the scene is linked to a person of the directory; names are invented.
"""

from dataclasses import dataclass
from typing import Any

from probant.accounts.models import Membership
from probant.directory.actions import create_organisation, create_person
from probant.directory.models import Person
from probant.engagement.actions import enrol_volunteer
from probant.kernel.actor import Actor
from probant.kernel.roles import Role
from probant.programmes.tests.scenario import DAY, Scene, scene
from probant.support.actions import log_accueil
from probant.support.models import Case


@dataclass
class Volunteers:
    """The scene, with Sara as a volunteer of co-support."""

    scene: Scene
    sara: Person

    @property
    def actor(self) -> Actor:
        return self.scene.actor("Sara")

    def case(self, **said: Any) -> Case:
        """The case of an invented structure of Dijon, on food."""
        identity = {
            "name": "Le Fournil d’essai",
            "family": "association",
            "theme": "alimentation",
            "place_code": "21231",
            **said,
        }
        structure = create_organisation(actor=self.scene.awa, **identity)
        programme = self.scene.programme("creation")
        return log_accueil(
            self.scene.awa, programme=programme, occurred_on=DAY, organisation=structure
        )

    def another(self, family_name: str = "Autre") -> Person:
        """A volunteer without an account."""
        person = create_person(self.scene.awa, given_name="Anna", family_name=family_name)
        enrol_volunteer(self.scene.awa, person=person, task="co_accompagnement", starts_on=DAY)
        return person


def volunteers() -> Volunteers:
    """Sara, enrolled since the day of the scene, her account linked to her person."""
    house = scene()
    sara = create_person(
        house.awa, given_name="Sara", family_name="Belin", email="sara@example.org"
    )
    enrol_volunteer(house.awa, person=sara, task="co_accompagnement", starts_on=DAY)
    Membership.objects.filter(user=house.users["Sara"], role=Role.VOLUNTEER).update(person=sara)
    return Volunteers(house, sara)
