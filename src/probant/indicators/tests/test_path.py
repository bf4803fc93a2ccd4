"""The path of each programme: cases of the period, and what became of those welcomed in it."""

import datetime
import html
import re

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from probant.directory.models import Organisation
from probant.indicators.actions import add_figure, open_board
from probant.indicators.definition import EVERYTHING, Indicator
from probant.indicators.funnel import BIRTH, CODE, PATH, Funnel, came_to, funnels
from probant.indicators.models import Board
from probant.indicators.registry import indicator
from probant.indicators.tests.acts import Desk, One
from probant.journal.models import JournalHead
from probant.kernel.cut import Cut
from probant.kernel.period import Period
from probant.programmes.tests.scenario import Scene, scene
from probant.support import actions
from probant.support.models import Case

pytestmark = pytest.mark.django_db
Day = datetime.date
WELCOMED, LATER = Day(2023, 3, 1), Day(2023, 9, 1)
PAGE = "/chiffres/?annee=2023&choix=parcours"


@pytest.fixture
def house() -> Scene:
    return scene()


@pytest.fixture
def desk(house: Scene) -> Desk:
    return Desk(house.house, house.awa, house.fabien, house.importer)


@pytest.fixture
def client(house: Scene) -> Client:
    client = Client()
    client.force_login(house.users["Fabien"])
    return client


def the() -> Indicator:
    found = indicator(CODE)
    assert found is not None
    return found


def paths(desk: Desk, cut: Cut | None = None) -> dict[str, Funnel]:
    given = {"house_id": desk.house.pk, "period": Period.year(2023), "scope": EVERYTHING}
    return {found.name: found for found in funnels(cut=cut or Cut.now(), **given)}


def told(found: Funnel) -> list[tuple[str, int | None, int | None]]:
    return [(stage.name, stage.cases, stage.followed) for stage in found.stages]


def welcomed(desk: Desk, name: str, programme: str = "creation", on: Day = WELCOMED) -> Case:
    one = One(desk, desk.sheet(name), on, 0)
    case = one.case(programme)
    one.reach(case, "accueil")
    return case


def reach(desk: Desk, case: Case, phase: str, on: Day = LATER) -> None:
    assert isinstance(case.organisation, Organisation)
    One(desk, case.organisation, on).reach(case, phase)


def test_stages_tell_cases_of_the_year_and_those_welcomed_that_came_there_since(
    desk: Desk,
) -> None:
    cases = [welcomed(desk, f"Projet {number}") for number in range(4)]
    earlier = welcomed(desk, "D’avant", on=Day(2022, 11, 2))
    reach(desk, cases[0], "accompagnement")
    reach(desk, cases[1], "accompagnement", Day(2024, 2, 1))  # the year after: come since
    reach(desk, earlier, "accompagnement")  # in the year, but not welcomed in it
    (found,) = paths(desk).values()
    assert told(found) == [
        ("Accueil en amont", 4, 4),
        ("Émergence", 0, 0),
        ("Accompagnement (BénéFiCes’Créa)", 2, 2),
        ("Post-accompagnement", 0, 0),
    ]
    assert [stage.share for stage in found.stages] == [1, 0, 0.5, 0]


def test_what_came_since_is_told_as_the_cut_knew_it(desk: Desk) -> None:
    case = welcomed(desk, "Projet")
    before = Cut.at(JournalHead.objects.get(house_id=desk.house.pk).seq)
    reach(desk, case, "accompagnement", Day(2024, 2, 1))
    (then,), (now,) = paths(desk, before).values(), paths(desk).values()
    assert (told(then)[2], told(now)[2]) == (
        ("Accompagnement (BénéFiCes’Créa)", 0, 0),
        ("Accompagnement (BénéFiCes’Créa)", 0, 1),
    )


def test_births_close_the_path_of_a_programme(desk: Desk) -> None:
    case = actions.open_case(
        desk.officer,
        programme=desk.programme("creation"),
        opened_on=WELCOMED,
        project_title="Un projet",
    )
    actions.reach_phase(
        desk.officer, case=case, phase=desk.phase("accueil", "creation"), occurred_on=WELCOMED
    )
    welcomed(desk, "Un autre")
    actions.record_birth(
        desk.officer, case=case, born_on=LATER, organisation=desk.sheet("Née d’un projet")
    )
    (found,) = paths(desk).values()
    last = found.stages[-1]
    assert (last.key, last.cases, last.followed, last.share) == (BIRTH, None, 1, 0.5)


def test_each_programme_has_its_path_and_one_without_welcome_no_share(desk: Desk) -> None:
    welcomed(desk, "Une", "dla")
    case = One(desk, desk.sheet("Sans accueil"), LATER).case("creation")
    reach(desk, case, "accompagnement")
    found = paths(desk)
    assert sorted(found) == [
        "Création et reprise de structures (BénéFiCes’Créa)",
        "Dispositif local d’accompagnement (DLA)",
    ]
    creation = found["Création et reprise de structures (BénéFiCes’Créa)"]
    assert {stage.share for stage in creation.stages} == {None}


