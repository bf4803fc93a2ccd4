"""Addresses of the shares of funders in a cost."""

from probant.funding.access import STEWARDS
from probant.funding.screens.views import shares
from probant.kernel.roles import TEAM
from probant.ui.routing import page

patterns = [
    page("conventions/parts/", shares.listing, name="shares", read=STEWARDS),
    page("conventions/parts/noter/", shares.write, name="share-write", read=TEAM, write=TEAM),
    page(
        "conventions/parts/<int:pk>/retirer/",
        shares.drop,
        name="share-drop",
        read=TEAM,
        write=TEAM,
    ),
]
