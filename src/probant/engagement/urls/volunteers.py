"""Addresses of volunteers: who they are, their hours, the cases proposed to them."""

from probant.engagement.screens.views import giving, in_kind, matching, volunteers
from probant.kernel.roles import TEAM, Role
from probant.ui.routing import page

WRITERS = TEAM | {Role.VOLUNTEER}
READERS = TEAM | {Role.BOARD}

patterns = [
    page("benevoles/", volunteers.listing, name="volunteers", read=TEAM),
    page("benevoles/<int:pk>/", volunteers.sheet, name="volunteer", read=WRITERS),
    page(
        "benevoles/<int:pk>/competences/",
        volunteers.profile,
        name="volunteer-profile",
        read=WRITERS,
        write=WRITERS,
    ),
    page(
        "benevoles/<int:pk>/mission/",
        volunteers.mission,
        name="volunteer-mission",
        read=TEAM,
        write=TEAM,
    ),
    page("benevoles/<int:pk>/fin/", volunteers.end, name="volunteer-end", read=TEAM, write=TEAM),
    page(
        "benevoles/<int:pk>/convention/",
        volunteers.agreement,
        name="agreement-draw",
        read=TEAM,
        write=TEAM,
    ),
    page(
        "benevoles/<int:pk>/attestation/",
        volunteers.paper,
        name="volunteer-paper",
        read=TEAM,
        write=TEAM,
    ),
    page("benevoles/<int:pk>/semaine/", giving.week, name="week", read=WRITERS, write=WRITERS),
    page(
        "benevoles/conventions/<int:pk>/signature/",
        volunteers.sign,
        name="agreement-sign",
        read=TEAM,
        write=TEAM,
    ),
    page(
        "benevoles/conventions/<int:pk>/fin/",
        volunteers.agreement_end,
        name="agreement-end",
        read=TEAM,
        write=TEAM,
    ),
    page(
        "benevoles/conventions/<int:pk>/copie/",
        volunteers.agreement_copy,
        name="agreement-copy",
        read=WRITERS,
    ),
    page("benevoles/competences/", volunteers.skills, name="skills", read=TEAM, write=TEAM),
    page(
        "benevoles/competences/<slug:code>/",
        volunteers.skill,
        name="skill",
        read=None,
        write=TEAM,
    ),
    page("benevoles/heures/", giving.waiting, name="waiting", read=TEAM, write=TEAM),
    page(
        "benevoles/heures/<int:pk>/retirer/",
        giving.withdraw,
        name="hours-withdraw",
        read=None,
        write=WRITERS,
    ),
    page("dossiers/<int:pk>/benevoles/", matching.match, name="match", read=TEAM, write=TEAM),
    page(
        "benevoles/propositions/<int:pk>/",
        matching.proposal,
        name="proposal",
        read=WRITERS,
        write=WRITERS,
    ),
    page("benevoles/contributions/", in_kind.page, name="in-kind", read=READERS),
    page(
        "benevoles/contributions/export/",
        in_kind.export,
        name="in-kind-export",
        read=None,
        write=TEAM,
    ),
    page(
        "benevoles/methode/",
        in_kind.rates,
        name="rates",
        read=READERS,
        write={Role.DIRECTION},
    ),
]
