"""The one way to declare a page: its route, its view and who may read or write it.

The policy is stored on the view (`pattern.callback.policy`), so that one test can walk every URL
and hold it against what the page declares.
"""

from __future__ import annotations

from collections.abc import Callable, Set
from dataclasses import dataclass
from enum import Enum
from functools import wraps
from typing import Any

from django.conf import settings
from django.contrib.auth.views import redirect_to_login
from django.core.exceptions import BadRequest
from django.db import DataError
from django.http import Http404, HttpResponse, HttpResponseBase, HttpResponseNotAllowed
from django.shortcuts import resolve_url
from django.urls import URLPattern, path

from probant.kernel.actor import Actor
from probant.kernel.roles import Role
from probant.ui.request import Request, set_straight
from probant.ui.typed import read_typed, send_again

View = Callable[..., HttpResponseBase]
LARGEST = 2**63 - 1  # what a column of ids holds


class Open(Enum):
    """Readers that are not a set of roles."""

    PUBLIC = "public"
    SIGNED_IN = "signed_in"


PUBLIC = Open.PUBLIC
SIGNED_IN = Open.SIGNED_IN

Readers = Set[Role] | Open | None


class Verdict(Enum):
    """What a page answers before its view is called."""

    ALLOWED = "allowed"
    SIGN_IN = "sign_in"
    HIDDEN = "hidden"
    NO_METHOD = "no_method"


@dataclass(frozen=True)
class Policy:
    """Who may read (GET, HEAD) and who may write (POST); None means that nobody may."""

    read: Readers
    write: Readers = None

    def __post_init__(self) -> None:
        for readers in (self.read, self.write):
            if isinstance(readers, Set) and not readers:
                raise ValueError("Une page déclare au moins un rôle, PUBLIC, SIGNED_IN ou None.")
        if self.read is None and self.write is None:
            raise ValueError("Une page se lit ou s’écrit : read ou write dit par qui.")

    @property
    def methods(self) -> tuple[str, ...]:
        """The methods that the page answers to."""
        reading = ("GET", "HEAD") if self.read is not None else ()
        return reading + (("POST",) if self.write is not None else ())

    def verdict(self, method: str, actor: Actor | None) -> Verdict:
        """Answer for one method and one actor; an actor who may not even know sees nothing.

        A method that the page lacks is judged by its other side, so that a stranger cannot tell
        a read-only page from a page that is not theirs.
        """
        known = method in self.methods
        if known:
            readers = self.write if method == "POST" else self.read
        else:
            readers = self.read if self.read is not None else self.write
        access = _admit(readers, actor)
        if access is Verdict.ALLOWED and not known:
            return Verdict.NO_METHOD
        return access


def _admit(readers: Readers, actor: Actor | None) -> Verdict:
    if readers is PUBLIC:
        return Verdict.ALLOWED
    if actor is None or actor.kind != "user" or actor.user_id is None:
        return Verdict.SIGN_IN
    if readers is SIGNED_IN:
        return Verdict.ALLOWED
    if isinstance(readers, Set) and not readers.isdisjoint(actor.roles):
        return Verdict.ALLOWED
    return Verdict.HIDDEN


def page(route: str, view: View, *, name: str, read: Readers, write: Readers = None) -> URLPattern:
    """Return the URL pattern of a page that is closed to everyone its policy does not name.

    `read` and `write`: a set of `Role`, `PUBLIC`, `SIGNED_IN`, or None (nobody, hence 405).
    A stranger goes to the sign-in page and comes back; a signed-in person without the role gets
    a 404; a method that the page does not have gets a 405.
    """
    policy = Policy(read=read, write=write)

    @wraps(view)
    def guarded(request: Request, *args: Any, **kwargs: Any) -> HttpResponseBase:
        verdict = policy.verdict(request.method or "GET", getattr(request, "actor", None))
        if verdict is Verdict.ALLOWED:
            _refuse_nonsense(request, kwargs)
            if request.method == "POST":
                set_straight(request)
            try:
                return view(request, *args, **kwargs)
            except (OverflowError, DataError) as error:
                # a forged form: fields tell what a person may mistype, columns refuse the rest
                raise BadRequest("a value beyond what a column holds") from error
        if verdict is Verdict.SIGN_IN:
            return _to_sign_in(request)
        if verdict is Verdict.NO_METHOD:
            return HttpResponseNotAllowed(policy.methods)
        raise Http404

    guarded.policy = policy  # type: ignore[attr-defined]
    # Signing in is decided here: Django's LoginRequiredMiddleware would shut public pages.
    guarded.login_required = False  # type: ignore[attr-defined]
    return path(route, guarded, name=name)


def _refuse_nonsense(request: Request, kwargs: dict[str, Any]) -> None:
    """Stop what no row can answer: a number beyond the database's, a zero byte in the address.

    Engines answer these with an error of their own, each in its way; here they are an unknown page
    (404) and an address that cannot be read (400).
    """
    if any(isinstance(value, int) and value > LARGEST for value in kwargs.values()):
        raise Http404
    if "\0" in request.path or "%00" in request.META.get("QUERY_STRING", ""):
        raise BadRequest("zero byte in the address")


def _to_sign_in(request: Request) -> HttpResponseBase:
    """Send a stranger to sign in, then back to the page (htmx follows HX-Redirect only).

    A form whose session ended while it was filled is not thrown away: the answer holds it. To htmx
    it is a 401, upon which the page sends the form as one without script would (`app.js`).
    """
    if request.method == "POST" and request.POST:
        if request.headers.get("HX-Request") == "true":
            return HttpResponse(status=401)
        sign_in = redirect_to_login("/", resolve_url(settings.LOGIN_URL)).url
        return send_again(request, read_typed(request), "ui/session_over.html", sign_in=sign_in)
    response = redirect_to_login(request.get_full_path(), resolve_url(settings.LOGIN_URL))
    if request.headers.get("HX-Request") == "true":
        return HttpResponse(status=204, headers={"HX-Redirect": response.url})
    return response
