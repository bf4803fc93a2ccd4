"""Addresses of financial reports and steering committees."""

from probant.funding.access import READERS
from probant.funding.screens.views import reports
from probant.kernel.roles import FUNDERS, TEAM
from probant.ui.routing import page

EXAMINERS = TEAM | FUNDERS  # elected members are refused by the action: they read

patterns = [
    page("conventions/comptes-rendus/", reports.listing, name="financial-reports", read=READERS),
    page(
        "conventions/comptes-rendus/seuil/",
        reports.rule,
        name="report-rule",
        read=TEAM,
        write=TEAM,
    ),
    page(
        "conventions/<int:pk>/compte-rendu/",
        reports.prepare,
        name="report-prepare",
        read=None,
        write=TEAM,
    ),
    page(
        "conventions/<int:pk>/comite/", reports.committee, name="committee", read=TEAM, write=TEAM
    ),
    page(
        "comptes-rendus/<int:pk>/",
        reports.report,
        name="financial-report",
        read=READERS,
        write=TEAM,
    ),
    page(
        "comptes-rendus/<int:pk>/remettre/",
        reports.hand_in,
        name="report-hand-in",
        read=TEAM,
        write=TEAM,
    ),
    page(
        "comptes-rendus/<int:pk>/examiner/",
        reports.examine,
        name="report-examine",
        read=EXAMINERS,
        write=EXAMINERS,
    ),
    page(
        "comptes-rendus/<int:pk>/renvoyer/",
        reports.hand_back,
        name="report-hand-back",
        read=EXAMINERS,
        write=EXAMINERS,
    ),
    page(
        "comptes-rendus/<int:pk>/clore/",
        reports.close,
        name="report-close",
        read=EXAMINERS,
        write=EXAMINERS,
    ),
]
