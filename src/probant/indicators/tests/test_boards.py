"""Boards: chosen figures year by year, their targets, their scopes, what was printed before."""

import datetime
import html
import re
from typing import Any

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from probant.indicators.actions import add_figure, open_board, remove_figure
from probant.indicators.models import Attestation, Board, BoardFigure, Claim, Target
from probant.indicators.tests.scenario import Small, small_house
from probant.journal.door import change
from probant.journal.models import JournalDetail
from probant.kernel.actor import Actor
from probant.kernel.dates import MONTHS
from probant.kernel.decision import Refused
from probant.kernel.roles import Role
from probant.programmes.actions import adopt_programme, create_action
from probant.support.models import Case, PhaseReached

pytestmark = pytest.mark.django_db
Day = datetime.date
WELCOMED = "dla.organisations_welcomed"


@pytest.fixture
def small() -> Small:
    return small_house()


@pytest.fixture
def board(small: Small) -> Board:
    return open_board(small.awa, house_id=small.house.pk, name="Conseil")


@pytest.fixture
def client(small: Small) -> Client:
    return small.client()


def text(page: str) -> str:
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", page)).split()).replace("\u202f", " ")


def shown(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return answer.content.decode()


def rows(client: Client, board: Board, query: str = "annee=2021") -> list[list[str]]:
    page = shown(client, f"/tableaux/{board.pk}/?{query}").partition("<tbody")[2]
    lines = re.findall(r"<tr.*?</tr>", page.partition("</tbody>")[0], re.DOTALL)
    return [
        [text(cell) for cell in re.findall(r"<t[hd].*?</t[hd]>", one, re.DOTALL)] for one in lines
    ]


def send(client: Client, address: str, **given: Any) -> Any:
    return client.post(address, given)


# --- choosing ------------------------------------------------------------------------------------
def test_a_board_is_opened_filled_and_read_year_by_year(small: Small, client: Client) -> None:
    small.welcome("Alpha", on=Day(2020, 3, 4))
    small.welcome("Alpha bis", on=Day(2021, 3, 4))
    small.welcome("Béta", on=Day(2021, 3, 4))
    send(client, "/tableaux/", name="  Pour le   conseil ")
    board = Board.objects.get()
    assert board.name == "Pour le conseil"
    send(client, f"/tableaux/{board.pk}/ajouter/", code=WELCOMED)
    assert rows(client, board) == [
        ["Structures accueillies par le DLA", "—", "1", "2", "3"],
    ]
    page = shown(client, f"/tableaux/{board.pk}/?annee=2021")
    assert f'href="/chiffres/{WELCOMED}/?annee=2021"' in page
    assert [len(line) for line in rows(client, board, "annee=2021&ans=1")] == [2]


def test_the_last_column_counts_a_structure_of_two_years_once(
    small: Small, client: Client, board: Board
) -> None:
    first = small.welcome("Alpha", on=Day(2020, 3, 4))
    again = Case.objects.create(
        house=small.house,
        organisation=first.organisation,
        programme=small.programme,
        version=first.version,
        opened_on=Day(2021, 3, 4),
        touched_on=Day(2021, 3, 4),
    )
    with change(small.system, verb="essai", houses=[small.house.pk]) as entry:
        fact = PhaseReached.objects.get(case=first)
        entry.record(fact.amended(case_id=again.pk, occurred_on=Day(2021, 3, 4)))
    add_figure(small.awa, board=board, code=WELCOMED)
    assert rows(client, board)[0][1:] == ["—", "1", "1", "1"]


def test_a_figure_of_a_board_is_broken_down_year_by_year(
    small: Small, client: Client, board: Board
) -> None:
    for name, year, place in (
        ("Alpha", 2020, "21231"),
        ("Béta", 2021, "21231"),
        ("Gamma", 2021, ""),
    ):
        small.welcome(name, on=Day(year, 3, 4), place_code=place)
    row = add_figure(small.awa, board=board, code=WELCOMED)
    here = f"/tableaux/chiffres/{row.pk}/"
    assert "Répartir" in shown(client, here) and "Le chiffre" not in shown(client, here)
    page = shown(client, f"{here}?par=commune")
    table = page.partition("Réparti, année par année")[2].partition("<tbody")[2]
    cells = [text(one) for one in re.findall(r"<t[hd].*?</t[hd]>", table, re.DOTALL)]
    assert cells[:9] == ["Dijon", "1", "1", "non renseigné", "—", "1", "Le chiffre", "1", "2"]
    assert "2 lignes" in text(page) and "3 lignes" not in text(page)
    proof = f"/chiffres/{WELCOMED}/?annee=2021&par=commune&part=21231#faits"
    assert proof in html.unescape(page)
    assert "Alpha" not in shown(client, proof) and "Béta" in shown(client, proof)
    assert "Le chiffre" not in shown(client, f"{here}?par=inconnu")


def test_a_figure_stands_once_in_a_scope(small: Small, board: Board) -> None:
    add_figure(small.awa, board=board, code=WELCOMED)
    with pytest.raises(Refused, match="déjà au tableau"):
        add_figure(small.awa, board=board, code=WELCOMED)
    add_figure(small.awa, board=board, code=WELCOMED, programme=small.programme)
    assert [one.position for one in board.figures.all()] == [1, 2]


def test_a_board_of_the_same_name_is_refused_and_keeps_what_was_typed(
    client: Client, board: Board
) -> None:
    answer = send(client, "/tableaux/", name="Conseil")
    assert answer.status_code == 422
    assert "Un tableau porte déjà cet intitulé" in html.unescape(answer.content.decode())
    assert 'value="Conseil"' in answer.content.decode()


@pytest.mark.parametrize(
    ("given", "said"),
    [
        ({"code": ""}, "Choisissez un chiffre"),
        ({"code": "dla.inconnu"}, "Ce chiffre n’existe pas"),
        ({"code": WELCOMED, "place_code": "Dijon"}, "Tapez le code d’une commune"),
        ({"code": WELCOMED, "place_code": "99999"}, "Aucun territoire ne porte le code 99999"),
        ({"code": WELCOMED, "programme": "999"}, "choix"),
    ],
)
def test_a_choice_that_cannot_be_read_is_said_beside_its_field(
    given: dict[str, str], said: str, client: Client, board: Board
) -> None:
    answer = send(client, f"/tableaux/{board.pk}/ajouter/", **given)
    assert answer.status_code == 422
    assert said in html.unescape(answer.content.decode())
    assert BoardFigure.objects.count() == 0


def test_an_action_is_a_whole_scope(small: Small, client: Client, board: Board) -> None:
    action = create_action(
        small.awa, house_id=small.house.pk, name="DLA", programmes=[small.programme]
    )
    given = {"code": WELCOMED, "action": action.pk, "programme": small.programme.pk}
    answer = send(client, f"/tableaux/{board.pk}/ajouter/", **given)
    assert "Une action a déjà son périmètre" in html.unescape(answer.content.decode())
    with pytest.raises(Refused, match="Une action a déjà son périmètre"):
        add_figure(small.awa, board=board, code=WELCOMED, action=action, place_code="21231")


# --- scopes --------------------------------------------------------------------------------------
def test_a_scope_narrows_the_value_and_the_facts_that_it_opens(
    small: Small, client: Client, board: Board
) -> None:
    creation = adopt_programme(actor=small.system, house_id=small.house.pk, code="creation")
    small.welcome("Alpha")
    small.welcome("Béta", place_code="21166")
    for scope in ({"programme": creation}, {"place_code": "21166"}, {}):
        add_figure(small.awa, board=board, code="support.organisations", **scope)
    assert [line[-2] for line in rows(client, board)] == ["—", "1", "2"]
    page = shown(client, f"/tableaux/{board.pk}/?annee=2021")
    href = html.unescape(re.findall(r'href="([^"]*territoire=21166[^"]*)"', page)[0])
    facts = shown(client, href)
    assert "Béta" in facts and "Alpha" not in facts
    assert client.get("/chiffres/dla.diagnoses/?territoire=<x>").status_code == 404
    assert client.get("/chiffres/dla.diagnoses/?programme=999999").status_code == 404


# --- targets, order, notes -----------------------------------------------------------------------
def test_targets_and_a_note_are_kept_with_who_noted_it(
    small: Small, client: Client, board: Board
) -> None:
    small.welcome("Alpha")
    row = add_figure(small.awa, board=board, code=WELCOMED)
    year = 2021
    page = f"/tableaux/chiffres/{row.pk}/"
    send(client, page, **{f"target_{year}": "1 200", "note": "Deux postes vacants"})
    assert [(one.year, one.value) for one in Target.objects.all()] == [(year, 1200)]
    assert "Deux postes vacants — Awa Ndiaye" in text(shown(client, page))
    assert "objectif 1 200" in rows(client, board, f"annee={year}")[0][-2]
    answer = send(client, page, **{f"target_{year}": "beaucoup", "note": "x"})
    assert answer.status_code == 422
    assert 'value="beaucoup"' in answer.content.decode()
    send(client, page, **{f"target_{year}": "", "note": ""})
    assert not Target.objects.exists()


def test_a_figure_moves_and_leaves_and_the_journal_keeps_what_it_held(
    small: Small, client: Client, board: Board
) -> None:
    first = add_figure(small.awa, board=board, code=WELCOMED)
    second = add_figure(small.awa, board=board, code="dla.diagnoses")
    gesture = f"/tableaux/chiffres/{second.pk}/geste/"
    send(client, gesture, geste="monter")
    assert list(board.figures.values_list("pk", flat=True)) == [second.pk, first.pk]
    send(client, gesture, geste="monter")
    assert list(board.figures.values_list("pk", flat=True)) == [second.pk, first.pk]
    assert send(client, gesture, geste="danser").status_code == 404
    send(client, gesture, geste="retirer")
    assert list(board.figures.values_list("pk", flat=True)) == [first.pk]
    assert "dla.diagnoses" in JournalDetail.objects.latest("seq").body


def test_the_page_of_a_figure_keeps_the_year_and_the_day_that_its_board_was_read_at(
    small: Small, client: Client, board: Board
) -> None:
    small.welcome("Alpha", on=Day(2019, 3, 4))
    row = add_figure(small.awa, board=board, code=WELCOMED)
    day = timezone.localdate() - datetime.timedelta(days=1)
    asked = f"annee=2019&connu_le={day.isoformat()}"
    onward = f"/tableaux/chiffres/{row.pk}/?{asked}"
    assert onward in html.unescape(shown(client, f"/tableaux/{board.pk}/?{asked}"))
    page = html.unescape(shown(client, onward))
    assert f'href="/tableaux/{board.pk}/?{asked}"' in page
    assert f'href="?{asked}&cumul=1#cumul"' not in page  # nothing was known on that day
    assert 'href="?annee=2019">Voir ce qui est connu aujourd’hui' in page
    now = html.unescape(shown(client, f"/tableaux/chiffres/{row.pk}/?annee=2019"))
    assert 'href="?annee=2019&cumul=1#cumul"' in now
    assert '<input type="hidden" name="annee" value="2019">' in now


def test_a_figure_that_left_the_catalogue_says_so_and_counts_nothing(
    small: Small, client: Client, board: Board
) -> None:
    row = BoardFigure.objects.create(board=board, code="dla.disparu")
    assert "n’existe plus au catalogue" in rows(client, board)[0][0]
    assert "n’existe plus au catalogue" in text(shown(client, f"/tableaux/chiffres/{row.pk}/"))
    remove_figure(small.awa, figure=row)
    assert not BoardFigure.objects.exists()


def test_who_is_not_of_the_team_reads_and_changes_nothing(small: Small, board: Board) -> None:
    reader = Actor(1, small.house.pk, small.house.pk, frozenset({Role.BOARD}))
    with pytest.raises(Refused, match="Seule l’équipe"):
        open_board(reader, house_id=small.house.pk, name="Autre")
    with pytest.raises(Refused, match="Seule l’équipe"):
        add_figure(reader, board=board, code=WELCOMED)


def test_the_boards_of_another_house_are_not_there(small: Small, board: Board) -> None:
    row = add_figure(small.awa, board=board, code=WELCOMED)
    neighbour = Actor(2, small.house.pk + 1, small.house.pk + 1, frozenset({Role.DIRECTION}))
    assert list(Board.objects.visible_to(neighbour)) == []
    assert list(BoardFigure.objects.visible_to(neighbour)) == []
    assert list(Board.objects.visible_to(None)) == []
    with pytest.raises(Refused, match="Seule l’équipe"):
        remove_figure(neighbour, figure=row)


# --- what was printed before ---------------------------------------------------------------------
def test_a_printed_figure_is_hollow_until_a_person_attests_its_definition(
    small: Small, client: Client, board: Board
) -> None:
    small.welcome("Alpha")
    row = add_figure(small.awa, board=board, code=WELCOMED)
    year = 2013
    claim = Claim.objects.create(
        house=small.house, code=WELCOMED, label="accueillies", value=26, year=year
    )
    page = f"/tableaux/chiffres/{row.pk}/"
    assert rows(client, board, f"annee={year}&ans=1")[0][1] == "○ 26 imprimé"
    before = shown(client, page)
    assert 'class="chart__dot is-hollow"' in before and 'class="chart__line"' not in before
    send(client, f"{page}geste/", geste="attester", dit=claim.pk)
    attested = Attestation.objects.get()
    assert attested.definition.startswith("Structures différentes ayant atteint l’étape accueil")
    after = shown(client, page)
    assert 'class="chart__dot is-hollow"' in after and 'class="chart__line"' in after
    assert "même définition, attestée par Awa Ndiaye" in text(after)
    assert rows(client, board, f"annee={year}&ans=1")[0][1] == "● 26 imprimé"
    send(client, f"{page}geste/", geste="reprendre", dit=claim.pk)
    assert not Attestation.objects.exists()
    assert send(client, f"{page}geste/", geste="attester", dit="x").status_code == 404


def test_a_printed_amount_is_written_in_euros(small: Small, client: Client, board: Board) -> None:
    small.welcome("Alpha")
    row = add_figure(small.awa, board=board, code="money.granted")
    Claim.objects.create(
        house=small.house, code="money.granted", label="subventions", value=900_000, year=2013
    )
    assert rows(client, board, "annee=2013&ans=1")[0][1] == "○ 9 000 € imprimé"
    assert "2013 : 9 000 €" in text(shown(client, f"/tableaux/chiffres/{row.pk}/"))


# --- added up ------------------------------------------------------------------------------------
def test_what_is_counted_over_years_together_opens_on_its_facts(
    small: Small, client: Client, board: Board
) -> None:
    small.welcome("Alpha", on=Day(2020, 3, 4))
    small.welcome("Béta", on=Day(2021, 3, 4))
    small.welcome("Gamma", on=Day(2018, 3, 4))
    add_figure(small.awa, board=board, code=WELCOMED)
    page = shown(client, f"/tableaux/{board.pk}/?annee=2021")
    address = f"/chiffres/{WELCOMED}/?du=2019-01-01&au=2021-12-31"
    assert address in html.unescape(page)
    opened = shown(client, address)
    assert "Alpha" in opened and "Béta" in opened and "Gamma" not in opened
    assert "2019–2021, à ce jour" in text(opened)
    assert 'name="du" value="01/01/2019"' in opened


def test_a_figure_is_read_from_a_day_to_another(small: Small, client: Client) -> None:
    small.welcome("Alpha", on=Day(2021, 3, 4))
    small.welcome("Béta", on=Day(2021, 6, 4))
    page = shown(client, f"/chiffres/{WELCOMED}/?du=01/04/2021&au=30/06/2021")
    assert "Béta" in page and "Alpha" not in page
    assert "du 1er avril 2021 au 30 juin 2021" in text(page)
    wrong = shown(client, f"/chiffres/{WELCOMED}/?annee=2021&du=avril&au=30/06/2021")
    assert "« avril »" in text(wrong) and "Alpha" in wrong
    export = {"du": "avril", "au": "30/06/2021", "format": "csv"}
    assert client.post(f"/chiffres/{WELCOMED}/export/", export).status_code == 302
    export["du"] = "2021-04-01"
    told = client.post(f"/chiffres/{WELCOMED}/export/", export).content.decode()
    assert "Béta" in told and "Alpha" not in told


def test_a_figure_of_a_board_adds_up_month_after_month(
    small: Small, client: Client, board: Board
) -> None:
    year = datetime.date.today().year
    for name, on in (
        ("Alpha", Day(year - 1, 2, 4)),
        ("Béta", Day(year - 1, 2, 5)),
        ("Gamma", Day(year - 1, 6, 4)),
        ("Delta", Day(year, 1, 1)),
    ):
        small.welcome(name, on=on)
    row = add_figure(small.awa, board=board, code=WELCOMED)
    here = f"/tableaux/chiffres/{row.pk}/"
    assert "Cumuler mois après mois" in shown(client, here)
    page = shown(client, f"{here}?cumul=1")
    table = page.partition('id="table-cumul"')[2].partition("<tbody")[2].partition("</tbody>")[0]
    lines = re.findall(r"<tr.*?</tr>", table, re.DOTALL)
    cells = [[text(c) for c in re.findall(r"<t[hd].*?</t[hd]>", one, re.DOTALL)] for one in lines]
    assert [line[:2] for line in cells] == [
        [name, said]
        for name, said in zip(
            MONTHS, ["0", "2", "2", "2", "2", "3", "3", "3", "3", "3", "3", "3"], strict=True
        )
    ]
    begun = datetime.date.today().month
    assert [line[2] for line in cells] == ["1"] * begun + ["—"] * (12 - begun)
    until_june = f"/chiffres/{WELCOMED}/?du={year - 1}-01-01&au={year - 1}-06-30"
    assert until_june in html.unescape(page)
    assert "Gamma" in shown(client, until_june)


# --- what it costs -------------------------------------------------------------------------------
@pytest.mark.parametrize("count", [1, 3])
def test_a_board_asks_one_question_a_figure_and_year(
    count: int, small: Small, board: Board, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    client = small.client()
    small.welcome("Alpha")
    for code in [WELCOMED, "dla.organisations_supported", "support.organisations"][:count]:
        add_figure(small.awa, board=board, code=code)
    with django_assert_num_queries(8 + 4 * count):
        client.get(f"/tableaux/{board.pk}/?annee=2021")
