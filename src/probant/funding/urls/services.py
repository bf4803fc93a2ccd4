"""Addresses of services sold."""

from probant.funding.access import STEWARDS
from probant.funding.screens.views import services
from probant.kernel.roles import TEAM
from probant.ui.routing import page

patterns = [
    page("conventions/prestations/", services.listing, name="services", read=STEWARDS),
    page(
        "conventions/prestations/nouvelle/",
        services.write,
        name="service-new",
        read=TEAM,
        write=TEAM,
    ),
    page(
        "conventions/prestations/<int:pk>/", services.write, name="service", read=TEAM, write=TEAM
    ),
]
