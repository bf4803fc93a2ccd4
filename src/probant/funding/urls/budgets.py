"""Addresses of budgets."""

from probant.funding.screens.views import budgets, indirect
from probant.kernel.roles import TEAM
from probant.ui.routing import page

PLACE = "<int:pk>/budgets/<int:year>/<int:number>/"

patterns = [
    page(f"conventions/{PLACE}", budgets.budget, name="budget", read=TEAM, write=TEAM),
    page(f"cases/{PLACE}", budgets.cells, name="budget-cells", read=None, write=TEAM),
    page(f"indirectes/{PLACE}", indirect.indirect, name="budget-indirect", read=TEAM, write=TEAM),
]
