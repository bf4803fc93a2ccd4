"""Build one or several synthetic houses in the database at hand, which must be migrated."""

import random
from dataclasses import dataclass

from django.db import connection

from probant.accounts.actions import open_account
from probant.bench.data.directory import build_organisations, build_people
from probant.bench.data.facts import build_facts
from probant.bench.data.long_case import build_long_case
from probant.bench.data.size import SEED, Size
from probant.directory.actions import create_house
from probant.directory.models import House
from probant.kernel.actor import Actor
from probant.kernel.roles import Role
from probant.programmes.actions import adopt_programme, adopt_session_kinds
from probant.support.models import Case

EMAIL, PASSWORD = "direction@banc.invalid", "un mot de passe pour le banc"
PROGRAMMES = (
    "dla", "creation", "generateur", "crdva", "paroles-experts", "emergence", "reseau-acteurs",
    "osez", "formation",
)  # fmt: skip


@dataclass(frozen=True)
class Built:
    """What was built in the first house, the one that the measures ask."""

    house_id: int
    houses: int
    organisations: int
    people: int
    facts: int
    long_case_id: int


def build(scale: float, *, houses: int = 1) -> Built:
    """Fill the database: `houses` houses share the scale; a direction signs in to the first."""
    size = Size.of(scale / houses)
    counts = [_build_house(number, size) for number in range(houses)]
    long_case = Case.objects.filter(house=counts[0][0]).latest("pk")
    analyse()
    house_id = counts[0][0].pk
    return Built(
        house_id,
        houses,
        houses * size.organisations,
        houses * size.people,
        sum(facts for _, facts in counts),
        long_case.pk,
    )


def analyse() -> None:
    """Let the database count what its tables hold, as a night of service would."""
    with connection.cursor() as cursor:
        for table in connection.introspection.django_table_names(only_existing=True):
            cursor.execute(f"ANALYZE {connection.ops.quote_name(table)}")


def _build_house(number: int, size: Size) -> tuple[House, int]:
    dice = random.Random(SEED + number)  # noqa: S311  drawn to be the same every time
    house = create_house(
        Actor.system(None, "bench", may_declare=True),
        identity={"name": f"Pôle d’essai {number + 1}", "family": "association"},
        short_name=f"Pôle {number + 1}",
        runs_programmes=True,
    )
    actor = Actor.system(house.pk, "bench", roles=[Role.DIRECTION, Role.OFFICER], may_declare=True)
    for code in PROGRAMMES:
        adopt_programme(actor, house_id=house.pk, code=code)
    adopt_session_kinds(actor, house_id=house.pk)
    direction = None
    if number == 0:
        direction = open_account(
            actor,
            email=EMAIL,
            name="Direction d’essai",
            organisation=house.organisation,
            role=Role.DIRECTION,
            password=PASSWORD,
        )
    organisations = build_organisations(actor, house, size, dice)
    people = build_people(actor, house, size, organisations, dice)
    facts = build_facts(actor, house, size, organisations, people, dice)
    if direction is not None:
        build_long_case(actor, house, organisations, people, direction)
    return house, facts
