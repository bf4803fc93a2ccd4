"""Addresses of the register of evidence."""

from probant.funding.access import READERS
from probant.funding.screens.views import evidence
from probant.kernel.roles import TEAM, Role
from probant.ui.routing import page

JUDGES = TEAM | {Role.FUNDER_OFFICER, Role.FUNDER_FINANCE}

patterns = [
    page(
        "conventions/<int:pk>/pieces/remettre/",
        evidence.give,
        name="give-evidence",
        read=TEAM,
        write=TEAM,
    ),
    page(
        "conventions/<int:pk>/pieces/liste/",
        evidence.complete,
        name="complete-evidence",
        read=TEAM,
        write=TEAM,
    ),
    page(
        "conventions/pieces/<int:pk>/accepter/",
        evidence.accept,
        name="accept-evidence",
        read=JUDGES,
        write=JUDGES,
    ),
    page(
        "conventions/pieces/<int:pk>/refuser/",
        evidence.refuse,
        name="refuse-evidence",
        read=JUDGES,
        write=JUDGES,
    ),
    page(
        "conventions/pieces/remises/<int:pk>/fichier/",
        evidence.original,
        name="evidence-file",
        read=READERS,
    ),
]
