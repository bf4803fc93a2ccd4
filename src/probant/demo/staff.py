"""The team's posts and time of 2023.

Posts are those of the report (page 3): six posts, seven people, one of them replacing another on
the same post. Who holds them here is invented, and so are shares and costs. The time is that which
the sheet of action 3 promises, 0.13 FTE by the direction and the officers: 209 hours of 1 607,
laid out by half-days over the year. Weeks of the days that the demonstration is built on stay to be
noted by whoever tries them.
"""

import datetime
from collections.abc import Iterator

from probant.accounts.actions import link_person
from probant.demo.days import Day, working
from probant.demo.names import MARK
from probant.demo.stage import OPENED_ON, Stage
from probant.directory.actions import create_person
from probant.directory.models import Person
from probant.engagement.actions import (
    Spent,
    open_post,
    record_times,
    set_post_cost,
    sign_contract,
)
from probant.engagement.models import Contract
from probant.funding.models import ActionSheet
from probant.kernel.actor import Actor
from probant.kernel.roles import TEAM
from probant.programmes.models import Action

NOTED_ON = Day(2023, 12, 31)
HALF_DAY = 210
#: 0.13 × 1 607 hours, in minutes, to the hour.
PROMISED = 209 * 60
NETWORK = 3
#: Post, then who holds it: key of an account, or an invented name; the second replaces the first.
POSTS: tuple[tuple[str, tuple[tuple[str, str], ...]], ...] = (
    ("Direction", (("direction", "Dominique Direction"),)),
    ("Coordination du DLA", (("", "Maud Coordination"),)),
    ("Mission DLA", (("accompagnement", "Camille Mission"),)),
    ("Mission BénéFiCes’Créa et CRDVA", (("", "Swann Création"),)),
    ("Mission Générateur BFC", (("", "Lou Territoire"),)),
    (
        "Assistance de direction et communication",
        (("assistance", "Alix Assistance"), ("", "Charlie Relais")),
    ),
)
YEARLY_CENTS = 4_153_800  # 5 400 € for 0.13 FTE: what the sheet of action 3 writes of it


def play(stage: Stage) -> None:
    """Posts, contracts, costs; then the hours of action 3."""
    held = {title: list(_hold(stage, title, people)) for title, people in POSTS}
    action = ActionSheet.objects.get(
        convention__house=stage.house, number=NETWORK, convention__kind="cpom"
    ).action
    halves = PROMISED // HALF_DAY
    director, officer = held["Direction"][0], held["Mission DLA"][0]
    days = _days(halves)
    _note(stage, director, action, days[: halves // 3], PROMISED - halves * HALF_DAY)
    _note(stage, officer, action, days[halves // 3 :], 0)


def _hold(stage: Stage, title: str, people: tuple[tuple[str, str], ...]) -> Iterator[Person]:
    """Open a post and put people on it; whoever has an account is linked to it."""
    director = _director(stage)
    post = open_post(director, house_id=stage.house.pk, title=title, declared_on=OPENED_ON)
    set_post_cost(
        director,
        post=post,
        starts_on=Day(2023, 1, 1),
        yearly_cents=YEARLY_CENTS,
        source=f"Coût déduit de la fiche action 3 {MARK}",
        declared_on=OPENED_ON,
    )
    first: Contract | None = None
    for account, name in people:
        given_name, family_name = name.split(" ", 1)
        person = create_person(
            director,
            given_name=given_name,
            family_name=family_name,
            organisation=stage.house.organisation,
            title=title,
            is_fictitious=True,
            declared_on=OPENED_ON,
        )
        if account:
            link_person(director, stage.users[account], person)
        contract = sign_contract(
            director,
            post=post,
            person=person,
            starts_on=Day(2023, 9, 4) if first else Day(2023, 1, 1),
            ends_on=Day(2023, 12, 31) if first else None,
            share_hundredths=10_000,
            replaces=first,
            declared_on=OPENED_ON,
        )
        first = contract
        yield person


def _note(
    stage: Stage, person: Person, action: Action, days: list[datetime.date], more: int
) -> None:
    """Half-days on an action, and some minutes more on the last."""
    programme = stage.programmes["reseau-acteurs"]
    last = len(days) - 1
    times = [
        Spent(day, HALF_DAY + (more if place == last else 0), action, programme)
        for place, day in enumerate(days)
    ]
    record_times(_director(stage), person=person, times=times, declared_on=NOTED_ON)


def _days(count: int) -> list[datetime.date]:
    """So many working days over the year."""
    start = Day(2023, 1, 9)
    step = 340 / count
    return [working(start + datetime.timedelta(days=round(step * n))) for n in range(count)]


def _director(stage: Stage) -> Actor:
    return Actor(
        user_id=stage.users["direction"].pk,
        organisation_id=stage.house.pk,
        house_id=stage.house.pk,
        roles=TEAM,
        may_declare=True,
    )
