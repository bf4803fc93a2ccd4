"""Addresses of the directory."""

from probant.directory.screens.views import agreements, exports, people, search, structures
from probant.kernel.roles import HOUSE, TEAM, Role
from probant.ui.routing import SIGNED_IN, page

DIRECTION = {Role.DIRECTION}

app_name = "directory"
urlpatterns = [
    page("annuaire/", structures.listing, name="list", read=HOUSE),
    page("annuaire/export/", exports.export, name="export", read=HOUSE),
    page("annuaire/nouvelle/", structures.create, name="create", read=TEAM, write=TEAM),
    page("annuaire/<int:pk>/", structures.sheet, name="sheet", read=HOUSE),
    page("annuaire/<int:pk>/modifier/", structures.edit, name="edit", read=TEAM, write=TEAM),
    page("annuaire/<int:pk>/adopter/", structures.adopt, name="adopt", read=None, write=TEAM),
    page("annuaire/<int:pk>/accords/", agreements.agree, name="agree", read=TEAM, write=TEAM),
    page(
        "annuaire/<int:pk>/accords/<int:funder>/retrait/",
        agreements.withdraw,
        name="withdraw",
        read=None,
        write=TEAM,
    ),
    page("annuaire/<int:pk>/personnes/", people.add, name="add-person", read=TEAM, write=TEAM),
    page("personnes/<int:pk>/", people.person, name="person", read=TEAM),
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
    page("recherche/", search.search, name="search", read=SIGNED_IN),
]
