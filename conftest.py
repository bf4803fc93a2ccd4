"""The harness that every test runs under: engines, browser, shared documents, honest skips."""

import json
import os
from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from hypothesis import settings

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

    from probant.directory.models import House
    from tests.harness.demonstration import Demonstration

ROOT = Path(__file__).resolve().parent
SHARED_OUT = "PYTEST_XDIST_WORKER" in os.environ  # one process of several
CI = os.environ.get("CI", "").lower() in ("1", "true", "yes")
settings.register_profile("untimed", deadline=None)  # a loaded machine fails no property
settings.load_profile("untimed")
NO_SHARED = "the shared documents are absent (../shared, or PROBANT_SHARED)"


# --- two engines


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what belongs to the other engine (`@pytest.mark.sqlite`, `….postgresql`).

    A test is known to the processes that share the suite by its name: none holds an address.
    """
    from django.db import connection

    unnamed = [item.nodeid for item in items if " at 0x" in item.nodeid]
    if unnamed:
        raise pytest.UsageError(f"names that another process does not know: {unnamed[:3]}")

    other = {"sqlite": "postgresql", "postgresql": "sqlite"}[connection.vendor]
    gone = [item for item in items if item.get_closest_marker(other)]
    if gone:
        config.hook.pytest_deselected(items=gone)
        items[:] = [item for item in items if not item.get_closest_marker(other)]


def pytest_report_header() -> str:
    from django.db import connection

    return f"engine: {connection.vendor}"


@pytest.fixture(scope="session")
def django_db_keepdb(django_db_modify_db_settings: None) -> bool:
    """Whether the test database is already there: a copy of the one kept from an earlier run.

    Migrations that came since are applied to the copy. Its name is known once the settings are
    modified: each process of pytest-xdist has its own.
    """
    from django.db import connection

    from tests.harness.database import copy_database, nearest_database

    start = nearest_database() if connection.vendor == "sqlite" else None
    if start is None:
        return False
    copy_database(start, Path(connection.settings_dict["TEST"]["NAME"]))
    return True


@pytest.fixture(scope="session")
def django_db_setup(
    django_db_setup: None,
    django_db_keepdb: bool,
    tmp_path_factory: pytest.TempPathFactory,
    django_db_blocker: Any,
) -> "Iterator[Path]":
    """Keep what was migrated: a file for the next run, and a blank copy for this one.

    pytest-django makes the database where a test of the run is marked as using it; journeys are
    not, they only ask for copies of it: where they are alone, it is made here.
    """
    from django.db import connection
    from django.test.utils import setup_databases, teardown_databases

    from tests.harness.database import keep_database, kept_database, set_numbers_apart
    from tests.harness.instances import connect, end_sessions, forget_copy, keep_copy

    settings = connection.settings_dict
    own = []
    if settings["NAME"] != settings["TEST"]["NAME"]:
        with django_db_blocker.unblock():
            own = setup_databases(0, interactive=False, keepdb=django_db_keepdb)
    if connection.vendor == "sqlite" and not kept_database().exists():
        keep_database(Path(settings["NAME"]))
    copy = tmp_path_factory.mktemp("blank") / "database"
    with django_db_blocker.unblock():
        set_numbers_apart()
        connection.close()
        keep_copy(str(settings["NAME"]), copy)
    yield copy
    with django_db_blocker.unblock():
        forget_copy(copy)
        connection.close()
        if connection.vendor == "postgresql":
            with connect() as link:
                end_sessions(link, str(settings["NAME"]))  # PostgreSQL drops one left alone
        if not django_db_keepdb:
            teardown_databases(own, 0)


@pytest.fixture(scope="module")
def reference_put_back(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """For a module of transactional tests, which empty every table: others find it as it was."""
    from tests.harness.database import lay_reference

    yield
    with django_db_blocker.unblock():
        lay_reference()


# --- nothing is skipped where everything can be installed


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item: pytest.Item, call: pytest.CallInfo[None]) -> Iterator[None]:
    """With CI=true a skip is a failure, but for the shared documents, which CI may not have."""
    outcome: Any = yield
    report = outcome.get_result()
    if CI and report.skipped and NO_SHARED not in str(report.longrepr):
        report.outcome = "failed"
        report.longrepr = f"skipped although CI=true: {report.longrepr}"


def pytest_terminal_summary(terminalreporter: Any, exitstatus: int) -> None:
    """Leave the counts for `scripts/run_tests.py`, which sums up both engines."""
    target = os.environ.get("PROBANT_TEST_SUMMARY")
    if target:
        stats = terminalreporter.stats
        reasons = sorted({_reason(report) for report in stats.get("skipped", [])})
        counts = {
            kind: len(stats.get(kind, [])) for kind in ("passed", "failed", "error", "skipped")
        }
        Path(target).write_text(json.dumps({**counts, "reasons": reasons}), encoding="utf-8")


def _reason(report: Any) -> str:
    told = report.longrepr[2] if isinstance(report.longrepr, tuple) else str(report.longrepr)
    return str(told).removeprefix("Skipped: ")


# --- what tests ask for


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder of the shared documents (seeds/, corpus/), never copied into the project."""
    folder = Path(os.environ.get("PROBANT_SHARED") or ROOT.parent / "shared")
    if not (folder / "seeds").is_dir():
        pytest.skip(NO_SHARED)
    return folder


