"""What funders award for each figure of money to count once: ten euros by day of lag.

The structure is the beneficiary: a house may hold the convention of another's subsidy.
"""

import datetime
from typing import Any

from probant.directory.models import Organisation
from probant.funding.actions import PartyDraft, make_award, record_convention, void_award
from probant.funding.models import AwardMade, Convention
from probant.indicators.tests.acts import MADE, TAKEN_BACK, Desk, Made, One


def funder_of(desk: Desk) -> Organisation:
    name = f"Métropole de {desk.house.pk}"
    found = Organisation.objects.filter(name=name).first()
    return found or desk.sheet(name, family="collectivite")


def agreed(one: One) -> Convention:
    """A convention of the structure with the funder of the house, one for each lag."""
    desk, title = one.desk, f"Convention {one.lag} de {one.sheet.pk}"
    found = Convention.objects.filter(house=desk.house, title=title).first()
    return found or record_convention(
        actor=desk.officer,
        house=desk.house,
        kind="cpom",
        title=title,
        parties=[PartyDraft(funder_of(desk), "funder"), PartyDraft(one.sheet, "beneficiary")],
        starts_on=datetime.date(one.on.year, 1, 1),
        ends_on=datetime.date(one.on.year, 12, 31),
    )


def awarded(one: One) -> AwardMade:
    return make_award(
        actor=one.desk.officer,
        convention=agreed(one),
        action=None,
        year=one.on.year,
        amount_cents=one.lag * 1000,
        decision=None,
        occurred_on=one.on,
    )


def _award_voided(desk: Desk, fact: Any) -> None:
    void_award(actor=desk.officer, award=fact, reason="essai")


def _taken_back(one: One) -> None:
    _award_voided(one.desk, awarded(one))


def _the_year_before(one: One) -> None:
    """For this year, decided the year before: it counts on the day of the decision."""
    before = datetime.date(one.on.year - 1, 12, 15)
    make_award(
        actor=one.desk.officer,
        convention=agreed(one),
        action=None,
        year=one.on.year,
        amount_cents=one.lag * 1000,
        decision=None,
        occurred_on=before,
    )


TAKEN_BACK |= {AwardMade: _award_voided}
FUNDED: dict[str, Made] = {"money.granted": awarded}
FUNDED_DECOYS: dict[str, list[Made]] = {"money.granted": [_taken_back, _the_year_before]}
MADE.update(FUNDED)
