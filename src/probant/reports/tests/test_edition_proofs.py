"""What proves an edition, later on: its records as they are now, and why its figures moved."""

import datetime
import html
import io
import re
from typing import Any

import pytest
from django.test import Client
from pypdfium2 import PdfDocument
from python_calamine import CalamineWorkbook

from probant.directory.actions import create_person, erase_person
from probant.directory.models import Person
from probant.indicators.actions import keep_indicator, revise_indicator, withdraw_indicator
from probant.indicators.own import Spec, own_of
from probant.indicators.tests.scenario import Small, small_house
from probant.programmes.actions import create_action, set_action_scope
from probant.reports import actions
from probant.reports.actions import BlockEdit
from probant.reports.models import Edition, Publication
from probant.support.actions import take_call, void_fact
from probant.support.call_writing import Who
from probant.support.models import PhaseReached

pytestmark = pytest.mark.django_db
WELCOMED = "dla.organisations_welcomed"
Day = datetime.date


@pytest.fixture
def small() -> Small:
    made = small_house()
    for name, month in (("La Boucle", 3), ("Envie", 3), ("La Recyclade", 9)):
        made.welcome(name, on=Day(2021, month, 4))
    return made


@pytest.fixture
def report(small: Small) -> Publication:
    made = actions.create_publication(small.awa, title="Rapport", year=2021)
    add(small, made, codes=[WELCOMED])
    return made


def add(small: Small, report: Publication, kind: str = "figures", **content: Any) -> None:
    actions.add_block(
        small.awa, publication=report, kind=kind, edit=BlockEdit("Chiffres", 1, content)
    )


def publish(small: Small, report: Publication) -> Edition:
    if report.editions.exists():
        actions.set_state(small.awa, publication=report, state="draft")
    return actions.publish(small.awa, publication=report, audience="link", reason="voulu")


def text(page: str) -> str:
    main = page.partition("<main")[2].partition("</main>")[0]
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", main)).split()).replace("\xa0", " ")


def address(edition: Edition, rest: str = "") -> str:
    return f"/publications/{edition.publication_id}/editions/{edition.number}/{rest}"


def why(small: Small, edition: Edition, other: Edition | None = None) -> str:
    asked = f"?avec={other.pk}" if other else "?avec=maintenant"
    answer = small.client().get(address(edition, "pourquoi/") + asked)
    assert answer.status_code == 200
    return text(answer.content.decode())


def void_one(small: Small, name: str) -> None:
    fact = PhaseReached.objects.now().get(organisation__name=name)
    void_fact(small.awa, fact=fact, code="error", reason="notée deux fois")


def move(small: Small) -> None:
    """One noted late, one voided: three become three, of other records; then a fourth."""
    void_one(small, "Envie")
    small.welcome("Arrivée tard", on=Day(2021, 12, 1))
    small.welcome("Arrivée encore", on=Day(2021, 12, 2))


def test_between_two_editions_each_fact_is_told_with_who_and_when(
    small: Small, report: Publication
) -> None:
    first = publish(small, report)
    move(small)
    second = publish(small, report)
    page = why(small, second, first)
    for words in (
        "1 chiffre a bougé, 0 n’a pas bougé.",
        "Structures accueillies par le DLA, 2021 : 3 → 4",
        "Annulés depuis 1 fait − 1",
        "Notés après coup 2 faits + 2",
        "Arrivée tard",
        "erreur de saisie, par Awa Ndiaye",
    ):
        assert words in page, (words, page)
    assert "3 → 4" in why(small, first, second)  # whichever is asked first


def test_from_an_edition_to_today_and_to_another_publication(
    small: Small, report: Publication
) -> None:
    edition = publish(small, report)
    assert "Aucun chiffre n’a bougé." in why(small, edition)
    move(small)
    assert "3 → 4" in why(small, edition)
    other = actions.create_publication(small.awa, title="Une page", year=2021)
    add(small, other, codes=[WELCOMED, "dla.diagnoses"])
    late = publish(small, other)
    page = why(small, edition, late)
    assert "De « Rapport, édition 1" in page and "à « Une page, édition 1" in page
    assert "3 → 4" in page and "Chiffres nouveaux" in page and "Diagnostics DLA, 2021" in page


