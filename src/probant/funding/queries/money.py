"""Awards and payments of a convention, held together through replacements."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from probant.funding.models import AwardMade, Convention, PaymentMade
from probant.kernel.actor import Actor


@dataclass(frozen=True)
class Money:
    """Standing awards, each with its standing payments; `orphans` rest on a voided award.

    `awards` and `payments` hold the voided ones too, for the record.
    """

    awards: tuple[AwardMade, ...]
    payments: tuple[PaymentMade, ...]
    standing: tuple[AwardMade, ...]
    paid: dict[int, tuple[PaymentMade, ...]] = field(default_factory=dict)
    orphans: tuple[PaymentMade, ...] = ()

    def paid_cents(self, award: AwardMade) -> int:
        """What was paid on an award, repayments taken off."""
        return sum(payment.signed_cents for payment in self.paid.get(award.pk, ()))


def money_of(convention: Convention, actor: Actor) -> Money:
    """The awards and payments of a convention that an actor sees. Three queries or more."""
    awards = tuple(
        AwardMade.objects.visible_to(actor)
        .filter(convention=convention)
        .select_related(
            "funder__merged_into",
            "organisation",
            "decision__deliberation__sitting__body__organisation",
        )
        .prefetch_related("bases__decision__deliberation__sitting__body__organisation")
        .order_by("budget_year", "occurred_on", "id")
    )
    payments = tuple(
        PaymentMade.objects.visible_to(actor)
        .filter(convention=convention)
        .select_related("funder__merged_into")
        .order_by("occurred_on", "id")
    )
    for fact in (*awards, *payments):
        while fact.funder.merged_into is not None:  # read as the sheet that it became
            fact.funder = fact.funder.merged_into
    return held_together(awards, payments)


def held_together(awards: Sequence[AwardMade], payments: Sequence[PaymentMade]) -> Money:
    """Tie payments to the award that stands in place of the one they were paid on."""
    after = {award.replaces_id: award.pk for award in awards if award.replaces_id}
    standing = tuple(award for award in awards if not award.is_void)
    alive = {award.pk for award in standing}
    paid: dict[int, list[PaymentMade]] = {}
    orphans = []
    for payment in payments:
        if payment.is_void:
            continue
        place = payment.award_id
        while place not in alive and place in after:
            place = after[place]
        if place in alive:
            paid.setdefault(place, []).append(payment)
        else:
            orphans.append(payment)
    return Money(
        tuple(awards),
        tuple(payments),
        standing,
        {award: tuple(found) for award, found in paid.items()},
        tuple(orphans),
    )
