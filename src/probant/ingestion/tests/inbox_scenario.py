"""What the tests of the inbox stand on: a house, its directory, its people, small documents."""

import datetime
import itertools
from pathlib import Path
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from probant.accounts.models import Membership, User
from probant.directory.actions import create_house, create_organisation
from probant.directory.models import House, Organisation
from probant.ingestion.actions import (
    ActPlan,
    BodyPlan,
    ConventionPlan,
    NewStructure,
    PartyPlan,
    Plan,
    receive,
)
from probant.ingestion.models import Reading
from probant.kernel.actor import Actor
from probant.kernel.roles import Role

_numbers = itertools.count(1)

ACT = """EXTRAIT DU REGISTRE DES DÉLIBÉRATIONS DU CONSEIL MUNICIPAL DE VILLENEUVE

Séance du 21 mars 2024

Président : Monsieur Paul DURAND

Secrétaire de séance : Madame Anne PETIT

Convocation envoyée le 14 mars 2024

Nombre de membres en exercice : 5
Nombre de présents : 4
Nombre de procurations : 1

Membres présents : Monsieur Paul DURAND, Madame Anne PETIT, Monsieur Luc MARTIN, Madame Eva ROY

Membres absents : Monsieur Jean BLANC pouvoir à Madame Eva ROY

OBJET : Subvention à l'association Les Ateliers du Lac

- Action 1 : Dispositif local d'accompagnement (DLA)

Au titre de l'année 2023, 1 structure a été accueillie.

Le Conseil, après en avoir délibéré, décide :

- d'accorder une subvention de 1 500 € à l'association Les Ateliers du Lac ;
- de prélever les crédits sur le budget 2024.

SCRUTIN POUR : 5 ABSTENTION : 0
CONTRE : 0
"""
CONVENTION = """CONVENTION DE PARTENARIAT

Entre :

La Ville de Villeneuve, représentée par Monsieur Paul DURAND, Maire, d'une part,

Et :

L'association Les Ateliers du Lac, représentée par Madame Lise NOIR, Présidente, d'autre part,

Il est convenu ce qui suit :

Article I - Objet
La présente convention fixe le partenariat entre les parties.

Article II - Dispositions financières
70 % sera versé à la signature de la présente convention, le solde sur présentation du bilan.

Article IV - Durée
La présente convention est conclue pour une période d'un an.
"""
REPORT = """Les Ateliers du Lac

Rapport d'activité 2023

Dispositif local d'accompagnement

2
structures accueillies

Temps forts et perspectives
"""


def signed_in(organisation: Organisation, role: Role) -> tuple[Client, Actor]:
    """A person with a role in an organisation: their browser, and the actor they are."""
    user = User.objects.create_user(f"p{next(_numbers)}@example.org", name=f"Personne {role}")
    Membership.objects.create(user=user, organisation=organisation, role=role)
    client = Client()
    client.force_login(user)
    house_id = organisation.pk if House.objects.filter(pk=organisation.pk).exists() else None
    return client, Actor(user.pk, organisation.pk, house_id, frozenset({role}))


class Scene:
    """A house with Awa (team), Bruno (funder's officer) and Chloé (team of another house)."""

    def __init__(self) -> None:
        founder = Actor.system(None, "essai", may_declare=True)
        self.house = create_house(
            founder,
            identity={"name": "Maison d’essai", "family": "association"},
            short_name="Maison d’essai",
            runs_programmes=True,
            declared_on=datetime.date(2020, 1, 1),
        )
        other = create_house(
            founder, identity={"name": "Autre maison", "family": "association"}, short_name="Autre"
        )
        self.awa, self.actor = signed_in(self.house.organisation, Role.OFFICER)
        self.dan, self.colleague = signed_in(self.house.organisation, Role.DIRECTION)
        self.chloe, self.stranger = signed_in(other.organisation, Role.DIRECTION)
        self.town = self.organisation("Ville de Villeneuve", "collectivite")
        self.workshops = self.organisation("Les Ateliers du Lac", "association")
        self.bruno, self.funder = signed_in(self.town, Role.FUNDER_OFFICER)

    def organisation(self, name: str, family: str) -> Organisation:
        """A structure of the house's directory."""
        return create_organisation(actor=self.actor, name=name, family=family)

    def drop(self, *files: tuple[str, bytes | str]) -> list[Any]:
        """What `receive` answers for files of these names and contents."""
        return receive(self.actor, self.house.pk, [upload(*one) for one in files])

    def reading(self, content: bytes | str, name: str = "document.txt") -> Reading:
        """The reading of one dropped file."""
        reading: Reading = self.drop((name, content))[0].reading
        return reading

    def seed(self, folder: Path, number: int) -> Reading:
        """The reading of one of the five shared documents."""
        path = sorted((folder / "seeds").glob(f"{number:03d}_*.txt"))[0]
        return self.reading(path.read_bytes(), path.name)

    def act_plan(self, **changes: Any) -> Plan:
        """The town's council votes a grant to the workshops."""
        act = ActPlan(
            body=BodyPlan(self.town, "council", "Conseil municipal"),
            year=2024,
            beneficiaries={0: self.workshops},
        )
        given = {
            "act": act,
            "said_by": self.town,
            "said_on": datetime.date(2024, 3, 21),
            "accepts_pending": True,
        }
        return Plan(**{**given, **changes})

    def convention_plan(self, title: str = "Convention de partenariat") -> ConventionPlan:
        """The town and the workshops."""
        return ConventionPlan(
            title=title,
            kind="partnership",
            parties=[
                PartyPlan(0, self.town, "funder"),
                PartyPlan(1, self.workshops, "beneficiary"),
            ],
        )


def upload(name: str, content: bytes | str) -> SimpleUploadedFile:
    """A file as a browser sends it."""
    data = content.encode() if isinstance(content, str) else content
    return SimpleUploadedFile(name, data)


__all__ = ["ACT", "CONVENTION", "REPORT", "NewStructure", "Scene", "signed_in", "upload"]
