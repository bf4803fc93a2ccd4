"""Addresses of engagement."""

from probant.engagement.screens import views
from probant.kernel.roles import TEAM, Role
from probant.ui.routing import page

app_name = "engagement"
WRITERS = TEAM | {Role.VOLUNTEER}

urlpatterns = [
    page("temps/", views.time, name="hours", read=WRITERS, write=WRITERS),
    page("temps/<slug:kind>/", views.time, name="time", read=WRITERS, write=WRITERS),
    page("benevoles/nouveau/", views.enrol, name="enrol", read=TEAM, write=TEAM),
    page(
        "temps/<slug:kind>/<int:pk>/annuler/",
        views.void,
        name="void",
        read=WRITERS,
        write=WRITERS,
    ),
]
