"""An undefined variable in one of our templates fails the test that renders it."""

import sys
from pathlib import Path

from django.template.base import Node

SOURCES = Path(__file__).resolve().parents[2] / "src"


class UndefinedInTemplate(Exception):
    """A template of ours printed a variable that its view does not give."""


class UndefinedVariable(str):
    """Django's `string_if_invalid`: raises for our templates, prints nothing for a library's."""

    def __new__(cls) -> "UndefinedVariable":
        return super().__new__(cls, "%s")  # Django asks for "%s" in it, then formats it

    def __mod__(self, variable: object) -> str:
        template = _template_being_rendered()
        if Path(template).is_relative_to(SOURCES):
            raise UndefinedInTemplate(f"{template}: {{{{ {variable} }}}} is not defined")
        return ""


def _template_being_rendered() -> str:
    frame = sys._getframe()
    while frame is not None:
        node = frame.f_locals.get("self")
        if frame.f_code.co_name == "render_annotated" and isinstance(node, Node):
            return str(node.origin.name)
        if frame.f_back is None:
            break
        frame = frame.f_back
    return ""
