"""Builds `request.actor` once per request: who acts, for which organisation, in which roles."""

from collections.abc import Callable
from functools import cached_property

from django.http import HttpRequest, HttpResponse
from django.utils.functional import SimpleLazyObject

from probant.accounts.queries import Standing, standing_of
from probant.kernel.actor import Actor

CHOSEN = "organisation"  # session key: the organisation the person chose to act for
STRANGER = Standing(Actor.public(), "", ())


class Who:
    """Who asks; nothing is read before it is needed: static files and public pages never do."""

    def __init__(self, request: HttpRequest) -> None:
        self._request = request

    @cached_property
    def standing(self) -> Standing:
        """Roles, organisation and choices; one query for a signed-in person."""
        user = self._request.user
        if not user.is_authenticated:
            return STRANGER
        return standing_of(user.pk, self._request.session.get(CHOSEN))

    def actor(self) -> Actor:
        return self.standing.actor

    def label(self) -> str:
        """The words at the top of the page: name and organisation."""
        user = self._request.user
        if not user.is_authenticated:
            return ""
        return " · ".join(part for part in (str(user), self.standing.organisation) if part)


class ActorMiddleware:
    """Sets `request.actor` (a stranger is `Actor.public()`), `actor_label` and `standing`."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        who = Who(request)
        request.actor = SimpleLazyObject(who.actor)  # type: ignore[attr-defined]
        request.actor_label = SimpleLazyObject(who.label)  # type: ignore[attr-defined]
        request.who = who  # type: ignore[attr-defined]
        return self.get_response(request)
