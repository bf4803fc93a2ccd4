"""Panels: how a lower room's page shows what higher rooms know, without importing them.

The lower room declares a slot (`panels.slot("convention.results", "…")`) and writes
`{% panels "convention.results" object %}` in its template. Higher rooms register panels when they
start. Each panel answers for its own rights and has its own literal query count.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

from django.core.checks import CheckMessage, Error
from django.utils.safestring import SafeString, mark_safe

from probant.kernel.actor import Actor
from probant.ui.request import Request


@dataclass(frozen=True)
class Panel:
    """What a room shows in a slot of another room's page."""

    slot: str
    key: str
    order: int
    can: Callable[[Actor, Any], Any]
    render: Callable[[Request, Any], SafeString]


_slots: dict[str, str] = {}
_panels: dict[tuple[str, str], Panel] = {}


def slot(name: str, purpose: str) -> str:
    """Declare a slot of a page; returns its name."""
    _slots[name] = purpose
    return name


def register(
    slot: str,
    key: str,
    *,
    order: int,
    can: Callable[[Actor, Any], Any],
    render: Callable[[Request, Any], SafeString],
) -> None:
    """Show `render(request, object)` in `slot` to actors for whom `can(actor, object)` holds.

    `can` returns a bool or a `Decision`. `order` is by tens.
    """
    _panels[slot, key] = Panel(slot, key, order, can, render)


def panels_of(slot: str) -> list[Panel]:
    """Return the panels registered in a slot, in order."""
    found = [panel for panel in _panels.values() if panel.slot == slot]
    return sorted(found, key=lambda panel: (panel.order, panel.key))


def render(slot: str, request: Request, subject: Any) -> SafeString:
    """Return the panels of a slot that this request's actor may see, one after the other."""
    actor = getattr(request, "actor", None)
    if actor is None:
        return mark_safe("")
    shown = []
    for panel in panels_of(slot):
        answer = panel.can(actor, subject)
        if getattr(answer, "allowed", answer):
            shown.append(panel.render(request, subject))
    return mark_safe("".join(shown))


def check_panels(app_configs: Any = None, **kwargs: Any) -> list[CheckMessage]:
    """System check: a panel whose slot no page declares would never be seen."""
    return [
        Error(f"Le panneau « {key} » vise un emplacement non déclaré : {slot}", id="ui.E002")
        for slot, key in sorted(_panels)
        if slot not in _slots
    ]
