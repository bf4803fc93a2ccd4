"""Addresses of reports."""

from probant.kernel.roles import TEAM, Role
from probant.reports.access import HOUSE_MAKERS, MAKERS
from probant.reports.screens import (
    attendance,
    board,
    edition_proofs,
    editions,
    papers,
    publication_blocks,
    publications,
    typed_numbers,
    views,
    yearly_letters,
)
from probant.ui.routing import PUBLIC, page

app_name = "reports"
PUBLICATIONS = [
    page("publications/", publications.listing, name="publications", read=HOUSE_MAKERS),
    page(
        "publications/nouvelle/",
        publications.create,
        name="publication-create",
        read=TEAM,
        write=TEAM,
    ),
    page("publications/<int:pk>/", publications.sheet, name="publication", read=HOUSE_MAKERS),
    page(
        "publications/<int:pk>/modifier/",
        publications.edit,
        name="publication-edit",
        read=TEAM,
        write=TEAM,
    ),
    page(
        "publications/<int:pk>/etat/",
        publications.state,
        name="publication-state",
        read=None,
        write=TEAM,
    ),
    page(
        "publications/<int:pk>/blocs/<slug:kind>/",
        publication_blocks.add,
        name="publication-add",
        read=TEAM,
        write=TEAM,
    ),
    page(
        "publications/blocs/<int:pk>/",
        publication_blocks.edit,
        name="publication-block",
        read=TEAM,
        write=TEAM,
    ),
    page(
        "publications/blocs/<int:pk>/geste/",
        publication_blocks.gesture,
        name="publication-gesture",
        read=None,
        write=TEAM,
    ),
    page(
        "publications/blocs/<int:pk>/nombres/<int:start>/",
        typed_numbers.support,
        name="publication-number",
        read=TEAM,
        write=TEAM,
    ),
    page(
        "publications/<int:pk>/publier/",
        editions.publish,
        name="publication-publish",
        read={Role.DIRECTION},
        write={Role.DIRECTION},
    ),
    page(
        "publications/<int:pk>/fichier/",
        editions.draft_file,
        name="publication-file",
        read=None,
        write=HOUSE_MAKERS,
    ),
    page(
        "publications/<int:pk>/editions/<int:number>/",
        editions.edition,
        name="edition",
        read=HOUSE_MAKERS,
        write={Role.DIRECTION},
    ),
    page(
        "publications/<int:pk>/editions/<int:number>/fichier/",
        editions.edition_file,
        name="edition-file",
        read=None,
        write=HOUSE_MAKERS,
    ),
    page(
        "publications/<int:pk>/editions/<int:number>/chiffres/<int:place>/",
        edition_proofs.records,
        name="edition-records",
        read=HOUSE_MAKERS,
    ),
    page(
        "publications/<int:pk>/editions/<int:number>/pourquoi/",
        edition_proofs.why,
        name="edition-why",
        read=HOUSE_MAKERS,
    ),
    page("publie/<str:token>/", editions.published, name="published", read=PUBLIC),
    page(
        "publie/<str:token>/rapport.pdf",
        editions.published_file,
        name="published-file",
        read=PUBLIC,
    ),
]
urlpatterns = [
    *PUBLICATIONS,
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
    page("vie-associative/dossier/", board.page, name="board", read=HOUSE_MAKERS),
    page("rapports/territoires/<int:pk>/", views.territory, name="territory", read=TEAM),
    page("rapports/<slug:slug>/", views.make, name="make", read=None, write=MAKERS),
]