def test_records_that_took_the_place_of_others_are_told_where_the_value_is_the_same(
    small: Small, report: Publication
) -> None:
    first = publish(small, report)
    void_one(small, "Envie")
    small.welcome("Une autre", on=Day(2021, 12, 1))
    page = why(small, publish(small, report), first)
    assert "3 → 3" in page and "Annulés depuis 1 fait − 1" in page and "+ 1" in page


def test_a_definition_written_anew_is_told_with_both_texts_and_its_effect(
    small: Small, report: Publication
) -> None:
    spec = Spec(
        code="maison.essai",
        base=WELCOMED,
        filters=(("mois", "3"),),
        counted="rows",
        until=False,
        label="accueils notés",
        unit="faits",
        definition="Ceux de mars.",
    )
    kept = keep_indicator(small.awa, house_id=small.house.pk, spec=spec)
    add(small, report, codes=[kept.indicator.code])
    first = publish(small, report)
    own = own_of(small.house.pk, kept.indicator.code)
    assert own is not None
    wider = Spec(**{**vars(spec), "filters": (), "definition": "Tous, quel que soit le mois."})
    revise_indicator(small.awa, indicator=own, spec=wider)
    second = publish(small, report)
    page = why(small, second, first)
    for words in (
        "Accueils notés, 2021 : 2 → 3",
        "Ceux de mars.",
        "Tous, quel que soit le mois.",
        "La définition a changé + 1",
    ):
        assert words in page, (words, page)
    withdraw_indicator(small.awa, indicator=own)
    assert text(small.client().get(address(second)).content.decode()).count("Accueils notés") >= 1
    listed = small.client().get(address(second, "chiffres/1/")).content.decode()
    assert "La Boucle" in listed and "Tous, quel que soit le mois." in listed
    draft = actions.set_state(small.awa, publication=report, state="draft")
    shown = text(small.client().get(f"/publications/{draft.pk}/").content.decode())
    assert "le chiffre « accueils notés » a été retiré le" in shown


def test_a_scope_that_changed_is_told_with_who_and_when(small: Small, report: Publication) -> None:
    action = create_action(
        small.awa, house_id=small.house.pk, name="Le DLA", programmes=[small.programme]
    )
    add(small, report, codes=[WELCOMED], action=action.pk)
    first = publish(small, report)
    set_action_scope(small.awa, action=action, programmes=[small.programme], place_codes=["21054"])
    page = why(small, publish(small, report), first)
    for words in (
        "action « Le DLA » : 3 → 0",
        "Le périmètre de l’action a changé − 3",
        "par Awa Ndiaye",
        "territoire ajouté",
    ):
        assert words in page, (words, page)
    assert "1 chiffre a bougé, 1 n’a pas bougé." in page


def test_the_annex_of_the_paper_tells_the_causes_and_names_nobody_outside(
    small: Small, report: Publication
) -> None:
    first = publish(small, report)
    move(small)
    second = publish(small, report)
    assert first.digest != second.digest

    def read(data: bytes) -> str:
        with PdfDocument(data) as paper:
            return " ".join(one.get_textpage().get_text_bounded() for one in paper)

    inside = small.client().post(address(second, "fichier/"), {"format": "pdf"}).content
    outside = Client().get(f"/publie/{second.token}/rapport.pdf").content
    for said in map(read, (inside, outside)):
        assert "Pourquoi des chiffres ont bougé" in said and "3 → 4" in said
        assert "Arrivée tard" not in said
    assert "Awa Ndiaye" in read(inside) and "Awa Ndiaye" not in read(outside)
    again = small.client().post(address(first, "fichier/"), {"format": "pdf"}).content
    assert "Pourquoi des chiffres ont bougé" not in read(again)


