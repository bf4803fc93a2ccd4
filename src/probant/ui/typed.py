"""What a form refused for want of a session or of a fresh token had said: nothing typed is lost.

The page that answers carries it all and sends it again. What is sent is judged as ever: it brings
no right, and passwords are typed anew.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.http import HttpResponse
from django.middleware.csrf import get_token
from django.template.loader import render_to_string

from probant.ui.idempotency import KEY, READ_AT
from probant.ui.request import Request

TOKEN = "csrfmiddlewaretoken"  # noqa: S105  the name of a field
#: Shorter than that, and in one word, it is a code of a list rather than something typed.
SHORTEST = 12


@dataclass(frozen=True)
class Typed:
    """The fields of a form, and the names of the files that were joined: these are lost."""

    fields: tuple[tuple[str, str], ...]
    files: tuple[str, ...] = ()

    @property
    def texts(self) -> list[str]:
        """What a person would not like to type again, in the order of the form."""
        said = [value.strip() for name, value in self.fields if name not in (KEY, READ_AT)]
        return [text for text in said if len(text) > SHORTEST or " " in text]


def read_typed(request: Request) -> Typed:
    """What the form of a request said, passwords and its token left out."""
    fields = [
        (name, value)
        for name, values in request.POST.lists()
        if name != TOKEN and "password" not in name
        for value in values
    ]
    files = [str(one.name) for _, several in request.FILES.lists() for one in several]
    return Typed(tuple(fields), tuple(files))


def is_our_own(request: Request) -> bool:
    """Whether the browser says that one of our pages sent the form."""
    scheme = "https" if request.is_secure() else "http"
    return request.headers.get("Origin") == f"{scheme}://{request.get_host()}"


def send_again(request: Request, typed: Typed, template: str, **more: str) -> HttpResponse:
    """A page that holds what was typed, with a fresh token; it asks the database nothing."""
    context = {
        "typed": typed,
        "action": request.get_full_path(),
        "csrf_token": get_token(request),
        **more,
    }
    return HttpResponse(render_to_string(template, context), status=403)
