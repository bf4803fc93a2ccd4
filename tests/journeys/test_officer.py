"""A support officer logs a call in under a minute with the keyboard, and mends what was wrong."""

import datetime
import re
from uuid import uuid4

import pytest
from playwright.sync_api import expect

pytestmark = pytest.mark.browser

#: Keys other than the characters of the answers themselves, from the home to the case's page.
KEYS_FOR_A_CALL = 16
FOLLOW_UP = "Suivi, ce qu’ils deviennent"
TODAY = datetime.date.today()
YESTERDAY, TOMORROW = (TODAY + datetime.timedelta(days=days) for days in (-1, 1))


class Keyboard:
    """The keyboard of a page, which counts the keys that are not letters of an answer."""

    def __init__(self, page):
        self.page = page
        self.pressed = 0

    def press(self, *keys):
        for key in keys:
            self.page.keyboard.press(key)
            self.pressed += 1

    def type(self, text):
        self.page.keyboard.type(text)

    def focused(self):
        return self.page.evaluate("document.activeElement.name || document.activeElement.text")


@pytest.fixture
def page(visit):
    """The officer's home."""
    page = visit("accompagnement")
    page.goto("/")
    return page


@pytest.fixture
def name():
    """A name that is like no other: the door asks who calls where one is."""
    return f"Essai {uuid4().hex}"


@pytest.fixture
def case(page, name):
    """A case opened today by an accueil; its page."""
    log_accueil(page, name)
    return page


def log_accueil(page, name):
    page.goto("/dossiers/accueil/")
    page.get_by_label("Qui appelle").fill(name)
    page.get_by_label("Une nouvelle structure").and_(page.locator(":checked")).wait_for()
    page.get_by_label("dossier ouvert").check()
    page.keyboard.press("Control+Enter")
    page.get_by_role("heading", name="Ce qui s’est passé").wait_for()


def record_follow_up(page):
    page.get_by_role("link", name=FOLLOW_UP, exact=True).click()
    page.get_by_label("Échange le").wait_for()
    page.keyboard.press("Control+Enter")
    page.get_by_role("heading", name="Ce qui s’est passé").wait_for()


def facts(page):
    """What each row of the case's page tells."""
    return page.locator(".fact__what")


def test_call_is_logged_from_the_search_field_without_a_mouse(page, name):
    keys = Keyboard(page)
    page.add_init_script("addEventListener('pointerdown', () => { throw Error('a mouse') })")
    page.goto("/")
    keys.press("/")
    keys.type("noter un appel")
    keys.press("Enter")
    page.get_by_role("heading", name="noter un appel").wait_for()
    assert keys.focused() == "Noter un accueil"
    keys.press("Enter")
    page.get_by_role("heading", name="Noter un accueil").wait_for()
    assert keys.focused() == "name"
    keys.type(name)
    page.get_by_label("Une nouvelle structure").and_(page.locator(":checked")).wait_for()
    while keys.focused() != "words":
        keys.press("Tab")
    keys.type("Cherche un local et un premier salarié.")
    keys.press("Tab", "Space", "ArrowDown", "Control+Enter")
    page.get_by_role("heading", name=name).wait_for()
    expect(facts(page).get_by_text("Accueil", exact=True).first).to_be_visible()
    expect(page.get_by_text("Cherche un local et un premier salarié.")).to_have_count(1)
    assert keys.pressed <= KEYS_FOR_A_CALL


def test_fresh_slip_is_corrected_in_place_without_a_reason(case):
    case.get_by_role("link", name="Étape atteinte").click()
    case.get_by_role("heading", name="Étape atteinte").wait_for()
    assert case.get_by_label("Diagnostic partagé").is_checked()
    case.keyboard.press("Control+Enter")
    case.locator(".fact", has_text="Diagnostic partagé").wait_for()
    record_follow_up(case)
    followed = case.locator(".fact", has_text="Suivi de l’accompagnement")
    followed.get_by_role("link", name="Corriger").click()
    expect(case.get_by_label("Motif")).to_have_count(0)
    case.get_by_label("Date du fait").fill(f"{YESTERDAY:%d/%m/%Y}")
    case.keyboard.press("Control+Enter")
    case.get_by_text("C’est corrigé.").wait_for()
    expect(case.locator(".fact", has_text="Suivi de l’accompagnement")).to_have_count(1)
    expect(case.locator(".fact.is-voided")).to_have_count(0)


