"""Addresses of awards, payments and fulfilments."""

from probant.funding.screens.views import money
from probant.kernel.roles import TEAM, Role
from probant.ui.routing import page

PAYERS = TEAM | {Role.FUNDER_FINANCE}

patterns = [
    page("conventions/<int:pk>/subvention/", money.award, name="award", read=TEAM, write=TEAM),
    page("conventions/<int:pk>/fait/", money.fulfil, name="fulfil", read=TEAM, write=TEAM),
    page(
        "conventions/subventions/<int:pk>/versement/",
        money.pay,
        name="pay",
        read=PAYERS,
        write=PAYERS,
    ),
    page(
        "conventions/subventions/<int:pk>/annuler/",
        money.void_award,
        name="void-award",
        read=TEAM,
        write=TEAM,
    ),
    page(
        "conventions/versements/<int:pk>/annuler/",
        money.void_payment,
        name="void-payment",
        read=TEAM,
        write=TEAM,
    ),
]
