"""The same entry shown to two funders: their shares of a piece or of accounts never pass 100 %."""

import datetime

import pytest

from probant.funding.actions import LineDraft, set_budget, share_cost
from probant.funding.tests.scenario import world
from probant.kernel.decision import Refused

pytestmark = pytest.mark.django_db
DAY = datetime.date


def bear(at, hundredths, **more):
    return share_cost(
        actor=at.awa,
        convention=at.convention,
        funder=at.metropole,
        action=at.sheets[0].action,
        covers="expenses",
        share_hundredths=hundredths,
        starts_on=DAY(2024, 1, 1),
        ends_on=DAY(2024, 12, 31),
        **more,
    )


def test_a_piece_is_not_paid_above_what_it_cost() -> None:
    at = world()
    bear(at, 6000, account="6132", piece="F-12")
    bear(at, 9000, account="6132", piece="F-13")
    bear(at, 9000, account="606")
    with pytest.raises(Refused, match=r"payées à 110.*Métropole d’essai"):
        bear(at, 5000, account="613", piece="F-12")
    bear(at, 4000, piece="F-12", account="6132")
    with pytest.raises(Refused, match="compte de charges"):
        bear(at, 100, account="741")
    with pytest.raises(Refused, match="pas une heure"):
        share_cost(
            actor=at.awa,
            convention=at.convention,
            funder=at.metropole,
            action=at.sheets[0].action,
            covers="hours",
            share_hundredths=100,
            starts_on=DAY(2024, 1, 1),
            ends_on=DAY(2024, 12, 31),
            piece="F-1",
        )


def test_an_actual_is_never_typed() -> None:
    at = world()
    with pytest.raises(Refused, match="ne se saisit pas"):
        set_budget(
            actor=at.awa,
            convention=at.convention,
            sheet=at.sheets[0],
            year=2024,
            nature="actual",
            lines=[LineDraft("606", "Achats", "expense", 100)],
        )
