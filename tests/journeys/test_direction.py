"""A director answers a funder's question in two clicks, and shows the records."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

WELCOMED = "structures accueillies par le DLA"
FIGURE = "/chiffres/dla.organisations_welcomed/"


def test_figure_opens_its_records_in_two_clicks_and_escape_gives_the_focus_back(visit):
    page = visit("direction")
    page.goto("/?annee=2023")
    figure = page.locator("a[data-proof]", has_text="28").first  # the proof may hold another
    figure.click()
    proof = page.get_by_role("dialog", name="Preuve du chiffre")
    proof.locator(".definition").wait_for()
    expect(proof.locator("tbody tr")).to_have_count(28)
    page.keyboard.press("Escape")
    proof.wait_for(state="hidden")
    assert figure.evaluate("node => node === document.activeElement")


def test_figure_as_known_on_the_day_of_the_vote(visit):
    page = visit("direction")
    page.goto(f"{FIGURE}?annee=2023")
    expect(page.locator(".figure__value").first).to_have_text("28", use_inner_text=True)
    page.get_by_label("tel que connu le").fill("2024-03-21")
    page.get_by_role("button", name="Afficher").click()
    page.get_by_text("2023 telle que connue le 21 mars 2024.").wait_for()
    expect(page.locator(".figure__value").first).to_have_text("26", use_inner_text=True)
    expect(page.locator("#faits tbody tr")).to_have_count(26)
    moved = page.locator("#mouvements")
    assert "De 26 le 21 mars 2024 à 28 le" in moved.inner_text()
    expect(moved.locator(".fact")).to_have_count(2)
    page.get_by_role("link", name="Voir ce qui est connu aujourd’hui").click()
    expect(page.locator(".figure__value").first).to_have_text("28", use_inner_text=True)


def test_record_behind_a_figure_is_one_click_away(visit):
    page = visit("direction")
    page.goto(f"{FIGURE}?annee=2023")
    page.get_by_role("link", name="Atelier Vélo du Mail (fictive)").click()
    expect(page.locator("h1")).to_have_text("Atelier Vélo du Mail (fictive)", use_inner_text=True)
    expect(page.get_by_role("heading", name="Ce qui s’est passé")).to_have_count(1)


@pytest.mark.parametrize(("name", "head"), [("PDF", b"%PDF-"), ("tableur", b"PK\x03\x04")])
def test_report_of_a_convention_is_downloaded_from_its_page(visit, name, head):
    page = visit("direction")
    page.goto("/conventions/")
    page.get_by_role("link", name="Convention pluriannuelle").click()
    page.get_by_role("link", name="2023", exact=True).click()
    with page.expect_download() as arriving:
        page.get_by_role("button", name=name).first.click()
    with open(arriving.value.path(), "rb") as file:
        assert file.read(len(head)) == head


def test_year_without_any_fact_says_so(visit):
    page = visit("direction")
    page.goto("/?annee=2019")
    expect(page.get_by_text("Rien n’est encore noté en 2019")).to_have_count(1)
    expect(page.locator(".figures .figure")).to_have_count(0)


def test_absurd_year_and_unreadable_day_are_told_beside_the_field_and_kept(visit):
    page = visit("direction")
    page.goto(f"{FIGURE}?annee=deux mille&connu_le=31/02/2024")
    assert page.get_by_label("Année").input_value() == "deux mille"
    expect(page.locator("form.sentence .field__error").first).to_be_visible()
