"""Two houses in a browser: one invites, the other accepts; what both did counts once, and opens."""

from collections.abc import Callable
from contextvars import copy_context
from typing import Any
from urllib.parse import urlsplit

import pytest
from django.test import Client
from django.utils.html import escape

from probant.consortia.tests.scenario import YEAR, Books, Day, open_books

pytestmark = [pytest.mark.browser, pytest.mark.django_db]
HOME = "http://probant.test"
ASKED = f"?annee={YEAR}"
PHONE, WIDE = {"width": 390, "height": 844}, {"width": 1280, "height": 900}


@pytest.fixture
def visit(browser: Any, monkeypatch: pytest.MonkeyPatch) -> Any:
    """`visit(books)`: a page signed in for a house, answered by the application in this process."""
    monkeypatch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "1")  # Playwright's loop runs in this thread
    opened = []
    context_of_test = copy_context()  # whose connection holds what the test wrote

    def signed_in(books: Books) -> Any:
        client: Client = books.client()
        context = browser.new_context(base_url=HOME, locale="fr-FR", viewport=WIDE)
        opened.append(context)
        page = context.new_page()

        def respond(route: Any) -> None:
            asked, parts = route.request, urlsplit(route.request.url)
            given = context_of_test.run(
                client.generic,
                asked.method,
                f"{parts.path}?{parts.query}",
                asked.post_data_buffer or b"",
                content_type=asked.headers.get("content-type", ""),
            )
            body = b"".join(given) if given.streaming else given.content
            if given.status_code == 302:  # what a redirection leads to would not come back here
                leads = f'<meta http-equiv="refresh" content="0;url={escape(given["Location"])}">'
                route.fulfill(status=200, content_type="text/html", body=leads)
                return
            route.fulfill(status=given.status_code, headers=dict(given.items()), body=body)

        page.route("**/*", respond)
        return page

    yield signed_in
    for context in opened:
        context.close()


def press(page: Any, name: str) -> None:
    with page.expect_navigation():
        page.locator("main").get_by_role("button", name=name).first.click()
    page.wait_for_selector("main")
    assert page.locator(".form-errors").count() == 0, page.inner_text("main")


def follow(page: Any, name: str) -> None:
    with page.expect_navigation():
        page.locator("main").get_by_role("link", name=name).first.click()


def seen(page: Any, axe: Callable[[Any], list[str]], name: str) -> None:
    """It is accessible, and fits a telephone and a desk."""
    for size in (PHONE, WIDE):
        page.set_viewport_size(size)
        assert axe(page) == []
        assert page.evaluate("document.documentElement.scrollWidth") == size["width"], name


def test_what_two_houses_did_together_counts_once(visit: Any, axe: Any) -> None:
    one, two = open_books("PES 21"), open_books("BGE")
    common = one.sheet("Les Jardins de l’Ouche", siren="552100554")
    for books, sheet in ((one, common), (two, two.adopt(common))):
        books.welcome(sheet)
        books.welcome(books.sheet(f"Structure de {books.house}", place_code="21515"))
    one.hold("Défi Pitch", place_code="21231")
    two.hold("Le défi pitch", place_code="21231")
    one.hold("Atelier du CRDVA", Day(YEAR, 6, 1))

    here, there = visit(one), visit(two)
    here.goto(f"/chiffres/{ASKED}")
    follow(here, "Collectifs")
    here.get_by_label("Nom du collectif").fill("Mois de l’ESS")
    press(here, "Créer")
    path = urlsplit(here.url).path
    for code in ("dla.organisations_welcomed", "workshops.sessions"):
        follow(here, "Demander un chiffre")
        here.locator("[name=code]").select_option(code)
        press(here, "Demander")
    seen(here, axe, "asked")
    follow(here, "Inviter une maison")
    here.get_by_label("Maison").select_option(label="BGE")
    press(here, "Inviter")
    here.goto(f"{path}partage/")
    for box in here.locator("[name=figures]").all():
        box.check()
    seen(here, axe, "sharing")
    press(here, "Enregistrer")

    there.goto("/collectifs/")
    follow(there, "Mois de l’ESS")
    seen(there, axe, "invited")
    follow(there, "Répondre")
    there.get_by_label("nous acceptons").check()
    seen(there, axe, "answer")
    press(there, "Répondre")
    for box in there.locator("[name=figures]").all():
        box.check()
    press(there, "Enregistrer")

    here.goto(f"{path}rapprochements/{ASKED}")
    seen(here, axe, "alike")
    press(here, "Proposer")
    there.goto(path + ASKED)
    follow(there, "1 rapprochement à confirmer")
    seen(there, axe, "to-confirm")
    press(there, "C’est la même")
    assert "Le défi pitch" in there.inner_text("main")

    here.goto(f"{path}partenaires/")
    here.get_by_label("Ou son nom").fill("Maison des associations")
    press(here, "Noter")
    here.goto(f"{path}paroles/")
    here.locator("[name=figure]").select_option(index=2)
    for name, value in (("value", "90"), ("year", str(YEAR)), ("source", "Rapport d’activité")):
        here.locator(f"[name={name}]").fill(value)
    here.locator("[name=words]").fill("90 en tout pour le collectif")
    seen(here, axe, "say")
    press(here, "Noter")
    assert "88 de plus qu’ici" in here.inner_text("main")
    assert "Compté ici : 2" in here.inner_text("#dit").replace("\xa0", " ")
    seen(here, axe, "figure-sessions")
    follow(here, "Expliquer l’écart")
    here.locator("[name=cause]").select_option("scope")
    here.locator("[name=reason]").fill("tous les membres du collectif ne sont pas ici")
    press(here, "Expliquer l’écart")
    assert "Autre périmètre" in here.inner_text("main")

    here.goto(path + ASKED)
    seen(here, axe, "collective")
    follow(here, "Structures accueillies")
    assert "3 = 2 + 2 − 1" in here.inner_text("main").replace("\xa0", " ")
    seen(here, axe, "figure-structures")
    rows = here.inner_text("#faits")
    assert "Structure de PES 21" in rows and "Structure de BGE" not in rows
    assert "fiche réservée" in rows
    follow(here, "Structure de PES 21")
    assert "Structure de PES 21" in here.inner_text("h1")
