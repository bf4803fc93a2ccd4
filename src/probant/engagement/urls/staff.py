"""Addresses of posts, weeks and sheets. They come before hours, whose is `temps/<slug>/`."""

from probant.engagement.screens.views import posts, sheets, weeks
from probant.kernel.roles import TEAM, Role
from probant.ui.routing import page

DIRECTION = {Role.DIRECTION}
SIGNERS = TEAM | {Role.BOARD}

patterns = [
    page("temps/semaine/", weeks.week, name="staff-week", read=TEAM, write=TEAM),
    page("temps/mois/", sheets.months, name="months", read=TEAM),
    page(
        "temps/mois/<int:pk>/<int:year>/<int:month>/",
        sheets.sheet,
        name="sheet",
        read=SIGNERS,
        write=SIGNERS,
    ),
    page(
        "temps/lettres/nouvelle/",
        sheets.letter_create,
        name="letter-create",
        read=DIRECTION,
        write=DIRECTION,
    ),
    page("temps/lettres/<int:pk>/copie/", sheets.letter_copy, name="letter-copy", read=TEAM),
    page("postes/", posts.listing, name="posts", read=TEAM),
    page("postes/nouveau/", posts.create, name="post-create", read=DIRECTION, write=DIRECTION),
    page("postes/base/", posts.base, name="full-time", read=DIRECTION, write=DIRECTION),
    page("postes/<int:pk>/", posts.sheet, name="post", read=TEAM),
    page(
        "postes/<int:pk>/modifier/", posts.edit, name="post-edit", read=DIRECTION, write=DIRECTION
    ),
    page(
        "postes/<int:pk>/contrat/", posts.contract, name="contract", read=DIRECTION, write=DIRECTION
    ),
    page("postes/<int:pk>/cout/", posts.cost, name="post-cost", read=DIRECTION, write=DIRECTION),
    page(
        "postes/contrats/<int:pk>/fin/",
        posts.end,
        name="contract-end",
        read=DIRECTION,
        write=DIRECTION,
    ),
]
