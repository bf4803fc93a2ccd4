"""What the documentation says holds: settings, commands, links, version."""

import importlib.metadata
import re
import subprocess
import sys
from pathlib import Path

import pytest

from probant.config import cli

ROOT = Path(__file__).resolve().parent.parent
README = ROOT / "README.md"
CHANGELOG = ROOT / "CHANGELOG.md"

pytestmark = pytest.mark.sqlite  # no database here: once is enough


def pages() -> list[Path]:
    return sorted([*ROOT.glob("*.md"), *(ROOT / "docs").rglob("*.md")])


def text_of(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def settings_read() -> set[str]:
    """Names given to the typed readers of the environment, wherever they are called."""
    sources = [path for path in (ROOT / "src").rglob("*.py") if "tests" not in path.parts]
    reader = re.compile(
        r"\bread_(?:text|bool|int|list|secret|database|mail|service|tiles)\(\s*\"([A-Z][A-Z_]+)\""
    )
    return {name for path in sources for name in reader.findall(text_of(path))}


def test_readme_lists_every_setting_and_no_other() -> None:
    listed = set(re.findall(r"^\| `([A-Z][A-Z_]+)`", text_of(README), re.MULTILINE))
    assert listed == settings_read()


def test_version_is_the_first_heading_of_the_changelog() -> None:
    headings = re.findall(r"^## (\d+\.\d+\.\d+)", text_of(CHANGELOG), re.MULTILINE)
    assert importlib.metadata.version("probant") == headings[0]


def test_link_between_pages_leads_somewhere() -> None:
    link = re.compile(r"\]\((?!https?:|mailto:|#|/)([^)#\s]+)")
    lost = [
        f"{page.relative_to(ROOT)} → {target}"
        for page in pages()
        for target in link.findall(text_of(page))
        if not (page.parent / target).exists()
    ]
    assert lost == []


def test_make_target_named_in_a_page_exists() -> None:
    targets = set(re.findall(r"^([a-z]+):", text_of(ROOT / "Makefile"), re.MULTILINE))
    named = {
        name
        for page in pages()
        for name in re.findall(r"`make ([a-z]+)|^make ([a-z]+)", text_of(page), re.MULTILINE)
        for name in name
        if name
    }
    assert named - targets == set()


def test_command_named_in_a_page_exists() -> None:
    command = re.compile(r"(?:`|^|/bin/)probant ([a-z][a-z-]*)", re.MULTILINE)
    named = {name for page in pages() for name in command.findall(text_of(page))}
    assert {name.replace("-", "_") for name in named} - set(cli.command_names()) == set()


def test_readme_names_every_command() -> None:
    text = text_of(README)
    names = [name.replace("_", "-") for name in cli.command_names()]
    silent = [name for name in names if f"probant {name}" not in text]
    assert silent == []


@pytest.mark.parametrize("name", [name.replace("_", "-") for name in cli.command_names()])
def test_command_explains_itself(name: str) -> None:
    told = subprocess.run(
        [Path(sys.executable).with_name("probant"), name, "--help"],
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert (told.returncode, told.stderr) == (0, "")
    assert f"probant {name}" in told.stdout
