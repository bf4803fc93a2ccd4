"""Sends the bundles of `ui.bundle`."""

from __future__ import annotations

from django.http import Http404, HttpResponse

from probant.ui.bundle import FILES, bundle
from probant.ui.request import Request

FOR_A_YEAR = "public, max-age=31536000, immutable"


def send(request: Request, digest: str, name: str) -> HttpResponse:
    """Send a bundle; an address of an earlier version gets the present one, not to be kept."""
    if name not in FILES:
        raise Http404
    found = bundle(name)
    packed = "gzip" in request.headers.get("Accept-Encoding", "")
    response = HttpResponse(found.packed if packed else found.body, content_type=found.content_type)
    if packed:
        response["Content-Encoding"] = "gzip"
    response["Vary"] = "Accept-Encoding"
    response["Cache-Control"] = FOR_A_YEAR if digest == found.digest else "no-cache"
    return response
