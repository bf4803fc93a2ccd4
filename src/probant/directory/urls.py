"""Addresses of the directory."""

from probant.directory.screens.views import (
    agreements,
    exports,
    lookups,
    merging,
    people,
    places,
    privacy,
    rights,
    search,
    structures,
)
from probant.kernel.roles import HOUSE, TEAM, Role
from probant.ui.routing import PUBLIC, SIGNED_IN, page

DIRECTION = {Role.DIRECTION}

app_name = "directory"
urlpatterns = [
    page("annuaire/", structures.listing, name="list", read=HOUSE),
    page(
        "annuaire/ensemble/",
        structures.together,
        name="together",
        read=None,
        write=TEAM,
    ),
    page(
        "annuaire/ensemble/defaire/",
        structures.together_undo,
        name="together-undo",
        read=None,
        write=TEAM,
    ),
    page("personnes/ensemble/", people.together, name="people-together", read=None, write=TEAM),
    page("annuaire/export/", exports.export, name="export", read=HOUSE),
    page("annuaire/nouvelle/", structures.create, name="create", read=TEAM, write=TEAM),
    page("annuaire/registres/", lookups.register_lookup, name="register-lookup", read=TEAM),
    page("annuaire/ressemblances/", lookups.likely, name="likely", read=TEAM),
    page("annuaire/<int:pk>/", structures.sheet, name="sheet", read=HOUSE),
    page("annuaire/<int:pk>/modifier/", structures.edit, name="edit", read=TEAM, write=TEAM),
    page("annuaire/<int:pk>/adopter/", structures.adopt, name="adopt", read=None, write=TEAM),
    page("annuaire/<int:pk>/filiere/", places.situate, name="situate", read=TEAM, write=TEAM),
    page("annuaire/<int:pk>/fusion/", merging.merge, name="merge", read=DIRECTION, write=DIRECTION),
    page(
        "annuaire/<int:pk>/separation/",
        merging.part,
        name="part",
        read=DIRECTION,
        write=DIRECTION,
    ),
    page("filieres/", places.branches, name="branches", read=HOUSE, write=DIRECTION),
    page(
        "filieres/<int:pk>/",
        places.close_branch,
        name="close-branch",
        read=None,
        write=DIRECTION,
    ),
    page("territoires/", places.listing, name="territories", read=HOUSE),
    page("territoires/contours/", places.outlines, name="outlines", read=HOUSE),
    page("territoires/<str:code>/", places.territory, name="territory", read=HOUSE),
    page("annuaire/<int:pk>/accords/", agreements.agree, name="agree", read=TEAM, write=TEAM),
    page(
        "annuaire/<int:pk>/accords/<int:funder>/retrait/",
        agreements.withdraw,
        name="withdraw",
        read=None,
        write=TEAM,
    ),
    page("annuaire/<int:pk>/personnes/", people.add, name="add-person", read=TEAM, write=TEAM),
    page("personnes/", people.listing, name="people", read=TEAM),
    page("personnes/export/", people.export, name="export-people", read=None, write=TEAM),
    page("personnes/nouvelle/", people.create, name="create-person", read=TEAM, write=TEAM),
    page("personnes/demandes/", rights.requests, name="requests", read=TEAM),
    page(
        "personnes/demandes/<int:pk>/refus/",
        rights.refuse,
        name="refuse-request",
        read=DIRECTION,
        write=DIRECTION,
    ),
    page(
        "personnes/demandes/<int:pk>/traitee/",
        rights.settle,
        name="settle-request",
        read=None,
        write=DIRECTION,
    ),
    page("personnes/ressemblances/", lookups.likely_persons, name="likely-people", read=TEAM),
    page("personnes/<int:pk>/", people.person, name="person", read=TEAM),
    page("personnes/<int:pk>/modifier/", people.edit, name="edit-person", read=TEAM, write=TEAM),
    page(
        "personnes/<int:pk>/fonctions/",
        people.add_position,
        name="add-position",
        read=TEAM,
        write=TEAM,
    ),
    page("personnes/<int:pk>/donnees/", rights.data, name="data", read=TEAM, write=TEAM),
    page(
        "personnes/<int:pk>/donnees/fichier/",
        rights.export,
        name="export-data",
        read=None,
        write=TEAM,
    ),
    page(
        "personnes/<int:pk>/effacer/", people.erase, name="erase", read=DIRECTION, write=DIRECTION
    ),
    page(
        "personnes/fonctions/<int:pk>/fin/",
        people.end_position,
        name="end-position",
        read=None,
        write=TEAM,
    ),
    page("donnees-personnelles/", privacy.privacy, name="privacy", read=PUBLIC),
    page(
        "donnees-personnelles/notice/",
        privacy.edit_notice,
        name="edit-notice",
        read=DIRECTION,
        write=DIRECTION,
    ),
    page("recherche/", search.search, name="search", read=SIGNED_IN),
]
