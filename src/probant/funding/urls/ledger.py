"""Addresses of accounts."""

from probant.funding.access import STEWARDS
from probant.funding.screens.views import ledger
from probant.kernel.roles import TEAM
from probant.ui.routing import page

patterns = [
    page("conventions/comptes/", ledger.accounts, name="accounts", read=STEWARDS),
    page(
        "conventions/comptes/<int:year>/ecritures/", ledger.entries, name="entries", read=STEWARDS
    ),
    page(
        "conventions/comptes/fichiers/<int:pk>/",
        ledger.ledger_file,
        name="ledger-file",
        read=STEWARDS,
    ),
    page("conventions/comptes/affecter/", ledger.assign, name="assign", read=TEAM, write=TEAM),
    page(
        "conventions/comptes/affectations/<int:pk>/oublier/",
        ledger.forget,
        name="assign-forget",
        read=None,
        write=TEAM,
    ),
    page(
        "conventions/comptes/cles/nouvelle/",
        ledger.share_key,
        name="share-key-new",
        read=TEAM,
        write=TEAM,
    ),
    page(
        "conventions/comptes/cles/<int:pk>/",
        ledger.share_key,
        name="share-key",
        read=TEAM,
        write=TEAM,
    ),
]
