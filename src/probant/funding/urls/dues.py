"""Addresses of what is due, of statements and of the cash plan."""

from probant.funding.access import READERS
from probant.funding.screens.views import cash, dues, statements
from probant.kernel.roles import TEAM, Role
from probant.ui.routing import page

DIRECTION = {Role.DIRECTION}  # what posts cost is for the direction alone

patterns = [
    page("conventions/du/", dues.listing, name="dues", read=READERS),
    page("conventions/du/echeances.ics", dues.calendar, name="dues-calendar", read=READERS),
    page(
        "conventions/<int:pk>/responsable/",
        dues.keeper,
        name="convention-keeper",
        read=TEAM,
        write=TEAM,
    ),
    page("conventions/releve/", statements.page, name="statement", read=TEAM, write=TEAM),
    page(
        "conventions/releve/<int:pk>/confirmer/",
        statements.confirm,
        name="confirm-line",
        read=TEAM,
        write=TEAM,
    ),
    page(
        "conventions/releve/<int:pk>/ecarter/",
        statements.aside,
        name="line-aside",
        read=None,
        write=TEAM,
    ),
    page("conventions/tresorerie/", cash.page, name="cash", read=DIRECTION),
    page("conventions/tresorerie/tresorerie.csv", cash.as_csv, name="cash-csv", read=DIRECTION),
    page("conventions/tresorerie/tresorerie.xlsx", cash.as_xlsx, name="cash-xlsx", read=DIRECTION),
]
