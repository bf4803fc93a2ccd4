"""Addresses of hours given and of volunteers."""

from probant.engagement.screens.views import hours
from probant.kernel.roles import TEAM, Role
from probant.ui.routing import page

WRITERS = TEAM | {Role.VOLUNTEER}

patterns = [
    page("temps/", hours.time, name="hours", read=WRITERS, write=WRITERS),
    page("temps/<slug:kind>/", hours.time, name="time", read=WRITERS, write=WRITERS),
    page("benevoles/nouveau/", hours.enrol, name="enrol", read=TEAM, write=TEAM),
    page(
        "temps/<slug:kind>/<int:pk>/annuler/",
        hours.void,
        name="void",
        read=WRITERS,
        write=WRITERS,
    ),
]
