"""Addresses of events, of what is taken up again, of roles and stands."""

from probant.gatherings.screens.views import changes, copies, events, logos, parts
from probant.kernel.roles import HOUSE, TEAM
from probant.ui.routing import page

patterns = [
    page("rencontres/reprendre/", copies.year, name="year-copy", read=TEAM, write=TEAM),
    page("rencontres/logos/", logos.listing, name="logos", read=TEAM, write=TEAM),
    page("rencontres/logos/<int:pk>/", logos.image, name="logo", read=TEAM),
    page(
        "rencontres/logos/<int:pk>/retirer/",
        logos.remove,
        name="logo-remove",
        read=None,
        write=TEAM,
    ),
    page("rencontres/evenements/", events.listing, name="events", read=HOUSE),
    page(
        "rencontres/evenements/nouveau/",
        events.create,
        name="event-create",
        read=TEAM,
        write=TEAM,
    ),
    page("rencontres/evenements/<int:pk>/", events.sheet, name="event", read=HOUSE),
    page(
        "rencontres/evenements/<int:pk>/modifier/",
        events.edit,
        name="event-edit",
        read=TEAM,
        write=TEAM,
    ),
    page(
        "rencontres/evenements/<int:pk>/reprendre/",
        copies.event,
        name="event-copy",
        read=TEAM,
        write=TEAM,
    ),
    page(
        "rencontres/evenements/<int:pk>/partenaires/",
        events.add_partner,
        name="partner-add",
        read=TEAM,
        write=TEAM,
    ),
    page(
        "rencontres/partenaires/<int:pk>/retirer/",
        events.remove_partner,
        name="partner-remove",
        read=None,
        write=TEAM,
    ),
    page("rencontres/collectifs/noter/", events.add_claim, name="claim-add", read=TEAM, write=TEAM),
    page(
        "rencontres/collectifs/<int:pk>/retirer/",
        events.drop_claim,
        name="claim-drop",
        read=None,
        write=TEAM,
    ),
    page("rencontres/<int:pk>/annuler/", changes.cancel, name="cancel", read=TEAM, write=TEAM),
    page("rencontres/<int:pk>/reporter/", changes.postpone, name="postpone", read=TEAM, write=TEAM),
    page("rencontres/<int:pk>/deplacer/", changes.move, name="move", read=TEAM, write=TEAM),
    page("rencontres/<int:pk>/reprendre/", copies.session, name="copy", read=TEAM, write=TEAM),
    page("rencontres/<int:pk>/roles/", parts.give_role, name="role-give", read=TEAM, write=TEAM),
    page(
        "rencontres/roles/<int:pk>/retirer/",
        parts.take_role_back,
        name="role-back",
        read=None,
        write=TEAM,
    ),
    page("rencontres/<int:pk>/stands/", parts.stands, name="stands", read=HOUSE),
    page(
        "rencontres/<int:pk>/stands/places/",
        parts.lay_stands,
        name="stands-lay",
        read=TEAM,
        write=TEAM,
    ),
    page("rencontres/stands/<int:pk>/", parts.give_stand, name="stand", read=TEAM, write=TEAM),
]
