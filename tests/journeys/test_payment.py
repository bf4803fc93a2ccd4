"""From the award to the money: a call held by a missing piece, then the balance paid and closed."""

import datetime

import pytest

pytestmark = pytest.mark.browser

CONVENTION = "Convention pluriannuelle d'objectifs et de moyens 2023-2025"
TODAY = f"{datetime.date.today():%d/%m/%Y}"


def open_year(page, year="2024"):
    page.goto("/conventions/")
    page.get_by_role("link", name=CONVENTION).click()
    page.get_by_role("link", name=year, exact=True).click()
    return page.locator("#pieces")


def test_a_piece_is_given_then_accepted_by_the_funder_and_told_on_both_sides(visit):
    team = visit("direction")
    pieces = open_year(team)
    assert pieces.get_by_text("attendue").count() >= 1
    pieces.locator("li", has_text="Compte rendu financier").get_by_role(
        "link", name="Remettre"
    ).click()
    team.get_by_label("Fichier", exact=True).set_input_files(
        {"name": "crf.exe", "mimeType": "application/octet-stream", "buffer": b"MZ"}
    )
    team.get_by_label("Ou comment elle a été envoyée").fill("portail de la métropole")
    team.get_by_role("button", name="Remettre la pièce").click()
    assert team.get_by_text("« crf.exe » ne peut pas être la pièce").count() >= 1
    assert team.get_by_label("Ou comment elle a été envoyée").input_value() == (
        "portail de la métropole"
    )
    team.get_by_label("Fichier", exact=True).set_input_files(
        {"name": "crf.pdf", "mimeType": "application/pdf", "buffer": b"%PDF-1.7 crf 2024"}
    )
    team.get_by_role("button", name="Remettre la pièce").click()
    row = team.locator("#pieces li", has_text="Compte rendu financier")
    assert row.get_by_text("en attente de l’accord du financeur").count() == 1

    funder = visit("metropole")
    pieces = open_year(funder)
    pieces.locator("li", has_text="Compte rendu financier").get_by_role(
        "link", name="Accepter"
    ).click()
    funder.get_by_role("button", name="Accepter la pièce").click()
    row = funder.locator("#pieces li", has_text="Compte rendu financier")
    assert row.get_by_text("acceptée le").count() == 1


def test_an_instalment_is_called_ordered_by_the_funder_paid_and_closed(visit):
    team = visit("direction")
    open_year(team)
    card = team.locator("#chaine .card", has_text="Action 3")
    card.get_by_role("link", name="Appeler").click()
    team.get_by_label("Coordonnées bancaires").fill("RIB joint")
    team.get_by_role("button", name="Enregistrer l’appel").click()
    card = team.locator("#chaine .card", has_text="Action 3")
    assert card.get_by_text("appelée").count() >= 1
    with team.expect_download() as arriving:
        card.get_by_role("button", name="L’appel en PDF").click()
    with open(arriving.value.path(), "rb") as file:
        assert file.read(5) == b"%PDF-"

    finance = visit("finances")
    open_year(finance)
    card = finance.locator("#chaine .card", has_text="Action 3")
    card.get_by_role("link", name="Noter une étape du financeur").click()
    finance.get_by_label("Étape").select_option("ordered")
    finance.get_by_label("Numéro").fill("4321")
    finance.get_by_role("button", name="Noter l’étape").click()
    card = finance.locator("#chaine .card", has_text="Action 3")
    assert card.get_by_text("mandatée").count() >= 1
    card.get_by_role("link", name="Noter un versement").click()
    finance.get_by_label("Montant").fill("6 000")
    finance.get_by_label("Versé le").fill(TODAY)
    finance.get_by_label("Mandat").fill("4321")
    finance.get_by_role("button", name="Noter le versement").click()
    card = finance.locator("#chaine .card", has_text="Action 3")
    assert card.get_by_text("soldée").count() >= 1
