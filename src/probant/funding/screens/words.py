"""Findings, obligations and facts of funding in the words and pieces of screens."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from django.urls import reverse
from django.utils.safestring import SafeString, mark_safe

from probant.funding.models import AwardMade, ObligationMet, PaymentMade
from probant.funding.queries import ConventionFile, Told
from probant.funding.rules import Duty, Obligation, State
from probant.funding.rules.sources import SOURCES, TO_DO
from probant.journal.fresh import SLIP
from probant.kernel.money import write_euros
from probant.programmes.screens.facts import fact_line
from probant.ui.hrefs import href_pattern
from probant.ui.pieces import FactLine, FindingCard, Side, draw_facts, draw_finding

STATE_WORDS = {
    State.DONE: ("fait", "held"),
    State.DUE: ("à faire", "due"),
    State.LATE: ("en retard", "late"),
    State.OPEN: ("à venir", "quiet"),
}


@dataclass(frozen=True)
class Due:
    """An obligation as a line: its words, its day, its tag."""

    label: str
    by: str
    on: date | None
    done_on: date | None
    word: str
    tone: str
    amount: str
    why: str
    href: str = ""


def dues(found: Iterable[Obligation], *, convention_id: int, writes: bool) -> list[Due]:
    """Obligations as lines; those that a person may say met have an address."""
    return [
        Due(
            label=one.label,
            by=one.by,
            on=one.due_on,
            done_on=one.done_on,
            word=STATE_WORDS[one.state][0] if not one.note.startswith("délai") else "passé",
            tone=STATE_WORDS[one.state][1] if not one.note.startswith("délai") else "quiet",
            amount="" if one.amount_cents is None else write_euros(one.amount_cents),
            why=_why(one),
            href=_fulfil(one, convention_id) if writes else "",
        )
        for one in found
    ]


def _why(one: Obligation) -> str:
    article = f"article {one.article}" if one.article else ""
    return " · ".join(part for part in (one.note, article, one.law) if part)


def _fulfil(one: Obligation, convention_id: int) -> str:
    if one.state == State.DONE:
        return ""
    if one.award_id is not None:
        return href_pattern("funding:pay") % one.award_id
    if one.code.value not in ObligationMet.Code.values:
        return ""
    address = href_pattern("funding:fulfil") % convention_id
    about = one.year + 1 if one.year and one.code is Duty.REQUEST else one.year
    year = f"&annee={about}" if about else ""
    return f"{address}?quoi={one.code.value}{year}"


def findings(
    file: ConventionFile, found: Sequence[Told], *, writes: bool, with_about: bool = True
) -> SafeString:
    """Findings side by side, each with its rule, its law and the page that mends it."""
    cards = []
    for told in found:
        rule, law = SOURCES.get(told.finding.code, ("", ""))
        about = f"{told.about}. " if with_about and told.about else ""
        cards.append(
            draw_finding(
                FindingCard(
                    told.finding.severity,
                    f"{about}{told.finding.message}",
                    sides=[Side(value, source) for value, source in told.sides],
                    rule=" ".join(filter(None, (rule, TO_DO.get(told.finding.code, "")))),
                    law=law,
                    mend=_mend(file, told) if writes else None,
                )
            )
        )
    return mark_safe("".join(cards))  # noqa: S308  each part is escaped by the component


def _mend(file: ConventionFile, told: Told) -> tuple[str, str] | None:
    if told.budget_id is not None and told.year is not None:
        numbers = {action.sheet.pk: action.sheet.number for action in file.actions if action.sheet}
        number = numbers.get(told.sheet_id or 0, 0)
        address = reverse("funding:budget", args=[file.convention.pk, told.year, number])
        return (
            "Reprendre le budget",
            f"{address}#ligne-{told.line_id}" if told.line_id else address,
        )
    if told.deliberation_id is not None and told.deliberation_id in file.readable:
        address = reverse("governance:deliberation", args=[told.deliberation_id])
        return ("Voir la délibération", address)
    return None


def award_facts(
    awards: Sequence[AwardMade],
    payments: Sequence[PaymentMade],
    *,
    readable: frozenset[int],
    writes: bool,
) -> SafeString:
    """Awards and payments as fact rows, in order; slips corrected on the spot are not shown."""
    lines = [(one.occurred_on, one.seq, _award(one, readable, writes)) for one in awards]
    lines += [(one.occurred_on, one.seq, _payment(one, writes)) for one in payments]
    shown = sorted(lines, key=lambda line: line[:2])
    return draw_facts([line for _, _, line in shown if line is not None], "Attribué et versé")


def _award(award: AwardMade, readable: frozenset[int], writes: bool) -> FactLine | None:
    if award.void_code == SLIP:
        return None
    decision = award.decision
    href = ""
    if decision is not None and decision.deliberation_id in readable:
        href = href_pattern("governance:deliberation") % decision.deliberation_id
    actions: list[tuple[str, str]] = []
    if writes and not award.is_void:
        actions.append(("Noter un versement", href_pattern("funding:pay") % award.pk))
        actions.append(("Annuler", href_pattern("funding:void-award") % award.pk))
    voted = f", {decision.deliberation.sitting.body.name}" if decision is not None else ""
    return fact_line(
        award,
        f"Subvention de {write_euros(award.amount_cents)}",
        href=href,
        detail=f"{award.funder.name}{voted}, exercice {award.budget_year}",
        actions=actions,
    )


def _payment(payment: PaymentMade, writes: bool) -> FactLine | None:
    if payment.void_code == SLIP:
        return None
    word = "Versement" if payment.nature == PaymentMade.Nature.PAYMENT else "Reversement"
    references = [
        f"mandat {payment.order_reference}" if payment.order_reference else "",
        f"banque {payment.bank_reference}" if payment.bank_reference else "",
    ]
    void = (("Annuler", href_pattern("funding:void-payment") % payment.pk),)
    return fact_line(
        payment,
        f"{word} de {write_euros(payment.amount_cents)}",
        detail=", ".join(one for one in references if one),
        actions=void if writes else (),
    )
