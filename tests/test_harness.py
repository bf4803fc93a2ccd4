"""The harness itself can fail: a net with holes would catch nothing."""

from pathlib import Path

import pytest
from django.template import Context, Engine, Origin, Template

from tests.harness.undefined import SOURCES, UndefinedInTemplate, UndefinedVariable


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
