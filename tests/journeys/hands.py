"""What the journeys do over and over: fill a form by its labels, read a PDF, hold a telephone."""

import datetime
import re
from collections.abc import Callable
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from pypdfium2 import PdfDocument

from tests.journeys.conftest import PHONE, WIDE

if TYPE_CHECKING:
    from playwright.sync_api import Locator, Page

Axe = Callable[[Any], list[str]]


def typed(day: datetime.date) -> str:
    """A day as one types it."""
    return f"{day:%d/%m/%Y}"


def plain(text: str) -> str:
    """A text on one line, its spaces alike, narrow and no-break ones too."""
    return re.sub(r"\s+", " ", text).strip()


def fill(place: "Page | Locator", answers: dict[str, str | bool]) -> None:
    """Answer fields by their labels: True ticks, a list takes the words of its choice."""
    for label, value in answers.items():
        field = place.get_by_label(re.compile(rf"^\s*{re.escape(label)}( facultatif)?\s*$"))
        if value is True:
            field.check()
        elif field.evaluate("field => field.tagName") == "SELECT":
            field.select_option(label=str(value))
        else:
            field.fill(str(value))


def press(page: "Page", name: str, *, among: Any = None) -> None:
    """Press a button whose form is right: another page follows, and it refuses nothing."""
    with page.expect_navigation():
        (among or page).get_by_role("button", name=name, exact=True).click()
    assert page.locator(".form-errors").count() == 0, page.inner_text("main")


def follow(page: "Page", name: "str | re.Pattern[str]") -> None:
    """Follow a link of the page by its words."""
    with page.expect_navigation():
        page.locator("main").get_by_role("link", name=name, exact=True).first.click()


def path_of(page: "Page") -> str:
    """The address of the page, without its server."""
    return urlsplit(page.url).path


def read_pdf(page: "Page", name: str, *, among: Any = None) -> str:
    """Press the button that sends a PDF; what all its pages say, on one line."""
    with page.expect_download() as sent:
        (among or page).get_by_role("button", name=name, exact=True).click()
    with PdfDocument(sent.value.path()) as paper:
        said = [one.get_textpage().get_text_range() for one in paper]
    assert said and all(text.strip() for text in said), "a page without a word"
    return plain(" ".join(said))


def fits_a_phone(page: "Page", axe: "Axe", *addresses: str) -> None:
    """These pages, or the one that is open, fit a telephone and are accessible there.

    Then back to a desk.
    """
    page.set_viewport_size({"width": PHONE["width"], "height": PHONE["height"]})
    for address in addresses or (page.url,):
        if addresses:
            page.goto(address)
        assert page.evaluate("document.documentElement.scrollWidth") == PHONE["width"], address
        found = axe(page)
        assert found == [], f"{address} : {found}"
    page.set_viewport_size({"width": WIDE["width"], "height": WIDE["height"]})
