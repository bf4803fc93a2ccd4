"""The people and the house that the tests of programmes and of the rooms above stand on.

Awa works for the house, Fabien directs it, Sara volunteers, Michel sits on its board; Bruno works
for its funder; Chloé directs another house. Names are invented.
"""

import datetime
from dataclasses import dataclass

from probant.accounts.models import Membership, User
from probant.accounts.queries import actor_of
from probant.directory.actions import create_house
from probant.directory.models import House, Organisation
from probant.kernel.actor import Actor
from probant.kernel.roles import Role
from probant.kernel.text import fold
from probant.programmes.actions import adopt_programme, adopt_session_kinds
from probant.programmes.models import Phase, Programme, SessionKind

DAY = datetime.date(2023, 3, 14)


@dataclass
class Scene:
    """A house with its people, each with the actor that they are."""

    house: House
    other_house: House
    funder: Organisation
    users: dict[str, User]

    def actor(self, name: str) -> Actor:
        return actor_of(self.users[name].pk)

    @property
    def awa(self) -> Actor:
        return self.actor("Awa")

    @property
    def fabien(self) -> Actor:
        return self.actor("Fabien")

    @property
    def importer(self) -> Actor:
        """A part of the system that may declare when a fact was known."""
        roles = [Role.DIRECTION, Role.OFFICER]
        return Actor.system(self.house.pk, "essai", roles=roles, may_declare=True)

    def programme(self, code: str = "dla") -> Programme:
        return adopt_programme(self.fabien, house_id=self.house.pk, code=code)

    def phase(self, code: str, programme: str = "dla") -> Phase:
        return Phase.objects.get(
            programme__house=self.house, programme__official_code=programme, official_code=code
        )

    def kind(self, code: str = "atelier") -> SessionKind:
        (kind,) = adopt_session_kinds(self.fabien, house_id=self.house.pk, codes=[code])
        return kind


def scene() -> Scene:
    """Two houses, a funder, six people."""
    house = _house("Pôle d’essai")
    other = _house("Maison d’à côté")
    funder = Organisation.objects.create(
        name="Métropole d’essai", name_key=fold("Métropole d’essai"), family="collectivite"
    )
    places = {
        "Awa": (house.organisation, Role.OFFICER),
        "Fabien": (house.organisation, Role.DIRECTION),
        "Sara": (house.organisation, Role.VOLUNTEER),
        "Michel": (house.organisation, Role.BOARD),
        "Bruno": (funder, Role.FUNDER_OFFICER),
        "Chloé": (other.organisation, Role.DIRECTION),
    }
    users = {}
    for name, (organisation, role) in places.items():
        user = User.objects.create_user(f"{fold(name)}@example.org", "essai", name=name)
        Membership.objects.create(user=user, organisation=organisation, role=role)
        users[name] = user
    return Scene(house, other, funder, users)


def _house(name: str) -> House:
    return create_house(
        Actor.system(None, "essai"),
        identity={"name": name, "family": "association"},
        short_name=name,
        runs_programmes=True,
    )
