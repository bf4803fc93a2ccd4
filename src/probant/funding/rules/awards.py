"""Awards against decisions, payments against awards, clauses against themselves."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from probant.funding.rules.clauses import (
    DurationTerms,
    EvidenceTerms,
    PaymentTerms,
    RenewalTerms,
    Terms,
    Trigger,
)
from probant.kernel.finding import Finding, Severity
from probant.kernel.money import write_euros


@dataclass(frozen=True, slots=True)
class Granted:
    """What a decision grants to the beneficiary, and the awards that rest on it; cents."""

    label: str
    decided_cents: int | None
    awards_cents: tuple[int, ...]


def check_split(granted: Granted) -> list[Finding]:
    """The awards of a decision make what it grants: `amount.sum` above it, `award.unallocated`
    (to allocate) below.

    >>> check_split(Granted("21 mars 2024", 1800000, (900000, 300000, 600000)))
    []
    >>> check_split(Granted("21 mars 2024", 1800000, (900000, 300000, 700000)))[0].code
    'amount.sum'
    """
    if granted.decided_cents is None or not granted.awards_cents:
        return []
    total = sum(granted.awards_cents)
    if total == granted.decided_cents:
        return []
    decided = write_euros(granted.decided_cents)
    if total > granted.decided_cents:
        told = f"{decided} décidés le {granted.label}, {write_euros(total)} attribués."
        return [Finding("amount.sum", Severity.ERROR, told)]
    rest = write_euros(granted.decided_cents - total)
    told = f"{decided} décidés le {granted.label} : {rest} ne sont pas encore répartis."
    return [Finding("award.unallocated", Severity.WARNING, told)]


@dataclass(frozen=True, slots=True)
class AwardView:
    """An award beside what it is held against; None is what is not known."""

    label: str
    year: int
    amount_cents: int
    paid_cents: int = 0
    has_decision: bool = True
    decided_year: int | None = None
    budget_cents: int | None = None
    cost_cents: int | None = None


def check_award(award: AwardView) -> list[Finding]:
    """`payment.exceeds`, `award.undecided`, `award.year`, `award.budget_mismatch`,
    `award.over_cost`.

    >>> [found.code for found in check_award(AwardView("A", 2024, 900000, paid_cents=950000))]
    ['payment.exceeds']
    """
    return list(_award(award))


def _award(award: AwardView) -> Iterator[Finding]:
    name, amount = f"{award.label}, {award.year}", write_euros(award.amount_cents)
    if award.paid_cents > award.amount_cents:
        over = write_euros(award.paid_cents - award.amount_cents)
        paid = write_euros(award.paid_cents)
        told = f"{name} : {paid} versés pour {amount} attribués, {over} à reverser."
        yield Finding("payment.exceeds", Severity.ERROR, told)
    if not award.has_decision:
        told = f"{name} : aucune décision n’est liée à cette subvention."
        yield Finding("award.undecided", Severity.GAP, told)
    elif award.decided_year is not None and award.decided_year != award.year:
        told = f"{name} : la décision prélève les crédits sur {award.decided_year}."
        yield Finding("award.year", Severity.WARNING, told)
    if award.budget_cents is not None and award.budget_cents != award.amount_cents:
        told = f"{name} : {amount} attribués, {write_euros(award.budget_cents)} au budget."
        yield Finding("award.budget_mismatch", Severity.WARNING, told)
    if award.cost_cents is not None and award.amount_cents > award.cost_cents:
        told = f"{name} : {amount} attribués pour un coût de {write_euros(award.cost_cents)}."
        yield Finding("award.over_cost", Severity.WARNING, told)


def check_clauses(terms: Sequence[Terms], *, signed_known: bool = True) -> list[Finding]:
    """`reference.dangling` (the balance waits for a list that is not there), `amount.sum` (shares
    above the whole), `clause.shares`, `renewal.tacit` (CGCT L2311-7), `signature.missing`.

    >>> cress = [PaymentTerms(Fraction(7, 10), Trigger.SIGNATURE),
    ...     PaymentTerms(Fraction(3, 10), Trigger.EVIDENCE), EvidenceTerms(list_found=False)]
    >>> [found.code for found in check_clauses(cress)]
    ['reference.dangling']
    """
    found = [*_dangling(terms), *_shares(terms), *_renewal(terms)]
    if not signed_known:
        told = "La date de signature n’est pas indiquée : le début et les délais restent inconnus."
        found.append(Finding("signature.missing", Severity.GAP, told))
    return found


def _dangling(terms: Iterable[Terms]) -> Iterator[Finding]:
    waits = any(isinstance(one, PaymentTerms) and one.trigger is Trigger.EVIDENCE for one in terms)
    lists = [one for one in terms if isinstance(one, EvidenceTerms)]
    if waits and not any(one.list_found for one in lists):
        told = (
            "Le solde dépend de pièces justificatives dont la convention ne donne pas la liste : "
            "complétez-la par avenant, ou par les pièces que la loi demande."
        )
        yield Finding("reference.dangling", Severity.ERROR, told)


def _shares(terms: Iterable[Terms]) -> Iterator[Finding]:
    shares = [one.share_rate for one in terms if isinstance(one, PaymentTerms)]
    total = sum(shares, Fraction(0))
    if not shares or total == 1:
        return
    written = f"{float(total * 100):.0f}\u00a0%"
    if total > 1:
        told = f"Les versements prévus font {written} de la subvention."
        yield Finding("amount.sum", Severity.ERROR, told)
    else:
        told = f"Les versements prévus ne font que {written} de la subvention."
        yield Finding("clause.shares", Severity.WARNING, told)


def _renewal(terms: Iterable[Terms]) -> Iterator[Finding]:
    tacit = any(isinstance(one, DurationTerms) and one.renewal == "tacit" for one in terms)
    if tacit and any(isinstance(one, RenewalTerms) for one in terms):
        told = (
            "La convention se renouvelle tacitement, la subvention non : chaque année demande sa "
            "délibération."
        )
        yield Finding("renewal.tacit", Severity.WARNING, told)
