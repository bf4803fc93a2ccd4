"""A figure's page: its value, its records, how it grew, why it moved, what is taken away."""

import base64
import datetime
import html
import io
import json
import re
from typing import Any

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from python_calamine import CalamineWorkbook

from probant.indicators.tests.scenario import Small, small_house
from probant.journal.door import change
from probant.journal.fresh import can_correct
from probant.journal.models import JournalSeal
from probant.support.actions import correct_fact, void_fact
from probant.support.models import PhaseReached

pytestmark = pytest.mark.django_db
PAGE = "/chiffres/dla.organisations_welcomed/"
Day = datetime.date


@pytest.fixture
def small() -> Small:
    return small_house()


@pytest.fixture
def client(small: Small) -> Client:
    return small.client()


def shown(client: Client, address: str) -> str:
    answer = client.get(address)
    assert answer.status_code == 200
    return html.unescape(answer.content.decode())


def value(page: str) -> str:
    return re.findall(r'figure--large.*?figure__value">([^<]*)<', page)[0]


def names(page: str) -> list[str]:
    """First cells of the list of proof."""
    table = page.partition('id="table-preuve"')[2].partition("</table>")[0]
    heads = re.findall(r'<th scope="row"[^>]*>(.*?)</th>', table)
    return [re.sub(r"<[^>]+>", "", head) for head in heads]


def moves(page: str) -> str:
    part = page.partition('id="mouvements"')[2].partition("</section>")[0]
    return " ".join(re.sub(r"<[^>]+>", " ", part).split()).replace("\u202f", " ")


# --- value and list ------------------------------------------------------------------------------
def test_the_value_is_the_length_of_the_list_below_it(small: Small, client: Client) -> None:
    for name in ("Alpha", "Béta", "Gamma"):
        small.welcome(name)
    page = shown(client, f"{PAGE}?annee=2021")
    assert value(page) == "3"
    assert names(page) == ["Alpha", "Béta", "Gamma"]
    assert "Structures différentes ayant atteint l’étape accueil du DLA" in page
    assert "définition de la maison" in page


def test_the_list_sorts_by_name_and_by_date(small: Small, client: Client) -> None:
    small.welcome("Écluse", on=Day(2021, 1, 5))
    small.welcome("Alpha", on=Day(2021, 3, 5))
    small.welcome("Zinc", on=Day(2021, 2, 5))
    assert names(shown(client, f"{PAGE}?annee=2021&tri=subject")) == ["Alpha", "Écluse", "Zinc"]
    assert names(shown(client, f"{PAGE}?annee=2021&tri=-subject")) == ["Zinc", "Écluse", "Alpha"]
    assert names(shown(client, f"{PAGE}?annee=2021")) == ["Écluse", "Zinc", "Alpha"]
    assert names(shown(client, f"{PAGE}?annee=2021&tri=nonsense")) == ["Écluse", "Zinc", "Alpha"]


def test_filters_narrow_the_list_and_say_the_narrowed_value(small: Small, client: Client) -> None:
    small.welcome("Alpha")
    small.welcome("Béta", family="cooperative")
    small.welcome("Gamma", family="cooperative", theme="culture", place_code="21166")
    page = shown(client, f"{PAGE}?annee=2021&famille=cooperative")
    assert value(page) == "3"
    assert names(page) == ["Béta", "Gamma"]
    assert "<strong>2</strong> sur 3" in page
    both = shown(client, f"{PAGE}?annee=2021&famille=cooperative&domaine=culture&commune=21166")
    assert names(both) == ["Gamma"]
    assert "<strong>1</strong> sur 3" in both


def test_a_long_list_goes_on_by_pages_that_hold_every_record_once(
    small: Small, client: Client
) -> None:
    case = small.welcome("Structure 000")
    model = PhaseReached.objects.get(case=case)
    with change(small.system, verb="essai", houses=[small.house.pk]) as entry:
        cases = [case.__class__(**copied(case, number)) for number in range(1, 130)]
        case.__class__.objects.bulk_create(cases)
        facts = [model.amended(case_id=other.pk) for other in cases]
        entry.record_many(facts)
    first = shown(client, f"{PAGE}?annee=2021&tri=subject")
    assert value(first) == "1"  # one structure, however many cases
    assert len(names(first)) == 100
    onward = re.findall(r'rel="next" href="([^"]+)"', first)[0]
    second = shown(client, PAGE + onward)
    assert len(names(second)) == 30
    assert 'rel="next"' not in second
    links = re.findall(r'href="(/dossiers/\d+/)"', first + second)
    assert len(set(links)) == 130


