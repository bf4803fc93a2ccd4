"""The call for payment: what is asked for, by which vote and clause, where to pay it, with what."""

from collections.abc import Iterator

from probant.funding.models import AwardStep
from probant.funding.queries.chain import AwardChain, one_chain
from probant.funding.queries.evidence import register_of
from probant.funding.rules.chain import Stage
from probant.funding.rules.evidence import Register
from probant.kernel.actor import Actor
from probant.kernel.dates import write_date
from probant.kernel.money import write_euros
from probant.kernel.roles import TEAM
from probant.reports.blocks import Block, Cell, Content, Head, Row, Section, Table, Terms, Text
from probant.reports.papers import Paper, PaperOrder


def load(actor: Actor, pk: int) -> AwardStep | None:
    """A call that stands, of the team's house."""
    if not actor.has(*TEAM):
        return None
    rows = AwardStep.objects.visible_to(actor).now().filter(pk=pk, stage=Stage.CALLED.value)
    named = rows.select_related(
        "award__convention",
        "award__organisation",
        "award__funder",
        "award__action",
        "award__decision__deliberation__sitting__body__organisation",
        "call",
    )
    found: AwardStep | None = named.first()
    return found


def collect(order: PaperOrder, step: AwardStep) -> Content:
    """The paper, from the call as it was recorded."""
    award = step.award
    assert award.organisation is not None
    found, _ = one_chain(award)
    pieces = register_of(award.convention_id, award.budget_year)
    return Content(
        title="Appel de fonds",
        subtitle=f"{award.convention.title}, exercice {award.budget_year}",
        author=award.organisation.name,
        cut=f"Le {write_date(step.occurred_on)}",
        proof=f"Appel n° {step.pk}, enregistré à l’écriture n° {step.seq} du journal.",
        file_name=f"appel-de-fonds-{step.pk}",
        blocks=tuple(_blocks(step, found, pieces)),
    )


def _blocks(step: AwardStep, found: AwardChain, pieces: Register | None) -> Iterator[Block]:
    award, call = step.award, step.call
    part = next((one for one in found.planned if one.number == step.instalment), None)
    yield Text(f"À l’attention de {award.funder.name}")
    rows = [
        ("Convention", award.convention.title),
        ("Référence de la convention", award.convention.reference),
        ("Action", award.action.name if award.action else ""),
        ("Décision d’attribution", _decision(step)),
        ("Subvention attribuée", write_euros(award.amount_cents)),
        ("Déjà versé", write_euros(found.chain.paid_cents)),
        ("Échéance", _instalment(step, found)),
        ("Clause", f"article {part.article}" if part and part.article else ""),
        ("Notre référence", step.order_reference),
    ]
    yield Terms(tuple(row for row in rows if row[1]))
    yield Section("Montant appelé")
    yield Text(f"Nous demandons le versement de {write_euros(step.amount_cents)}.")
    yield Terms(
        (
            ("Au compte de", award.organisation.name if award.organisation else ""),
            ("Coordonnées bancaires", call.bank_details or "selon le RIB déjà transmis"),
        )
    )
    given = [] if pieces is None else [one for one in pieces.pieces if one.last is not None]
    if given:
        yield Section("Pièces justificatives")
        yield Table(
            f"Pièces de l’exercice {award.budget_year}",
            (Head("Pièce", share=5), Head("Remise", share=3), Head("État", share=3)),
            tuple(
                Row((Cell(one.label), Cell(_given(one.last)), Cell(one.state.label)))
                for one in given
            ),
        )
    yield Section("Signature")
    who = ", ".join(part for part in (call.signatory, call.capacity) if part)
    yield Text(f"Pour {award.organisation.name if award.organisation else ''}, {who or '…'}")


def _given(last: object) -> str:
    given_on = getattr(last, "given_on", None)
    return f"le {write_date(given_on)}" if given_on else ""


def _decision(step: AwardStep) -> str:
    decision = step.award.decision
    if decision is None:
        return ""
    sitting = decision.deliberation.sitting
    return f"{sitting.body.name}, {sitting.body.organisation.name}, {write_date(sitting.held_on)}"


def _instalment(step: AwardStep, found: AwardChain) -> str:
    if step.instalment is None:
        return ""
    part = next((one for one in found.planned if one.number == step.instalment), None)
    words = f" ({part.trigger.label})" if part else ""
    return f"{step.instalment} sur {len(found.planned)}{words}"


def house_of(step: AwardStep) -> int:
    """The house that calls."""
    return step.house_id


PAPER = Paper("appel-de-fonds", "reports.payment_call", load, collect, house_of)
