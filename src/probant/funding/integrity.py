"""What funding keeps twice: payments copy their award, the index of names copies titles."""

from collections.abc import Iterator

from django.db.models import Exists, F, OuterRef, Q

from probant.funding.models import Convention, PaymentMade
from probant.kernel.finding import Finding
from probant.kernel.integrity import Check, broken
from probant.search.models import SearchEntry

COPIED = ("house_id", "convention_id", "action_id", "budget_year", "funder_id")


def payments() -> Iterator[Finding]:
    """`funding.payment`: a payment does not say the convention, action, year and funder of its
    award."""
    differs = Q(pk__in=[])
    for name in COPIED:
        differs |= Q(**{f"{name}__isnull": False}) & ~Q(**{name: F(f"award__{name}")})
        differs |= Q(**{f"{name}__isnull": True, f"award__{name}__isnull": False})
    for pk, award in PaymentMade.objects.filter(differs).values_list("pk", "award_id").iterator():
        yield broken(
            "funding.payment", f"Le versement {pk} ne dit plus ce que dit sa subvention {award}."
        )


def titles() -> Iterator[Finding]:
    """`funding.title`: a convention that cannot be found under its title."""
    entries = SearchEntry.objects.filter(
        house_id=OuterRef("house_id"), kind="convention", object_id=OuterRef("pk")
    )
    missing = Convention.objects.filter(~Exists(entries)).order_by("pk")
    for pk in missing.values_list("pk", flat=True):
        yield broken("funding.title", f"La convention {pk} manque à l’index des noms.")


CHECKS = (
    Check("funding.payment", "versements et subventions", payments),
    Check("funding.title", "conventions et index des noms", titles),
)
