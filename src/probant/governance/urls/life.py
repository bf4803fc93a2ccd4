"""Addresses of the life of an association."""

from probant.governance.screens.views import life
from probant.kernel.roles import TEAM, Role
from probant.ui.routing import page

READERS = TEAM | {Role.BOARD}

patterns = [
    page("vie-associative/", life.page, name="life", read=READERS),
    page(
        "vie-associative/statuts/nouveaux/",
        life.add_statutes,
        name="statutes-add",
        read=TEAM,
        write=TEAM,
    ),
    page("vie-associative/statuts/<int:pk>/", life.declare, name="statutes", read=TEAM, write=TEAM),
    page(
        "vie-associative/statuts/<int:pk>/texte/",
        life.statutes_copy,
        name="statutes-copy",
        read=READERS,
    ),
    page("vie-associative/suites/nouvelle/", life.ask, name="follow-up-ask", read=TEAM, write=TEAM),
    page("vie-associative/suites/<int:pk>/", life.settle, name="follow-up", read=TEAM, write=TEAM),
    page("vie-associative/cotisations/", life.fees, name="fees", read=READERS, write=TEAM),
    page(
        "vie-associative/cotisations/cotisations.csv", life.fees_csv, name="fees-csv", read=READERS
    ),
    page(
        "vie-associative/cotisations/nouvelle/", life.add_fee, name="fee-add", read=TEAM, write=TEAM
    ),
    page("vie-associative/cotisations/<int:pk>/", life.fee, name="fee", read=TEAM, write=TEAM),
]
