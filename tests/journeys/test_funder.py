"""A funder's officer sees vote, payments, evidence and results of a convention on one page.

And of the structures behind a figure: date, commune, family and theme, never a name that was not
agreed to.
"""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

CONVENTION = "Convention pluriannuelle d'objectifs et de moyens 2023-2025"
STRUCTURE = "Atelier Vélo du Mail (fictive)"
FUNDER = "Dijon métropole"


@pytest.fixture
def convention(visit):
    """The page of the convention, for the year of the vote, reached from the funder's home."""
    page = visit("metropole")
    page.goto("/")
    page.get_by_role("link", name=CONVENTION).click()
    with page.expect_navigation():
        page.get_by_role("link", name="2024", exact=True).click()
    return page


def test_convention_shows_its_whole_thread_on_one_page(convention):
    thread = convention.locator("#fil + *")
    stations = thread.locator(".thread__kind").all_inner_texts()
    assert list(dict.fromkeys(stations)) == [
        "Vote",
        "Convention",
        "Actions",
        "Budget",
        "Attribution",
        "Versements",
        "Justification",
        "Résultats",
    ]
    for amount in ("9\u202f000\u00a0€", "3\u202f000\u00a0€", "6\u202f000\u00a0€"):
        expect(convention.get_by_text(f"{amount} attribués pour 2024")).to_have_count(1)
    expect(convention.get_by_role("heading", name="Ce qui est attendu")).to_have_count(1)
    convention.locator("#fil + *").get_by_role("link").first.click()
    expect(convention.get_by_role("heading", level=1)).to_have_count(1)


def open_figure(page):
    """The page of the structures welcomed in 2023, from the results of the convention's action."""
    page.goto("/")
    page.get_by_role("link", name=CONVENTION).click()
    page.get_by_role("link", name="2023", exact=True).click()
    page.locator("a.figure", has_text="structures accueillies").click()
    page.get_by_role("link", name="Ouvrir la page du chiffre").click()
    page.locator("#faits").wait_for()
    return page.locator("#faits")


def test_figure_opens_on_rows_without_a_name(visit):
    facts = open_figure(visit("metropole"))
    assert facts.locator("thead th").all_inner_texts() == [
        "Date", "Structure", "Commune ou territoire", "Famille juridique", "Domaine", "Connu le",
    ]  # fmt: skip
    expect(facts.locator("tbody tr")).to_have_count(28)
    expect(facts.get_by_text("fiche réservée", exact=True)).to_have_count(28)
    expect(facts.locator("tbody a")).to_have_count(0)


def test_name_shows_while_the_structure_agrees_to_it_and_no_longer(visit):
    team, funder = visit("accompagnement"), visit("metropole")
    sheet = find_sheet(team)
    team.get_by_role("link", name="Noter un accord").click()
    team.get_by_label("Financeur").select_option(label=FUNDER)
    team.get_by_role("button", name="Noter l’accord").click()
    team.get_by_role("button", name="Retirer l’accord").wait_for()
    facts = open_figure(funder)
    expect(facts.get_by_text(STRUCTURE)).to_have_count(1)
    expect(facts.get_by_text("fiche réservée", exact=True)).to_have_count(27)
    expect(facts.locator("tbody a")).to_have_count(0)
    assert funder.request.get(sheet).status == 404
    team.get_by_role("button", name="Retirer l’accord").click()
    team.get_by_text("accord retiré le").first.wait_for()
    expect(open_figure(funder).get_by_text(STRUCTURE)).to_have_count(0)


def find_sheet(page):
    page.goto("/")
    page.keyboard.press("/")
    page.keyboard.type("atelier velo")
    page.keyboard.press("Enter")
    page.locator("a[href^='/annuaire/']", has_text=STRUCTURE).first.click()
    page.get_by_role("heading", name=STRUCTURE).wait_for()
    return page.url


@pytest.mark.parametrize("address", ["/dossiers/", "/dossiers/1/", "/annuaire/", "/annuaire/8/"])
def test_funder_finds_nothing_of_the_team_s_own_pages(visit, address):
    page = visit("metropole")
    assert page.request.get(address).status == 404
