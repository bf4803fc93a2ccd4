"""The harness itself can fail: a net with holes would catch nothing."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from django.template import Context, Engine, Origin, Template

from tests.harness.undefined import SOURCES, UndefinedInTemplate, UndefinedVariable

if TYPE_CHECKING:
    from playwright.sync_api import Page


def rendered(text: str, folder: Path) -> str:
    engine = Engine(string_if_invalid=UndefinedVariable())
    origin = Origin(name=str(folder / "page.html"), template_name="page.html")
    return Template(text, origin=origin, engine=engine).render(Context({"known": "oui"}))


def test_undefined_variable_in_our_template_fails() -> None:
    with pytest.raises(UndefinedInTemplate, match="unknown"):
        rendered("{{ known }} {{ unknown }}", SOURCES / "probant" / "desk")


def test_undefined_variable_in_a_library_template_prints_nothing() -> None:
    assert rendered("{{ known }} {{ unknown }}", Path("/library")) == "oui "


def test_question_about_an_undefined_variable_is_allowed() -> None:
    assert rendered("{% if unknown %}a{% else %}b{% endif %}", SOURCES) == "b"


@pytest.mark.browser
@pytest.mark.sqlite
def test_axe_names_what_a_reader_without_sight_would_miss(
    page: "Page", axe: "Callable[[Page], list[str]]"
) -> None:
    body = '<main><h1>Titre</h1><img src="data:image/gif;base64,R0lGODlhAQABAAAAACw="></main>'
    page.goto("about:blank")
    page.set_content(f'<html lang="fr"><title>Page</title><body>{body}</body></html>')
    assert [violation.split(":")[0] for violation in axe(page)] == ["image-alt"]
