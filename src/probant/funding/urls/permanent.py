"""Addresses of the permanent file."""

from probant.funding.access import OWN
from probant.funding.screens.views import permanent
from probant.kernel.roles import TEAM
from probant.ui.routing import page

patterns = [
    page("dossier-permanent/", permanent.sheet, name="permanent", read=OWN),
    page(
        "dossier-permanent/verser/",
        permanent.add,
        name="permanent-add",
        read=TEAM,
        write=TEAM,
    ),
    page(
        "dossier-permanent/<int:pk>/retirer/",
        permanent.withdraw,
        name="permanent-withdraw",
        read=TEAM,
        write=TEAM,
    ),
    page("dossier-permanent/<int:pk>/fichier/", permanent.file, name="permanent-file", read=OWN),
    page(
        "dossier-permanent/budget/<int:year>/",
        permanent.budget,
        name="house-budget",
        read=TEAM,
        write=TEAM,
    ),
]
