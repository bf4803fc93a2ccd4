"""Cash over twelve months: page, CSV and XLSX."""

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone

from probant.funding.queries.cash import CashPlan, cash_plan, rows_of
from probant.funding.rules.cash import Month
from probant.journal.reading import reading
from probant.kernel.dates import MONTHS
from probant.ui.charts import Bar, bars
from probant.ui.request import Request
from probant.ui.spreadsheets import CSV, XLSX, attachment, csv_bytes, xlsx_bytes

HEADINGS = (
    "Mois",
    "Versements attendus (€)",
    "Coût connu de l’équipe (€)",
    "Solde du mois (€)",
    "Solde cumulé (€)",
)


def page(request: Request) -> HttpResponse:
    """`/conventions/tresorerie/`: instalments due and staff cost, month by month."""
    with reading():
        plan = cash_plan(request.actor, timezone.localdate())
    items = [Bar(name, one.income_cents) for name, one in _named(plan)]
    total, rows = 0, []
    for name, one in _named(plan):
        total += one.net_cents
        rows.append({"name": name, "it": one, "total": total})
    context = {
        "plan": plan,
        "rows": rows,
        "chart": bars(items, title="Versements attendus par mois", euros=True)
        if plan.income_cents
        else "",
    }
    return render(request, "funding/money_cash.html", context)


def _named(plan: CashPlan) -> list[tuple[str, Month]]:
    return [(f"{MONTHS[one.start.month - 1]} {one.start.year}", one) for one in plan.months]


def as_csv(request: Request) -> HttpResponse:
    """`/conventions/tresorerie/tresorerie.csv`: the same months."""
    rows = list(rows_of(cash_plan(request.actor, timezone.localdate())))
    return attachment(csv_bytes(HEADINGS, rows), "tresorerie.csv", CSV)


def as_xlsx(request: Request) -> HttpResponse:
    """`/conventions/tresorerie/tresorerie.xlsx`: the same months."""
    rows = list(rows_of(cash_plan(request.actor, timezone.localdate())))
    return attachment(xlsx_bytes(HEADINGS, rows, title="Trésorerie"), "tresorerie.xlsx", XLSX)
