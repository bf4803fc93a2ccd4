"""Figures: what documents say in two ways is explained and closed; a filtered list is kept."""

import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import PHONE
from tests.journeys.hands import fill, fits_a_phone, follow, press

pytestmark = pytest.mark.browser


def seed(shared: Path, number: int) -> Path:
    return next((shared / "seeds").glob(f"{number:03d}_*.txt"))


def drop(page, path):
    """Drop a document, accept what was read, write it in the books; back on its page."""
    page.goto("/documents/")
    page.locator("[name=fichiers]").set_input_files(path)
    page.get_by_role("button", name="Déposer et lire").click()
    page.get_by_role("heading", name="Le document et ce qui en a été lu").wait_for()
    accept = page.get_by_role("button", name="Accepter les")
    if accept.count():
        accept.click()
        page.get_by_text("Tout est relu").wait_for()
    follow(page, "Enregistrer dans les livres…")
    press(page, "Enregistrer")
    page.get_by_text("Le document est enregistré dans les livres.").wait_for()


def close(page, words, cause, reason):
    """Close the contradiction that says these words, with a cause and a reason."""
    card = page.locator("article.finding:not(.is-closed)", has_text=words).first
    with page.expect_navigation():
        card.get_by_role("link", name="Clore avec un motif").click()
    fill(page, {"Cause": cause, "Motif": reason})
    press(page, "Clore")


def test_what_the_five_documents_contradict_is_explained_on_one_board(visit, axe, shared):
    page = visit("direction")
    page.goto("/documents/contradictions/")
    for words in ("26 ou 28 selon le document", "3 ou 4 selon le document"):
        expect(page.locator("article.finding", has_text=words)).to_have_count(1)
    for number in (1, 3, 4):
        drop(page, seed(shared, number))
    page.goto("/documents/contradictions/")
    assert axe(page) == []
    close(page, "26 ou 28", "chiffre provisoire, juste à sa date", "deux accueils notés en avril")
    close(page, "3 ou 4", "chiffre provisoire, juste à sa date", "une mission signée en mai")
    close(page, "porte 9 400 €", "faute d’impression", "les lignes ont été corrigées seules")
    close(page, "10 000 € dans le texte", "erreur de notre part", "le texte n’a pas suivi")
    close(page, "2023-2028 ici, 2024-2028 là", "faute d’impression", "le projet commence en 2024")
    closed = page.locator("section[aria-labelledby=closes]")
    for words in ("26 ou 28", "3 ou 4", "9 400 €", "10 000 €", "2023-2028"):
        expect(closed.locator("article", has_text=words).first).to_contain_text("Close le")
    expect(closed).to_contain_text("Erreur de notre part : le texte n’a pas suivi")
    apart = page.locator("section[aria-labelledby=autrement]")
    for words in ("68 projets, 2018", "63 structures, 2018"):
        expect(apart.locator("article", has_text=words)).to_have_count(1)
    page.set_viewport_size(PHONE)
    assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]
    assert axe(page) == []


def test_what_the_reading_could_not_match_is_matched_by_hand(visit, axe, shared):
    page = visit("direction")
    text = seed(shared, 4).read_text(encoding="utf-8") + "\nUne seconde parution.\n"
    page.goto("/documents/")
    article = {"name": "article.txt", "mimeType": "text/plain", "buffer": text.encode()}
    drop(page, article)
    page.goto("/documents/chiffres/?etat=unmatched")
    assert axe(page) == []
    row = page.get_by_role("row", name=re.compile("63 structures")).filter(has_text="article.txt")
    with page.expect_navigation():
        row.get_by_role("link").first.click()
    expect(page.locator("main")).to_contain_text("63 structures")
    page.get_by_label("proche de ce chiffre, mais compté autrement").check()
    page.locator("[name=code]").select_option("dla.organisations_supported")
    fill(page, {"Année": "2018"})
    page.get_by_role("button", name="Confirmer").click()
    expect(page.get_by_text("Dites pourquoi : la raison reste visible.").first).to_be_visible()
    fill(page, {"Pourquoi il ne se compare pas": "l’article ne dit pas quelles phases il compte"})
    press(page, "Confirmer")
    page.goto("/documents/contradictions/")
    apart = page.locator("section[aria-labelledby=autrement] article", has_text="article.txt")
    expect(apart).to_contain_text("l’article ne dit pas quelles phases il compte")
    expect(apart).to_contain_text("à ne pas comparer")


