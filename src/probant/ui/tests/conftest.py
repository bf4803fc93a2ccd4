"""A small product of three pages, and people of each kind, to try the frame on."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from django.http import HttpRequest
from django.test import RequestFactory

from probant.kernel.actor import Actor
from probant.kernel.roles import Role

AWA = Actor(1, 1, 1, frozenset({Role.OFFICER}))
BRUNO = Actor(2, 2, 2, frozenset({Role.FUNDER_OFFICER}))
CHLOE = Actor.public()


@pytest.fixture
def ask(rf: RequestFactory) -> Callable[..., HttpRequest]:
    """Build a request of an actor: ask("/x/", AWA, "post", cle="…")."""

    def build(
        path: str, actor: Actor = AWA, method: str = "get", headers: Any = None, **data: str
    ) -> HttpRequest:
        request = getattr(rf, method)(path, data, headers=headers)
        request.actor = actor
        return request

    return build
