"""Everyone comes to a home of their own, and leaves; what is refused is said in French."""

import pytest
from playwright.sync_api import expect

from probant.demo.stage import PASSWORD
from tests.journeys.conftest import fill_sign_in

pytestmark = pytest.mark.browser


def test_wrong_password_is_refused_in_french_and_keeps_the_address(visit):
    page = visit()
    fill_sign_in(page, "direction", "un autre mot de passe")
    said = page.locator("[role=alert], .field__error").first.inner_text()
    assert "mot de passe" in said and "incorrect" in said
    assert page.get_by_label("Courriel").input_value() == "direction@demo.probant.fr"
    assert page.get_by_label("Mot de passe").input_value() == ""


def test_stranger_is_sent_to_sign_in_and_then_where_he_went(visit):
    page = visit()
    page.goto("/conventions/")
    expect(page.get_by_role("heading", name="Se connecter")).to_have_count(1)
    page.get_by_label("Courriel").fill("direction@demo.probant.fr")
    page.get_by_label("Mot de passe").fill(PASSWORD)
    with page.expect_navigation(url="**/conventions/"):
        page.get_by_role("button", name="Se connecter").click()


def test_signing_out_closes_every_page(visit):
    page = visit()
    fill_sign_in(page, "administration", PASSWORD)
    expect(page.get_by_role("heading", name="PES 21")).to_have_count(1)
    page.get_by_role("link", name="Se déconnecter").first.click()
    page.get_by_role("button", name="Se déconnecter").click()
    page.goto("/chiffres/")
    expect(page.get_by_role("heading", name="Se connecter")).to_have_count(1)


@pytest.mark.parametrize(
    ("account", "heading", "shown"),
    [
        ("benevole", "PES 21", "Les dossiers qui vous sont confiés"),
        ("structure", "France Alzheimer 21", "Le chemin"),
        ("metropole", "Bonjour", "Vos conventions"),
        ("administration", "PES 21", "L’année"),
    ],
)
def test_home_is_that_of_the_role(visit, account, heading, shown):
    page = visit(account)
    page.goto("/")
    expect(page.get_by_role("heading", level=1)).to_have_text(heading, use_inner_text=True)
    expect(page.get_by_role("heading", name=shown)).to_have_count(1)


def test_holder_follows_the_steps_without_the_team_s_notes(visit):
    page = visit("structure")
    page.goto("/")
    expect(page.get_by_text("Accueil", exact=False).first).to_be_visible()
    assert page.request.get("/dossiers/").status == 404


def test_reading_needs_no_script(visit):
    page = visit("direction", java_script_enabled=False)
    page.goto("/?annee=2023")
    page.locator("a.figure", has_text="28").click()
    expect(page.locator(".definition")).to_have_count(1)
    expect(page.locator("#faits tbody tr")).to_have_count(28)
    page.goto("/rencontres/?etat=tenues")
    expect(page.locator("tbody tr").first).to_be_visible()
