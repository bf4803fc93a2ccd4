"""Addresses of testimonies: the team's pages, and the public ones behind a secret link."""

from probant.kernel.roles import TEAM, Role
from probant.support.screens.views import door_choices, testifying, testimonies
from probant.ui.routing import PUBLIC, page

patterns = [
    page(
        "dossiers/<int:pk>/temoignage/",
        testimonies.ask,
        name="testimony-ask",
        read=TEAM,
        write=TEAM,
    ),
    page(
        "dossiers/<int:pk>/temoignage/entretien/",
        testimonies.interview,
        name="testimony-interview",
        read=TEAM,
        write=TEAM,
    ),
    page("temoignages/", testimonies.listing, name="testimonies", read=TEAM),
    page(
        "temoignages/export/", testimonies.export, name="testimonies-export", read=None, write=TEAM
    ),
    page(
        "temoignages/reglages/",
        door_choices.of_testimonies,
        name="testimony-settings",
        read={Role.DIRECTION},
    ),
    page("temoignages/<int:pk>/", testimonies.sheet, name="testimony", read=TEAM),
    page(
        "temoignages/<int:pk>/relire/",
        testimonies.read_over,
        name="testimony-read",
        read=None,
        write=TEAM,
    ),
    page(
        "temoignages/<int:pk>/accords/",
        testimonies.consents,
        name="testimony-consents",
        read=TEAM,
        write=TEAM,
    ),
    page(
        "temoignages/<int:pk>/publie/",
        testimonies.publish,
        name="testimony-publish",
        read=None,
        write=TEAM,
    ),
    page(
        "temoignages/<int:pk>/effacer/",
        testimonies.erase,
        name="testimony-erase",
        read=None,
        write=TEAM,
    ),
    page("temoigner/merci/", testifying.testified, name="testified", read=PUBLIC),
    page(
        "temoigner/accords/<str:token>/",
        testifying.consents,
        name="consents",
        read=PUBLIC,
        write=PUBLIC,
    ),
    page("temoigner/<str:token>/", testifying.testify, name="testify", read=PUBLIC, write=PUBLIC),
]
