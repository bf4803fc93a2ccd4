"""Addresses of the chain of an award."""

from probant.funding.screens.views import chain
from probant.kernel.roles import TEAM, Role
from probant.ui.routing import page

KEEPERS = TEAM | {Role.FUNDER_OFFICER, Role.FUNDER_FINANCE}

patterns = [
    page(
        "conventions/subventions/<int:pk>/etape/",
        chain.step,
        name="award-step",
        read=KEEPERS,
        write=KEEPERS,
    ),
    page(
        "conventions/subventions/<int:pk>/appel/",
        chain.call,
        name="award-call",
        read=TEAM,
        write=TEAM,
    ),
    page(
        "conventions/subventions/<int:pk>/decision/",
        chain.basis,
        name="award-basis",
        read=TEAM,
        write=TEAM,
    ),
    page(
        "conventions/etapes/<int:pk>/annuler/",
        chain.void_step,
        name="void-step",
        read=KEEPERS,
        write=KEEPERS,
    ),
]
