"""Builds `request.actor` once per request: who acts, for which organisation, in which roles."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.utils.functional import SimpleLazyObject

from probant.accounts.queries import actor_of
from probant.kernel.actor import Actor

CHOSEN = "organisation"  # session key: the organisation the person chose to act for


class ActorMiddleware:
    """Sets `request.actor`; a stranger is `Actor.public()`."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        request.actor = SimpleLazyObject(lambda: _actor(request))  # type: ignore[attr-defined]
        return self.get_response(request)


def _actor(request: HttpRequest) -> Actor:
    if not request.user.is_authenticated:
        return Actor.public()
    return actor_of(request.user.pk, request.session.get(CHOSEN))
