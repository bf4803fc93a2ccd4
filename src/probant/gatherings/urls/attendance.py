"""Addresses of attendance: taking it, precise hours, what proves it."""

from probant.gatherings.screens.views import attendance, checkin, door, opinions, sheets
from probant.kernel.roles import TEAM
from probant.ui.routing import PUBLIC, page

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
    page("rencontres/<int:pk>/feuille/", sheets.join, name="sheet-join", read=TEAM, write=TEAM),
    page("rencontres/feuilles/<int:pk>/", sheets.original, name="sheet-file", read=TEAM),
    page(
        "rencontres/feuilles/<int:pk>/retirer/",
        sheets.remove,
        name="sheet-remove",
        read=None,
        write=TEAM,
    ),
    page("rencontres/<int:pk>/remercier/", sheets.thank, name="thank", read=TEAM, write=TEAM),
    page("rencontres/<int:pk>/code/", checkin.show_door, name="door-code", read=TEAM),
    page("entree/<str:token>/", checkin.check_in, name="check-in", read=PUBLIC, write=PUBLIC),
    page("billet/<uuid:token>/", checkin.ticket, name="ticket", read=PUBLIC, write=TEAM),
    page("avis/merci/", opinions.given, name="opinion-given", read=PUBLIC),
    page("avis/<str:token>/", opinions.give, name="opinion", read=PUBLIC, write=PUBLIC),
]
