"""Services sold, year by year, beside account 70 of the accounts."""

from django.db.models import Sum
from django.db.models.functions import ExtractYear

from probant.funding.models import LedgerFile, PaidService
from probant.funding.queries.actuals import actuals_of
from probant.funding.rules.paid_services import check_services
from probant.kernel.actor import Actor
from probant.kernel.finding import Finding

ACCOUNT = "70"
MOST_YEARS = 4


def against_accounts(actor: Actor) -> list[Finding]:
    """Where the invoices of a year differ from its accounts, latest first.

    The last years that have accounts; about six queries for each.
    """
    invoiced = dict(
        PaidService.objects.visible_to(actor)
        .filter(invoiced_on__isnull=False)
        .annotate(year=ExtractYear("invoiced_on"))
        .order_by()
        .values("year")
        .annotate(cents=Sum("amount_cents"))
        .values_list("year", "cents")
    )
    files = LedgerFile.objects.filter(house_id=actor.house).order_by("-year")
    years = list(dict.fromkeys(files.values_list("year", flat=True)))[:MOST_YEARS]
    found: list[Finding] = []
    for year in years:
        booked = sum(
            one.cents
            for one in actuals_of(actor.house, year).portions
            if one.side == "income" and one.account.startswith(ACCOUNT)
        )
        found += check_services(year, invoiced.get(year, 0), booked)
    return found
