"""The main pages satisfy WCAG 2.1 A and AA and fit their screen, on a desk and on a phone."""

import pytest

from tests.journeys.conftest import PHONE, WIDE

pytestmark = pytest.mark.browser

#: Account and address; `<first>` is the first row of the list that the address begins with:
#: numbers differ from one engine and one run to the next.
PAGES = [
    ("", "/connexion/"),
    ("direction", "/?annee=2023"),
    ("direction", "/chiffres/?annee=2023"),
    ("direction", "/chiffres/dla.organisations_welcomed/?annee=2023&connu_le=2024-03-21"),
    ("direction", "/dossiers/"),
    ("direction", "/dossiers/<first>/"),
    ("direction", "/dossiers/<first>/etape/"),
    ("direction", "/dossiers/accueil/"),
    ("direction", "/dossiers/miens/"),
    ("direction", "/dossiers/par-etape/"),
    ("direction", "/agenda/?qui=equipe"),
    ("direction", "/carte/"),
    ("direction", "/taches/"),
    ("direction", "/rendez-vous/?qui=tous"),
    ("direction", "/equipe/charge/"),
    ("direction", "/imports/?genre=contacts"),
    ("direction", "/rencontres/"),
    ("direction", "/rencontres/<first>/"),
    ("direction", "/rencontres/<first>/presences/"),
    ("direction", "/rencontres/<first>/inscriptions/"),
    ("direction", "/rencontres/<first>/inviter/"),
    ("direction", "/rencontres/evenements/<first>/"),
    ("direction", "/rencontres/propositions/nouvelle/"),
    ("direction", "/rencontres/feuilles-de-route/nouvelle/"),
    ("direction", "/rencontres/restitutions/nouvelle/"),
    ("direction", "/reseaux/"),
    ("direction", "/reseaux/<first>/"),
    ("direction", "/reseaux/<first>/image/?annee=2023"),
    ("direction", "/reseaux/ajouter/"),
    ("direction", "/reseaux/messages/nouveau/"),
    ("direction", "/postes/"),
    ("direction", "/postes/<first>/"),
    ("direction", "/temps/mois/?annee=2023"),
    ("direction", "/temps/semaine/"),
    ("direction", "/benevoles/contributions/?annee=2023"),
    ("direction", "/benevoles/methode/"),
    ("direction", "/conventions/parts/?annee=2023"),
    ("direction", "/conventions/"),
    ("direction", "/conventions/<first>/?annee=2024"),
    ("direction", "/deliberations/"),
    ("direction", "/deliberations/<first>/"),
    ("direction", "/annuaire/"),
    ("direction", "/annuaire/<first>/"),
    ("direction", "/documents/"),
    ("direction", "/recherche/?q=atelier"),
    ("direction", "/compte/"),
    ("direction", "/equipe/"),
    ("structure", "/espace/"),
    ("structure", "/espace/mes-donnees/"),
    ("benevole", "/espace/"),
    ("direction", "/temoignages/"),
    ("direction", "/temoignages/<first>/"),
    ("", "/espace/entrer/"),
    ("", "/attestations/"),
    ("", "/agenda-public/?mois=2023-11"),
    ("metropole", "/"),
    ("metropole", "/conventions/<first>/?annee=2023"),
]


def resolved(page, address):
    """The address with the number of the first row of its list."""
    if "<first>" not in address:
        return address
    folder = address.partition("<first>")[0]
    page.goto(folder)
    rows = page.locator("table a[href]").evaluate_all("links => links.map(a => a.pathname)")
    numbers = [row.removeprefix(folder).strip("/") for row in rows if row.startswith(folder)]
    return address.replace("<first>", next(number for number in numbers if number.isdigit()))


@pytest.mark.parametrize(("account", "address"), PAGES)
def test_page_is_accessible_and_fits_a_desk_and_a_phone(visit, axe, account, address):
    page = visit(account)
    assert page.goto(resolved(page, address)).ok
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
