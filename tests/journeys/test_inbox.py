"""A deliberation is dropped, reviewed beside its words, accepted, and found in the register."""

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser


@pytest.fixture
def deliberation(shared):
    """The deliberation that granted the money of 2024."""
    return next(
        path
        for path in sorted((shared / "seeds").glob("*.txt"))
        if "Séance du jeudi 21 mars 2024" in path.read_text(encoding="utf-8")[:200]
    )


def test_document_is_read_reviewed_and_accepted(visit, axe, deliberation):
    page = visit("direction")
    page.goto("/documents/")
    page.locator("[name=fichiers]").set_input_files(deliberation)
    page.get_by_role("button", name="Déposer et lire").click()
    page.get_by_role("heading", name="Le document et ce qui en a été lu").wait_for()
    expect(page.get_by_text("Rien n’est encore écrit dans les livres.")).to_have_count(1)
    session = page.locator(".value", has=page.get_by_text("Séance du", exact=True))
    expect(session.locator(".value__read")).to_have_text("21 mars 2024", use_inner_text=True)
    session.hover()
    expect(page.locator("mark.is-lit")).to_have_text(["jeudi 21 mars 2024"], use_inner_text=True)
    assert axe(page) == []
    page.get_by_role("button", name="Accepter les").click()
    page.get_by_text("Tout est relu").wait_for()
    page.get_by_role("link", name="Enregistrer dans les livres…").click()
    page.get_by_text("34 présents, 9 absents, 7 procurations").wait_for()
    assert axe(page) == []
    page.get_by_role("button", name="Enregistrer", exact=True).click()
    page.get_by_text("Le document est enregistré dans les livres.").wait_for()
    page.locator("section[aria-labelledby=ecrit] a[href^='/deliberations/']").first.click()
    page.get_by_text("séance du 21 mars 2024").wait_for()
    expect(page.locator("main").get_by_text("41").first).to_be_visible()


def test_file_that_is_not_what_it_says_is_kept_and_says_why(visit):
    page = visit("direction")
    page.goto("/documents/")
    lying = {"name": "convention.pdf", "mimeType": "application/pdf", "buffer": b"\x00\x01 no pdf"}
    page.locator("[name=fichiers]").set_input_files(lying)
    page.get_by_role("button", name="Déposer et lire").click()
    expect(page.get_by_text("Gardé, mais non lu")).to_have_count(1)
