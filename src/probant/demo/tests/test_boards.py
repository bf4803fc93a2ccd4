"""The boards and the report that the demonstration begins with."""

import datetime

import pytest

from probant.directory.models import House
from probant.indicators.access import Reach
from probant.indicators.appraisals import told
from probant.indicators.board import lines_of
from probant.indicators.definition import EVERYTHING
from probant.indicators.models import Appraised, Board
from probant.kernel.cut import Cut
from probant.reports.models import Publication

pytestmark = pytest.mark.django_db


def values(house: House, name: str, cut: Cut) -> dict[str, int]:
    board = Board.objects.get(house=house, name=name)
    lines = lines_of(board, Reach(house.pk, EVERYTHING), range(2023, 2024), cut)
    return {line.row.code: line.cells[0].figure.value for line in lines if line.cells[0].figure}


def test_the_board_of_the_council_says_the_figures_of_the_year(demonstration: House) -> None:
    name = "Conseil d’administration"
    now = values(demonstration, name, Cut.now())
    assert (now["dla.organisations_welcomed"], now["workshops.sessions"]) == (28, 13)
    known = values(demonstration, name, Cut.known(datetime.date(2024, 3, 21)))
    assert known["dla.organisations_welcomed"] == 26
    assert len(now) == 9


def test_the_activity_report_of_the_year_is_begun(demonstration: House) -> None:
    report = Publication.objects.get(house=demonstration)
    assert (report.title, report.year) == ("Rapport d’activité", 2023)
    assert report.blocks.count() > 20


def test_a_question_of_the_year_is_answered_and_rests_on_what_came_out_of_the_workshops(
    demonstration: House,
) -> None:
    (answer,) = told(Appraised.objects.filter(house_id=demonstration.pk))
    assert (answer.row.year, answer.said, answer.is_supported) == (2023, "en partie", True)
