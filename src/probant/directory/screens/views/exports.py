"""The list of structures as a file: the rows that its filters leave, all of them."""

from django.http import HttpResponse
from django.shortcuts import redirect

from probant.directory.queries import exported_cards
from probant.directory.screens.tables import FAMILIES, THEMES
from probant.directory.screens.views.structures import filters_of
from probant.ui.request import Request
from probant.ui.spreadsheets import CSV, XLSX, attachment, csv_bytes, xlsx_bytes

HEADINGS = (
    "Structure",
    "Commune",
    "Code INSEE",
    "Famille juridique",
    "Domaine",
    "SIREN",
    "SIRET",
    "RNA",
    "Membre du réseau",
)


def export(request: Request) -> HttpResponse:
    """`?format=csv` or `xlsx`, narrowed as the list is. It names no fact: nothing is sealed."""
    rows = [
        (name, place, code, FAMILIES[family], THEMES[theme], *numbers, "oui" if member else "non")
        for name, place, code, family, theme, *numbers, member in exported_cards(
            request.actor, filters_of(request)
        )
    ]
    if request.GET.get("format") == "xlsx":
        return attachment(xlsx_bytes(HEADINGS, rows, title="Annuaire"), "annuaire.xlsx", XLSX)
    if request.GET.get("format") == "csv":
        return attachment(csv_bytes(HEADINGS, rows), "annuaire.csv", CSV)
    return redirect("directory:list")
