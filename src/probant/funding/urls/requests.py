"""Addresses of requests, on both sides."""

from probant.funding.access import BOTH
from probant.funding.screens.views import instruction, requests
from probant.kernel.roles import TEAM, Role
from probant.ui.routing import page

NOTES = TEAM | {Role.FUNDER_OFFICER}

patterns = [
    page("demandes/", requests.listing, name="requests", read=BOTH),
    page("demandes/nouvelle/", requests.prepare, name="request-prepare", read=TEAM, write=TEAM),
    page("demandes/<int:pk>/", requests.sheet, name="request", read=BOTH),
    page(
        "demandes/<int:pk>/modifier/",
        requests.change,
        name="request-change",
        read=TEAM,
        write=TEAM,
    ),
    page(
        "demandes/<int:pk>/actions/",
        requests.add_action,
        name="request-action",
        read=TEAM,
        write=TEAM,
    ),
    page(
        "demandes/actions/<int:pk>/retirer/",
        requests.drop_action,
        name="request-action-drop",
        read=TEAM,
        write=TEAM,
    ),
    page(
        "demandes/<int:pk>/engagement/",
        requests.commitment,
        name="request-commitment",
        read=TEAM,
        write=TEAM,
    ),
    page("demandes/<int:pk>/prendre/", requests.take, name="request-take", read=TEAM, write=TEAM),
    page(
        "demandes/<int:pk>/deposer/",
        requests.deposit,
        name="request-deposit",
        read=TEAM,
        write=TEAM,
    ),
    page(
        "demandes/<int:pk>/retrait/",
        requests.withdraw,
        name="request-withdraw",
        read=TEAM,
        write=TEAM,
    ),
    page(
        "demandes/<int:pk>/accuse/",
        instruction.acknowledge,
        name="request-acknowledge",
        read=NOTES,
        write=NOTES,
    ),
    page("demandes/<int:pk>/piece/", instruction.ask, name="request-ask", read=NOTES, write=NOTES),
    page(
        "demandes/pieces/<int:pk>/remettre/",
        instruction.give,
        name="request-give",
        read=TEAM,
        write=TEAM,
    ),
    page("demandes/pieces/<int:pk>/fichier/", requests.piece_file, name="request-file", read=BOTH),
    page(
        "demandes/<int:pk>/complet/",
        instruction.complete,
        name="request-complete",
        read=NOTES,
        write=NOTES,
    ),
    page(
        "demandes/<int:pk>/avis/",
        instruction.opinion,
        name="request-opinion",
        read={Role.FUNDER_OFFICER},
        write={Role.FUNDER_OFFICER},
    ),
    page(
        "demandes/<int:pk>/decision/",
        instruction.decide,
        name="request-decide",
        read=NOTES,
        write=NOTES,
    ),
    page(
        "demandes/etapes/<int:pk>/retirer/",
        instruction.void,
        name="request-void",
        read=TEAM,
        write=TEAM,
    ),
]