def test_a_value_of_an_edition_opens_onto_the_records_that_it_counted(
    small: Small, report: Publication
) -> None:
    edition = publish(small, report)
    move(small)
    browser = small.client()
    page = browser.get(address(edition)).content.decode()
    link = re.search(rf'href="({address(edition, "chiffres/")}\d+/)"', page)
    assert link and "/chiffres/dla." not in page
    listed = text(browser.get(link[1]).content.decode())
    for words in ("La Boucle", "Envie", "La Recyclade", "annulé le", "erreur de saisie"):
        assert words in listed, (words, listed)
    assert "Arrivée tard" not in listed
    assert browser.get(address(edition, "chiffres/99/")).status_code == 404


def _caller(small: Small, family_name: str) -> Person:
    person = create_person(small.awa, given_name="Sara", family_name=family_name)
    take_call(
        small.awa, house_id=small.house.pk, occurred_on=Day(2021, 5, 4), who=Who(person=person)
    )
    return person


def test_a_record_erased_since_still_counts_and_says_so_everywhere(
    small: Small, report: Publication
) -> None:
    people = [_caller(small, name) for name in ("Effaçable", "Restante")]
    add(small, report, codes=["door.calls"])
    edition = publish(small, report)
    digest = edition.digest
    erase_person(small.awa, people[0], "request")
    edition.refresh_from_db()
    kept = edition.figures.get(code="door.calls")
    assert (edition.digest, kept.value, len(kept.keys)) == (digest, 5, 5)
    browser = small.client()
    listed = text(browser.get(address(edition, f"chiffres/{kept.position}/")).content.decode())
    assert listed.count("fiche effacée") == 1 and "Effaçable" not in listed
    assert browser.get(address(edition)).status_code == 200
    paper = browser.post(address(edition, "fichier/"), {"format": "pdf"})
    assert paper.content[:4] == b"%PDF" and "Effaçable".encode() not in paper.content
    book = _book(browser.post(address(edition, "fichier/"), {"format": "xlsx"}).content)
    rows = book.get_sheet_by_name("Faits comptés").to_python()
    assert [row[6] for row in rows if row[8] == "door.calls"].count("fiche effacée") == 1
    assert "Aucun chiffre n’a bougé." in why(small, edition)


def _book(data: bytes) -> CalamineWorkbook:
    return CalamineWorkbook.from_filelike(io.BytesIO(data))


def test_the_workbook_holds_every_record_behind_every_figure(
    small: Small, report: Publication
) -> None:
    draft = small.client().post(f"/publications/{report.pk}/fichier/", {"format": "xlsx"})
    edition = publish(small, report)
    move(small)
    done = small.client().post(address(edition, "fichier/"), {"format": "xlsx"})
    for answer, voided in ((draft, 0), (done, 1)):
        rows = _book(answer.content).get_sheet_by_name("Faits comptés").to_python()[1:]
        assert sorted(row[1] for row in rows) == ["Envie", "La Boucle", "La Recyclade"]
        assert sum(str(row[6]).startswith("annulé le") for row in rows) == voided
        assert {row[9] for row in rows} == set(edition.figures.get().keys)
        assert {row[2] for row in rows} == {Day(2021, 3, 4), Day(2021, 9, 4)}


def test_figures_and_records_of_another_house_are_not_there(
    small: Small, report: Publication
) -> None:
    edition = publish(small, report)
    stranger = Client()
    for rest in ("chiffres/0/", "pourquoi/"):
        assert stranger.get(address(edition, rest)).status_code in (302, 403, 404)
    assert small.client().get(address(edition, "pourquoi/") + "?avec=987654").status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_of_records_costs_the_same_queries(
    small: Small, count: int, django_assert_num_queries: Any
) -> None:
    made = actions.create_publication(small.awa, title="Autre", year=2022)
    for number in range(count):
        small.welcome(f"Structure {number}", on=Day(2022, 2, 3))
    add(small, made, codes=[WELCOMED])
    edition = publish(small, made)
    browser, page = small.client(), address(edition, "chiffres/0/")
    browser.get(page)
    with django_assert_num_queries(9):
        listed = browser.get(page).content.decode()
    assert listed.count("compté, inchangé") == count
