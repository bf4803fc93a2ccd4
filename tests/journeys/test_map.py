"""The map of the structures supported, by the keyboard; what its script draws keeps the policy."""

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import PHONE

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("size", [None, PHONE], ids=["wide", "phone"])
def test_a_point_gives_its_structures_by_the_keyboard(visit, size):
    page = visit("accompagnement", **({"size": size} if size else {}))
    page.goto("/carte/?territoire=21584")

    point = page.get_by_role("button", name="Saulieu :")
    point.focus()
    page.keyboard.press("Enter")
    opened = page.locator(".leaflet-popup")
    opened.wait_for()

    in_table = page.locator("#liste tbody th a").all_inner_texts()
    expect(opened.locator("li a")).to_have_text(in_table, use_inner_text=True)


def test_near_communes_are_one_point_until_one_looks_closer(visit):
    page = visit("accompagnement")
    page.goto("/carte/")
    near = page.get_by_role("button", name="Dijon et")
    near.focus()
    page.keyboard.press("Enter")
    page.get_by_role("button", name="Agrandir ici").click()

    page.get_by_role("button", name="Chenôve :").wait_for()
    expect(page.get_by_role("button", name="Dijon et")).to_have_count(0)


def test_a_swap_of_what_a_script_sized_breaks_no_policy(visit):
    page = visit("accompagnement")
    page.goto("/carte/")
    page.evaluate(
        """() => {
            const found = document.getElementById("trouve");
            found.innerHTML = '<p id="essai">avant</p>';
            document.getElementById("essai").style.height = "3rem";
            htmx.swap("#trouve", '<p id="essai">après</p>', { swapStyle: "innerHTML" });
        }"""
    )
    page.locator("#essai", has_text="après").wait_for(state="attached")
    page.wait_for_timeout(100)  # attributes settle after the swap; `visit` reads the console
