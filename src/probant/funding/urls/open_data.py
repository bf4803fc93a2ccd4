"""Addresses of open data and of the share of the ESS."""

from probant.funding.access import READERS
from probant.funding.screens.views import ess, open_data, published
from probant.kernel.roles import TEAM
from probant.ui.routing import page

patterns = [
    page("conventions/ess/", ess.listing, name="ess", read=READERS),
    page("conventions/ess/beneficiaire/", ess.correct, name="ess-correct", read=TEAM, write=TEAM),
    page(
        "conventions/ess/beneficiaire/oublier/", ess.forget, name="ess-forget", read=None,
        write=TEAM,
    ),
    page("conventions/ess/<int:pk>/<int:year>/", ess.sheet, name="ess-year", read=READERS),
    page("conventions/ess/<int:pk>/<int:year>/aides/", ess.grants, name="ess-grants", read=READERS),
    page("conventions/ess/<int:pk>/<int:year>/export/", ess.export, name="ess-export",
         read=READERS),
    page("conventions/donnees-ouvertes/", open_data.listing, name="open-data", read=TEAM),
    page("conventions/donnees-ouvertes/actes/", published.acts, name="published-acts",
         read=READERS),
    page(
        "conventions/donnees-ouvertes/verifier/", open_data.check, name="open-data-check",
        read=READERS, write=READERS,
    ),
    page(
        "conventions/donnees-ouvertes/<int:pk>/<slug:form>/<int:year>/", open_data.prepare,
        name="open-data-file", read=TEAM, write=TEAM,
    ),
    page(
        "conventions/donnees-ouvertes/<int:pk>/<slug:form>/<int:year>/retirer/",
        open_data.withdraw, name="open-data-withdraw", read=None, write=TEAM,
    ),
]  # fmt: skip
