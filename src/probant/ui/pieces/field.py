"""A form field: label, help, control, and what is wrong with what to do. Drawn in Python: a form of
twelve fields through a template each cost more than all the rest of its page.
"""

from __future__ import annotations

from django.forms import BoundField
from django.utils.html import conditional_escape, escape
from django.utils.safestring import SafeString, mark_safe

OPTIONAL = ' <span class="field__optional">facultatif</span>'


def draw_field(bound: BoundField, hint: str = "") -> SafeString:
    """Return a field as HTML; several choices are a fieldset, a lone box goes before its label."""
    group = bound.use_fieldset
    box = getattr(bound.field.widget, "input_type", "") == "checkbox" and not group
    help_text, errors = hint or bound.help_text, list(bound.errors)
    optional = "" if bound.field.required else OPTIONAL
    label = conditional_escape(bound.label)
    target = escape(bound.id_for_label)
    parts = [_start(bound, group, box, bool(help_text), bool(errors))]
    if group:
        parts.append(f'<legend class="field__label">{label}{optional}</legend>')
    elif box:
        parts.append(f'{bound} <label class="field__label" for="{target}">{label}</label>')
    else:
        parts.append(f'<label class="field__label" for="{target}">{label}{optional}</label>')
    if help_text:
        shown = conditional_escape(help_text)
        parts.append(f'<p class="field__help" id="{bound.auto_id}_helptext">{shown}</p>')
    if not box:
        parts.append(f'<div class="field__control">{bound}</div>')
    if errors:
        told = "".join(f"<p>{conditional_escape(str(error))}</p>" for error in errors)
        parts.append(f'<div class="field__error" id="{bound.auto_id}_error">{told}</div>')
    parts.append("</fieldset>" if group else "</div>")
    return mark_safe("\n".join(parts))


def _start(bound: BoundField, group: bool, box: bool, helped: bool, wrong: bool) -> str:
    classes = "field" + (" is-wrong" if wrong else "")
    if not group:
        return f'<div class="{classes}{" field--box" if box else ""}">'
    told = [f"{bound.auto_id}_helptext"] if helped else []
    told += [f"{bound.auto_id}_error"] if wrong else []
    described = f' aria-describedby="{" ".join(told)}"' if told else ""
    return f'<fieldset class="{classes}"{described}>'
