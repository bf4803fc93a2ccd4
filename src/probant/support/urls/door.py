"""Addresses of the door: calls, orientations, introductions, public requests, lists."""

from probant.kernel.roles import TEAM, Role
from probant.support.screens.views import accueil, calls, door_choices, handing, requests
from probant.support.urls.cases import WRITERS
from probant.ui.routing import page

DIRECTION = frozenset({Role.DIRECTION})

patterns = [
    page("dossiers/accueil/", accueil.log, name="accueil", read=TEAM, write=TEAM),
    page("dossiers/accueil/noms/", accueil.names, name="accueil-names", read=TEAM),
    page(
        "dossiers/<int:pk>/orienter/",
        handing.refer_case,
        name="refer-case",
        read=WRITERS,
        write=WRITERS,
    ),
    page(
        "dossiers/<int:pk>/mettre-en-relation/",
        handing.introduce_case,
        name="introduce-case",
        read=WRITERS,
        write=WRITERS,
    ),
    page("accueils/", calls.listing, name="calls", read=TEAM),
    page("accueils/export/", calls.export, name="calls-export", read=None, write=TEAM),
    page("accueils/orientations/", handing.referrals, name="referrals", read=TEAM),
    page(
        "accueils/orientations/<int:pk>/suite/",
        handing.referral_sequel,
        name="referral-sequel",
        read=WRITERS,
        write=WRITERS,
    ),
    page("accueils/mises-en-relation/", handing.introductions, name="introductions", read=TEAM),
    page(
        "accueils/mises-en-relation/<int:pk>/suite/",
        handing.introduction_sequel,
        name="intro-sequel",
        read=WRITERS,
        write=WRITERS,
    ),
    page("accueils/demandes/", requests.listing, name="requests", read=TEAM),
    page("accueils/demandes/<int:pk>/", requests.sheet, name="request", read=TEAM, write=TEAM),
    page(
        "accueils/demandes/<int:pk>/reprendre/",
        requests.reopen,
        name="request-reopen",
        read=None,
        write=TEAM,
    ),
    page("accueils/listes/", door_choices.lists, name="door-choices", read=DIRECTION),
    page(
        "accueils/listes/<slug:kind>/ajouter/",
        door_choices.add,
        name="door-choice-add",
        read=DIRECTION,
        write=DIRECTION,
    ),
    page(
        "accueils/listes/<slug:kind>/<slug:code>/",
        door_choices.edit,
        name="door-choice",
        read=DIRECTION,
        write=DIRECTION,
    ),
    page("accueils/<int:pk>/", calls.sheet, name="call", read=TEAM),
    page("accueils/<int:pk>/corriger/", calls.amend, name="call-amend", read=TEAM, write=TEAM),
    page("accueils/<int:pk>/annuler/", calls.void, name="call-void", read=TEAM, write=TEAM),
    page("accueils/<int:pk>/orienter/", handing.refer_call, name="refer", read=TEAM, write=TEAM),
    page(
        "accueils/<int:pk>/mettre-en-relation/",
        handing.introduce_call,
        name="introduce",
        read=TEAM,
        write=TEAM,
    ),
]