def copied(case: Any, number: int) -> dict[str, Any]:
    return {
        "house_id": case.house_id,
        "organisation_id": case.organisation_id,
        "project_title": f"Projet {number}",
        "programme_id": case.programme_id,
        "version_id": case.version_id,
        "opened_on": case.opened_on,
        "touched_on": case.touched_on,
    }


# --- as known on ---------------------------------------------------------------------------------
def test_as_known_on_a_day_the_whole_page_obeys_and_says_so(small: Small, client: Client) -> None:
    small.welcome("Alpha", known_on=Day(2021, 3, 10))
    small.welcome("Béta", known_on=Day(2022, 4, 1))
    page = shown(client, f"{PAGE}?annee=2021&connu_le=2022-01-31")
    assert value(page) == "1"
    assert names(page) == ["Alpha"]
    assert "2021 telle que connue le" in page
    assert "connu\u00a0: 1" in page  # the mark on the curve
    assert value(shown(client, f"{PAGE}?annee=2021")) == "2"
    assert "telle que connue le" not in shown(client, f"{PAGE}?annee=2021")


def test_a_declared_day_of_knowledge_is_shown_as_such(small: Small, client: Client) -> None:
    small.welcome("Alpha", known_on=Day(2021, 3, 10))
    small.welcome("Béta")
    page = shown(client, f"{PAGE}?annee=2021")
    table = page.partition('id="table-preuve"')[2].partition("</table>")[0]
    assert table.count("date déclarée") == 1


def test_before_everything_there_is_nothing_and_the_page_says_what_the_list_is_for(
    small: Small, client: Client
) -> None:
    small.welcome("Alpha")
    page = shown(client, f"{PAGE}?annee=2021&connu_le=1990-01-01")
    assert value(page) == "0"
    assert "Aucun fait" in page


# --- the year before -----------------------------------------------------------------------------
def test_a_year_is_compared_with_the_one_before_only_where_that_one_has_facts(
    small: Small, client: Client
) -> None:
    small.welcome("Alpha")
    assert "qu’en 2020" not in shown(client, f"{PAGE}?annee=2021")
    assert "qu’en 2020" not in shown(client, "/chiffres/?annee=2021")
    small.welcome("Béta", on=Day(2020, 5, 5))
    small.welcome("Gamma", on=Day(2020, 5, 5))
    assert "1 de moins qu’en 2020" in shown(client, f"{PAGE}?annee=2021")
    board = shown(client, "/chiffres/?annee=2021")
    assert "1 de moins qu’en 2020" in board
    assert board.count("comme en 2020") == 15  # the others: none then, none now
    diagnoses = shown(client, "/chiffres/dla.diagnoses/?annee=2021")
    assert "comme en 2020" in diagnoses


# --- why it moved --------------------------------------------------------------------------------
def test_what_moved_names_facts_learnt_and_voided_with_their_authors(
    small: Small, client: Client
) -> None:
    small.welcome("Alpha", known_on=Day(2021, 3, 10))
    gone = small.welcome("Béta", known_on=Day(2021, 3, 12))
    small.welcome("Gamma", known_on=Day(2021, 6, 1))
    fact = PhaseReached.objects.get(case=gone)
    void_fact(small.awa, fact=fact, code="duplicate", reason="saisie en double")
    today = datetime.date.today()
    page = shown(client, f"{PAGE}?annee=2021&entre=31/03/2021&et={today:%d/%m/%Y}")
    told = moves(page)
    assert "2 le 31 mars 2021 comme le" in told
    assert "1 fait noté, 1 annulé entre ces deux jours" in told
    assert "Gamma" in told and "Alpha" not in told
    assert "doublon, par Awa Ndiaye" in told
    until_june = moves(shown(client, f"{PAGE}?annee=2021&entre=31/03/2021&et=30/06/2021"))
    assert "De 2 le 31 mars 2021 à 3 le 30 juin 2021" in until_june
    assert "doublon" not in until_june


def test_a_fact_learnt_and_voided_between_the_two_days_moved_nothing(
    small: Small, client: Client
) -> None:
    case = small.welcome("Alpha", known_on=Day(2021, 4, 10))
    fact = PhaseReached.objects.get(case=case)
    void_fact(small.awa, fact=fact, code="error", reason="erreur")
    told = moves(shown(client, f"{PAGE}?annee=2021&entre=01/04/2021"))
    assert "0 le 1er avril 2021 comme le" in told
    assert "rien n’a été noté ni annulé" in told
    assert "Alpha" not in told


