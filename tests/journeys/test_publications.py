"""A report to a funder: composed by its model, supported, read over, published, opened by link."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.hands import fill, fits_a_phone, follow, path_of, plain, press

pytestmark = pytest.mark.browser
CONVENTION = "Convention pluriannuelle d'objectifs et de moyens 2023-2025"
WELCOMED = "Structures accueillies par le DLA"
LINK = "qui en a le lien"


def begin(page, title):
    """A report to the funder of the convention, for 2023, by the model; the address of it."""
    page.goto("/publications/nouvelle/")
    page.get_by_label("Modèle").select_option("convention")
    fill(page, {"Titre": title, "Année": "2023", "Convention": CONVENTION})
    press(page, "Commencer")
    return path_of(page)


def write(page, block, text):
    """Write the text of the block that bears this title, the first of that name."""
    with page.expect_navigation():
        page.get_by_role("link", name=f"Modifier : {block}", exact=True).first.click()
    fill(page, {"Texte": text})
    press(page, "Enregistrer")


def support(page, number, label):
    """Say that a number typed by hand is a figure of the house."""
    follow(page, f"dire d’où vient « {number} »")
    expect(page.get_by_role("heading", level=1)).to_contain_text(f"« {number} »")
    fill(page, {"Un chiffre de la maison": label})
    press(page, "Étayer ce nombre")


def test_a_report_to_a_funder_goes_from_its_model_to_a_stranger(visit, axe):
    page = visit("direction")
    here = begin(page, "Compte rendu à la métropole")
    for part in ("Dijon métropole", "Action 1", WELCOMED, "Budget et réalisé 2023, action 1"):
        expect(page.locator("main")).to_contain_text(part)
    write(page, "Ce que cette année a permis", "Le DLA a reçu 28 structures ; 61 y étaient venues.")
    before = page.locator("section[aria-labelledby=ouvert]")
    expect(before).to_contain_text("2 nombres ne sont pas étayés")
    expect(page.locator("mark.report-unsupported")).to_have_text(
        [re.compile("28"), re.compile("61")]
    )
    support(page, "28", WELCOMED)
    expect(before).to_contain_text("1 nombre n’est pas étayé")
    sentence = page.locator(".prose p", has_text="Le DLA a reçu")
    expect(sentence.get_by_role("link", name="28", exact=True)).to_be_visible()
    support(page, "61", WELCOMED)
    expect(sentence.locator("mark")).to_have_attribute("title", "Contredit par son chiffre")
    assert axe(page) == []
    press(page, "Donner à relire")
    expect(page.locator(".lead")).to_contain_text("en relecture")
    fits_a_phone(page, axe, here)

    follow(page, "Publier")
    reason = "Pourquoi publier avec des contradictions ouvertes"
    expect(page.locator("section[aria-labelledby=contre]")).to_contain_text("61")
    fill(page, {"Cette édition se lit par": LINK})
    page.get_by_role("button", name="Publier", exact=True).click()
    expect(page.locator(".form-errors")).to_be_visible()  # a reason is owed
    assert page.get_by_label("Cette édition se lit par").evaluate("it => it.value") == "link"
    assert path_of(page) == f"{here}publier/"
    fits_a_phone(page, axe)
    fill(page, {reason: "la métropole compte aussi les structures reçues sans dossier"})
    press(page, "Publier")
    assert path_of(page) == f"{here}editions/1/"
    expect(page.locator("main")).to_contain_text("la métropole compte aussi les structures")
    fits_a_phone(page, axe)

    stranger = visit()
    stranger.goto(page.locator("main a[href*='/publie/']").get_attribute("href"))
    expect(stranger.get_by_role("heading", level=1)).to_contain_text("Compte rendu à la métropole")
    told = plain(stranger.inner_text("main"))
    assert "Le DLA a reçu 28 structures" in told and "la métropole compte aussi" in told
    assert stranger.locator("main a[href*='/chiffres/']").count() == 0
    paper = stranger.request.get(
        stranger.get_by_role("link", name="Télécharger le PDF").get_attribute("href")
    )
    assert paper.ok and paper.body().startswith(b"%PDF")
    fits_a_phone(stranger, axe)
    assert visit().goto(f"{here}editions/1/").url.endswith(f"/connexion/?next={here}editions/1/")

    row = page.get_by_role("row", name=re.compile(f"^{WELCOMED}")).first
    with page.expect_navigation():
        row.get_by_role("link", name="28", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_contain_text(re.compile(r"2023\s: 28"))
    expect(page.locator("main tbody tr").first).to_be_visible()
    fits_a_phone(page, axe)
    page.goto(f"{here}editions/1/pourquoi/")
    expect(page.locator("main")).to_contain_text("Aucun chiffre n’a bougé.")
    fits_a_phone(page, axe)


def test_two_write_one_block_and_one_writes_while_it_is_published(visit):
    page, other = visit("direction"), visit("accompagnement")
    here = begin(page, "Compte rendu à deux mains")
    edit = page.get_by_role("link", name="Modifier : Ce que cette année a permis", exact=True)
    address = edit.get_attribute("href")
    page.goto(address)
    other.goto(address)
    fill(other, {"Texte": "Une année de rencontres."})
    press(other, "Enregistrer")
    fill(page, {"Texte": "Une année de chantiers."})
    page.get_by_role("button", name="Enregistrer").click()
    expect(page.locator("section[aria-labelledby=eux]")).to_contain_text("Une année de rencontres.")
    expect(page.get_by_label("Texte")).to_have_value("Une année de chantiers.")
    fill(page, {"Texte": "Une année de rencontres et de chantiers."})
    press(page, "Enregistrer")
    expect(page.locator("main")).to_contain_text("Une année de rencontres et de chantiers.")

    other.goto(address)
    fill(other, {"Texte": "Une phrase de dernière minute."})
    page.goto(f"{here}publier/")
    if page.get_by_label("Pourquoi publier").count():
        fill(page, {"Pourquoi publier avec des contradictions ouvertes": "elles sont connues"})
    press(page, "Publier")
    other.get_by_role("button", name="Enregistrer").click()
    expect(other.locator(".form-errors")).to_contain_text("Cette publication est parue")
    expect(other.get_by_label("Texte")).to_have_value("Une phrase de dernière minute.")
