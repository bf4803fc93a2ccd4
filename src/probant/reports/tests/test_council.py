"""The report to the council: last year's money and results, then the vote that is asked."""

import datetime

import pytest

from probant.funding.tests import scenario
from probant.kernel.cut import Cut
from probant.reports.actions import make_report
from probant.reports.definition import ReportOrder

pytestmark = pytest.mark.django_db


@pytest.fixture
def world() -> scenario.World:
    return scenario.world()


@pytest.mark.parametrize("ending", ["pdf", "docx"])
def test_the_report_to_the_council_tells_last_year_and_drafts_the_vote(
    world: scenario.World, ending: str
) -> None:
    for place, cents in enumerate(scenario.AWARDS):
        world.budget(place, year=2025, stated_grant_cents=cents)
        world.award(place)
    order = ReportOrder(
        actor=world.bruno,
        house_id=world.house.pk,
        year=2025,
        cut=Cut.now(),
        base_url="",
        today=datetime.date(2025, 1, 15),
        convention_id=world.convention.pk,
    )
    content, written = make_report("council", order, ending)
    assert written[:4] in (b"%PDF", b"PK\x03\x04")
    assert (content.title, content.author) == (
        "Subvention 2025 : Pôle d’essai",
        "Métropole d’essai",
    )
    said = " ".join(str(block) for block in content.blocks).replace("\\u202f", " ")
    for words in (
        "Ce qui est proposé pour 2025",
        "Attribué en 2024",
        "Subventions de l’exercice 2024",
        "Anomalies ouvertes",
        "Projet de délibération",
        "approuver le versement d’une subvention de 18 000\\xa0€ à Pôle d’essai",
    ):
        assert words in said, words
