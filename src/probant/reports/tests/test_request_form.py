"""The request printed in the order of Cerfa 12156."""

import datetime

import pytest

from probant.funding.actions import RequestDraft, prepare_request
from probant.funding.tests import scenario
from probant.kernel.cut import Cut
from probant.reports.blocks import Section, Table, Terms
from probant.reports.catalogue.request import collect
from probant.reports.definition import ReportOrder
from probant.reports.press import write_pdf
from probant.reports.word import write_docx


@pytest.mark.django_db
def test_the_form_follows_the_order_of_the_cerfa():
    world = scenario.world()
    world.budget(0, year=2024)
    sheet = world.sheets[0]
    sheet.promised.create(year=2024, fte="0.2")
    sheet.means.create(position=1, kind="material", label="Véhicule")
    sheet.phases.create(position=1, year=2024, first_month=2, last_month=12, label="Ateliers")
    sheet.partners.create(position=1, family="Culture", name="Zutique")
    sheet.targets.create(position=1, year=2024, label="Réunions", value=6)
    request = prepare_request(
        actor=world.awa,
        house=world.house,
        funder=world.metropole,
        convention=world.convention,
        draft=RequestDraft("Le réseau en 2024", 2024),
        actions=[world.sheets[0].action],
    )
    order = ReportOrder(
        world.awa,
        world.house.pk,
        2024,
        Cut.now(),
        "",
        datetime.date(2024, 1, 8),
        request_id=request.pk,
    )
    content = collect(order)
    titles = [one.title for one in content.blocks if isinstance(one, Section) and one.level == 1]
    assert [title[:2] for title in titles] == [f"{number}." for number in range(1, 8)]
    (project,) = [one for one in content.blocks if isinstance(one, Terms)][-1:]
    assert project.rows == (
        ("Contexte", "Ce qui est."),
        ("Moyens humains", "2023 : 0,13\xa0ETP ; 2024 : 0,2\xa0ETP"),
        ("Moyens matériels", "Véhicule"),
        ("Calendrier", "2024, février – décembre : Ateliers"),
        ("Partenaires", "Culture : Zutique"),
        ("Critères d’évaluation", "Réunions : 6 en 2024"),
    )
    table = next(one for one in content.blocks if isinstance(one, Table))
    assert [cell.number for cell in table.rows[-1].cells] == [None, 600_000, None, 600_000]
    assert write_pdf(content).startswith(b"%PDF")
    assert write_docx(content).startswith(b"PK")
