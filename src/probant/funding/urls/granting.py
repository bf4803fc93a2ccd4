"""Address of the awards that a deliberation makes."""

from probant.funding.screens.views import granting
from probant.kernel.roles import TEAM
from probant.ui.routing import page

patterns = [
    page(
        "deliberations/<int:pk>/attributions/",
        granting.grants,
        name="grants",
        read=TEAM,
        write=TEAM,
    ),
]
