"""Addresses of reports."""

from probant.kernel.roles import TEAM, Role
from probant.reports.access import MAKERS
from probant.reports.screens import attendance, papers, views, yearly_letters
from probant.ui.routing import PUBLIC, page

app_name = "reports"
urlpatterns = [
    page(
        "rapports/pieces/<slug:slug>/<int:pk>/",
        papers.make,
        name="paper",
        read=None,
        write=TEAM | {Role.VOLUNTEER},
    ),
    page("rapports/emargement/<int:pk>/", attendance.sheet, name="attendance-sheet", read=TEAM),
    page(
        "attestation-de-presence/<str:token>/",
        attendance.own_certificate,
        name="own-attendance-certificate",
        read=PUBLIC,
    ),
    page(
        "rapports/temps/<int:pk>/<int:year>/<int:month>/",
        papers.time_sheet,
        name="time-sheet",
        read=None,
        write=TEAM | {Role.BOARD},
    ),
    page(
        "benevoles/lettres/<int:year>/",
        yearly_letters.page,
        name="yearly-letters",
        read=TEAM,
        write=TEAM,
    ),
    page(
        "benevoles/lettres/<int:year>/fichier/",
        yearly_letters.download,
        name="yearly-letters-file",
        read=None,
        write=TEAM,
    ),
    page("rapports/territoires/<int:pk>/", views.territory, name="territory", read=TEAM),
    page("rapports/<slug:slug>/", views.make, name="make", read=None, write=MAKERS),
]
