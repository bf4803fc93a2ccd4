"""Addresses of funding, one module a subject."""

from probant.funding.urls import (
    budgets,
    calls,
    chain,
    conventions,
    dues,
    engineering,
    evidence,
    granting,
    ledger,
    money,
    open_data,
    paid_services,
    permanent,
    portfolio,
    reports,
    requests,
    shares,
    sheets,
)

app_name = "funding"

urlpatterns = [
    *dues.patterns,
    *chain.patterns,
    *granting.patterns,
    *evidence.patterns,
    *portfolio.patterns,
    *requests.patterns,
    *permanent.patterns,
    *calls.patterns,
    *engineering.patterns,
    *shares.patterns,
    *conventions.patterns,
    *money.patterns,
    *open_data.patterns,
    *budgets.patterns,
    *sheets.patterns,
    *ledger.patterns,
    *reports.patterns,
    *paid_services.patterns,
]
