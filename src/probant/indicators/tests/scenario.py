"""A small house: one programme, a few structures welcomed, a person of the team signed in."""

import datetime
from dataclasses import dataclass
from typing import Any

from django.test import Client

from probant.accounts.actions import open_account
from probant.accounts.models import User
from probant.accounts.queries import actor_of
from probant.directory.actions import create_house
from probant.directory.models import House
from probant.kernel.actor import Actor
from probant.kernel.roles import Role
from probant.programmes.actions import adopt_programme
from probant.programmes.models import Programme
from probant.support.actions import log_accueil
from probant.support.models import Case

DAY = datetime.date(2021, 3, 4)


@dataclass
class Small:
    """The house, its DLA, and Awa of its team."""

    house: House
    programme: Programme
    user: User
    awa: Actor
    system: Actor

    def welcome(
        self,
        name: str,
        *,
        on: datetime.date = DAY,
        known_on: datetime.date | None = None,
        **identity: str,
    ) -> Case:
        """An accueil; by Awa and known today, unless the day it was known is declared."""
        given: Any = {"name": name, "family": "association", "place_code": "21231", **identity}
        return log_accueil(
            self.system if known_on else self.awa,
            programme=self.programme,
            occurred_on=on,
            identity=given,
            declared_on=known_on,
        )

    def client(self) -> Client:
        """A browser signed in as Awa."""
        client = Client()
        client.force_login(self.user)
        return client


def small_house() -> Small:
    """Open the house."""
    founder = Actor.system(None, "essai", may_declare=True)
    house = create_house(
        founder,
        identity={"name": "Petite maison", "family": "association"},
        short_name="Petite",
        runs_programmes=True,
    )
    system = Actor.system(house.pk, "essai", roles=list(Role), may_declare=True)
    user = open_account(
        system,
        email="awa@essai.fr",
        name="Awa Ndiaye",
        organisation=house.organisation,
        role=Role.DIRECTION,
    )
    programme = adopt_programme(actor=system, house_id=house.pk, code="dla")
    return Small(house, programme, user, actor_of(user.pk), system)
