"""An assistant takes attendance on a phone, standing up."""

import datetime
from uuid import uuid4

import pytest
from playwright.sync_api import expect

from tests.journeys.conftest import PHONE

pytestmark = pytest.mark.browser


def test_attendance_is_taken_on_a_phone_by_tapping_names(visit):
    page = visit("assistance", size=PHONE, has_touch=True, is_mobile=True)
    title = f"Atelier d’essai {uuid4().hex[:6]}"
    page.goto("/rencontres/")
    page.get_by_role("link", name="Prévoir une rencontre").tap()
    page.get_by_label("Titre").fill(title)
    page.get_by_label("Type").select_option(label="Atelier")
    page.get_by_label("Jour", exact=True).fill(f"{datetime.date.today():%d/%m/%Y}")
    page.get_by_role("button", name="Enregistrer la rencontre").tap()
    page.get_by_role("link", name="Noter les présences").tap()
    page.get_by_text("Présents : 0").wait_for()
    for name in ("Jeanne", "Karim"):
        page.locator("[name=venu]").fill(f"{name} Essai{uuid4().hex[:6]}, Structure d’essai")
        page.get_by_role("button", name="Ajouter").tap()
    page.get_by_text("Présents : 2").wait_for()
    page.locator("[data-state]").get_by_text("Tout est enregistré").wait_for()
    page.get_by_role("button", name="Terminer").tap()
    expect(page.locator("#venus + p")).to_have_text("2 noms.", use_inner_text=True)
    page.get_by_role("link", name="Noter les présences").tap()
    page.get_by_text("Présents : 2").wait_for()
    assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"]
    jeanne = page.locator(".door__name", has_text="Jeanne")
    assert jeanne.bounding_box()["height"] >= 44
    jeanne.tap()
    page.get_by_text("Présents : 1").wait_for()
    jeanne.tap()
    page.get_by_text("Présents : 2").wait_for()
    page.locator(".door__name", has_text="Karim").tap()
    page.get_by_text("Présents : 1").wait_for()
    page.locator("[data-state]").get_by_text("Tout est enregistré").wait_for()
    page.get_by_role("button", name="Terminer").tap()
    expect(page.locator("#venus + p")).to_have_text("1 nom.", use_inner_text=True)
