"""What a house does in its bodies for each figure of assemblies to count once.

The structure is whose body it is: the house's own, a council for what is transmitted.
"""

from probant.funding.actions import record_payment
from probant.funding.models import PaymentMade
from probant.governance import actions
from probant.governance.models import (
    ActTransmitted,
    ActVoted,
    AgendaItem,
    Body,
    Deliberation,
    Sitting,
    SittingHeld,
)
from probant.indicators.tests.acts import MADE, TAKEN_BACK, Desk, Made, One
from probant.indicators.tests.acts_of_money import awarded, paid
from probant.journal.door import change

MEMBERS = ("Anne", "Bob", "Carl", "Dora")


def body_of(one: One, *, own: bool = True) -> Body:
    """A board of the house or a council of the structure, one for each structure and lag."""
    desk, name = one.desk, f"Instance {one.lag} de {one.sheet.pk}, {one.on}"
    organisation = desk.house.organisation if own else one.sheet
    made = actions.create_body(
        actor=desk.officer,
        house=desk.house,
        organisation=organisation,
        kind="board" if own else "council",
        name=name,
    )
    actions.add_mandates(
        actor=desk.officer,
        body=made,
        members=[actions.MandateDraft(name) for name in MEMBERS],
        begins_on=one.before,
    )
    return made


def sat(one: One, *, own: bool = True) -> Sitting:
    """Four members, three of them present."""
    actor, house = one.desk.officer, one.desk.house
    sitting = actions.plan_sitting(
        actor=actor,
        house=house,
        body=body_of(one, own=own),
        held_on=one.on,
        items=[actions.ItemDraft("Budget")],
    )
    there = list(sitting.seats.order_by("position").values_list("pk", flat=True))[:3]
    return actions.take_presence(actor=actor, sitting=sitting, present=there, president="Anne")


def held(one: One) -> SittingHeld:
    return SittingHeld.objects.now().get(sitting=sat(one))


def voted(for_: int = 3, against: int = 0, *, own: bool = True) -> Made:
    def make(one: One) -> ActVoted:
        item = AgendaItem.objects.select_related("sitting__body").get(sitting=sat(one, own=own))
        vote = actions.VoteDraft(votes_for=for_, votes_against=against)
        ballot = actions.cast_vote(actor=one.desk.officer, item=item, vote=vote)
        found: ActVoted = ActVoted.objects.now().get(deliberation=ballot.deliberation)
        return found

    return make


def transmitted(one: One) -> ActTransmitted:
    """A council of the structure voted `lag` days before."""
    act = _council_act(one)
    actions.record_formalities(actor=one.desk.officer, deliberation=act, transmitted_on=one.on)
    found: ActTransmitted = ActTransmitted.objects.now().get(deliberation=act)
    return found


def _council_act(one: One) -> Deliberation:
    return actions.record_deliberation(
        actor=one.desk.officer,
        house=one.desk.house,
        sitting=actions.SittingDraft(body_of(one, own=False), one.before),
        deliberation=actions.DeliberationDraft("Subvention"),
    )


def paid_late(one: One) -> PaymentMade:
    """On an award decided `lag` days before."""
    decided = One(one.desk, one.sheet, one.before, one.lag)
    return record_payment(
        actor=one.desk.officer, award=awarded(decided), amount_cents=1000, paid_on=one.on
    )


def _council_sat(one: One) -> None:
    sat(one, own=False)


def _planned(one: One) -> None:
    """Entered by mistake, then taken back."""
    actions.cancel_sitting(actor=one.desk.officer, sitting=sat(one), reason="erreur")


def _repaid(one: One) -> None:
    paid(one, "repayment")


def _voided(desk: Desk, fact: SittingHeld | ActVoted | ActTransmitted) -> None:
    with change(desk.officer, verb="essai.annule", houses=[desk.house.pk]) as entry:
        entry.void(fact, code="error", reason="essai")


TAKEN_BACK |= dict.fromkeys((SittingHeld, ActVoted, ActTransmitted), _voided)
SAT: dict[str, Made] = {
    "governance.sittings": held,
    "governance.seats": held,
    "governance.presences": held,
    "governance.acts": voted(),
    "governance.days_to_transmission": transmitted,
    "money.days_to_payment": paid_late,
}
SAT_DECOYS: dict[str, list[Made]] = {
    "governance.sittings": [_council_sat, _planned],
    "governance.seats": [_council_sat, _planned],
    "governance.presences": [_council_sat],
    "governance.acts": [voted(1, 2), voted(own=False), held],
    "governance.days_to_transmission": [_council_act, voted()],
    "money.days_to_payment": [_repaid],
}
MADE.update(SAT)
