"""The stage of the demonstration: its houses, its people, and the actor who writes for them."""

import datetime
from collections.abc import Collection
from dataclasses import dataclass, field

from django.contrib.auth.hashers import make_password

from probant.accounts.actions import open_account
from probant.accounts.models import User
from probant.demo.names import data
from probant.directory.actions import create_house, create_organisation
from probant.directory.models import House, Organisation
from probant.gatherings.models import Event, Session
from probant.kernel.actor import Actor
from probant.kernel.roles import TEAM, Role
from probant.programmes.actions import adopt_programme, adopt_session_kinds
from probant.programmes.models import Phase, Programme, SessionKind

PASSWORD = "demonstration-2023"  # noqa: S105  printed, for demonstration accounts only
OPENED_ON = datetime.date(2022, 12, 1)

#: One account a role: (address, name, organisation, role).
ACCOUNTS = (
    ("direction", "Dominique Direction", "pes21", Role.DIRECTION),
    ("accompagnement", "Camille Mission", "pes21", Role.OFFICER),
    ("assistance", "Alix Assistance", "pes21", Role.ASSISTANT),
    ("benevole", "Claude Bénévole", "pes21", Role.VOLUNTEER),
    ("administration", "Andrea Conseil", "pes21", Role.BOARD),
    ("structure", "Sacha Structure", "france-alzheimer", Role.HOLDER),
    ("metropole", "Morgan Métropole", "dijon-metropole", Role.FUNDER_OFFICER),
    ("finances", "Noa Finances", "dijon-metropole", Role.FUNDER_FINANCE),
    ("elu", "Lou Élection", "dijon-metropole", Role.ELECTED),
    ("cress", "Charlie Réseau", "cress", Role.NETWORK),
    ("plateforme", "Ari Plateforme", "dijon-metropole", Role.PLATFORM),
)


@dataclass
class Stage:
    """Who and what the demonstration year plays with, by short key."""

    house: House
    actor: Actor
    director: Actor
    organisations: dict[str, Organisation] = field(default_factory=dict)
    programmes: dict[str, Programme] = field(default_factory=dict)
    phases: dict[tuple[str, str], Phase] = field(default_factory=dict)
    kinds: dict[str, SessionKind] = field(default_factory=dict)
    users: dict[str, User] = field(default_factory=dict)
    #: Partners of the network that the documents name, and invented structures that come.
    partners: list[Organisation] = field(default_factory=list)
    guests: dict[str, list[Organisation]] = field(default_factory=dict)
    #: Meetings that something comes out of, by the key of their file.
    sessions: dict[str, Session] = field(default_factory=dict)
    events: dict[str, Event] = field(default_factory=dict)


def address_of(name: str) -> str:
    """The sign-in address of a demonstration account."""
    return f"{name}@demo.probant.fr"


def set_stage() -> Stage:
    """Open the house, the organisations that the documents name, the programmes and accounts."""
    founder = Actor.system(None, "demonstration", may_declare=True)
    rows = data("organisations")
    house = create_house(
        founder,
        identity=rows["pes21"],
        short_name="PES 21",
        runs_programmes=True,
        is_demonstration=True,
        declared_on=OPENED_ON,
    )
    clerk = Actor.system(house.pk, "demonstration", roles=TEAM, may_declare=True)
    stage = Stage(house, clerk, clerk)
    stage.organisations["pes21"] = house.organisation
    for key, identity in rows.items():
        if key != "pes21":
            stage.organisations[key] = create_organisation(
                actor=clerk, declared_on=OPENED_ON, **identity
            )
    _open_accounts(stage)
    _offer_programmes(stage)
    return stage


def _open_accounts(stage: Stage) -> None:
    founder = Actor.system(stage.house.pk, "demonstration", roles={Role.DIRECTION})
    for key, name, organisation, role in ACCOUNTS:
        stage.users[key] = open_account(
            founder,
            email=address_of(key),
            name=name,
            organisation=stage.organisations[organisation],
            role=role,
        )
    # one hash for all: they share the password, and hashing is slow on purpose
    User.objects.filter(pk__in=[user.pk for user in stage.users.values()]).update(
        password=make_password(PASSWORD)
    )
    stage.actor = _acting(stage, "accompagnement", TEAM)
    stage.director = _acting(stage, "direction", TEAM)


def _acting(stage: Stage, key: str, roles: Collection[Role]) -> Actor:
    """Somebody of the house who writes what happened in 2023, on its day."""
    return Actor(
        user_id=stage.users[key].pk,
        organisation_id=stage.house.pk,
        house_id=stage.house.pk,
        roles=frozenset(roles),
        may_declare=True,
    )


def _offer_programmes(stage: Stage) -> None:
    for code in (
        "dla",
        "creation",
        "generateur",
        "crdva",
        "paroles-experts",
        "emergence",
        "reseau-acteurs",
        "osez",
        "formation",
        "club",
        "guid-asso",
    ):
        programme = adopt_programme(
            actor=stage.actor, house_id=stage.house.pk, code=code, declared_on=OPENED_ON
        )
        stage.programmes[code] = programme
        for phase in programme.phases.all():
            stage.phases[code, phase.official_code] = phase
    adopt_session_kinds(actor=stage.actor, house_id=stage.house.pk, declared_on=OPENED_ON)
    for kind in SessionKind.objects.filter(house=stage.house):
        stage.kinds[kind.official_code] = kind
