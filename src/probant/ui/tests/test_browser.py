"""Every piece in a real browser: accessible, obedient to the policy, quick at the keyboard."""

from urllib.parse import urlsplit

import pytest
from csp.middleware import CSPMiddleware
from django.test import RequestFactory
from django.urls import resolve

from probant.kernel.roles import EVERYONE
from probant.ui import rail
from probant.ui.tests.conftest import AWA

pytestmark = [pytest.mark.browser, pytest.mark.urls("probant.ui.tests.urls")]
HOME = "http://probant.test"


def answer(request):
    request.actor = AWA
    found = resolve(request.path)
    return found.func(request, *found.args, **found.kwargs)


@pytest.fixture
def sheet(page, monkeypatch):
    """The style sheet open in the browser, with a rail and a search field."""
    monkeypatch.setattr(rail, "_items", {})
    monkeypatch.setattr(rail, "_places", {"search": "agenda", "sign_out": "agenda"})
    for order, key in enumerate(("home", "agenda", "cases", "sheet", "account_login")):
        route = "ui:sheet" if key == "sheet" else key
        rail.register(key, key.title(), route, order=order, roles=EVERYONE)
    rail.href.cache_clear()
    served = CSPMiddleware(answer)

    def respond(route):
        parts = urlsplit(route.request.url)
        asked = RequestFactory().get(f"{parts.path}?{parts.query}")
        given = served(asked)
        route.fulfill(status=given.status_code, headers=dict(given.items()), body=given.content)

    page.route("**/*", respond)
    page.goto(f"{HOME}/style/")
    yield page
    rail._fragments.cache_clear()
    rail.href.cache_clear()


@pytest.mark.parametrize("width", [1280, 360])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_piece_is_accessible_and_fits(sheet, axe, width, scheme):
    sheet.set_viewport_size({"width": width, "height": 800})
    sheet.emulate_media(color_scheme=scheme)
    assert axe(sheet) == []
    assert sheet.evaluate("document.documentElement.scrollWidth") == width


def test_the_search_field_is_one_key_away(sheet):
    focused = "document.activeElement.name"
    sheet.locator("main").focus()
    sheet.keyboard.press("/")
    assert sheet.evaluate(focused) == "q"
    sheet.keyboard.press("Escape")
    assert sheet.evaluate(focused) is None
    sheet.locator("[name=note]").focus()
    sheet.keyboard.press("/")
    assert sheet.locator("[name=note]").input_value() == "/"
    sheet.keyboard.press("Control+k")
    assert sheet.evaluate(focused) == "q"


def test_a_figure_opens_its_proof_and_escape_gives_the_focus_back(sheet):
    figure = sheet.locator(".figures .figure").first
    figure.focus()
    sheet.keyboard.press("Enter")
    sheet.locator("dialog[open] .definition").wait_for()
    assert sheet.url == f"{HOME}/style/"
    sheet.keyboard.press("Escape")
    assert sheet.locator("dialog[open]").count() == 0
    assert figure.evaluate("node => node === document.activeElement")


def test_a_value_lights_the_words_it_was_read_from(sheet):
    sheet.locator(".value[data-lights=votes]").hover()
    assert sheet.locator("mark.is-lit").all_text_contents() == ["41 voix pour"]


def test_a_form_is_sent_once(sheet):
    prevented = sheet.evaluate(
        """() => {
            const form = document.querySelector("form.form"), seen = [];
            form.noValidate = true;
            window.addEventListener("submit", (event) => {
                seen.push(event.defaultPrevented);
                event.preventDefault();
            });
            form.requestSubmit();
            form.requestSubmit();
            return seen;
        }"""
    )
    assert prevented == [False, True]


def test_the_chosen_theme_is_kept_for_the_next_page(sheet):
    sheet.get_by_role("button", name="sombre").click()
    assert sheet.evaluate("document.documentElement.dataset.theme") == "dark"
    assert [c["value"] for c in sheet.context.cookies(HOME)] == ["dark"]