def test_voided_fact_stays_struck_through_with_its_reason(case):
    record_follow_up(case)
    followed = case.locator(".fact", has_text="Suivi de l’accompagnement")
    followed.get_by_role("link", name="Annuler").click()
    case.get_by_label("concerne une autre structure").check()
    case.get_by_label("En quelques mots").fill("Un autre dossier était visé.")
    case.keyboard.press("Control+Enter")
    voided = case.locator(".fact.is-voided")
    voided.wait_for()
    assert "Un autre dossier était visé." in voided.inner_text()
    expect(voided.locator(".fact__what :is(s, del)")).to_have_text(
        "Suivi de l’accompagnement", use_inner_text=True
    )


def test_form_sent_twice_makes_one_fact(case):
    case.get_by_role("link", name="Emplois", exact=True).click()
    form = case.locator("form.form")
    kept = ("csrfmiddlewaretoken", "cle", "occurred_on")
    sent = {key: form.locator(f"[name={key}]").input_value() for key in kept}
    sent |= {"kind": "consolidated", "headcount": "3"}
    for _ in range(2):
        answer = case.request.post(case.url, form=sent, headers={"Referer": case.url})
        assert answer.ok
    case.go_back()
    case.reload()
    expect(case.locator(".fact", has_text="3 emplois consolidés")).to_have_count(1)


#: On which form, in which field, what is typed, what is said of it.
BAD_INPUT = [
    (FOLLOW_UP, "Échange le", "31/12/2999", "hors de portée"),
    (FOLLOW_UP, "Échange le", f"{TOMORROW:%d/%m/%Y}", "dans l.avenir"),
    (FOLLOW_UP, "Échange le", "le trente-deux", "date|jour|comme"),
    ("Emplois", "Nombre d’emplois", "beaucoup trop", "nombre|chiffre"),
    ("Emplois", "Nombre d’emplois", "99999999999999", "nombre|grand|plus"),
    ("Emplois", "Nombre d’emplois", "-3", "nombre|zéro|plus"),
]


def test_bad_input_is_told_beside_its_field_and_kept(case):
    home = case.url
    for form, label, typed, told in BAD_INPUT:
        case.goto(home)
        case.get_by_role("link", name=form, exact=True).click()
        note = case.locator("textarea[name=needs]")
        if form == FOLLOW_UP:
            note.fill("Un long récit à ne pas perdre.")
        case.get_by_label(label).fill(typed)
        case.keyboard.press("Control+Enter")
        case.locator(".form-errors").wait_for()
        assert re.search(told, " ".join(case.locator(".field__error").all_inner_texts())), typed
        assert case.get_by_label(label).input_value() == typed
        assert form != FOLLOW_UP or note.input_value() == "Un long récit à ne pas perdre."


def test_accueil_dated_tomorrow_is_refused_and_keeps_every_word(page, name):
    page.goto("/dossiers/accueil/")
    page.get_by_label("Qui appelle").fill(name)
    page.get_by_label("Le besoin").fill("Un besoin à ne pas perdre.")
    page.get_by_label("dossier ouvert").check()
    page.get_by_label("Jour", exact=True).fill("31/12/2999")
    page.keyboard.press("Control+Enter")
    page.locator(".form-errors").wait_for()
    assert page.get_by_label("Qui appelle").input_value() == name
    assert page.get_by_label("Le besoin").input_value() == "Un besoin à ne pas perdre."
    assert page.get_by_label("Jour", exact=True).input_value() == "31/12/2999"


def test_everything_of_an_accueil_works_without_script(visit, name):
    page = visit("accompagnement", java_script_enabled=False)
    page.goto("/recherche/?q=noter un appel")
    page.get_by_role("link", name="Noter un accueil").first.click()
    page.get_by_label("Qui appelle").fill(name)
    page.get_by_label("Une nouvelle structure").check()
    page.get_by_label("dossier ouvert").check()
    page.get_by_role("button", name="Noter l’accueil").click()
    expect(page.locator("h1")).to_have_text(name, use_inner_text=True)
    expect(facts(page).get_by_text("Accueil", exact=True).first).to_be_visible()
