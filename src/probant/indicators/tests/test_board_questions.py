"""Lines of a board that are questions: the degree of each year, onto its page."""

import datetime
import html
import re

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from probant.accounts.actions import open_account
from probant.indicators.actions import add_figure, open_board
from probant.indicators.appraising import Evidence, withdraw_question
from probant.indicators.models import Board, BoardFigure
from probant.indicators.tests.acts_of_appraisals import asked, judged, paper
from probant.indicators.tests.scenario import Small, small_house
from probant.kernel.roles import Role

pytestmark = pytest.mark.django_db
Day = datetime.date
LABEL = "Confiance entre partenaires"
WELCOMED = "dla.organisations_welcomed"
#: The session, the board and its lines; the questions, their words, years, authors and evidence.
QUERIES = 13


@pytest.fixture
def small() -> Small:
    return small_house()


@pytest.fixture
def board(small: Small) -> Board:
    return open_board(small.awa, house_id=small.house.pk, name="Conseil")


def text(page: str) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", page)).split())


def rows(client: Client, board: Board, query: str = "annee=2021") -> list[list[str]]:
    page = client.get(f"/tableaux/{board.pk}/?{query}").content.decode().partition("<tbody")[2]
    lines = re.findall(r"<tr.*?</tr>", page.partition("</tbody>")[0], re.DOTALL)
    return [
        [text(cell) for cell in re.findall(r"<t[hd].*?</t[hd]>", one, re.DOTALL)] for one in lines
    ]


def test_a_question_stands_on_a_board_its_degrees_onto_their_pages(
    small: Small, board: Board
) -> None:
    indicator, client = asked(small), small.client()
    judged(small, indicator, year=2020, grade=1)
    judged(small, indicator, grade=3, evidence=[Evidence("document", paper(small).pk)])
    form = client.get(f"/tableaux/{board.pk}/ajouter/").content.decode()
    assert "Ce qui ne se compte pas" in form and LABEL in form
    done = client.post(f"/tableaux/{board.pk}/ajouter/", {"code": indicator.code})
    assert done.status_code == 302
    [line] = rows(client, board)
    assert line[0].startswith(f"{LABEL} pour toute la maison")
    assert line[1:] == ["—", "pas du tout non étayée", "largement", "—"]
    page = client.get(f"/tableaux/{board.pk}/?annee=2021").content.decode()
    assert f'href="/chiffres/appreciations/{indicator.pk}/2021/">largement</a>' in page
    again = client.post(f"/tableaux/{board.pk}/ajouter/", {"code": indicator.code})
    assert again.status_code == 422 and "déjà au tableau" in again.content.decode()


def test_a_question_has_its_scope_already(small: Small, board: Board) -> None:
    indicator = asked(small)
    given = {"code": indicator.code, "programme": str(small.programme.pk)}
    refused = small.client().post(f"/tableaux/{board.pk}/ajouter/", given)
    assert refused.status_code == 422
    assert "a déjà son périmètre" in refused.content.decode()
    assert not BoardFigure.objects.exists()


def test_its_page_says_ten_years_and_takes_a_note(small: Small, board: Board) -> None:
    indicator, client = asked(small), small.client()
    judged(small, indicator)
    row = add_figure(small.awa, board=board, code=indicator.code)
    here = f"/tableaux/chiffres/{row.pk}/"
    page = client.get(f"{here}?annee=2021").content.decode()
    said = text(page)
    assert "Se sollicitent-ils sans nous ?" in said and "2021 en partie" in said
    assert "Objectif 20" not in said and "n’existe plus" not in said
    assert client.post(here, {"note": "À lire avec le bilan."}).status_code == 302
    assert "À lire avec le bilan." in rows(client, board)[0][0]
    client.post(f"{here}geste/", {"geste": "retirer"})
    assert not BoardFigure.objects.exists()


def test_it_is_read_as_known_on_a_day_and_a_withdrawn_one_stays(small: Small, board: Board) -> None:
    indicator, client = asked(small), small.client()
    judged(small, indicator, declared_on=Day(2022, 1, 10))
    add_figure(small.awa, board=board, code=indicator.code)
    assert rows(client, board, "annee=2021&ans=1&connu_le=2022-01-09")[0][1:] == ["—"]
    assert rows(client, board, "annee=2021&ans=1&connu_le=2022-01-10")[0][1].startswith("en partie")
    page = client.get(f"/tableaux/{board.pk}/?annee=2021&connu_le=2022-01-10").content.decode()
    assert f"/chiffres/appreciations/{indicator.pk}/2021/?connu_le=2022-01-10" in page
    withdraw_question(small.awa, indicator=indicator)
    [line] = rows(client, board, "annee=2021&ans=1")
    assert line[0].endswith("retiré") and line[1].startswith("en partie")
    assert indicator.code not in client.get(f"/tableaux/{board.pk}/ajouter/").content.decode()


def test_who_may_not_read_what_is_judged_reads_the_board_without_it(
    small: Small, board: Board
) -> None:
    indicator = asked(small)
    judged(small, indicator)
    row = add_figure(small.awa, board=board, code=indicator.code)
    add_figure(small.awa, board=board, code=WELCOMED)
    helper = open_account(
        small.system,
        email="bene@essai.fr",
        name="Bé Névole",
        organisation=small.house.organisation,
        role=Role.VOLUNTEER,
    )
    browser = Client()
    browser.force_login(helper)
    page = browser.get(f"/tableaux/{board.pk}/?annee=2021")
    assert page.status_code == 200 and LABEL not in page.content.decode()
    assert len(rows(browser, board)) == 1
    assert browser.get(f"/tableaux/chiffres/{row.pk}/").status_code == 404
    assert len(rows(small.client(), board)) == 2


@pytest.mark.parametrize("count", [1, 3])
def test_three_questions_cost_as_many_queries_as_one(
    small: Small, board: Board, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(count):
        indicator = asked(small, label=f"Question {number}")
        judged(small, indicator)
        add_figure(small.awa, board=board, code=indicator.code)
    client = small.client()
    client.get(f"/tableaux/{board.pk}/?annee=2021")
    with django_assert_num_queries(QUERIES):
        client.get(f"/tableaux/{board.pk}/?annee=2021")
