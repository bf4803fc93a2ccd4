"""An assembly of twenty members and its sittings: planned, convened, opened."""

import datetime
from fractions import Fraction

import pytest
from django.utils import timezone

from probant.governance import actions
from probant.governance.actions import ItemDraft, RuleDraft
from probant.kernel.decision import Refused

RULES = RuleDraft(
    quorum_share=Fraction(1, 4),
    quorum_exceeds=False,
    quorum_base="represented",
    second_call_free=True,
    second_call_days=15,
    proxies_per_holder=2,
    notice_clear_days=14,
    casting_vote=True,
    absolute_rounds=0,
    remote_counts=False,
    source="Statuts, art. 9",
)

AGENDA = [
    ItemDraft("Rapport moral", "information"),
    ItemDraft("Comptes 2023"),
    ItemDraft("Subvention à une structure amie"),
    ItemDraft("Élection au conseil", "election"),
]


def planned(clerk, house, assembly, day=None, items=AGENDA, **more):
    return actions.plan_sitting(
        actor=clerk,
        house=house,
        body=assembly,
        held_on=day or timezone.localdate(),
        items=items,
        **more,
    )


def convened(clerk, house, assembly, **more):
    sitting = planned(clerk, house, assembly, **more)
    long_ago = sitting.held_on - datetime.timedelta(days=30)
    return actions.convene_sitting(actor=clerk, sitting=sitting, convened_on=long_ago)


def opened(clerk, house, assembly, present=6, proxies=()):
    sitting = convened(clerk, house, assembly)
    seats = list(sitting.seats.order_by("position"))
    actions.give_proxies(
        actor=clerk, sitting=sitting, pairs=[(seats[g], seats[h]) for g, h in proxies]
    ) if proxies else None
    actions.take_presence(
        actor=clerk,
        sitting=sitting,
        present=[seat.pk for seat in seats[:present]],
        president=seats[0].name,
        secretary=seats[1].name,
    )
    return actions.open_sitting(actor=clerk, sitting=sitting), seats


def refusal(call, **arguments):
    with pytest.raises(Refused) as refused:
        call(**arguments)
    return refused.value.reason


def codes(findings):
    return [one.code for one in findings]
