"""Addresses of calls and consultations."""

from probant.funding.access import OWN
from probant.funding.screens.views import calls
from probant.kernel.roles import TEAM
from probant.ui.routing import page

patterns = [
    page("appels/", calls.listing, name="calls", read=OWN),
    page("appels/veille/", calls.watch, name="call-watch", read=TEAM, write=TEAM),
    page("appels/<int:pk>/", calls.sheet, name="call", read=OWN),
    page("appels/<int:pk>/modifier/", calls.change, name="call-change", read=TEAM, write=TEAM),
    page("appels/<int:pk>/suite/", calls.step, name="call-step", read=TEAM, write=TEAM),
    page(
        "appels/suites/<int:pk>/retirer/",
        calls.void_step,
        name="call-step-void",
        read=TEAM,
        write=TEAM,
    ),
    page(
        "appels/<int:pk>/partenaire/",
        calls.add_partner,
        name="call-partner",
        read=TEAM,
        write=TEAM,
    ),
    page(
        "appels/partenaires/<int:pk>/retirer/",
        calls.drop_partner,
        name="call-partner-drop",
        read=TEAM,
        write=TEAM,
    ),
    page("appels/<int:pk>/piece/", calls.add_piece, name="call-piece", read=TEAM, write=TEAM),
    page(
        "appels/pieces/<int:pk>/retirer/",
        calls.drop_piece,
        name="call-piece-drop",
        read=TEAM,
        write=TEAM,
    ),
    page("appels/pieces/<int:pk>/fichier/", calls.piece_file, name="call-file", read=OWN),
    page("appels/<int:pk>/alerter/", calls.alert, name="call-alert", read=TEAM, write=TEAM),
]
