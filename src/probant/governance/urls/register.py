"""Addresses of the register of deliberations."""

from probant.governance.screens.views import acts, record, register
from probant.kernel.roles import FUNDERS, TEAM, Role
from probant.ui.routing import page

READERS = TEAM | {Role.BOARD, Role.VOLUNTEER} | FUNDERS

patterns = [
    page("deliberations/", register.listing, name="deliberations", read=READERS),
    page("deliberations/enregistrer/", acts.record, name="record", read=TEAM, write=TEAM),
    page("deliberations/instances/nouvelle/", record.body, name="body", read=TEAM, write=TEAM),
    page("deliberations/<int:pk>/", register.sheet, name="deliberation", read=READERS),
    page(
        "deliberations/<int:pk>/formalites/",
        acts.formalities,
        name="formalities",
        read=TEAM,
        write=TEAM,
    ),
    page(
        "deliberations/<int:pk>/corriger/",
        acts.correct,
        name="correct",
        read=TEAM,
        write=TEAM,
    ),
    page("deliberations/<int:pk>/retirer/", acts.end, name="end", read=TEAM, write=TEAM),
    page(
        "deliberations/instances/<int:pk>/numeros/",
        record.pattern,
        name="pattern",
        read=TEAM,
        write=TEAM,
    ),
]
