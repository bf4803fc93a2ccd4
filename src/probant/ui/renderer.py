"""Draws the common widgets of forms without a template each: a page of fields costs half.

The HTML is that of Django's own templates (a test holds the two together); any other widget is
still drawn by its template.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from django.forms.renderers import TemplatesSetting
from django.utils.html import conditional_escape, escape
from django.utils.safestring import SafeString, mark_safe

Widget = Mapping[str, Any]
_FOLDER = "django/forms/widgets/"
_INPUTS = ("input", "text", "number", "email", "url", "password", "hidden", "date", "checkbox")


def _attrs(widget: Widget) -> str:
    drawn = []
    for name, value in widget["attrs"].items():
        if value is True:
            drawn.append(f" {escape(name)}")
        elif value is not False:
            drawn.append(f' {escape(name)}="{escape(str(value))}"')
    return "".join(drawn)


def _input(widget: Widget) -> str:
    value = widget["value"]
    shown = "" if value is None else f' value="{escape(str(value))}"'
    return f'<input type="{widget["type"]}" name="{escape(widget["name"])}"{shown}{_attrs(widget)}>'


def _textarea(widget: Widget) -> str:
    value = widget["value"]
    shown = conditional_escape(value) if value else ""
    return f'<textarea name="{escape(widget["name"])}"{_attrs(widget)}>\n{shown}</textarea>'


def _option(widget: Widget) -> str:
    label = conditional_escape(widget["label"])
    return f'  <option value="{escape(str(widget["value"]))}"{_attrs(widget)}>{label}</option>\n'


def _select(widget: Widget) -> str:
    parts = [f'<select name="{escape(widget["name"])}"{_attrs(widget)}>\n']
    for group, options, _ in widget["optgroups"]:
        if group:
            parts.append(f'<optgroup label="{escape(str(group))}">\n')
        parts += map(_option, options)
        if group:
            parts.append("</optgroup>\n")
    return "".join([*parts, "</select>"])


_DRAW: dict[str, Callable[[Widget], str]] = {
    **{f"{_FOLDER}{name}.html": _input for name in _INPUTS},
    f"{_FOLDER}textarea.html": _textarea,
    f"{_FOLDER}select.html": _select,
}


class Widgets(TemplatesSetting):
    """The project's form renderer (`FORM_RENDERER`)."""

    def render(self, template_name: str, context: Any, request: Any = None) -> SafeString:
        draw = _DRAW.get(template_name)
        if draw is None:
            return mark_safe(super().render(template_name, context, request))
        return mark_safe(draw(context["widget"]))
