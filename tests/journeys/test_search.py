"""Anything is found as one types, from any page, by the keyboard; what was opened comes back."""

import pytest

pytestmark = pytest.mark.browser


@pytest.fixture
def page(visit):
    page = visit("accompagnement")
    page.goto("/annuaire/")
    return page


def test_a_structure_opens_from_the_search_field_by_the_arrows(page):
    first = page.locator("tbody th a").first
    name, href = first.inner_text(), first.get_attribute("href")

    page.keyboard.press("/")
    page.keyboard.type(name)
    page.locator("#trouve a", has_text=name).first.wait_for()
    while page.evaluate("document.activeElement.getAttribute('href')") != href:
        page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")

    page.wait_for_url(f"**{href}")


def test_escape_closes_what_was_found_and_keeps_what_was_typed(page):
    page.keyboard.press("/")
    page.keyboard.type("noter")
    page.locator("#trouve a").first.wait_for()

    page.keyboard.press("Escape")

    assert page.locator("#trouve").is_hidden()
    assert page.locator("[data-search]").input_value() == "noter"


def test_what_was_opened_is_offered_again_until_one_signs_out(page):
    opened = page.locator("tbody th a").first
    name = opened.inner_text()
    opened.click()
    page.get_by_role("heading", name=name, level=1).wait_for()
    page.goto("/annuaire/")

    page.keyboard.press("/")
    page.locator("#trouve a", has_text=name).wait_for()

    page.context.clear_cookies()
    page.goto("/connexion/")
    assert page.evaluate("localStorage.getItem('probant-recent')") is None
