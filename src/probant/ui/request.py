"""What a view is given: Django's request, with the actor on it; the type that views declare."""

from typing import TYPE_CHECKING, Any

from django.http import HttpRequest

from probant.kernel.actor import Actor

if TYPE_CHECKING:
    from django_htmx.middleware import HtmxDetails


class Request(HttpRequest):
    """A request that went through the middlewares; never made by hand.

    `actor` is who acts (`Actor.public()` for a stranger), `actor_label` the words at the top of the
    page, `who` what accounts knows beside it.
    """

    actor: Actor
    actor_label: str
    htmx: "HtmxDetails"
    who: Any


def say_as_posted(request: Request, **fields: str) -> None:
    """Go on as though the form had said these fields, whatever else it said."""
    posted = request.POST.copy()
    for name, value in fields.items():
        posted[name] = value
    request.POST = posted  # type: ignore[assignment]  # the types know only what a browser sent
