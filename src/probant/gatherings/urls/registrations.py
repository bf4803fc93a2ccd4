"""Addresses of registrations and invitations, all the team's: they show names and addresses."""

from probant.gatherings.screens.views import registrations
from probant.kernel.roles import TEAM
from probant.ui.routing import page

patterns = [
    page(
        "rencontres/<int:pk>/inscriptions/", registrations.listing, name="registrations", read=TEAM
    ),
    page(
        "rencontres/<int:pk>/inscrire/",
        registrations.register,
        name="register",
        read=TEAM,
        write=TEAM,
    ),
    page(
        "rencontres/<int:pk>/inviter/", registrations.invite, name="invite", read=TEAM, write=TEAM
    ),
    page(
        "rencontres/<int:pk>/inscriptions/reglages/",
        registrations.terms,
        name="registration-terms",
        read=TEAM,
        write=TEAM,
    ),
    page(
        "rencontres/inscriptions/<int:pk>/",
        registrations.one_registration,
        name="registration",
        read=TEAM,
        write=TEAM,
    ),
    page(
        "rencontres/invitations/<int:pk>/",
        registrations.one_invitation,
        name="invitation",
        read=TEAM,
        write=TEAM,
    ),
]
