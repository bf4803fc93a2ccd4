"""Addresses of funding."""

from probant.funding.screens.views import budgets, conventions, engineering, money, shares
from probant.kernel.roles import FUNDERS, HOUSE, TEAM, Role
from probant.ui.routing import page

READERS = HOUSE | FUNDERS
STEWARDS = TEAM | {Role.BOARD}  # those who read what missions cost

app_name = "funding"
urlpatterns = [
    page("conventions/ingenierie/", engineering.listing, name="engineering", read=STEWARDS),
    page(
        "conventions/ingenierie/noter/",
        engineering.write,
        name="engineering-write",
        read=TEAM,
        write=TEAM,
    ),
    page(
        "conventions/ingenierie/<int:pk>/retirer/",
        engineering.drop,
        name="engineering-drop",
        read=TEAM,
        write=TEAM,
    ),
    page("conventions/parts/", shares.listing, name="shares", read=STEWARDS),
    page("conventions/parts/noter/", shares.write, name="share-write", read=TEAM, write=TEAM),
    page(
        "conventions/parts/<int:pk>/retirer/",
        shares.drop,
        name="share-drop",
        read=TEAM,
        write=TEAM,
    ),
    page("conventions/", conventions.listing, name="conventions", read=READERS),
    page("conventions/<int:pk>/", conventions.sheet, name="convention", read=READERS),
    page("conventions/<int:pk>/subvention/", money.award, name="award", read=TEAM, write=TEAM),
    page("conventions/<int:pk>/fait/", money.fulfil, name="fulfil", read=TEAM, write=TEAM),
    page(
        "conventions/<int:pk>/budgets/<int:year>/<int:number>/",
        budgets.budget,
        name="budget",
        read=TEAM,
        write=TEAM,
    ),
    page(
        "conventions/subventions/<int:pk>/versement/",
        money.pay,
        name="pay",
        read=TEAM,
        write=TEAM,
    ),
    page(
        "conventions/subventions/<int:pk>/annuler/",
        money.void_award,
        name="void-award",
        read=TEAM,
        write=TEAM,
    ),
    page(
        "conventions/versements/<int:pk>/annuler/",
        money.void_payment,
        name="void-payment",
        read=TEAM,
        write=TEAM,
    ),
]
