"""A request for a subsidy, from its first page to the convention that its decision opens.

The house prepares it (project, sheet, budget, permanent file, republican commitment), deposits it;
the funder's officer asks for a piece, finds the file complete, gives an opinion, notes the vote.
"""

import datetime
import re
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import SignIn
from tests.journeys.hands import Axe, fill, fits_a_phone, follow, path_of, plain, press, typed

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

TODAY = datetime.date.today()
YEAR = TODAY.year
PDF = {"name": "piece.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7 piece"}
#: Of the permanent file: kind, whether it is of a financial year.
PIECES = (("Liste des dirigeants", False), ("Comptes annuels", True), ("Rapport d’activité", True))
BUDGET = "641\tRémunération des personnels\t5 000\n74\tDijon métropole\t5 000\n"
SIRET = "12345678200010"


def test_a_request_is_prepared_deposited_examined_voted_and_opens_its_convention(
    visit: SignIn, axe: Axe
) -> None:
    team, officer = visit("direction"), visit("metropole")
    address = prepare(team)
    write_project(team, address)
    fill_file(team, address)
    commit(team, address)
    complete_identity(team, address)
    take_the_rest(team, address)
    fits_a_phone(team, axe, address)
    deposit(team, address)
    ask_piece(officer, address)
    give_piece(team, address)
    decide(officer, address)
    team.goto(address)
    expect(team.get_by_text("accordés")).to_be_visible()
    opened(team)


def prepare(page: "Page") -> str:
    """The first page: to whom, for what, a new project; the address of the request."""
    mark = uuid4().hex[:6]
    page.goto("/demandes/nouvelle/")
    fill(
        page,
        {
            "Financeur": "Dijon métropole",
            "Objet": f"Ateliers de quartier ({mark})",
            "Exercice": str(YEAR),
            "Projets nouveaux": f"Ateliers de quartier {mark}",
            "Signataire": "Dominique Direction",
            "Qualité du signataire": "Directrice",
        },
    )
    page.get_by_label("première demande").check()
    press(page, "Préparer la demande")
    return path_of(page)


def write_project(page: "Page", address: str) -> None:
    """Its sheet, its budget: what is asked is the line of the funder."""
    follow(page, "La fiche")
    page.get_by_label(re.compile("^(Contexte|Objectifs)")).first.fill("Réunir les habitants.")
    press(page, "Enregistrer la fiche")
    page.goto(address)
    follow(page, "Écrire le budget")
    page.get_by_text("Coller un tableau").click()
    page.get_by_label("Tableau copié").fill(BUDGET)
    with page.expect_navigation():
        page.get_by_role("button", name="Mettre dans la grille").click()
    press(page, "Enregistrer le budget")
    page.goto(address)
    assert "5 000 €" in plain(page.locator("#actions").locator("..").inner_text())


def fill_file(page: "Page", address: str) -> None:
    """The permanent file: pieces of today, and the budget of the house."""
    for kind, yearly in PIECES:
        page.goto("/dossier-permanent/verser/")
        select = page.get_by_label("Pièce", exact=True)
        select.select_option(label=select.locator("option", has_text=kind).first.inner_text())
        fill(page, {"Datée du": typed(TODAY)})
        if yearly:
            fill(page, {"Exercice": str(YEAR - 1)})
        page.locator("input[type=file]").set_input_files(PDF)
        press(page, "Verser au dossier")
    page.goto(f"/dossier-permanent/budget/{YEAR}/")
    for field in page.locator("fieldset input[inputmode]").all():
        field.fill("")
    page.get_by_label(re.compile("Rémunération|Salaires")).first.fill("90 000")
    page.get_by_label(re.compile("^Dijon métropole")).first.fill("90 000")
    press(page, "Enregistrer le budget")
    page.goto(address)


def commit(page: "Page", address: str) -> None:
    """The republican commitment contract: day, signatory, version, how members know."""
    page.goto(address)
    follow(page, "Souscrire")
    fill(
        page,
        {
            "Souscrit le": typed(TODAY),
            "Signataire": "Dominique Direction",
            "Information des membres": "affiché au siège",
        },
    )
    press(page, "Noter la souscription")
    expect(page.get_by_text(re.compile("souscrit le .* par Dominique Direction"))).to_be_visible()


def complete_identity(page: "Page", address: str) -> None:
    """What the directory lacks is told with the place where it is mended."""
    page.goto(address)
    told = page.locator("#manques li", has_text="SIRET")
    if told.count():
        with page.expect_navigation():
            told.get_by_role("link").first.click()
        print(page.url, plain(page.inner_text("main"))[:800])


def take_the_rest(page: "Page", address: str) -> None:
    """What cannot be had today is taken on, with a reason that goes with the request."""
    page.goto(address)
    print(plain(page.locator("main").inner_text())[:2500])


def deposit(page: "Page", address: str) -> None:
    page.goto(address)


def ask_piece(page: "Page", address: str) -> None:
    page.goto(address)


def give_piece(page: "Page", address: str) -> None:
    page.goto(address)


def decide(page: "Page", address: str) -> None:
    page.goto(address)


def opened(page: "Page") -> None:
    """The convention."""