def test_two_days_in_the_wrong_order_are_compared_in_the_right_one(
    small: Small, client: Client
) -> None:
    small.welcome("Alpha", known_on=Day(2021, 3, 10))
    told = moves(shown(client, f"{PAGE}?annee=2021&entre=30/06/2021&et=01/01/2021"))
    assert "De 0 le 1er janvier 2021 à 1 le 30 juin 2021" in told


# --- what is taken away --------------------------------------------------------------------------
def test_the_exports_hold_the_rows_and_columns_of_the_screen(small: Small, client: Client) -> None:
    small.welcome("=1+1")
    small.welcome("Béta", family="cooperative")
    page = shown(client, f"{PAGE}?annee=2021")
    heads = re.findall(r'<th scope="col".*?</th>', page.partition("<tbody>")[0])
    columns = [re.sub(r"<[^>]+>", "", head) for head in heads] + ["Date déclarée"]
    csv = client.post(PAGE + "export/", {"annee": "2021", "format": "csv"})
    assert csv["Content-Disposition"] == (
        'attachment; filename="dla-organisations_welcomed-2021.csv"'
    )
    lines = [line.split(";") for line in csv.content.decode("utf-8-sig").splitlines()]
    assert lines[0] == columns
    assert [line[0] for line in lines[1:]] == ["'=1+1", "Béta"]  # a formula made harmless
    xlsx = client.post(PAGE + "export/", {"annee": "2021", "format": "xlsx"})
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(xlsx.content)).get_sheet_by_index(0)
    assert [row[0] for row in sheet.to_python()] == [columns[0], "=1+1", "Béta"]
    kept = {"annee": "2021", "format": "csv", "famille": "cooperative"}
    filtered = client.post(PAGE + "export/", kept).content.decode("utf-8-sig").splitlines()
    assert [line.split(";")[0] for line in filtered[1:]] == ["Béta"]


def test_what_was_exported_is_no_longer_a_fresh_slip(small: Small, client: Client) -> None:
    fact = PhaseReached.objects.get(case=small.welcome("Alpha"))
    assert can_correct(small.awa, fact).allowed
    client.post(PAGE + "export/", {"annee": "2021", "format": "csv"})
    assert JournalSeal.objects.filter(house_id=small.house.pk).count() == 1
    assert not can_correct(small.awa, fact).allowed


def test_a_correction_in_place_shows_the_right_fact_alone(small: Small, client: Client) -> None:
    fact = PhaseReached.objects.get(case=small.welcome("Alpha"))
    correct_fact(small.awa, fact=fact, occurred_on=Day(2021, 3, 5))
    page = shown(client, f"{PAGE}?annee=2021")
    assert (value(page), names(page)) == ("1", ["Alpha"])


def test_reading_seals_nothing_and_an_export_is_asked_by_post_only(
    small: Small, client: Client
) -> None:
    small.welcome("Alpha")
    shown(client, f"{PAGE}?annee=2021")
    assert client.get(PAGE + "export/").status_code == 405
    assert JournalSeal.objects.count() == 0


@pytest.mark.parametrize(
    "wrong", [{"annee": "abc"}, {"connu_le": "31/02/2024"}, {"format": "pdf"}, {"famille": "x"}]
)
def test_an_export_that_cannot_be_read_exports_nothing_and_says_why(
    wrong: dict[str, str], small: Small, client: Client
) -> None:
    asked = {"annee": "2021", "format": "csv", **wrong}
    answer = client.post(PAGE + "export/", asked)
    assert answer.status_code == 302
    assert answer["Location"].startswith(PAGE + "?")
    assert client.get(answer["Location"]).status_code == 200
    assert JournalSeal.objects.count() == 0


