"""Addresses of participants of co-funded operations."""

from probant.engagement.screens.views import participants
from probant.kernel.roles import TEAM, Role
from probant.ui.routing import page

patterns = [
    page("participants/", participants.listing, name="participants", read=TEAM),
    page(
        "participants/entree/", participants.enter, name="participant-enter", read=TEAM, write=TEAM
    ),
    page("participants/<int:pk>/", participants.sheet, name="participant", read=TEAM, write=TEAM),
    page(
        "participants/<int:pk>/sortie/",
        participants.leave,
        name="participant-leave",
        read=TEAM,
        write=TEAM,
    ),
    page(
        "participants/faits/<slug:kind>/<int:pk>/remplacer/",
        participants.replace,
        name="participant-replace",
        read=TEAM,
        write=TEAM,
    ),
    page(
        "participants/faits/<slug:kind>/<int:pk>/annuler/",
        participants.void,
        name="participant-void",
        read=TEAM,
        write=TEAM,
    ),
    page(
        "participants/export/",
        participants.export,
        name="participants-export",
        read=None,
        write={Role.DIRECTION},
    ),
]
