"""A budget in a browser: typed, moved through by the keyboard, pasted, written by two people."""

from typing import TYPE_CHECKING

import pytest

from tests.journeys.conftest import PHONE, SignIn

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser

SAVED = "Tout est enregistré."


def budget_page(page: "Page") -> str:
    """The grid of the network's action, from the list of conventions."""
    page.goto("/conventions/")
    page.get_by_role("link", name="2023-2025").first.click()
    page.goto(f"{page.url.split('?')[0]}?annee=2025")
    page.get_by_role("link", name="Modifier le budget").last.click()
    page.wait_for_url("**/budgets/**")
    return str(page.url)


def wait_saved(page: "Page") -> None:
    page.locator("[data-state]", has_text=SAVED).wait_for()


def test_a_budget_is_typed_walked_pasted_and_shared(visit: SignIn) -> None:
    page = visit("direction")
    address = budget_page(page)
    amount = page.get_by_label("Montant de Déplacements")
    amount.fill("120")
    amount.press("Enter")
    wait_saved(page)
    assert page.evaluate("document.activeElement.name").endswith("_montant")
    assert "6\u202f020" in page.locator("[data-total=c]").inner_text()

    blank = page.locator("table[data-side=c] tr[data-row]").last.get_by_label("Compte")
    blank.focus()
    page.evaluate(
        """() => {
            const data = new DataTransfer();
            data.setData("text/plain", "606\\tPapier\\t1 234,50 €\\n625\\tTrains\\tdouze");
            const how = { clipboardData: data, bubbles: true, cancelable: true };
            document.activeElement.dispatchEvent(new ClipboardEvent("paste", how));
        }"""
    )
    page.get_by_text("chiffres seulement").first.wait_for()
    typed = page.locator("table[data-side=c]").get_by_label("Montant")
    values = typed.evaluate_all("cells => cells.map(cell => cell.value)")
    assert values.count("douze") == 1  # refused, and kept as typed

    other = visit("accompagnement", size=PHONE)
    other.goto(address)
    mine = page.get_by_label("Montant de Charges sociales")
    theirs = other.get_by_label("Montant de Charges sociales")
    theirs.fill("1 500")
    theirs.press("Enter")
    wait_saved(other)
    mine.fill("1 600")
    mine.press("Enter")
    page.locator(".grid__dispute", has_text="a écrit").wait_for()
    page.get_by_role("button", name="prendre").click()
    assert mine.input_value() == "1\u202f500"
