"""Builds the demonstration year, through actions alone; a second call changes nothing."""

from django.db import transaction

from probant.demo import (
    aftermath,
    assemblies,
    boards,
    claims,
    collective,
    conventions,
    creation,
    dla,
    door,
    ledger,
    money,
    network,
    outcomes,
    partnership,
    projects,
    requests,
    sessions,
    staff,
    territories,
    visits,
    voices,
    volunteers,
)
from probant.demo.stage import ACCOUNTS, PASSWORD, address_of, set_stage
from probant.directory.models import House
from probant.kernel.roles import Role


def is_built() -> bool:
    """Whether this database holds the demonstration."""
    return House.objects.filter(is_demonstration=True).exists()


def is_empty() -> bool:
    """Whether nobody keeps books here yet."""
    return not House.objects.exists()


@transaction.atomic
def build() -> None:
    """Play the year: the cases, what happened on them, the sessions, the conventions.

    All of it or nothing.
    """
    stage = set_stage()
    door.set_up(stage)
    structures = dla.play(stage)
    created = creation.play(stage)
    places = territories.play(stage)
    projects.play(stage, created)
    aftermath.play(stage, structures)
    door.play(stage)
    visits.play(stage, structures, created, places)
    voices.play(stage, created)
    volunteers.play(stage, created)
    network.play(stage, structures, created)
    sessions.play(stage)
    outcomes.play(stage)
    conventions.play(stage)
    partnership.play(stage)
    requests.play(stage)
    money.play(stage)
    staff.play(stage)
    ledger.play(stage)
    assemblies.play(stage)
    claims.play(stage)
    collective.play(stage)
    boards.play(stage)


def accounts() -> list[tuple[str, str, str]]:
    """Address, password and role of each demonstration account."""
    return [(address_of(key), PASSWORD, Role(role).label) for key, _, _, role in ACCOUNTS]
