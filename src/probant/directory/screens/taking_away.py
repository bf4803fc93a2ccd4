"""A list taken away as a file: asked by POST, and what stood then is sealed."""

from collections.abc import Iterable, Sequence
from typing import Any

from django.http import HttpResponse, QueryDict
from django.shortcuts import redirect
from django.urls import reverse

from probant.journal.door import change
from probant.ui.request import Request
from probant.ui.spreadsheets import CSV, XLSX, attachment, csv_bytes, xlsx_bytes

ENDINGS = {"csv": CSV, "xlsx": XLSX}
_OF_THE_FORM = ("csrfmiddlewaretoken", "format")


def asked(request: Request) -> QueryDict:
    """The filters of the list that the form of an export gives back, as its address had them."""
    given = request.POST.copy()
    for name in _OF_THE_FORM:
        given.pop(name, None)
    return given


def take_away(
    request: Request,
    headings: Sequence[str],
    rows: Iterable[Sequence[Any]],
    *,
    name: str,
    verb: str,
    back: str,
    title: str = "",
) -> HttpResponse:
    """Rows as the file that the form names (`format`: csv or xlsx); another word leads `back`.

    Effects: one entry, which seals what stands: a fact that left the house is no longer a fresh
    slip. Nothing is written where nothing is given.
    """
    ending = request.POST.get("format", "")
    if ending not in ENDINGS:
        return redirect(f"{reverse(back)}?{asked(request).urlencode()}".rstrip("?"))
    if ending == "xlsx":
        content = xlsx_bytes(headings, rows, title=title or name.capitalize())
    else:
        content = csv_bytes(headings, rows)
    with change(request.actor, verb=verb, houses=[request.actor.house]) as entry:
        entry.seal("export")
    return attachment(content, f"{name}.{ending}", ENDINGS[ending])
