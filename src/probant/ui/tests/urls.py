"""Addresses for the tests of the frame."""

from uuid import UUID

from django.http import HttpRequest, HttpResponse
from django.urls import include, path

from probant.kernel.roles import FUNDERS, TEAM
from probant.ui import files, sheet
from probant.ui.routing import PUBLIC, SIGNED_IN, page


def say(request: HttpRequest, pk: int | UUID = 0, year: int = 0) -> HttpResponse:
    """Answer the method that was used."""
    return HttpResponse(f"{request.method} {pk} {year}".encode())


ui_pages = (
    [
        page("ui/<slug:digest>/<str:name>", files.send, name="file", read=PUBLIC),
        page("style/", sheet.show, name="sheet", read=PUBLIC),
    ],
    "ui",
)
urlpatterns = [
    path("", include(ui_pages)),
    page("", say, name="home", read=SIGNED_IN),
    page("agenda/", say, name="agenda", read=PUBLIC),
    page("dossiers/", say, name="cases", read=TEAM, write=TEAM),
    page("dossiers/<int:pk>/", say, name="case", read=TEAM | FUNDERS, write=TEAM),
    page("dossiers/<int:pk>/<int:year>/", say, name="case-year", read=TEAM),
    page("pieces/<uuid:pk>/", say, name="piece", read=TEAM),
    page("exporter/", say, name="export", read=None, write=TEAM),
    page("connexion/", say, name="account_login", read=PUBLIC),
]
