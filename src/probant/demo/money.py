"""Evidence of 2023 and 2024, and the chain of the awards of 2024 and 2009.

The documents give the votes and the amounts; days of orders and payments, and what was handed in,
are invented, as the demonstration says of what it adds.
"""

import datetime

from probant.demo.conventions import VOTED_ON, clerk_of
from probant.demo.stage import Stage
from probant.funding.actions import (
    PieceDraft,
    accept_evidence,
    complete_list,
    give_evidence,
    record_payment,
    record_step,
    refuse_evidence,
)
from probant.funding.models import AwardMade, Convention, Evidence
from probant.funding.rules.evidence import BY_LAW
from probant.kernel.actor import Actor

Day = datetime.date
WHY = "La convention ne nomme pas les pièces : celles que la loi demande."


def play(stage: Stage) -> None:
    """The register and the chain of both conventions."""
    cpom = Convention.objects.get(house=stage.house, kind="cpom")
    _registers(stage.actor, cpom)
    awards = list(AwardMade.objects.now().filter(convention=cpom).order_by("pk"))
    for place, award in enumerate(awards):
        _chain(stage.actor, award, place)
    old = Convention.objects.get(kind="partnership", house=stage.organisations["ville-dijon"].pk)
    for award in AwardMade.objects.now().filter(convention=old):
        _first_instalment(clerk_of(old.house), award)


def _registers(actor: Actor, convention: Convention) -> None:
    """2023 is examined, one piece of it sent back; 2024 waits to be handed in."""
    listed = complete_list(
        actor=actor,
        convention=convention,
        years=[2023, 2024],
        pieces=[PieceDraft(label, kind, Evidence.Origin.LAW, WHY) for kind, label, _ in BY_LAW],
        declared_on=VOTED_ON,
    )
    report, accounts, results = (one for one in listed if one.year == 2023)
    for piece, sent in ((report, Day(2024, 6, 24)), (accounts, Day(2024, 6, 24))):
        give_evidence(
            actor,
            piece,
            reference=f"courriel du {sent:%d/%m/%Y}",
            given_on=sent,
            declared_on=sent,
        )
    seen = Day(2024, 7, 9)
    accept_evidence(actor=actor, evidence=report, occurred_on=seen, declared_on=seen)
    refuse_evidence(
        actor=actor,
        evidence=accounts,
        code="unsigned",
        remark="Les comptes sont à joindre signés du président.",
        occurred_on=seen,
        declared_on=seen,
    )
    again = Day(2024, 7, 16)
    give_evidence(actor, accounts, reference="comptes signés", given_on=again, declared_on=again)
    give_evidence(
        actor, results, reference="rapport d’activité 2023", given_on=again, declared_on=again
    )


def _chain(actor: Actor, award: AwardMade, place: int) -> None:
    """Committed all three; the first is paid, the second ordered."""
    on = Day(2024, 4, 8)
    record_step(
        actor=actor,
        award=award,
        stage="committed",
        amount_cents=award.amount_cents,
        occurred_on=on,
        order_reference=f"E24-04{17 + place}",
        declared_on=on,
    )
    if place > 1:
        return
    on = Day(2024, 5, 2)
    record_step(
        actor=actor,
        award=award,
        stage="ordered",
        amount_cents=award.amount_cents,
        occurred_on=on,
        order_reference=str(1289 + place),
        slip_reference="96",
        declared_on=on,
    )
    if place == 0:
        paid = Day(2024, 5, 14)
        record_payment(
            actor=actor,
            award=award,
            amount_cents=award.amount_cents,
            paid_on=paid,
            instalment=1,
            order_reference="1289",
            bank_reference="VIR 14/05/2024",
            declared_on=paid,
        )


def _first_instalment(actor: Actor, award: AwardMade) -> None:
    """2009: 70 % at the signature; the 30 % wait for a list that the convention does not give."""
    on = Day(2009, 5, 12)
    record_step(
        actor=actor,
        award=award,
        stage="ordered",
        amount_cents=280000,
        instalment=1,
        occurred_on=on,
        order_reference="2009-2215",
        declared_on=on,
    )
    record_payment(
        actor=actor,
        award=award,
        amount_cents=280000,
        paid_on=Day(2009, 5, 20),
        instalment=1,
        order_reference="2009-2215",
        declared_on=Day(2009, 5, 20),
    )
