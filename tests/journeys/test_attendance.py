"""Attendance on a telephone: forty people by forty taps, and a network that drops in between."""

import datetime
import re
from typing import TYPE_CHECKING, Any
from uuid import uuid4

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import PHONE

if TYPE_CHECKING:
    from playwright.sync_api import Page

pytestmark = pytest.mark.browser
FORTY = 40


def planned_today(page: "Page") -> str:
    """The address of a session of today, planned by its form."""
    page.goto("/rencontres/nouvelle/")
    page.get_by_label("Titre").fill(f"Porte {uuid4().hex[:6]}")
    page.get_by_label("Type").select_option(label="Atelier")
    page.get_by_label("Jour", exact=True).fill(datetime.date.today().strftime("%d/%m/%Y"))
    page.get_by_role("button", name="Enregistrer la rencontre").click()
    page.get_by_role("link", name="Noter les présences").wait_for()
    return re.sub(r"^https?://[^/]+", "", page.url)


def typed_in(page: "Page", names: list[str]) -> None:
    for name in names:
        page.locator("[name=venu]").fill(name)
        page.get_by_role("button", name="Ajouter").click()


def state(page: "Page") -> Any:
    return page.locator("[data-state]")


def test_forty_people_are_taken_by_forty_taps(visit: Any) -> None:
    page = visit("accompagnement", size=PHONE)
    before = planned_today(page)
    page.goto(f"{before}presences/")
    mark = uuid4().hex[:6]
    typed_in(page, [f"Prénom{number} Nom{mark}, Structure {mark}" for number in range(FORTY)])
    state(page).get_by_text("Tout est enregistré").wait_for()
    session = planned_today(page)
    page.goto(f"{session}presences/")
    names = page.locator(f"#noms .door__name:has-text('Nom{mark}')")
    expect(names).to_have_count(FORTY)
    for rank in range(FORTY):
        names.nth(rank).click()  # one tap each, and nothing else
    state(page).get_by_text("Tout est enregistré").wait_for()
    page.get_by_role("button", name="Terminer").click()
    page.get_by_text(f"{FORTY} noms").first.wait_for()


def test_taps_outlive_a_network_that_drops(visit: Any) -> None:
    page = visit("accompagnement", size=PHONE)
    session = planned_today(page)
    page.goto(f"{session}presences/")
    boxes = page.locator("#noms .door__name")
    boxes.nth(0).click()
    state(page).get_by_text("Tout est enregistré").wait_for()
    page.context.set_offline(True)
    boxes.nth(1).click()
    boxes.nth(2).click()
    typed_in(page, [f"Ida Coupure{uuid4().hex[:6]}"])
    state(page).get_by_text("3 présences à envoyer").wait_for()
    assert "Pas de réseau" in state(page).inner_text()
    page.context.set_offline(False)
    state(page).get_by_text("Tout est enregistré").wait_for()
    page.get_by_role("button", name="Terminer").click()
    page.get_by_text("4 noms").first.wait_for()
