"""Addresses of sessions and of who came."""

from probant.gatherings.screens.views import facts, sessions
from probant.kernel.roles import HOUSE, TEAM
from probant.ui.routing import page

patterns = [
    page("rencontres/", sessions.listing, name="sessions", read=HOUSE),
    page("rencontres/nouvelle/", sessions.create, name="session-create", read=TEAM, write=TEAM),
    page("rencontres/<int:pk>/", sessions.sheet, name="session", read=HOUSE),
    page("rencontres/<int:pk>/modifier/", sessions.edit, name="edit", read=TEAM, write=TEAM),
    page("rencontres/<int:pk>/tenue/", sessions.hold, name="hold", read=TEAM, write=TEAM),
    page(
        "rencontres/faits/<slug:kind>/<int:pk>/annuler/",
        facts.void,
        name="void",
        read=TEAM,
        write=TEAM,
    ),
    page(
        "rencontres/faits/<slug:kind>/<int:pk>/remplacer/",
        facts.replace,
        name="replace",
        read=TEAM,
        write=TEAM,
    ),
]
