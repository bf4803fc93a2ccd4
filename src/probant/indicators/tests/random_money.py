"""Awards drawn at random, known late and voided too."""

import datetime
from collections.abc import Callable

from probant.directory.models import Organisation
from probant.funding.models import AwardMade, Convention
from probant.indicators.tests.random_year import RandomYear


def draw_money(year: RandomYear) -> None:
    """Two funders award amounts to some structures, within one convention."""
    draw = year.draw
    convention = Convention.objects.create(house=year.house, kind="cpom", title="Tirée au sort")
    funders = draw.sample(year.organisations, 2)
    for _ in range(40):
        funder, to = draw.choice(funders), draw.choice(year.organisations)
        year.record(_award(convention, funder, to, draw.randrange(1, 3_000_000)))


def _award(
    convention: Convention, funder: Organisation, to: Organisation, cents: int
) -> Callable[[datetime.date], AwardMade]:
    def make(on: datetime.date) -> AwardMade:
        award = AwardMade(
            convention=convention,
            budget_year=on.year,
            amount_cents=cents,
            funder=funder,
            occurred_on=on,
        )
        award.place_by(to)
        return award

    return make
