"""What a view is given: Django's request, with the actor on it; the type that views declare."""

import re
from typing import TYPE_CHECKING, Any

from django.http import HttpRequest

from probant.kernel.actor import Actor

if TYPE_CHECKING:
    from django_htmx.middleware import HtmxDetails


#: Marks that turn the direction of all the words after them, ours too (bidi embeddings, overrides
#: and isolates); what is written from right to left needs none of them.
TURNING = re.compile("[\u202a-\u202e\u2066-\u2069]")


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


def set_straight(request: Request) -> None:
    """Leave out of a form the marks that would turn the words of a page around."""
    if not any(TURNING.search(one) for _, several in request.POST.lists() for one in several):
        return
    posted = request.POST.copy()
    for name, several in request.POST.lists():
        posted.setlist(name, [TURNING.sub("", one) for one in several])
    request.POST = posted  # type: ignore[assignment]  # the types know only what a browser sent
