"""One server over the demonstration year for all the journeys, and people who sign in to it.

The journeys share one database: each makes what it changes, under a name of its own, and dates it
today, so that the figures of 2023 stay those of the demonstration.
"""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from probant.demo.stage import PASSWORD
from tests.harness.browser import PATIENCE
from tests.harness.demonstration import Demonstration
from tests.harness.instances import environment, probant
from tests.harness.serving import ServedApplication

if TYPE_CHECKING:
    from playwright.sync_api import Browser, BrowserContext, Page

DENSITY = Path(__file__).with_name("density.csv")
WIDE, PHONE = {"width": 1280, "height": 900}, {"width": 390, "height": 844}
#: A refused form is answered with 422, which Chromium tells in its console as a failed load.
REFUSED_FORM = "Failed to load resource: the server responded with a status of 422"
#: What htmx tells of a request given up for a later one, or because the page was left.
GIVEN_UP = ("htmx:afterRequest", "htmx:sendAbort")

SignIn = Callable[..., "Page"]


@pytest.fixture(scope="session")
def instance(
    demonstration_kept: Demonstration,
    tmp_path_factory: pytest.TempPathFactory,
    django_db_blocker: Any,
) -> Iterator[str]:
    """The address of the demonstration, served; its communes classed for the tests alone.

    The grid is INSEE's to say: the demonstration ships none, a house loads it.
    """
    folder = tmp_path_factory.mktemp("journeys")
    with django_db_blocker.unblock(), demonstration_kept.served(folder) as url:
        its_own = environment(folder, url)
        loaded = probant(["territories", "density", str(DENSITY), "--vintage", "2024"], its_own)
        assert loaded.returncode == 0, loaded.stderr
        with ServedApplication(its_own, workers=2) as served:
            yield served.url


@pytest.fixture(scope="session")
def sessions(browser: "Browser", instance: str) -> Callable[[str], Any]:
    """`sessions(account)`: the cookies of someone who signed in by the form, once."""
    kept: dict[str, Any] = {}

    def session_of(account: str) -> Any:
        if account not in kept:
            context = browser.new_context(base_url=instance, locale="fr-FR")
            fill_sign_in(context.new_page(), account, PASSWORD)
            kept[account] = context.storage_state()
            context.close()
        return kept[account]

    return session_of


@pytest.fixture
def visit(browser: "Browser", instance: str, sessions: Callable[[str], Any]) -> Iterator[SignIn]:
    """`visit("direction", size=PHONE)`: a page signed in; "" is a stranger.

    An error in a page's console fails the test, but for the answer to a refused form and for a
    search that was given up; one that failed tells `htmx:sendError` besides.
    """
    opened: list[BrowserContext] = []
    problems: list[str] = []

    def tell(text: str) -> None:
        if not text.startswith((REFUSED_FORM, *GIVEN_UP)):
            problems.append(text)

    def signed_in(account: str = "", *, size: dict[str, int] = WIDE, **options: Any) -> "Page":
        state = sessions(account) if account else None
        context = browser.new_context(
            base_url=instance,
            locale="fr-FR",
            timezone_id="Europe/Paris",
            viewport=size,  # type: ignore[arg-type]
            storage_state=state,
            **options,
        )
        opened.append(context)
        context.set_default_timeout(PATIENCE)
        page = context.new_page()
        page.on("pageerror", lambda error: tell(str(error)))
        page.on("console", lambda said: tell(said.text) if said.type == "error" else None)
        return page

    yield signed_in
    for context in opened:
        context.close()
    assert problems == []


def fill_sign_in(page: "Page", account: str, password: str) -> None:
    """Sign in by the form, with the keyboard."""
    page.goto("/connexion/")
    page.get_by_label("Courriel").fill(f"{account}@demo.probant.fr")
    page.get_by_label("Mot de passe").fill(password)
    with page.expect_navigation():
        page.keyboard.press("Enter")