@pytest.fixture(scope="session")
def blank(django_db_setup: Path) -> Path:
    """A migrated database without a record, for `tests.harness.instances.copied_database`."""
    return django_db_setup


@pytest.fixture(scope="session")
def demonstration_kept(
    blank: Path, tmp_path_factory: pytest.TempPathFactory, django_db_blocker: Any
) -> "Iterator[Demonstration]":
    """The demonstration year, built once for all the processes of this run of the tests."""
    from tests.harness.demonstration import Demonstration

    own = tmp_path_factory.getbasetemp()
    kept = Demonstration((own.parent if SHARED_OUT else own) / "demonstration")
    with django_db_blocker.unblock():
        kept.take(blank)
    yield kept
    with django_db_blocker.unblock():
        kept.leave()


@pytest.fixture(scope="module")
def demonstration_base(
    demonstration_kept: "Demonstration", django_db_blocker: Any
) -> "Iterator[None]":
    """The tests of a module work on a copy of the demonstration."""
    with django_db_blocker.unblock(), demonstration_kept.under_test():
        yield


@pytest.fixture
def demonstration(demonstration_base: None, db: None) -> "House":
    """The house of the demonstration year; what a test writes is taken back after it."""
    from probant.directory.models import House

    return House.objects.get(runs_programmes=True)


@pytest.fixture(scope="session")
def browser() -> "Iterator[Browser]":
    """One Chromium for the session; tests that use it are marked `browser`."""
    from tests.harness.browser import BrowserUnavailable, chromium

    with ExitStack() as stack, pytest.MonkeyPatch.context() as patch:
        try:
            started = stack.enter_context(chromium())
        except BrowserUnavailable as reason:
            pytest.skip(str(reason))
        # Playwright keeps an event loop in this thread, where Django would then refuse every query
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        yield started


@pytest.fixture
def page(browser: "Browser") -> "Iterator[Page]":
    """A page in a context of its own; an error in its console fails the test."""
    context = browser.new_context(locale="fr-FR", timezone_id="Europe/Paris")
    opened = context.new_page()
    problems: list[str] = []
    opened.on("pageerror", lambda error: problems.append(str(error)))
    opened.on(
        "console",
        lambda message: problems.append(message.text) if message.type == "error" else None,
    )
    yield opened
    context.close()
    assert problems == []


@pytest.fixture
def axe() -> "Callable[[Page], list[str]]":
    """`axe(page)`: the page's violations of WCAG 2.1 A and AA, one line each."""
    from tests.harness.browser import axe_violations

    return axe_violations
