"""A network drawn at random: who joins, who leaves, who comes, known late and voided later."""

import datetime
from functools import partial
from typing import Any

from probant.gatherings.models import (
    Attendance,
    MemberJoined,
    MemberLeft,
    Network,
    NetworkMember,
    Session,
)
from probant.indicators.tests.random_year import YEAR, RandomYear


def fill_network(year: RandomYear) -> None:
    """Some of the structures join, some of them leave, some come to what is held."""
    network = Network.objects.create(
        house=year.house, name="Réseau", programme=year.programmes["reseau-acteurs"]
    )
    for organisation in year.organisations[:20]:
        early = datetime.date(YEAR - 1, 7, 1) + datetime.timedelta(days=year.draw.randrange(400))
        member = NetworkMember.objects.create(
            house=year.house, network=network, organisation=organisation, joined_on=early
        )
        year.record_on(member.joined_on, partial(_about, MemberJoined(), member))
        if year.draw.random() < 0.5:
            gone = member.joined_on + datetime.timedelta(days=year.draw.randrange(300))
            year.record_on(gone, partial(_about, MemberLeft(), member))
    for number in range(24):
        _meet(year, number)


def _about(fact: Any, member: NetworkMember, on: datetime.date) -> Any:
    fact.occurred_on = on
    fact.about(member)
    return fact


def _meet(year: RandomYear, number: int) -> None:
    session = Session.objects.create(
        house=year.house,
        kind=year.kinds["atelier"],
        programme=year.programmes["crdva" if number % 4 == 0 else "reseau-acteurs"],
        title=f"Du réseau {number}",
        starts_on=year.day(),
    )
    for organisation in year.draw.sample(year.organisations, 8):

        def came(on: datetime.date, who: Any = organisation) -> Attendance:
            fact = Attendance(occurred_on=on, own_staff=year.draw.random() < 0.2)
            fact.place_by(who)
            fact.about(session)
            return fact

        year.record_on(session.starts_on, came)
