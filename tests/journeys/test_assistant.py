"""An assistant takes attendance on a phone, standing up."""

import datetime
from uuid import uuid4

import pytest

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
    for given_name in ("Jeanne", "Karim"):
        add_new_comer(page, given_name)
    assert page.locator("#venus + p").inner_text() == "2 noms."
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
    page.get_by_role("button", name="Enregistrer les présences").tap()
    page.get_by_text("Les présences sont notées.").wait_for()
    assert page.locator("#venus + p").inner_text() == "1 nom."


def add_new_comer(page, given_name):
    """From the session's page or the door: someone who is in no list yet."""
    if page.get_by_role("link", name="Noter les présences").count():
        page.get_by_role("link", name="Noter les présences").tap()
    page.get_by_label("Prénom").fill(given_name)
    page.locator("[name=family_name]").fill(f"Essai {uuid4().hex[:6]}")
    page.get_by_role("button", name="Enregistrer les présences").tap()
    page.get_by_text("Les présences sont notées.").wait_for()
