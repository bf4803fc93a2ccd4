"""Addresses of bodies and mandates."""

from probant.governance.access import SITTERS
from probant.governance.screens.views import bodies
from probant.kernel.roles import TEAM
from probant.ui.routing import page

patterns = [
    page("instances/", bodies.listing, name="bodies", read=SITTERS),
    page("instances/<int:pk>/", bodies.sheet, name="body_sheet", read=SITTERS),
    page("instances/<int:pk>/regles/", bodies.rules, name="rules", read=TEAM, write=TEAM),
    page("instances/<int:pk>/colleges/", bodies.college, name="college", read=TEAM, write=TEAM),
    page("instances/<int:pk>/mandats/", bodies.mandates, name="mandates", read=TEAM, write=TEAM),
    page("mandats/<int:pk>/", bodies.mandate, name="mandate", read=SITTERS),
    page("mandats/<int:pk>/fin/", bodies.mandate_end, name="mandate_end", read=TEAM, write=TEAM),
    page("mandats/<int:pk>/interets/", bodies.interest, name="interest", read=TEAM, write=TEAM),
]
