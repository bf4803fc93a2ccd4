"""Habits of the house that a reader of one file would not see broken."""

import re
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
SOURCES = ROOT / "src" / "probant"
FORBIDDEN_NAMES = {"utils", "helpers", "common", "misc", "services", "mixins"}
LONGEST_FILE = 500


def python_files() -> list[Path]:
    return sorted(path for path in SOURCES.rglob("*.py") if "migrations" not in path.parts)


def product_files() -> list[Path]:
    return [path for path in python_files() if "tests" not in path.parts]


def test_files() -> list[Path]:
    found = [path for path in python_files() if "tests" in path.parts]
    return found + sorted((ROOT / "tests").rglob("*.py"))


test_files.__test__ = False  # type: ignore[attr-defined]  # a list of files, not a test


def templates() -> dict[str, Path]:
    """Name that Django knows it by → file."""
    return {
        str(path.relative_to(folder)): path
        for folder in sorted(SOURCES.glob("*/templates"))
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def shown(path: Path, line: int) -> str:
    return f"{path.relative_to(ROOT)}:{line}"


def lines_matching(pattern: str, files: list[Path]) -> Iterator[str]:
    for path in files:
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1):
            if re.search(pattern, line):
                yield shown(path, number)


# --- names and sizes


def test_no_file_has_a_name_that_says_nothing() -> None:
    wrong = [
        str(path.relative_to(ROOT))
        for path in sorted(SOURCES.rglob("*"))
        if path.stem in FORBIDDEN_NAMES
    ]
    assert wrong == []


def test_no_file_is_longer_than_a_reader_bears() -> None:
    sizes = {path: len(path.read_text("utf-8").splitlines()) for path in product_files()}
    assert {str(p.relative_to(ROOT)): n for p, n in sizes.items() if n > LONGEST_FILE} == {}


# --- templates


def test_every_template_is_used() -> None:
    texts = [path.read_text("utf-8") for path in [*product_files(), *templates().values()]]
    rooms = {path.name for path in SOURCES.iterdir()}
    unused = [
        name
        for name in templates()
        if name.split("/")[0] in rooms  # others replace a library's, which names them
        and not any(f'"{name}"' in text or f"'{name}'" in text for text in texts)
    ]
    assert unused == []


def test_no_template_carries_script_or_style_of_its_own() -> None:
    """The content security policy refuses them; the page would fail without a word."""
    pages = [path for name, path in templates().items() if name.endswith(".html")]
    inline = (
        r"<script(?![^>]*\bsrc=)(?![^>]*type=\"application/json\")"
        r"|<style|\sstyle=|\son[a-z]+=|hx-on"
    )
    assert list(lines_matching(inline, pages)) == []


def test_no_day_is_an_element_where_only_words_stand() -> None:
    """In a page's title or an attribute, `<time>` would be read aloud or cut the attribute."""
    pages = [path for name, path in templates().items() if name.endswith(".html")]
    day = r"\|(?:short_day|day|instant) ?\}\}"
    element = rf"block title %\}}.*{day}.*endblock|=\"[^\"<>]*{day}"
    assert list(lines_matching(element, pages)) == []


def test_no_letter_holds_an_element_where_only_words_are_read() -> None:
    """`|day` makes a `<time>`, which whoever reads a mail in plain text would see as it is."""
    letters = [path for name, path in templates().items() if name.endswith(".txt")]
    assert list(lines_matching(r"\|striptags", letters)) != []
    assert list(lines_matching(r"\|(?:short_)?day(?!\|striptags)\b", letters)) == []


def test_no_page_asks_another_server_for_anything() -> None:
    files = [*templates().values(), *SOURCES.glob("*/static/**/*.css")]
    outside = (
        r"(?:src|srcset|action)=[\"'](?:https?:)?//|<link[^>]*href=[\"'](?:https?:)?//"
        r"|url\([\"']?(?:https?:)?//|@import"
    )
    assert list(lines_matching(outside, [path for path in files if path.is_file()])) == []


# --- tests


def test_query_counter_is_entered() -> None:
    """Called without `with`, a counter counts nothing and always passes."""
    calls = (
        r"^\s*(?:django_assert_num_queries|django_assert_max_num_queries|self\.assertNumQueries)\("
    )
    assert list(lines_matching(calls, test_files())) == []


def test_no_test_replaces_our_own_code() -> None:
    doubles = r"unittest\.mock|\bmock\.patch|\bMagicMock\b|\bmocker\."
    files = [path for path in test_files() if path != Path(__file__)]
    assert list(lines_matching(doubles, files)) == []
