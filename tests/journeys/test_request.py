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
    from playwright.sync_api import Locator, Page

pytestmark = pytest.mark.browser

TODAY = datetime.date.today()
YEAR = TODAY.year
PDF = {"name": "piece.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7 piece"}
#: Of the permanent file: kind, whether it is of a financial year.
PIECES = (("Liste des dirigeants", False), ("Comptes annuels", True), ("Rapport d’activité", True))
BUDGET = "641\tRémunération des personnels\t5 000\n74\tDijon métropole\t5 000\n"
SIRET, RNA = "123 456 782 00010", "W212000001"
PIECE = "Procès-verbal de la dernière assemblée"


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
    opened(team, address)


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
    follow(page, "Modifier la fiche")
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
    expect(page.locator(".figures li", has_text="demandés")).to_contain_text(re.compile(r"5\s000"))


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
    page.get_by_label(re.compile("Dijon métropole")).first.fill("90 000")
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
    """What the directory lacks is told with the place where it is mended: no SIRET, no deposit."""
    page.goto(address)
    told = page.locator("#manques li", has_text="Le SIRET de la structure manque")
    expect(told).to_have_count(1)
    with page.expect_navigation():
        told.get_by_role("link", name="Compléter la fiche de la structure").click()
    fill(page, {"SIREN ou SIRET": SIRET, "Numéro RNA": RNA, "Adresse": "1 rue d’Essai"})
    press(page, "Enregistrer")
    page.goto(address)
    expect(told).to_have_count(0)


def take_the_rest(page: "Page", address: str) -> None:
    """What cannot be had today is taken on, with a reason that goes with the request."""
    held = page.locator("#manques").get_by_role("link", name="Prendre en charge, avec un motif")
    while held.count():
        with page.expect_navigation():
            held.first.click()
        fill(page, {"Motif": "Remis dès la prochaine assemblée."})
        press(page, "Prendre en charge")
    expect(page.get_by_text("Rien ne manque : la demande peut être déposée.")).to_be_visible()


def deposit(page: "Page", address: str) -> None:
    """What is asked is settled that day, the permanent file goes with it."""
    follow(page, "Déposer la demande")
    press(page, "Déposer")
    expect(page.locator(".lead")).to_contain_text("déposée")


def ask_piece(page: "Page", address: str) -> None:
    """The funder's officer lacks a piece, and says until when it is awaited."""
    page.goto(address)
    follow(page, "Demander une pièce")
    fill(page, {"Pièce demandée": PIECE, "Attendue le": typed(TODAY)})
    press(page, "Demander")
    expect(piece(page)).to_contain_text("attendue")


def give_piece(page: "Page", address: str) -> None:
    """The house hands it in."""
    page.goto(address)
    with page.expect_navigation():
        piece(page).get_by_role("link", name="Remettre la pièce").click()
    page.locator("input[type=file]").set_input_files(PDF)
    press(page, "Remettre")
    expect(piece(page)).to_contain_text("remise le")


def decide(page: "Page", address: str) -> None:
    """The file is complete; the service proposes less than was asked; the vote is noted."""
    page.goto(address)
    expect(piece(page)).to_contain_text("remise le")
    follow(page, "Dire le dossier complet")
    press(page, "Le dossier est complet")
    follow(page, "Donner un avis")
    page.get_by_label("favorable avec réserves").check()
    fill(page, {"Montant proposé": "4 000", "Motivation": "Un quartier de moins."})
    press(page, "Enregistrer l’avis")
    follow(page, "Noter la décision")
    granted = page.get_by_label(re.compile("^Accordé : Action"))
    assert plain(granted.input_value()).startswith("4 000")
    press(page, "Enregistrer la décision")
    expect(page.locator(".lead")).to_contain_text("accordée")


def opened(page: "Page", address: str) -> None:
    """What the association reads: what is granted, the convention that waits for a signature."""
    page.goto(address)
    granted = page.locator(".figures li", has_text="accordés")
    assert plain(granted.inner_text()).startswith("4 000 €")
    with page.expect_navigation():
        page.locator("dl.terms a[href^='/conventions/']").click()
    said = plain(page.inner_text("main"))
    assert "votée, à signer" in said and "4 000 €" in said


def piece(page: "Page") -> "Locator":
    """The piece that was asked for, on the page of the request."""
    return page.locator("ul.dues li", has_text=PIECE)
