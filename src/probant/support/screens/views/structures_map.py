"""The map of the structures supported, the same as a table beside it, and as a file."""

from typing import Any

from csp.decorators import csp_update
from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.urls import reverse
from django.utils import timezone

from probant.directory.branches import branches_of
from probant.directory.models import DepartmentOutline
from probant.directory.screens.taking_away import asked, take_away
from probant.directory.vintages import place_of
from probant.support.queries.structures_map import (
    MapFilter,
    Spot,
    Supported,
    supported,
    years_of_support,
)
from probant.support.screens.map_tables import STATES, STRUCTURES
from probant.support.screens.views.ledger import programme_words
from probant.ui.hrefs import href_pattern
from probant.ui.request import Request
from probant.ui.tables.keyset import held_page

NAMED = 12  # structures named at a point; the rest are in the list
HEADINGS = (
    "Structure",
    "Commune",
    "Code INSEE",
    "Intercommunalité",
    "Programmes",
    "Premier dossier",
    "État",
    "Latitude",
    "Longitude",
)


def structures(request: Request) -> HttpResponseBase:
    """`/carte/`: where the structures supported are; filters are words in the address."""
    actor = request.actor
    chosen = MapFilter.read(request.GET)
    found = supported(actor, chosen)
    sort = STRUCTURES.sort(request.GET)
    page = held_page(found.rows, sort, request.GET)
    tiles = settings.TILES
    context = {
        "table": STRUCTURES.render(page.rows, query=request.GET, page=page),
        "chosen": chosen,
        "count": len(found.rows),
        "communes": len(found.spots),
        "placed": found.placed,
        "unplaced": [(spot, _here(chosen, spot)) for spot in found.unplaced],
        "points": [_point(spot, chosen) for spot in found.placed],
        "sources": sorted({spot.centre.source for spot in found.placed if spot.centre}),
        "outlines": list(DepartmentOutline.objects.values_list("source", "vintage")),
        "tiles": tiles,
        "years": years_of_support(actor, timezone.localdate()),
        "programmes": programme_words(actor),
        "branches": list(branches_of(actor.house_id, closed=True).items()),
        "groups": _groups(found, chosen),
    }

    def draw(_: HttpRequest) -> HttpResponse:
        return render(request, "support/structures_map.html", context)

    return csp_update({"img-src": [tiles.origin]})(draw)(request) if tiles else draw(request)


def _groups(found: Supported, chosen: MapFilter) -> list[tuple[str, str]]:
    """The territories offered: those of the rows, and the one that was chosen."""
    if not chosen.place or chosen.place in dict(found.groups):
        return found.groups
    place = place_of(chosen.place, None)
    return [(chosen.place, place.name if place else chosen.place), *found.groups]


def _here(chosen: MapFilter, spot: Spot) -> str:
    """The page narrowed to a commune; "" where it has no code."""
    given = {
        "programme": chosen.programme,
        "annee": str(chosen.year or ""),
        "filiere": chosen.branch,
        "territoire": spot.code,
    }
    words = "&".join(f"{name}={value}" for name, value in given.items() if value)
    return f"{reverse('support:map')}?{words}" if spot.code else ""


def _point(spot: Spot, chosen: MapFilter) -> dict[str, Any]:
    sheet = href_pattern("directory:sheet")
    centre = spot.centre
    assert centre is not None
    return {
        "name": spot.name,
        "at": [centre.latitude, centre.longitude],
        "count": len(spot.structures),
        "href": _here(chosen, spot),
        "structures": [[row["name"], sheet % row["id"]] for row in spot.structures[:NAMED]],
    }


def export(request: Request) -> HttpResponse:
    """The rows of the map as a file (POST), with the point of each commune; sealed."""
    found = supported(request.actor, MapFilter.read(asked(request)))
    centres = {spot.code: spot.centre for spot in found.placed}
    lines = []
    for row in found.rows:
        at = centres.get(row["place_code"])
        point = (at.latitude, at.longitude) if at else (None, None)
        told = (row["name"], row["commune"], row["place_code"], row["group"], row["programmes"])
        lines.append((*told, row["since"], STATES[row["state"]].label, *point))
    return take_away(
        request,
        HEADINGS,
        lines,
        name="structures-accompagnees",
        title="Structures accompagnées",
        verb="support.export_map",
        back="support:map",
    )
