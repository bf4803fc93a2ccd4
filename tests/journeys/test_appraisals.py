"""A question that no figure answers: opened, answered for a year, corrected with its evidence."""

import re

import pytest
from playwright.sync_api import expect

from tests.journeys.hands import fill, fits_a_phone, follow, path_of, press

pytestmark = pytest.mark.browser
SCALE = "pas du tout, en partie, largement, tout à fait"


def test_a_question_is_answered_by_a_word_that_opens_onto_its_evidence(visit, axe):
    page = visit("direction")
    page.goto("/chiffres/")
    follow(page, re.compile("^Indicateurs qualitatifs"))
    fill(
        page,
        {
            "Intitulé": "Confiance entre partenaires",
            "Question": "Les partenaires se sollicitent-ils sans passer par nous ?",
            "Ce qui vaut preuve": "Comptes rendus, témoignages, avis des participants.",
            "Échelle": SCALE,
        },
    )
    press(page, "Ouvrir")
    question = path_of(page)
    follow(page, "Apprécier une année")
    fill(page, {"Année": "2023", "Appréciation": "Ils s’appellent avant de nous appeler."})
    page.get_by_label("largement").check()
    press(page, "Enregistrer")
    year = path_of(page)
    expect(page.get_by_role("main")).to_contain_text("cette appréciation n’est pas étayée")
    follow(page, "Corriger")
    page.locator("[name=figure]").select_option("dla.organisations_welcomed")
    press(page, "Enregistrer")
    main = page.get_by_role("main")
    expect(main).not_to_contain_text("non étayée")
    expect(main).to_contain_text("Ce qui en a été dit avant")
    assert axe(page) == []
    page.locator("#preuves a.figure-link").click()
    expect(page.get_by_role("heading", level=1)).to_contain_text("tructures accueillies")
    phone = visit("direction", size={"width": 390, "height": 844})
    fits_a_phone(phone, axe, "/chiffres/appreciations/", question, year)
