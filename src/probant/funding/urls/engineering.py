"""Addresses of the engineering fund."""

from probant.funding.access import STEWARDS
from probant.funding.screens.views import engineering
from probant.kernel.roles import TEAM
from probant.ui.routing import page

patterns = [
    page("conventions/ingenierie/", engineering.listing, name="engineering", read=STEWARDS),
    page(
        "conventions/ingenierie/noter/",
        engineering.write,
        name="engineering-write",
        read=TEAM,
        write=TEAM,
    ),
    page(
        "conventions/ingenierie/<int:pk>/retirer/",
        engineering.drop,
        name="engineering-drop",
        read=TEAM,
        write=TEAM,
    ),
]
