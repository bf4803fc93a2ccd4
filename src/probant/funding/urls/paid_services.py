"""Addresses of services sold."""

from probant.funding.access import STEWARDS
from probant.funding.screens.views import paid_services
from probant.kernel.roles import TEAM
from probant.ui.routing import page

patterns = [
    page("conventions/prestations/", paid_services.listing, name="services", read=STEWARDS),
    page(
        "conventions/prestations/nouvelle/",
        paid_services.write,
        name="service-new",
        read=TEAM,
        write=TEAM,
    ),
    page(
        "conventions/prestations/<int:pk>/",
        paid_services.write,
        name="service",
        read=TEAM,
        write=TEAM,
    ),
]
