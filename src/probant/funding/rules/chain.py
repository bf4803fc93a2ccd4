"""The chain of an award: called, committed, certified, ordered, paid, recovered; pure.

Source: commitment, service rendered, order (mandat) and payment by the accountant (CGCT, art.
L1617-1 and D5217-27 for métropoles); what is taken back is a recovery order (titre de recette).
A gate holds our next act, never the record of what happened: `check_chain` tells, `hold_call` and
`hold_order` say why a call or an order cannot leave.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum

from probant.funding.rules.clauses import PaymentTerms, Trigger, split_award
from probant.kernel.finding import Finding, Severity
from probant.kernel.money import write_euros


class Stage(StrEnum):
    """A step on an award; payment itself is a fact of its own."""

    CALLED = "called"
    COMMITTED = "committed"
    CERTIFIED = "certified"
    ORDERED = "ordered"
    RETAINED = "retained"
    RECOVERY = "recovery"

    @property
    def label(self) -> str:
        """The step in French."""
        return {
            "called": "appel de fonds",
            "committed": "engagement",
            "certified": "service fait",
            "ordered": "mandat",
            "retained": "retenue",
            "recovery": "titre de recette",
        }[self.value]


@dataclass(frozen=True, slots=True)
class Instalment:
    """A part of an award: its number, its cents, what opens it and the article that says so."""

    number: int
    cents: int
    trigger: Trigger
    article: str = ""


def instalments(
    amount_cents: int, clauses: Sequence[tuple[PaymentTerms, str]]
) -> tuple[Instalment, ...]:
    """The instalments of an award by its payment clauses, to the cent; without any, one.

    >>> from fractions import Fraction
    >>> terms = [(PaymentTerms(Fraction(7, 10), Trigger.SIGNATURE), "IV"),
    ...     (PaymentTerms(Fraction(3, 10), Trigger.EVIDENCE), "IV")]
    >>> [(one.number, one.cents) for one in instalments(400000, terms)]
    [(1, 280000), (2, 120000)]
    """
    if not clauses:
        return (Instalment(1, amount_cents, Trigger.NOTIFICATION),)
    parts = split_award(amount_cents, tuple(terms.share_rate for terms, _ in clauses))
    return tuple(
        Instalment(number, cents, terms.trigger, article)
        for number, ((terms, article), cents) in enumerate(zip(clauses, parts, strict=True), 1)
    )


@dataclass(frozen=True, slots=True)
class Step:
    """A step that stands: its stage, cents, instalment and day."""

    stage: Stage
    cents: int
    on: date
    instalment: int | None = None


@dataclass(frozen=True, slots=True)
class Chain:
    """Where an award stands; every total is the sum of its lines. Cents."""

    amount_cents: int
    steps: tuple[Step, ...] = ()
    paid: tuple[tuple[date, int], ...] = field(default=())

    def total(self, stage: Stage) -> int:
        """What the steps of a stage sum to."""
        return sum(step.cents for step in self.steps if step.stage is stage)

    @property
    def paid_cents(self) -> int:
        """What was paid, repayments taken off."""
        return sum(cents for _, cents in self.paid)

    @property
    def over_cents(self) -> int:
        """The sum to recover: what was paid above the award."""
        return max(0, self.paid_cents - self.amount_cents)

    @property
    def left_cents(self) -> int:
        """What is still to be paid: neither paid nor retained."""
        return max(0, self.amount_cents - self.total(Stage.RETAINED) - self.paid_cents)

    @property
    def waiting_cents(self) -> int:
        """What was called and neither paid nor retained yet."""
        settled = self.paid_cents + self.total(Stage.RETAINED)
        return max(0, self.total(Stage.CALLED) - settled)

    @property
    def unpaid_orders_cents(self) -> int:
        """What was ordered and not paid yet."""
        return max(0, self.total(Stage.ORDERED) - self.paid_cents)

    @property
    def is_settled(self) -> bool:
        """Whether nothing is left to pay, nor to take back."""
        return self.left_cents == 0 and self.over_cents == 0

    @property
    def word(self) -> str:
        """Where it stands, in a word.

        >>> Chain(100).word, Chain(100, paid=((date(2024, 6, 1), 100),)).word
        ('attribuée', 'soldée')
        """
        if self.over_cents:
            return "trop-perçu"
        if self.is_settled:
            return "soldée"
        if self.unpaid_orders_cents:
            return "mandatée"
        if self.waiting_cents:
            return "appelée"
        if self.paid_cents:
            return "versée en partie"
        for stage, word in ((Stage.CERTIFIED, "service fait"), (Stage.COMMITTED, "engagée")):
            if self.total(stage):
                return word
        return "attribuée"


@dataclass(frozen=True, slots=True)
class Pieces:
    """What the register says of a year: missing pieces with their state, and if there is a list."""

    missing: tuple[str, ...] = ()
    has_list: bool = True


def check_chain(name: str, chain: Chain, planned: Sequence[Instalment] = ()) -> list[Finding]:
    """`order.exceeds`, `call.exceeds`, `instalment.exceeds`, `recovery.missing`; the sum of each.

    What was paid above the award is told by `check_award` (`payment.exceeds`).

    >>> over = Chain(100000, (Step(Stage.ORDERED, 120000, date(2024, 6, 1)),))
    >>> check_chain("A, 2024", over)[0].code
    'order.exceeds'
    """
    return list(_chain(name, chain, planned))


def _chain(name: str, chain: Chain, planned: Sequence[Instalment]) -> Iterator[Finding]:
    amount = write_euros(chain.amount_cents)
    for stage, code, words in (
        (Stage.ORDERED, "order.exceeds", "mandatés"),
        (Stage.CALLED, "call.exceeds", "appelés"),
        (Stage.COMMITTED, "commitment.exceeds", "engagés"),
    ):
        total = chain.total(stage)
        if total > chain.amount_cents:
            over = write_euros(total - chain.amount_cents)
            told = f"{name} : {write_euros(total)} {words} pour {amount} attribués, {over} de trop."
            yield Finding(code, Severity.ERROR, told)
    total = sum(one.cents for one in planned)
    if planned and total > chain.amount_cents:
        over = write_euros(total - chain.amount_cents)
        told = (
            f"{name} : les échéances font {write_euros(total)} pour {amount} attribués, "
            f"{over} de trop ; la dernière ne s’appelle que pour ce qui reste."
        )
        yield Finding("instalment.exceeds", Severity.ERROR, told)
    if chain.over_cents > chain.total(Stage.RECOVERY):
        rest = write_euros(chain.over_cents - chain.total(Stage.RECOVERY))
        told = f"{name} : {rest} à reverser, sans titre de recette."
        yield Finding("recovery.missing", Severity.WARNING, told)


def hold_call(
    chain: Chain, instalment: Instalment, pieces: Pieces, *, is_signed: bool, cents: int
) -> str:
    """Why a call for an instalment cannot leave; empty where it may.

    >>> balance = Instalment(2, 120000, Trigger.EVIDENCE, "IV")
    >>> hold_call(Chain(400000), balance, Pieces(("bilan (attendue)",)), is_signed=True,
    ...     cents=120000)
    'Le solde (article IV) ne s’ouvre pas encore. Il manque : bilan (attendue).'
    """
    if chain.over_cents:
        return (
            f"{write_euros(chain.paid_cents)} ont été versés pour "
            f"{write_euros(chain.amount_cents)} attribués : "
            f"{write_euros(chain.over_cents)} sont à reverser avant tout nouvel appel."
        )
    if instalment.trigger is Trigger.SIGNATURE and not is_signed:
        return (
            "Ce versement s’ouvre à la signature de la convention, dont la date n’est pas "
            "enregistrée. Notez-la d’abord."
        )
    held = _hold_for_pieces(instalment, pieces)
    if held:
        return held
    free = chain.left_cents - chain.waiting_cents
    if cents > free:
        called = f", dont {write_euros(chain.waiting_cents)} déjà appelés"
        return (
            f"Il reste {write_euros(chain.left_cents)} à verser sur cette subvention"
            f"{called if chain.waiting_cents else ''} : appelez au plus "
            f"{write_euros(max(0, free))}."
        )
    return ""


def _hold_for_pieces(instalment: Instalment, pieces: Pieces) -> str:
    if instalment.trigger is not Trigger.EVIDENCE:
        return ""
    article = f" (article {instalment.article})" if instalment.article else ""
    if not pieces.has_list:
        return (
            f"Le solde{article} dépend d’une liste de pièces que la convention ne donne pas. "
            "Complétez la liste, par les pièces que la loi demande ou par un avenant."
        )
    if pieces.missing:
        return f"Le solde{article} ne s’ouvre pas encore. Il manque : {', '.join(pieces.missing)}."
    return ""


def hold_order(chain: Chain, pieces: Pieces, planned: Iterable[Instalment], cents: int) -> str:
    """Why an order of so much cannot be given now; empty where it may.

    The part that waits for evidence cannot be ordered before each listed piece is accepted.

    >>> hold_order(Chain(100), Pieces(), (), 100), bool(hold_order(Chain(100), Pieces(), (), 120))
    ('', True)
    """
    if chain.over_cents:
        return (
            f"{write_euros(chain.over_cents)} versés au-delà de la subvention sont à recouvrer : "
            "aucun mandat ne peut suivre."
        )
    settled = max(chain.total(Stage.ORDERED), chain.paid_cents)
    free = max(0, chain.amount_cents - chain.total(Stage.RETAINED) - settled)
    if cents > free:
        over = write_euros(cents - free)
        left = write_euros(free)
        return f"Il reste {left} à mandater sur cette subvention : {over} de trop."
    waiting = [one for one in planned if one.trigger is Trigger.EVIDENCE]
    if not waiting:
        return ""
    held = _hold_for_pieces(waiting[0], pieces)
    free -= sum(one.cents for one in waiting)
    return held if held and cents > max(0, free) else ""