# --- what it costs -------------------------------------------------------------------------------
@pytest.mark.parametrize("count", [1, 3])
def test_a_figure_page_asks_the_database_the_same_questions_whatever_its_length(
    count: int, small: Small, client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(count):
        small.welcome(f"Structure {number}", known_on=Day(2021, 3, 10))
    small.welcome("Autrefois", on=Day(2020, 3, 4), known_on=Day(2021, 1, 1))
    with django_assert_num_queries(22):
        client.get(f"{PAGE}?annee=2021&connu_le=2021-12-31&entre=2021-01-01&et=2021-12-31")


@pytest.mark.parametrize("count", [1, 3])
def test_the_year_page_asks_one_question_a_figure_and_year(
    count: int, small: Small, client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    for number in range(count):
        small.welcome(f"Structure {number}")
    with django_assert_num_queries(2 * 17 + 5):  # session, user, roles, latest year, house
        client.get("/chiffres/?annee=2021")


# --- bad input -----------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("query", "message", "kept"),
    [
        ("annee=abc", "Tapez une année sur quatre chiffres", 'value="abc"'),
        (
            "annee=99999999999999999999999",
            "Probant compte jusqu’en 2100",
            'value="99999999999999999999999"',
        ),
        ("annee=3000", "Probant compte jusqu’en 2100", 'value="3000"'),
        ("annee=0", "Probant compte à partir de 1990", 'value="0"'),
        ("annee=2021.5", "Tapez une année", 'value="2021.5"'),
        ("connu_le=31/02/2024", "Le 31 février 2024 n’existe pas", 'value="31/02/2024"'),
        ("connu_le=hier", "hier", 'value="hier"'),
    ],
)
@pytest.mark.parametrize("path", [PAGE, "/chiffres/"])
def test_what_cannot_be_read_in_an_address_is_said_beside_it_and_kept(
    path: str, query: str, message: str, kept: str, small: Small, client: Client
) -> None:
    small.welcome("Alpha")
    page = shown(client, f"{path}?{query}")
    errors = re.findall(r'<span class="field__error"[^>]*>(.*?)</span>', page)
    assert len(errors) == 1
    assert message in errors[0]
    assert kept in page
    assert ">1</span>" in page  # the page still answers, for the latest year, as known today


@pytest.mark.parametrize(
    "query",
    ["famille=inconnue", "domaine=inconnu", "commune=<script>", "entre=31/02/2024", "et=demain?"],
)
def test_a_filter_that_does_not_exist_is_said_and_filters_nothing(
    query: str, small: Small, client: Client
) -> None:
    small.welcome("Alpha")
    page = shown(client, f"{PAGE}?annee=2021&{query}")
    assert (value(page), names(page)) == ("1", ["Alpha"])
    assert len(re.findall(r'<span class="field__error"[^>]*>', page)) == 1
    assert (
        "<script>"
        not in client.get(f"{PAGE}?annee=2021&{query}").content.decode().partition("<main")[2]
    )


@pytest.mark.parametrize("token", ["!!!", "abc", "W10", "bnVsbA", "é"])
def test_a_page_mark_that_cannot_be_read_starts_again_from_the_first_page(
    token: str, small: Small, client: Client
) -> None:
    small.welcome("Alpha")
    assert names(shown(client, f"{PAGE}?annee=2021&apres={token}")) == ["Alpha"]


def test_the_records_go_on_over_pages_that_hold_records_alone(small: Small, client: Client) -> None:
    for name in ("Alpha", "Bêta", "Gamma"):
        small.welcome(name)
    first = shown(client, f"{PAGE}?annee=2021")
    assert 'id="mouvements"' in first and 'id="courbe"' in first
    alpha = PhaseReached.objects.order_by("pk").values_list("occurred_on", "pk")[0]
    mark = json.dumps([alpha[0].isoformat(), alpha[1]]).encode()
    token = base64.urlsafe_b64encode(mark).decode().rstrip("=")
    onward = shown(client, f"{PAGE}?annee=2021&apres={token}")
    assert (value(onward), names(onward)) == ("3", ["Bêta", "Gamma"])
    assert 'id="mouvements"' not in onward and 'id="courbe"' not in onward
    assert "Revenir au chiffre" in onward


@pytest.mark.parametrize("mark", [["abc", 1], [5, 1], ["2021-03-04", 10**30], [10**30, "x"]])
def test_a_forged_page_mark_breaks_nothing(
    mark: list[object], small: Small, client: Client
) -> None:
    small.welcome("Alpha")
    token = base64.urlsafe_b64encode(json.dumps(mark).encode()).decode().rstrip("=")
    assert client.get(f"{PAGE}?annee=2021&apres={token}").status_code == 200


@pytest.mark.parametrize("code", ["inconnu", "dla", "dla.organisations_welcomed.x"])
def test_a_figure_that_does_not_exist_is_a_404(code: str, small: Small, client: Client) -> None:
    assert client.get(f"/chiffres/{code}/").status_code == 404


@pytest.mark.parametrize("action", ["999", "abc", "-1", "9" * 40, "١"])
def test_an_action_that_is_not_the_houses_is_a_404(
    action: str, small: Small, client: Client
) -> None:
    assert client.get(f"{PAGE}?annee=2021&action={action}").status_code == 404
