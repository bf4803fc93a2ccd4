"""Addresses of attendance: taking it, precise hours, what proves it."""

from probant.gatherings.screens.views import attendance, door
from probant.kernel.roles import TEAM
from probant.ui.routing import page

patterns = [
    page("rencontres/<int:pk>/presences/", door.take, name="door", read=TEAM, write=TEAM),
    page("rencontres/<int:pk>/presences/noms/", door.names, name="door-names", read=TEAM),
    page(
        "rencontres/<int:pk>/presences/envoi/", door.taps, name="door-taps", read=None, write=TEAM
    ),
    page(
        "rencontres/<int:pk>/effectif/",
        attendance.headcount,
        name="headcount",
        read=TEAM,
        write=TEAM,
    ),
    page(
        "rencontres/presences/<int:pk>/",
        attendance.amend,
        name="attendance",
        read=TEAM,
        write=TEAM,
    ),
]
