"""Error pages. They ask the database nothing, so that they answer when it does not."""

from __future__ import annotations

from typing import Any

from django.http import HttpResponse
from django.template.loader import render_to_string

from probant.ui.request import Request
from probant.ui.typed import is_our_own, read_typed, send_again


def _page(template: str, status: int) -> HttpResponse:
    return HttpResponse(render_to_string(template), status=status)


def bad_request(request: Request, exception: Any = None) -> HttpResponse:
    """400: the address or the form could not be read."""
    return _page("400.html", 400)


def forbidden(request: Request, exception: Any = None) -> HttpResponse:
    """403: refused, with where to ask."""
    return _page("403.html", 403)


def not_found(request: Request, exception: Any = None) -> HttpResponse:
    """404: unknown, or not this reader's to see; the two are told alike."""
    return _page("404.html", 404)


def server_error(request: Request) -> HttpResponse:
    """500: our fault."""
    return _page("500.html", 500)


def csrf_failure(request: Request, reason: str = "") -> HttpResponse:
    """403 of a form whose token has expired: what was typed is offered again.

    Only where our own page sent it: a form of another site is never sent by a reader of ours.
    """
    if is_our_own(request) and request.method == "POST":
        label = getattr(request, "actor_label", "")
        return send_again(request, read_typed(request), "ui/stale_form.html", as_whom=label)
    return _page("403_csrf.html", 403)
