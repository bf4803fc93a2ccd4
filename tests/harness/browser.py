"""Debian's Chromium, driven by Playwright, and the accessibility rules of axe."""

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Error, Page, expect, sync_playwright

# headless and mute: without these Chromium asks its maker's servers for updates at each start
FLAGS = [
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
#: Milliseconds that a page may keep one waiting: a loaded machine answers late, a lost page never.
PATIENCE = 30_000


class BrowserUnavailable(Exception):
    """No Chromium here, or it does not start; the message says why."""


@contextmanager
def chromium() -> Iterator[Browser]:
    """A Chromium of Debian's package `chromium` (CHROMIUM names another binary)."""
    binary = os.environ.get("CHROMIUM") or shutil.which("chromium") or "/usr/bin/chromium"
    if not Path(binary).exists():
        raise BrowserUnavailable("Chromium is not installed (apt-get install chromium)")
    flags = [*FLAGS, "--no-sandbox"] if os.geteuid() == 0 else FLAGS
    trial = subprocess.run(
        [sys.executable, "-m", "playwright", "--version"], capture_output=True, text=True
    )
    if trial.returncode:  # Playwright's own Node.js needs libatomic1
        raise BrowserUnavailable(f"Playwright does not start: {trial.stderr.strip()[-200:]}")
    expect.set_options(timeout=PATIENCE)
    driver = sync_playwright().start()
    try:
        try:
            browser = driver.chromium.launch(executable_path=binary, args=flags)
        except Error as error:
            raise BrowserUnavailable(f"{binary} does not start: {error}") from error
        yield browser
        browser.close()
    finally:
        driver.stop()


def axe_violations(page: Page, *, tags: tuple[str, ...] = ("wcag2a", "wcag2aa", "wcag21aa")) -> Any:
    """Run axe on the page as it stands; one line per violation: rule, help, first element."""
    page.evaluate(_axe_source())  # through the debugger, so that the page's own CSP stays on
    found = page.evaluate(
        "tags => axe.run(document, {runOnly: {type: 'tag', values: tags}})", list(tags)
    )
    return [
        f"{rule['id']}: {rule['help']} ({rule['nodes'][0]['html']})" for rule in found["violations"]
    ]


def _axe_source() -> str:
    spec = find_spec("axe_playwright_python")
    assert spec is not None and spec.origin is not None
    return (Path(spec.origin).parent / "axe.min.js").read_text(encoding="utf-8")
