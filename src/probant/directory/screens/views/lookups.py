"""Fragments for forms: what the public registers say of a number, what may be a double."""

from typing import Any

from django.http import HttpResponse
from django.shortcuts import render

from probant.directory.likely import likely_organisations, likely_people
from probant.directory.public_registers import Found, find_in_registers
from probant.directory.screens.registers import fields_of
from probant.ui.request import Request

MOST = 200  # characters of a field that are looked at


def register_lookup(request: Request) -> HttpResponse:
    """What the registers say of the number typed: a sentence, and values for the empty fields."""
    number = _typed(request, "numero") or _typed(request, "siren") or _typed(request, "rna")
    if not number:
        return HttpResponse()
    answer = find_in_registers(number)
    context = {
        "message": answer.message,
        "is_found": isinstance(answer, Found),
        "fills": fields_of(answer) if isinstance(answer, Found) else {},
    }
    return render(request, "directory/_registers.html", context)


def likely(request: Request) -> HttpResponse:
    """Structures that may be the one being typed."""
    asked = ("name", "siren", "rna", "email", "telephone")
    given: dict[str, Any] = {name: _typed(request, name) for name in asked}
    rows = likely_organisations(request.actor.house, **given)
    return _proposed(request, rows, "directory:sheet")


def likely_persons(request: Request) -> HttpResponse:
    """People who may be the one being typed."""
    asked = ("given_name", "family_name", "email", "telephone")
    given: dict[str, Any] = {name: _typed(request, name) for name in asked}
    rows = likely_people(request.actor.house, **given)
    return _proposed(request, rows, "directory:person")


def _proposed(request: Request, rows: list[Any], route: str) -> HttpResponse:
    """The proposals as links, or as choices of a field where the form asks so (`choix`)."""
    itself = _typed(request, "sauf")
    field = _typed(request, "choix")
    context = {
        "rows": [row for row in rows if str(row.id) != itself],
        "route": route,
        "field": field if field.isidentifier() else "",
    }
    return render(request, "directory/_proposed.html", context)


def _typed(request: Request, name: str) -> str:
    return request.GET.get(name, "").strip()[:MOST]
