"""The door by the keyboard alone, and a public request that becomes a case."""

from uuid import uuid4

import pytest
from playwright.sync_api import expect

from tests.journeys.test_officer import Keyboard

pytestmark = pytest.mark.browser

#: Keys other than the characters of the answers, from the home to the call's page.
KEYS_FOR_AN_ADVICE = 11


def test_anonymous_advice_is_noted_from_the_home_without_a_mouse(visit):
    page = visit("accompagnement")
    page.add_init_script("addEventListener('pointerdown', () => { throw Error('a mouse') })")
    keys = Keyboard(page)
    page.goto("/")
    keys.press("/")
    keys.type("noter un appel")
    keys.press("Enter")
    page.get_by_role("heading", name="noter un appel").wait_for()
    keys.press("Enter")
    page.get_by_role("heading", name="Noter un accueil").wait_for()
    assert keys.focused() == "name"
    keys.press("Tab", "Tab")
    assert keys.focused() == "need"
    keys.type("statuts")
    keys.press("Tab", "Tab")
    assert keys.focused() == "words"
    keys.type("Demande comment déclarer une association.")
    keys.press("Tab", "Space")
    assert page.get_by_label("appui ponctuel").is_checked()
    keys.press("Control+Enter")
    page.get_by_role("heading", name="Personne anonyme").wait_for()
    expect(page.get_by_text("statuts et gouvernance")).to_have_count(1)
    expect(page.get_by_text("Demande comment déclarer une association.")).to_have_count(1)
    assert keys.pressed <= KEYS_FOR_AN_ADVICE


def test_public_request_is_taken_at_the_door_and_becomes_a_case(visit):
    name = f"Épicerie {uuid4().hex[:6]}"
    stranger = visit()
    stranger.goto("/demande/")
    stranger.get_by_label("un projet qui n’est pas encore").check()
    stranger.get_by_label("Nom de la structure ou du projet").fill(name)
    stranger.get_by_label("Commune").fill("Dijon")
    stranger.get_by_label("Votre besoin").fill("Ouvrir une épicerie à plusieurs.")
    stranger.get_by_label("Votre nom").fill("Essai")
    stranger.get_by_label("Votre courriel").fill("essai@exemple.fr")
    stranger.get_by_role("button", name="Envoyer la demande").click()
    stranger.get_by_role("heading", name="Votre demande est arrivée").wait_for()
    reference = stranger.locator("main strong").first.inner_text()
    page = visit("accompagnement")
    page.goto("/")
    page.get_by_role("link", name=name).click()
    page.get_by_text(reference).first.wait_for()
    page.get_by_role("link", name="Prendre la demande").click()
    assert page.get_by_label("Qui appelle").input_value() == name
    page.get_by_label("dossier ouvert").check()
    programme = "Création et reprise de structures (BénéFiCes’Créa)"
    page.locator("[name=case_programme]").select_option(label=programme)
    page.keyboard.press("Control+Enter")
    page.get_by_role("heading", name=name).wait_for()
    expect(page.get_by_text("Ouvrir une épicerie à plusieurs.")).to_have_count(1)
    page.goto("/accueils/")
    waiting = page.get_by_role("region", name="Demandes à prendre")
    expect(waiting.get_by_role("link", name=name)).to_have_count(0)
    expect(page.get_by_role("link", name=name)).to_have_count(1)
