"""Services sold held against the accounts: what was invoiced is income of account 70."""

from probant.kernel.finding import Finding, Severity
from probant.kernel.money import write_euros

SOURCE = "règlement ANC 2018-06, compte 70 : ventes de biens et prestations de services"


def check_services(year: int, invoiced_cents: int, booked_cents: int | None) -> list[Finding]:
    """`services.booked`: the invoices of a year differ from account 70 of its accounts.

    `booked_cents` None: the accounts of the year are not there, nothing can be said.

    >>> [one.code for one in check_services(2024, 120_000, 100_000)]
    ['services.booked']
    >>> check_services(2024, 120_000, 120_000), check_services(2024, 120_000, None)
    ([], [])
    """
    if booked_cents is None or booked_cents == invoiced_cents:
        return []
    gap = write_euros(abs(invoiced_cents - booked_cents))
    more = booked_cents > invoiced_cents
    told = (
        f"{year} : {write_euros(invoiced_cents)} facturés, {write_euros(booked_cents)} au compte "
        f"70 des comptes, soit {gap} d’écart. "
    )
    mend = (
        "Une vente n’est pas notée ici, ou une recette du compte 70 est une subvention (compte 74)."
        if more
        else "Une facture n’est pas dans les comptes, ou elle y est à un autre compte."
    )
    return [Finding("services.booked", Severity.WARNING, f"{told}{mend} ({SOURCE}.)")]