def test_a_filtered_list_is_kept_as_a_figure_redefined_and_withdrawn(visit, axe):
    page = visit("direction")
    page.goto("/chiffres/dla.organisations_welcomed/?annee=2023")
    page.get_by_label("Réparti par").select_option(label="commune rurale ou urbaine")
    page.wait_for_url(re.compile("par=classe"))
    bar = page.get_by_role("link", name=re.compile("^communes urbaines"))
    bar.focus()
    with page.expect_navigation():
        page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile("part=urbain"))
    bar = page.get_by_role("link", name=re.compile("^communes rurales"))
    with page.expect_navigation():
        bar.locator("svg").click()  # the bar itself, by the mouse
    expect(page).to_have_url(re.compile("part=rural"))
    with page.expect_navigation():
        page.get_by_role("link", name="Garder cette liste filtrée").click()
    assert axe(page) == []
    shown = page.locator("#apercu strong").inner_text()
    definition = "Structures accueillies par le DLA dans une commune rurale."
    fill(page, {"Libellé": "structures rurales accueillies", "Définition": definition})
    press(page, "Garder")
    expect(page.get_by_role("heading", level=1)).to_have_text("Structures rurales accueillies")
    expect(page.locator(".definition")).to_have_text(definition)
    expect(page.locator(".figure__value").first).to_contain_text(shown)
    assert axe(page) == []
    page.goto("/chiffres/?annee=2023&choix=maison")
    expect(page.get_by_text("structures rurales accueillies").first).to_be_visible()
    page.goto("/chiffres/maison.structures-rurales-accueillies/garder/?annee=2023")
    page.get_by_role("button", name="Retirer", exact=True).click()
    expect(page.get_by_text("est retiré depuis le")).to_be_visible()


def test_the_stages_of_a_programme_and_what_adds_up_are_read_on_a_board(visit, axe):
    page = visit("direction")
    page.goto("/tableaux/")
    fill(page, {"Intitulé": "Parcours et cumuls"})
    press(page, "Ouvrir")
    for code in ("parcours", "dla.diagnoses"):
        follow(page, "Ajouter un chiffre")
        page.locator("[name=code]").select_option(code)
        dla = "Dispositif local d’accompagnement (DLA)"
        page.locator("[name=programme]").select_option(label=dla if code == "parcours" else "tous")
        press(page, "Ajouter")
    page.goto(page.url.partition("?")[0] + "?annee=2023")
    stage = page.get_by_role("row", name=re.compile("^Diagnostic partagé"))
    expect(stage).to_contain_text(re.compile(r"16\s*des entrés, 57,1\s%"))
    assert axe(page) == []
    with page.expect_navigation():
        stage.get_by_role("link", name="16").nth(1).click()
    expect(page.get_by_text("16 sur").first).to_be_visible()
    page.go_back()
    page.get_by_role("row", name=re.compile("^Diagnostics")).get_by_role("link").first.click()
    with page.expect_navigation():
        page.get_by_role("link", name="Cumuler mois après mois").click()
    december = page.get_by_role("row", name=re.compile("^décembre"))
    # the page keeps the year of its board: other journeys may have written in later ones
    expect(december.locator("a[href*='2023']")).to_have_text("16")
    fits_a_phone(page, axe)
    with page.expect_navigation():
        page.get_by_role("row", name=re.compile("^juin")).locator("a[href*='2023']").click()
    expect(page).to_have_url(re.compile("du=2023-01-01&au=2023-06-30"))
    assert axe(page) == []
