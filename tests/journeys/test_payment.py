"""From the award to the money: a balance held by a missing piece, then called, paid and closed.

The convention is its own, signed this year: 70 % at the signature, the rest on evidence.
"""

import datetime
import re
from typing import TYPE_CHECKING
from uuid import uuid4

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import SignIn
from tests.journeys.hands import Axe, fill, fits_a_phone, follow, path_of, plain, press, read_pdf

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

pytestmark = pytest.mark.browser

YEAR = datetime.date.today().year
STARTS = f"01/01/{YEAR}"
PIECE = "Compte rendu financier"
BANK = "RIB joint"
TEXT = """Article 1 - Objet
Soutenir le projet de l’association.

Article 2 - Versement
70 % sont versés à la signature, 30 % sur présentation du compte rendu financier.
"""


def test_a_balance_waits_for_its_piece_then_is_called_ordered_paid_and_closed(
    visit: SignIn, axe: Axe
) -> None:
    team, funder, finance = visit("direction"), visit("metropole"), visit("finances")
    address = sign_before(team)
    call_advance(team, address)
    pay(finance, address, "2 800", "4321")
    hold_balance(team, address)
    refuse_order(finance, address)
    give_piece(team, address)
    accept_piece(funder, address)
    team.goto(address)
    call(team, 2)
    assert "appelée" in instalment(team, 2).inner_text()
    pay(finance, address, "1 200", "4322")
    expect(card(finance).get_by_text("soldée", exact=True)).to_have_count(1)
    team.goto(address)
    assert all("payée" in instalment(team, number).inner_text() for number in (1, 2))
    fits_a_phone(team, axe, address)


def sign_before(page: "Page") -> str:
    """A convention already signed, its clauses and what was awarded; the address of its year."""
    title = f"Convention du versement {uuid4().hex[:6]}"
    page.goto("/conventions/nouvelle/")
    fill(
        page,
        {
            "Intitulé": title,
            "Début": STARTS,
            "Fin": f"31/12/{YEAR}",
            "Où elle en est": "déjà signée (sur papier)",
            "Signée le": STARTS,
        },
    )
    page.get_by_role("group", name="Partie 1").get_by_label("Structure").fill("Dijon métropole")
    press(page, "Enregistrer la convention")
    convention = path_of(page).removesuffix("texte/")
    follow(page, "Coller le texte")
    page.get_by_label("Texte de la convention").fill(TEXT)
    page.locator("form.form .form__actions button").click()
    page.get_by_role("heading", name="Article 2").wait_for()
    add_clause(page, "payment", {"Part": "70 %", "Versée": "signature"})
    add_clause(page, "payment", {"Part": "30 %", "Versée": "evidence"})
    add_clause(page, "evidence", {"Pièces": PIECE})
    page.goto(f"{convention}?annee={YEAR}")
    follow(page, "Enregistrer une subvention")
    fill(page, {"Montant attribué": "4 000", "Date de la décision": STARTS})
    press(page, "Enregistrer la subvention")
    return f"{convention}?annee={YEAR}"


def add_clause(page: "Page", kind: str, answers: dict[str, str]) -> None:
    """A clause more under the second article."""
    article = page.locator("section.article", has_text="Article 2")
    article.get_by_role("link", name="Ajouter une clause").click()
    page.get_by_label("Nature de la clause").select_option(kind)
    page.get_by_role("button", name="Continuer").click()
    page.get_by_role("button", name="Ajouter la clause").wait_for()
    for label, value in answers.items():
        field = page.get_by_label(re.compile(f"^{label}"))
        if field.evaluate("field => field.tagName") == "SELECT":
            field.select_option(value)
        else:
            field.fill(value)
    press(page, "Ajouter la clause")


def card(page: "Page") -> "Locator":
    return page.locator("#chaine .card")


def instalment(page: "Page", number: int) -> "Locator":
    return card(page).locator("li", has_text=f"Échéance {number} :")


def call(page: "Page", number: int) -> None:
    """Call for an instalment; the convention says so."""
    instalment(page, number).get_by_role("link", name="Appeler").click()
    fill(page, {"Coordonnées bancaires": BANK})
    press(page, "Enregistrer l’appel")


def call_advance(page: "Page", address: str) -> None:
    """The first instalment is open since the signature; its call is a paper."""
    page.goto(address)
    call(page, 1)
    paper = read_pdf(page, "L’appel en PDF", among=card(page))
    assert "2 800" in paper and BANK in paper


def pay(page: "Page", address: str, amount: str, number: str) -> None:
    """The funder's finance orders, then pays."""
    page.goto(address)
    order(page, amount, number)
    press(page, "Noter l’étape")
    card(page).get_by_role("link", name="Noter un versement").click()
    fill(page, {"Montant": amount, "Versé le": typed_today(), "Mandat": number})
    press(page, "Noter le versement")


def order(page: "Page", amount: str, number: str) -> None:
    """Fill an order of so much."""
    card(page).get_by_role("link", name="Noter une étape du financeur").click()
    page.get_by_label("Étape").select_option("ordered")
    fill(page, {"Montant": amount, "Numéro": number})


def typed_today() -> str:
    return f"{datetime.date.today():%d/%m/%Y}"


def hold_balance(page: "Page", address: str) -> None:
    """The balance is held: which piece is missing is said, and nothing typed is lost."""
    page.goto(address)
    held = instalment(page, 2)
    told = plain(held.inner_text())
    assert "retenue" in told and f"Il manque : {PIECE} (attendue)" in told
    held.get_by_role("link", name="Appeler").click()
    fill(page, {"Coordonnées bancaires": BANK})
    page.get_by_role("button", name="Enregistrer l’appel").click()
    refused = page.locator(".form-errors")
    refused.wait_for()
    assert f"Il manque : {PIECE} (attendue)" in plain(refused.inner_text())
    assert page.get_by_label("Coordonnées bancaires").input_value() == BANK


def refuse_order(page: "Page", address: str) -> None:
    """Nor can the funder order the balance before the piece."""
    page.goto(address)
    order(page, "1 200", "4322")
    page.get_by_role("button", name="Noter l’étape").click()
    refused = page.locator(".form-errors")
    refused.wait_for()
    assert f"Il manque : {PIECE} (attendue)" in plain(refused.inner_text())


def piece(page: "Page") -> "Locator":
    return page.locator("#pieces li", has_text=PIECE)


def give_piece(page: "Page", address: str) -> None:
    """A program cannot be the piece; a PDF can."""
    page.goto(address)
    piece(page).get_by_role("link", name="Remettre").click()
    page.locator("input[type=file]").set_input_files(
        {"name": "crf.exe", "mimeType": "application/octet-stream", "buffer": b"MZ"}
    )
    way = page.get_by_label("Ou comment elle a été envoyée")
    way.fill("portail de la métropole")
    page.get_by_role("button", name="Remettre la pièce").click()
    page.get_by_text("« crf.exe » ne peut pas être la pièce").first.wait_for()
    assert way.input_value() == "portail de la métropole"
    page.locator("input[type=file]").set_input_files(
        {"name": "crf.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7 crf"}
    )
    press(page, "Remettre la pièce")
    assert "en attente de l’accord du financeur" in piece(page).inner_text()


def accept_piece(page: "Page", address: str) -> None:
    """The funder's officer accepts it, and the balance opens."""
    page.goto(address)
    piece(page).get_by_role("link", name="Accepter").click()
    fill(page, {"Acceptée le": typed_today()})
    press(page, "Accepter la pièce")
    assert "acceptée le" in piece(page).inner_text()
    expect(page.locator("#pieces").get_by_text("le solde est ouvert")).to_have_count(1)
