"""Addresses of the portfolio, of funding plans, of the associative project."""

from probant.funding.access import BOTH, OWN
from probant.funding.screens.views import portfolio, projects
from probant.kernel.roles import TEAM
from probant.ui.routing import page

patterns = [
    page("conventions/portefeuille/", portfolio.sheet, name="portfolio", read=BOTH),
    page("conventions/financement/", portfolio.plans, name="plans", read=OWN),
    page("conventions/financement/<int:pk>/", portfolio.plan, name="plan", read=OWN),
    page("projet-associatif/", projects.listing, name="projects", read=OWN),
    page(
        "projet-associatif/nouveau/",
        projects.create,
        name="project-create",
        read=TEAM,
        write=TEAM,
    ),
    page("projet-associatif/<int:pk>/", projects.sheet, name="project", read=OWN),
    page(
        "projet-associatif/<int:pk>/modifier/",
        projects.change,
        name="project-change",
        read=TEAM,
        write=TEAM,
    ),
    page(
        "projet-associatif/<int:pk>/axes/",
        projects.axes,
        name="project-axes",
        read=TEAM,
        write=TEAM,
    ),
    page(
        "projet-associatif/<int:pk>/evaluation/<slug:moment>/",
        projects.evaluate,
        name="project-evaluate",
        read=TEAM,
        write=TEAM,
    ),
]
