"""The request printed in the order of Cerfa 12156."""

import datetime

import pytest

from probant.funding.actions import RequestDraft, prepare_request
from probant.funding.tests import scenario
from probant.kernel.cut import Cut
from probant.reports.blocks import Section, Table
from probant.reports.catalogue.request import collect
from probant.reports.definition import ReportOrder
from probant.reports.press import write_pdf
from probant.reports.word import write_docx


@pytest.mark.django_db
def test_the_form_follows_the_order_of_the_cerfa():
    world = scenario.world()
    world.budget(0, year=2024)
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
    table = next(one for one in content.blocks if isinstance(one, Table))
    assert [cell.number for cell in table.rows[-1].cells] == [None, 600_000, None, 600_000]
    assert write_pdf(content).startswith(b"%PDF")
    assert write_docx(content).startswith(b"PK")
