"""What every template may name without a room having put it there."""

from __future__ import annotations

from typing import Any

from django.http import HttpRequest

from probant.kernel.actor import Actor


def page(request: HttpRequest) -> dict[str, Any]:
    """Context processor: `actor`, the one who asks (a stranger where nobody is signed in)."""
    actor = getattr(request, "actor", None)
    return {"actor": Actor.public() if actor is None else actor}
