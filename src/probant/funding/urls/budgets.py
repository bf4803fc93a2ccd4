"""Addresses of budgets."""

from probant.funding.screens.views import budgets
from probant.kernel.roles import TEAM
from probant.ui.routing import page

patterns = [
    page(
        "conventions/<int:pk>/budgets/<int:year>/<int:number>/",
        budgets.budget,
        name="budget",
        read=TEAM,
        write=TEAM,
    ),
]
