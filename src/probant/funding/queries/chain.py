"""The chain of each award: its steps and payments as values, its instalments."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass

from probant.funding.models import AwardMade, AwardStep, Clause, PaymentMade
from probant.funding.queries.evidence import register_of
from probant.funding.queries.money import Money
from probant.funding.rules import PaymentTerms
from probant.funding.rules.chain import Chain, Instalment, Pieces, Stage, Step, instalments
from probant.funding.rules.evidence import Register
from probant.kernel.actor import Actor


@dataclass(frozen=True)
class AwardChain:
    """An award, where it stands, its instalments, its steps and payments in order."""

    award: AwardMade
    chain: Chain
    planned: tuple[Instalment, ...]
    steps: tuple[AwardStep, ...]
    payments: tuple[PaymentMade, ...]

    @property
    def references(self) -> tuple[str, ...]:
        """The numbers of its orders."""
        return tuple(one.order_reference for one in self.steps if one.order_reference)


def steps_of(conventions: Collection[int], actor: Actor) -> tuple[AwardStep, ...]:
    """The steps that stand on the awards of conventions. One query."""
    steps = AwardStep.objects.visible_to(actor).now().filter(convention__in=conventions)
    return tuple(steps.select_related("call").order_by("occurred_on", "seq", "pk"))


def payment_clauses(clauses: Iterable[Clause]) -> list[tuple[PaymentTerms, str]]:
    """The clauses that split an award, in order."""
    read = [(clause.read_terms(), clause.article) for clause in clauses]
    return [(terms, article) for terms, article in read if isinstance(terms, PaymentTerms)]


def chains(money: Money, steps: Sequence[AwardStep], clauses: Iterable[Clause]) -> list[AwardChain]:
    """The chain of each award that stands; a step on a replaced award follows it. No query."""
    after = {award.replaces_id: award.pk for award in money.awards if award.replaces_id}
    alive = {award.pk for award in money.standing}
    of: dict[int, list[AwardStep]] = {}
    for step in steps:
        place = step.award_id
        while place not in alive and place in after:
            place = after[place]
        of.setdefault(place, []).append(step)
    terms = payment_clauses(clauses)
    return [
        chain_of(award, of.get(award.pk, ()), money.paid.get(award.pk, ()), terms)
        for award in money.standing
    ]


def chain_of(
    award: AwardMade,
    steps: Sequence[AwardStep],
    payments: Sequence[PaymentMade],
    terms: Sequence[tuple[PaymentTerms, str]],
) -> AwardChain:
    """One award as values; no query."""
    return AwardChain(
        award,
        Chain(
            award.amount_cents,
            tuple(
                Step(Stage(one.stage), one.amount_cents, one.occurred_on, one.instalment)
                for one in steps
            ),
            tuple((one.occurred_on, one.signed_cents) for one in payments),
        ),
        instalments(award.amount_cents, terms),
        tuple(steps),
        tuple(payments),
    )


def pieces_of(register: Register | None) -> Pieces:
    """What holds the balance, as the rules weigh it."""
    if register is None:
        return Pieces()
    return Pieces(tuple(one.told for one in register.missing), register.has_list)


def one_chain(award: AwardMade) -> tuple[AwardChain, Pieces]:
    """An award alone, in the books of its house: what its gates are asked of. Six queries, nine
    where pieces are kept."""
    line = _line_of(award)
    steps = AwardStep.objects.now().filter(award__in=line).order_by("occurred_on", "seq", "pk")
    payments = PaymentMade.objects.now().filter(award__in=line).order_by("occurred_on", "pk")
    clauses = payment_clauses(Clause.objects.filter(convention=award.convention_id))
    found = chain_of(award, list(steps), list(payments), clauses)
    return found, pieces_of(register_of(award.convention_id, award.budget_year))


def _line_of(award: AwardMade) -> list[int]:
    """The award and those that it stands in place of."""
    before: Mapping[int, int | None] = dict(
        AwardMade.objects.filter(convention=award.convention_id).values_list("pk", "replaces_id")
    )
    line, place = [award.pk], before.get(award.pk)
    while place is not None and place not in line:
        line.append(place)
        place = before.get(place)
    return line
