"""What every template may name without a room having put it there."""

from __future__ import annotations

from typing import Any

from probant.kernel.actor import Actor
from probant.ui.request import Request


def page(request: Request) -> dict[str, Any]:
    """Context processor: `actor`, the one who asks (a stranger where nobody is signed in)."""
    actor = getattr(request, "actor", None)
    return {"actor": Actor.public() if actor is None else actor}
