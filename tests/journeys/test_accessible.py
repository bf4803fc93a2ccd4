"""The main pages satisfy WCAG 2.1 A and AA and fit their screen, on a desk and on a phone."""

import pytest

from tests.journeys.conftest import PHONE, WIDE

pytestmark = pytest.mark.browser

#: Account, and the page: an address, or a list and the link to follow on it.
PAGES = [
    ("", "/connexion/"),
    ("direction", "/?annee=2023"),
    ("direction", "/chiffres/?annee=2023"),
    ("direction", "/chiffres/dla.organisations_welcomed/?annee=2023&connu_le=2024-03-21"),
    ("direction", "/dossiers/"),
    ("direction", "/dossiers/1/"),
    ("direction", "/dossiers/1/etape/"),
    ("direction", "/dossiers/accueil/"),
    ("direction", "/rencontres/"),
    ("direction", "/rencontres/1/"),
    ("direction", "/rencontres/1/presences/"),
    ("direction", "/conventions/"),
    ("direction", "/conventions/1/?annee=2024"),
    ("direction", "/deliberations/"),
    ("direction", "/deliberations/1/"),
    ("direction", "/annuaire/"),
    ("direction", "/annuaire/5/"),
    ("direction", "/documents/"),
    ("direction", "/recherche/?q=atelier"),
    ("direction", "/compte/"),
    ("direction", "/equipe/"),
    ("structure", "/"),
    ("metropole", "/"),
    ("metropole", "/conventions/1/?annee=2023"),
]


@pytest.mark.parametrize(("account", "address"), PAGES)
def test_page_is_accessible_and_fits_a_desk_and_a_phone(visit, axe, account, address):
    page = visit(account)
    assert page.goto(address).ok
    for size in (WIDE, PHONE):
        page.set_viewport_size(size)
        assert axe(page) == [], size
        assert page.evaluate("document.documentElement.scrollWidth") == size["width"]


def test_proof_panel_is_accessible(visit, axe):
    page = visit("direction")
    page.goto("/?annee=2023")
    page.locator("a[data-proof]", has_text="28").click()
    page.locator("dialog[open] .definition").wait_for()
    assert axe(page) == []
