"""Addresses of funding, one module a subject."""

from probant.funding.urls import budgets, conventions, engineering, money, shares

app_name = "funding"

urlpatterns = [
    *engineering.patterns,
    *shares.patterns,
    *conventions.patterns,
    *money.patterns,
    *budgets.patterns,
]
