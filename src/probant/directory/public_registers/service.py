"""Ask the State's search service (API Recherche d'entreprises), or one that answers like it.

Only the address of the settings is ever asked: redirects are refused, so that no answer can send
the server elsewhere. Documentation: https://recherche-entreprises.api.gouv.fr/docs/
"""

import json
import time
from http.client import HTTPException
from typing import Any
from urllib.error import HTTPError
from urllib.parse import urlencode
from urllib.request import HTTPRedirectHandler, Request, build_opener

from django.conf import settings

from probant.directory.public_registers import unit
from probant.directory.public_registers.numbers import Number

SECONDS = 3.0
MOST_BYTES = 1_000_000
ABSENT = "Aucun service d’annuaire n’est réglé sur cette instance."
SILENT = "Les registres publics ne répondent pas en ce moment."
BUSY = "Les registres publics reçoivent trop de demandes en ce moment."
GARBLED = "Les registres publics ont répondu quelque chose d’illisible."


class _Refused(HTTPRedirectHandler):
    """A redirect is an answer like another: never followed."""

    def redirect_request(self, *args: Any, **kwargs: Any) -> None:
        return None


def ask(number: Number) -> dict[str, Any] | str | None:
    """{"identity", "closed"} where the service knows it, None where not, else why it cannot say."""
    base = settings.REGISTER_URL
    if not base:
        return ABSENT
    query = urlencode({"q": number.value, "page": 1, "per_page": 5})
    try:
        body = _read(f"{base}/search?{query}")
        answer = json.loads(body)
    except HTTPError as error:
        return BUSY if error.code == 429 else SILENT
    except (OSError, HTTPException):
        return SILENT
    except (ValueError, RecursionError):
        return GARBLED
    results = answer.get("results") if isinstance(answer, dict) else None
    if not isinstance(results, list):
        return GARBLED
    return unit.pick([row for row in results if isinstance(row, dict)], number)


def _read(address: str) -> bytes:
    """The body of an answer, its end waited for no longer than `SECONDS`."""
    until = time.monotonic() + SECONDS
    headers = {"Accept": "application/json", "User-Agent": "Probant"}
    asked = Request(address, headers=headers)  # noqa: S310  the settings take http and https only
    opener = build_opener(_Refused())
    with opener.open(asked, timeout=SECONDS) as response:
        read = bytearray()
        while piece := response.read1(65536):
            read += piece
            if len(read) > MOST_BYTES:
                raise ValueError("too long an answer")
            if time.monotonic() > until:
                raise TimeoutError
    return bytes(read)
