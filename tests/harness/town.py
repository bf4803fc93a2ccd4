"""Two houses side by side and a signed-in browser of each role in each, for the table of rights.

The demonstration year’s house holds the objects that addresses name; its empty neighbour’s people
try the same addresses.
"""

from dataclasses import dataclass, field
from typing import Any

from django.test import Client

from probant.accounts.actions import open_account
from probant.accounts.models import User
from probant.desk.guide import chapters
from probant.directory.actions import (
    create_house,
    create_organisation,
)
from probant.directory.models import House, Organisation
from probant.kernel.actor import Actor
from probant.kernel.roles import FUNDERS, HOUSE, Role
from tests.harness.town_funding import the_funder
from tests.harness.town_objects import objects_of
from tests.harness.town_reports import TEXT
from tests.policy_table import Route

PASSWORD = "un-mot-de-passe-de-test"

# What else an address names: a word of the catalogue, not an object of a house.
WORDS: dict[str, dict[str, Any]] = {
    "chiffres/appreciations/": {"year": 2023},
    "ui/": {"digest": "abc", "name": "app.css"},
    "aide/": {"slug": chapters()[0].slug if chapters() else "aucun"},
    "connexion/mot-de-passe/": {"uidb36": "1", "key": "abc-def"},
    "programmes/catalogue/": {"code": "dla"},
    "dossiers/faits/": {"kind": "etape"},
    "dossiers/jalons/": {"word": "statuts"},
    "dossiers/courriels/": {"number": 1},
    "agenda/": {"token": "0" * 64},
    "agenda-public/": {"house": "pes-21"},
    "desabonnement/": {"token": "un:lien:forgé"},
    "accueils/listes/": {"kind": "need", "code": "emploi"},
    "demande/": {"house": "pes-21"},
    "espace/entrer/": {"token": "un:lien:forgé"},
    "temoigner/": {"token": "un:lien:forgé"},
    "restitutions/": {"token": "un:lien:forgé"},
    "feuilles-de-route/": {"token": "un:lien:forgé"},
    "attestation-de-presence/": {"token": "un:lien:forgé"},
    "avis/": {"token": "un:lien:forgé"},
    "billet/": {"token": "0" * 8 + "-0000-4000-8000-" + "0" * 12},
    "entree/": {"token": "un:lien:forgé"},
    "rencontres/faits/": {"kind": "tenue"},
    "participants/faits/": {"kind": "entree"},
    "benevoles/lettres/": {"year": 2023},
    "rencontres-publiques/inscription/": {"token": "00000000-0000-4000-8000-000000000000"},
    "rencontres-publiques/invitation/": {"token": "00000000-0000-4000-8000-000000000000"},
    "rencontres/propositions/": {"word": "examinee", "kind": "etape"},
    "temps/": {"kind": "benevoles"},
    "benevoles/competences/": {"code": "comptabilite"},
    "temps/mois/": {"year": 2023, "month": 3},
    "rapports/temps/": {"year": 2023, "month": 3},
    "chiffres/": {"code": "dla.organisations_welcomed"},
    "chiffres/compte/": {"kind": "rencontre"},
    "chiffres/taux/": {"code": "dla.diagnosis_rate"},
    "territoires/": {"code": "21231"},
    "documents/contradictions/": {"code": "dla.organisations_welcomed", "year": 2023},
    "conventions/": {"year": 2023, "number": 1, "place": 0, "gesture": "solder"},
    "projet-associatif/": {"moment": "middle"},
    "dossier-permanent/": {"year": 2023},
    "cases/": {"year": 2023, "number": 1},
    "indirectes/": {"year": 2023, "number": 1},
    "conventions/<int:pk>/annexes/": {"place": 1},
    "conventions/donnees-ouvertes/": {"form": "subventions", "year": 2024},
    "conventions/ess/": {"year": 2024},
    "donnees-ouvertes/": {"siren": "242100410", "form": "subventions", "year": 2024},
    "rapports/pieces/": {"slug": "diagnostic"},
    "rapports/": {"slug": "dla"},
    "publications/": {"kind": "text", "number": 1, "place": 0},
    "publications/blocs/": {"start": TEXT.index("12")},
    "publie/": {"token": "un-lien-forge"},
}


@dataclass
class Town:
    """The objects that addresses name, and a signed-in browser of each role in each house."""

    house: House
    objects: dict[str, int]
    at_home: dict[Role, Client] = field(default_factory=dict)
    next_door: dict[Role, Client] = field(default_factory=dict)
    actors: dict[Role, Actor] = field(default_factory=dict)


def open_town() -> Town:
    """The demonstration’s house, its objects, its people and those next door."""
    house = House.objects.get(runs_programmes=True)
    built = Town(house, objects_of(house))
    clerk = Actor.system(house.pk, "test")
    neighbour = create_house(
        Actor.system(None, "test"),
        identity={"name": "Voisine", "family": "association"},
        short_name="Voisine",
        runs_programmes=True,
    )
    funder = the_funder()
    outside = create_organisation(actor=clerk, name="Dehors", family="association")
    for role in Role:
        home = house.organisation if role in HOUSE else funder if role in FUNDERS else outside
        user, built.at_home[role] = _browser(role, home, "home")
        built.actors[role] = Actor(user.pk, home.pk, None, frozenset({role}))
        _, built.next_door[role] = _browser(role, neighbour.organisation, "door")
    return built


def _browser(role: Role, organisation: Organisation, where: str) -> tuple[User, Client]:
    user = open_account(
        Actor.system(None, "test"),
        email=f"{role.value}@{where}.exemple.fr",
        name=role.label,
        organisation=organisation,
        role=role,
        password=PASSWORD,
    )
    client = Client()
    client.force_login(user)
    return user, client


def _named(known: dict[str, Any], route: str) -> Any:
    """What stands for the longest beginning of the route, or None."""
    starts = [start for start in known if route.startswith(start)]
    return known[max(starts, key=len)] if starts else None


def address(town: Town, route: Route) -> str:
    """The route with its holes filled by objects of the demonstration."""
    values = dict(_named(WORDS, route.route) or {})
    if route.opens_an_object:
        values["pk"] = _named(town.objects, route.route)
        values["funder"] = town.objects["annuaire/"]
    filled = route.route
    for name, converter in route.converters.items():
        kind = type(converter).__name__.removesuffix("Converter").lower().replace("string", "str")
        assert values.get(name) is not None, (
            f"{route}: say in tests/harness what <{name}> names (WORDS or town_objects)"
        )
        filled = filled.replace(f"<{kind}:{name}>", str(values[name]))
    assert "<" not in filled
    return f"/{filled}"
