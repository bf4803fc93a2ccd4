"""Addresses of networks, their members, where the house sits, and messages to them."""

from probant.gatherings.screens.views import affiliations, mailings, members, networks
from probant.kernel.roles import HOUSE, TEAM
from probant.ui.routing import page

patterns = [
    page("reseaux/", networks.listing, name="networks", read=HOUSE),
    page("reseaux/nouveau/", networks.create, name="network-create", read=TEAM, write=TEAM),
    page("reseaux/<int:pk>/", networks.sheet, name="network", read=HOUSE),
    page("reseaux/<int:pk>/modifier/", networks.edit, name="network-edit", read=TEAM, write=TEAM),
    page("reseaux/<int:pk>/image/", networks.picture, name="network-picture", read=HOUSE),
    page("reseaux/familles/", networks.families, name="network-families", read=TEAM, write=TEAM),
    page(
        "reseaux/familles/<int:pk>/",
        networks.family,
        name="network-family",
        read=TEAM,
        write=TEAM,
    ),
    page("reseaux/ajouter/", members.candidates, name="network-add", read=TEAM),
    page(
        "reseaux/ajouter/ensemble/",
        members.candidates_together,
        name="network-add-together",
        read=None,
        write=TEAM,
    ),
    page(
        "reseaux/ajouter/defaire/",
        members.candidates_undo,
        name="network-add-undo",
        read=None,
        write=TEAM,
    ),
    page(
        "reseaux/membres/ensemble/",
        members.together,
        name="members-together",
        read=None,
        write=TEAM,
    ),
    page(
        "reseaux/membres/defaire/",
        members.together_undo,
        name="members-undo",
        read=None,
        write=TEAM,
    ),
    page("reseaux/membres/<int:pk>/", members.sheet, name="network-member", read=HOUSE),
    page(
        "reseaux/membres/<int:pk>/modifier/",
        members.edit,
        name="member-edit",
        read=TEAM,
        write=TEAM,
    ),
    page(
        "reseaux/membres/<int:pk>/sortie/",
        members.leave,
        name="member-leave",
        read=TEAM,
        write=TEAM,
    ),
    page(
        "reseaux/membres/<int:pk>/reste/",
        members.stay,
        name="member-stay",
        read=TEAM,
        write=TEAM,
    ),
    page(
        "reseaux/membres/<int:pk>/erreur/",
        members.strike,
        name="member-strike",
        read=TEAM,
        write=TEAM,
    ),
    page(
        "reseaux/adhesions/nouvelle/",
        affiliations.create,
        name="affiliation-create",
        read=TEAM,
        write=TEAM,
    ),
    page(
        "reseaux/adhesions/<int:pk>/fin/",
        affiliations.end,
        name="affiliation-end",
        read=TEAM,
        write=TEAM,
    ),
    page("reseaux/messages/", mailings.listing, name="mailings", read=TEAM),
    page(
        "reseaux/messages/nouveau/",
        mailings.create,
        name="mailing-create",
        read=TEAM,
        write=TEAM,
    ),
    page("reseaux/messages/<int:pk>/", mailings.sheet, name="mailing", read=TEAM),
]
