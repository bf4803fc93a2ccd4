"""A general assembly of the house: what the addresses of sittings name."""

import datetime

from probant.directory.models import House
from probant.governance import actions
from probant.governance.actions import (
    CandidateDraft,
    ItemDraft,
    MandateDraft,
    RoundDraft,
)
from probant.kernel.actor import Actor


def an_assembly(actor: Actor, house: House) -> dict[str, int]:
    """A body, its members, a sitting entered afterwards with a proxy and a first round tied."""
    day = datetime.date(2023, 6, 1)
    body = actions.create_body(
        actor=actor, house=house, organisation=house.organisation, kind="assembly", name="Essai"
    )
    members = [MandateDraft(f"Membre {letter}") for letter in "ABCD"]
    mandates = actions.add_mandates(actor=actor, body=body, members=members, begins_on=day)
    sitting = actions.plan_sitting(
        actor=actor, house=house, body=body, held_on=day, items=[ItemDraft("Élire", "election")]
    )
    seats = list(sitting.seats.order_by("position"))
    actions.take_presence(actor=actor, sitting=sitting, present=[one.pk for one in seats[:3]])
    proxy = actions.give_proxy(actor=actor, sitting=sitting, giver=seats[3], holder=seats[0])
    item = sitting.items.get()
    tied = [CandidateDraft("Anne", 2), CandidateDraft("Bob", 2)]
    ballot = actions.hold_round(actor=actor, item=item, round_=RoundDraft(4, 1, tied))
    moved = actions.note_movement(actor=actor, item=item, seat=seats[1], nature="leaves")
    return {
        "instances/": body.pk,
        "mandats/": mandates[0].pk,
        "seances/": sitting.pk,
        "pouvoirs/": proxy.pk,
        "points/": item.pk,
        "mouvements/": moved.pk,
        "candidats/": ballot.candidates.get(name="Anne").pk,
    }