def test_each_number_of_the_page_opens_on_exactly_its_cases(desk: Desk, client: Client) -> None:
    cases = [welcomed(desk, f"Projet {number}") for number in range(3)]
    reach(desk, cases[0], "accompagnement")
    reach(desk, cases[1], "emergence")
    reach(desk, cases[1], "accompagnement")
    page = html.unescape(client.get(PAGE).content.decode())
    links = re.findall(r'<a class="figure-link" href="([^"#]+)#faits">(\d+)</a>', page)
    assert [int(number) for _, number in links] == [3, 3, 1, 1, 2, 2]
    for address, number in links:
        opened = html.unescape(client.get(address).content.decode())
        listed = opened.partition('id="table-preuve"')[2].partition("</table>")[0]
        assert listed.count('<th scope="row"') == int(number), address
        assert f"<strong>{number}</strong> sur 3" in opened


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_of_paths_asks_the_same_questions_whatever_their_length(
    count: int,
    desk: Desk,
    client: Client,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    for number in range(count):
        reach(desk, welcomed(desk, f"Projet {number}"), "accompagnement")
    with django_assert_num_queries(10):
        assert client.get(PAGE).status_code == 200


@pytest.mark.parametrize("asked", ["x", "0", "99999999", "naissance", "-1", "1;2"])
def test_a_stage_that_does_not_exist_harms_nothing(client: Client, asked: str) -> None:
    for code in ("support.cases_active", "door.calls"):
        assert client.get(f"/chiffres/{code}/?annee=2023&atteint={asked}").status_code == 200


def test_a_stage_of_another_house_keeps_nothing(desk: Desk, house: Scene) -> None:
    case = welcomed(desk, "Projet")
    facts = the().population(house_id=desk.house.pk, period=Period.year(2023), cut=Cut.now())
    phase = str(desk.phase("accueil", "creation").pk)
    there = came_to(facts, phase, house_id=house.other_house.pk, cut=Cut.now())
    here = came_to(facts, phase, house_id=desk.house.pk, cut=Cut.now())
    assert ([fact.case_id for fact in there], [fact.case_id for fact in here]) == ([], [case.pk])


# --- on a board ----------------------------------------------------------------------------------
@pytest.fixture
def board(house: Scene) -> Board:
    return open_board(house.fabien, house_id=house.house.pk, name="Conseil")


def cells_of(page: str, table: str) -> list[list[str]]:
    body = page.partition(f'id="table-{table}"')[2].partition("<tbody")[2].partition("</tbody>")[0]
    lines = re.findall(r"<tr.*?</tr>", body, re.DOTALL)
    return [
        [" ".join(re.sub(r"<[^>]+>", " ", cell).split()) for cell in re.findall(
            r"<t[hd].*?</t[hd]>", one, re.DOTALL)] for one in lines
    ]  # fmt: skip


def test_a_path_stands_on_a_board_year_by_year_and_each_number_opens_on_its_cases(
    desk: Desk, client: Client, board: Board
) -> None:
    for number in range(4):
        case = welcomed(desk, f"Projet {number}")
        if number:
            reach(desk, case, "accompagnement", Day(2024, 2, 1))
    earlier = welcomed(desk, "D’avant", on=Day(2022, 11, 2))
    reach(desk, earlier, "accompagnement")
    client.post(f"/tableaux/{board.pk}/ajouter/", {"code": PATH})
    page = html.unescape(client.get(f"/tableaux/{board.pk}/?annee=2024&ans=3").content.decode())
    assert "n’existe plus" not in page and "Aucun chiffre n’est encore" not in page
    assert cells_of(page, "parcours-1")[0][1:] == [
        "1 1 des entrés, 100 %",
        "4 4 des entrés, 100 %",
        "0",
        "5 5 des entrés, 100 %",
    ]
    assert cells_of(page, "parcours-1")[2] == [
        "Accompagnement (BénéFiCes’Créa)",
        "0 1 des entrés, 100 %",
        "1 3 des entrés, 75 %",
        "3",
        "4 4 des entrés, 80 %",
    ]
    links = re.findall(r'<a class="figure-link" href="([^"#]+)#faits">(\d+)</a>', page)
    assert [int(number) for _, number in links] == [1, 1, 4, 4, 5, 5, 1, 1, 3, 3, 4, 4]
    for address, number in links:
        opened = html.unescape(client.get(address).content.decode())
        listed = opened.partition('id="table-preuve"')[2].partition("</table>")[0]
        assert listed.count('<th scope="row"') == int(number), address


def test_a_path_of_a_board_is_narrowed_noted_and_taken_off(
    desk: Desk, client: Client, board: Board
) -> None:
    welcomed(desk, "Projet")
    welcomed(desk, "Autre", "dla")
    row = add_figure(desk.officer, board=board, code=PATH, programme=desk.programme("dla"))
    here = f"/tableaux/chiffres/{row.pk}/"
    client.post(here, {"note": "Le diagnostic prend deux mois"})
    page = html.unescape(client.get(f"/tableaux/{board.pk}/?annee=2023").content.decode())
    assert "parcours-1" in page and "parcours-2" not in page
    assert "Dispositif local d’accompagnement (DLA) · Le diagnostic prend deux mois" in page
    alone = html.unescape(client.get(here).content.decode())
    assert "Étapes des parcours" in alone and "Objectif 20" not in alone
    client.post(f"{here}geste/", {"geste": "retirer"})
    assert not board.figures.exists()


def test_a_path_without_a_case_says_so(client: Client, board: Board, desk: Desk) -> None:
    add_figure(desk.officer, board=board, code=PATH)
    page = html.unescape(client.get(f"/tableaux/{board.pk}/?annee=2023").content.decode())
    assert "Aucun dossier de ces années n’a encore atteint d’étape." in page


@pytest.mark.parametrize("count", [1, 3])
def test_a_path_of_a_board_asks_the_same_questions_whatever_its_length(
    count: int,
    desk: Desk,
    client: Client,
    board: Board,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    add_figure(desk.officer, board=board, code=PATH)
    for number in range(count):
        reach(desk, welcomed(desk, f"Projet {number}"), "accompagnement")
    with django_assert_num_queries(13):
        assert client.get(f"/tableaux/{board.pk}/?annee=2023&ans=1").status_code == 200
