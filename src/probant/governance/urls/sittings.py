"""Addresses of sittings, their presence, proxies, items and votes."""

from probant.governance.access import SITTERS
from probant.governance.screens.views import floor, items, sittings
from probant.kernel.roles import TEAM
from probant.ui.routing import page

_PLAN = "instances/<int:pk>/seances/nouvelle/"
_WRITING = (
    (_PLAN, sittings.plan, "plan_sitting"),
    ("seances/<int:pk>/convoquer/", sittings.convene, "convene"),
    ("seances/<int:pk>/ordre-du-jour/", sittings.agenda, "agenda"),
    ("seances/<int:pk>/presence/", floor.presence, "presence"),
    ("seances/<int:pk>/pouvoirs/recevoir/", floor.give, "proxy_give"),
    ("seances/<int:pk>/pouvoirs/liste/", floor.give_many, "proxies_give"),
    ("seances/<int:pk>/ouvrir/", sittings.opening, "open_sitting"),
    ("seances/<int:pk>/lever/", sittings.closing, "close_sitting"),
    ("seances/<int:pk>/annuler/", sittings.cancelling, "cancel_sitting"),
    ("pouvoirs/<int:pk>/revoquer/", floor.revoke, "proxy_revoke"),
    ("points/<int:pk>/mouvement/", items.movement, "movement"),
    ("points/<int:pk>/vote/", items.vote, "vote"),
    ("points/<int:pk>/vote-nominal/", items.nominal, "nominal"),
    ("points/<int:pk>/election/", items.election, "election"),
    ("points/<int:pk>/structure/", items.beneficiary, "item_beneficiary"),
    ("points/<int:pk>/mandats/", items.mandates, "elected_mandates"),
)

patterns = [
    page("seances/", sittings.listing, name="sittings", read=SITTERS),
    page("seances/<int:pk>/", sittings.sheet, name="sitting", read=SITTERS),
    page("seances/<int:pk>/pouvoirs/", floor.proxies, name="proxies", read=SITTERS),
    page("points/<int:pk>/", items.sheet, name="item", read=SITTERS),
    *(page(route, view, name=name, read=TEAM, write=TEAM) for route, view, name in _WRITING),
    page(
        "mouvements/<int:pk>/retirer/",
        items.movement_undo,
        name="movement_undo",
        read=None,
        write=TEAM,
    ),
    page("candidats/<int:pk>/doyen/", items.eldest, name="eldest", read=None, write=TEAM),
]
