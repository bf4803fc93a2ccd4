"""Addresses of action sheets and of their layouts."""

from probant.funding.access import READERS
from probant.funding.screens.views import renewals, sheets, templates
from probant.kernel.roles import TEAM, Role
from probant.ui.routing import page

DIRECTION = {Role.DIRECTION}

patterns = [
    page("conventions/<int:pk>/fiche/", sheets.new, name="sheet-new", read=TEAM, write=TEAM),
    page("fiches/<int:pk>/", sheets.sheet, name="sheet", read=READERS),
    page("fiches/<int:pk>/modifier/", sheets.edit, name="sheet-edit", read=TEAM, write=TEAM),
    page("fiches/<int:pk>/remarque/", sheets.remark, name="sheet-remark", read=TEAM, write=TEAM),
    page(
        "fiches/remarques/<int:pk>/",
        sheets.resolve,
        name="sheet-remark-resolve",
        read=None,
        write=TEAM,
    ),
    page(
        "fiches/<int:pk>/volets/",
        sheets.owners,
        name="sheet-owners",
        read=DIRECTION,
        write=DIRECTION,
    ),
    page("fiches/<int:pk>/valider/", sheets.validate, name="sheet-validate", read=None, write=TEAM),
    page("fiches/<int:pk>/renouveler/", renewals.renew, name="sheet-renew", read=TEAM, write=TEAM),
    page("fiches/modeles/", templates.listing, name="sheet-templates", read=TEAM),
    page(
        "fiches/modeles/nouveau/",
        templates.new,
        name="sheet-template-new",
        read=TEAM,
        write=TEAM,
    ),
    page(
        "fiches/modeles/<int:pk>/",
        templates.edit,
        name="sheet-template",
        read=TEAM,
        write=TEAM,
    ),
    page(
        "fiches/modeles/<int:pk>/retirer/",
        templates.drop,
        name="sheet-template-drop",
        read=None,
        write=TEAM,
    ),
    page("fiches/volets/", templates.layers, name="sheet-layers", read=None, write=DIRECTION),
]
