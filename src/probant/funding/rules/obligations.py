"""What is due, by whom and when: derived from clauses, awards, payments and dates; never stored."""

import calendar
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from functools import lru_cache

from probant.funding.rules.bonds import (
    SOON_DAYS,
    AwardDue,
    Bond,
    Clauses,
    Duty,
    EvidenceDue,
    Obligation,
    State,
    add_months,
    both_of,
    law_of,
    parts_of,
    state_on,
    year_state,
)
from probant.funding.rules.clauses import NoticeTerms, PaymentTerms, RenewalTerms, Trigger
from probant.funding.rules.promises import further


def derive(bond: Bond, today: date) -> list[Obligation]:
    """Every obligation of a convention as it stands on a day, by date; those without date last.

    >>> due = derive(Bond((2023,), awards=(AwardDue("A", 2023, 900000, "Métropole",
    ...     date(2023, 6, 19), notified_on=date(2023, 7, 1)),), beneficiary="PES 21"),
    ...     date(2023, 9, 1))
    >>> [(one.code.value, one.due_on.isoformat(), one.state.value) for one in due]
    [('payment', '2023-08-30', 'late'), ('report', '2024-06-30', 'open')]
    """
    clauses = bond.clauses
    found = [
        *_instalments(bond, clauses, today),
        *_evidence(bond, clauses),
        *_reports(bond, clauses, today),
        *_committees(bond, clauses, today),
    ]
    if bond.is_standing:
        end = _end(bond, clauses, today)
        found += _notice(bond, clauses, end, today)
        found += _renewal(bond, clauses, end, today)
    found += _publication(bond, today)
    found += further(bond, clauses, today)
    found.sort(key=_order)
    return found


def payments_due(bond: Bond, today: date) -> list[Obligation]:
    """The instalments alone, as they stand on a day: what is left of each and when it was due."""
    return list(_instalments(bond, bond.clauses, today))


def _order(one: Obligation) -> tuple[date, str]:
    return one.due_on or date.max, one.code


def _instalments(bond: Bond, clauses: Clauses, today: date) -> Iterator[Obligation]:
    several = len(clauses.payments)
    for award in bond.awards:
        settled = award.settled
        total = sum([cents for _, cents in settled])
        if not several:
            due_on, note, law = _sixty_days(award, None)
            label, cents = f"Versement ({award.label})", award.amount_cents
            yield _payment(award, today, label, cents, cents, settled, total, due_on, note, law)
            continue
        reached = 0
        parts = zip(clauses.payments, parts_of(clauses, award.amount_cents), strict=True)
        for place, ((terms, article), cents) in enumerate(parts, 1):
            reached += cents
            due_on, note, law = _opening(terms, bond, award)
            name = f"Versement {place} sur {several}" if several > 1 else "Versement"
            label = f"{name} ({award.label})"
            yield _payment(
                award, today, label, reached, cents, settled, total, due_on, note, law, article,
                place,
            )  # fmt: skip


def _payment(
    award: AwardDue,
    today: date,
    label: str,
    reached: int,
    cents: int,
    settled: list[tuple[date, int]],
    total: int,
    due_on: date | None,
    note: str,
    law: str,
    article: str = "",
    instalment: int | None = None,
) -> Obligation:
    done_on = _settled_on(settled, reached)
    return Obligation(
        Duty.PAYMENT,
        label,
        award.funder,
        State.DONE if done_on else state_on(due_on, today),
        due_on,
        done_on,
        award.budget_year,
        cents,
        law,
        article,
        "" if done_on else note,
        award.award_id,
        instalment,
        min(cents, max(0, reached - total)),
    )


def _settled_on(settled: list[tuple[date, int]], reached: int) -> date | None:
    """The day on which payments reached an amount and, repayments taken off, still do."""
    total, day = 0, None
    for on, cents in settled:
        total += cents
        if total < reached:
            day = None
        elif day is None:
            day = on
    return day


def _opening(terms: PaymentTerms, bond: Bond, award: AwardDue) -> tuple[date | None, str, str]:
    """Day due, why there is none, and the law that sets it."""
    delay = timedelta(days=terms.days or 0)
    if terms.trigger is Trigger.SIGNATURE:
        if bond.signed_on is None:
            return None, "la date de signature n’est pas connue", ""
        return max(bond.signed_on, award.awarded_on) + delay, "", ""
    if terms.trigger is Trigger.EVIDENCE:
        register = bond.evidence.get(award.budget_year)
        if register is not None:
            if register.accepted_on is not None:
                return register.accepted_on + delay, "", ""
            return None, _held_by(register), ""
        given = bond.met.get((Duty.EVIDENCE, award.budget_year), ())
        if not given:
            return None, "attend les pièces justificatives", ""
        return max(given) + delay, "", ""
    if terms.trigger is Trigger.DATE and terms.month and terms.day:
        longest = calendar.monthrange(award.budget_year, terms.month)[1]
        return date(award.budget_year, terms.month, min(terms.day, longest)), "", ""
    return _sixty_days(award, terms.days)


def _held_by(register: EvidenceDue) -> str:
    """Why the balance does not open: which pieces are missing, or that there is no list."""
    if not register.has_list:
        return "la liste des pièces n’existe pas : elle est à compléter"
    if register.waiting:
        return f"attend l’accord du financeur sur : {', '.join(register.missing)}"
    return f"attend : {', '.join(register.missing)}"


def _sixty_days(award: AwardDue, days: int | None) -> tuple[date | None, str, str]:
    """Sixty days from the notification (loi 2021-875 art. 2), or the convention's own delay."""
    if award.notified_on is None:
        return None, "la notification n’est pas enregistrée", ""
    if days is not None:
        return award.notified_on + timedelta(days=days), "", ""
    law = law_of("subsidy.payment_delay", award.notified_on)
    if law is None:
        return None, "aucun délai n’est fixé", ""
    return award.notified_on + timedelta(days=int(law.value)), "", law.source


def _evidence(bond: Bond, clauses: Clauses) -> Iterator[Obligation]:
    waits = clauses.waits
    if waits is None:
        return
    for year in sorted({award.budget_year for award in bond.awards}):
        register = bond.evidence.get(year)
        if register is not None:
            yield _pieces(bond, year, register, waits)
            continue
        given = bond.met.get((Duty.EVIDENCE, year), ())
        yield Obligation(
            Duty.EVIDENCE,
            f"Remettre les pièces justificatives {year}",
            bond.beneficiary,
            State.DONE if given else State.OPEN,
            done_on=max(given) if given else None,
            year=year,
            article=waits,
            note="" if given else "ouvre le versement du solde",
        )


def _pieces(bond: Bond, year: int, register: EvidenceDue, article: str) -> Obligation:
    """The register of a year: done once all was handed in; refused pieces are to be given again."""
    if not register.has_list:
        note = "la convention renvoie à une liste qui n’existe pas : complétez-la"
    elif register.given_on is None:
        note = f"ouvre le versement du solde ; reste : {', '.join(register.missing)}"
    else:
        note = "" if register.accepted_on else "en attente de l’accord du financeur"
    return Obligation(
        Duty.EVIDENCE,
        f"Remettre les pièces justificatives {year}",
        bond.beneficiary,
        State.DONE if register.given_on else State.OPEN,
        done_on=register.given_on,
        year=year,
        article=article,
        note=note,
    )


def _reports(bond: Bond, clauses: Clauses, today: date) -> Iterator[Obligation]:
    for year in sorted({award.budget_year for award in bond.awards}):
        found = _report_day(
            year, None if clauses.reporting is None else clauses.reporting[0].months
        )
        if found is None:
            continue
        opens_on, due_on, law = found
        given = bond.met.get((Duty.REPORT, year), ())
        yield Obligation(
            Duty.REPORT,
            f"Compte rendu financier {year}",
            bond.beneficiary,
            State.DONE if given else state_on(due_on, today, opens_on=opens_on),
            due_on=due_on,
            done_on=min(given) if given else None,
            year=year,
            law=law,
            article="" if clauses.reporting is None else clauses.reporting[1],
        )


@lru_cache(maxsize=512)
def _report_day(year: int, months: int | None) -> tuple[date, date, str] | None:
    """From when and by when the report of a year is due, by the clause or else by the law."""
    end = date(year, 12, 31)
    if months is not None:
        return end + timedelta(days=1), add_months(end, months), ""
    law = law_of("subsidy.financial_report_delay", end)
    if law is None:
        return None
    return end + timedelta(days=1), add_months(end, int(law.value)), law.source


def _committees(bond: Bond, clauses: Clauses, today: date) -> Iterator[Obligation]:
    both = both_of(bond) if clauses.committees else ""
    for terms, article in clauses.committees:
        for year in bond.years:
            if not bond.is_standing and year > today.year:
                continue
            held = sorted(bond.met.get((Duty.COMMITTEE, year), ())) if bond.met else ()
            enough = len(held) >= terms.per_year
            due_on, state = year_state(year, today)
            missing = terms.per_year - len(held)
            yield Obligation(
                Duty.COMMITTEE,
                f"Comité de pilotage {year}",
                both,
                State.DONE if enough else state,
                due_on,
                held[terms.per_year - 1] if enough else None,
                year,
                None,
                "",
                article,
                "" if enough or terms.per_year == 1 else f"{missing} réunions manquent",
            )


def _end(bond: Bond, clauses: Clauses, today: date) -> date | None:
    """The end that is ahead: a convention renewed tacitly gets a new one each year."""
    end = bond.ends_on
    while end is not None and end < today and clauses.renews_tacitly:
        end = add_months(end, 12)
    return None if end is None or end < today else end


def _notice(bond: Bond, clauses: Clauses, end: date | None, today: date) -> Iterator[Obligation]:
    for terms, article in clauses.notices:
        if end is None:
            if bond.ends_on is None:
                note = "la fin de la convention n’est pas connue"
                yield _denounce(bond, terms, article, None, State.OPEN, note)
            continue
        last = add_months(end, -terms.months)
        soon = last - timedelta(days=SOON_DAYS)
        passed = today > last
        state = State.DONE if passed else state_on(last, today, opens_on=soon)
        yield _denounce(bond, terms, article, last, state, "délai passé" if passed else "")


def _denounce(
    bond: Bond, terms: NoticeTerms, article: str, last: date | None, state: State, note: str
) -> Obligation:
    form = f", par {terms.form}" if terms.form else ""
    return Obligation(
        Duty.NOTICE,
        f"Dernier jour pour dénoncer la convention{form}",
        both_of(bond),
        state,
        due_on=last,
        article=article,
        note=note,
    )


def _renewal(bond: Bond, clauses: Clauses, end: date | None, today: date) -> Iterator[Obligation]:
    if end is None:
        return
    for terms, article in clauses.renewals:
        condition = terms.condition if isinstance(terms, RenewalTerms) else ""
        yield Obligation(
            Duty.RENEWAL,
            "Décider du renouvellement",
            both_of(bond),
            state_on(end, today, opens_on=end - timedelta(days=2 * SOON_DAYS)),
            due_on=end,
            article=article,
            note=condition,
        )


def _publication(bond: Bond, today: date) -> Iterator[Obligation]:
    """Essential data within three months of the signature above 23 000 € (décret 2017-779)."""
    if bond.signed_on is None:
        return
    delay = law_of("subsidy.open_data_delay", bond.signed_on)
    floor = law_of("subsidy.open_data_threshold", bond.signed_on)
    if delay is None or floor is None:
        return
    for funder, highest in _highest(bond.awards).items():
        if highest <= int(floor.value):
            continue
        due_on = add_months(bond.signed_on, int(delay.value))
        given = bond.met.get((Duty.PUBLICATION, None), ())
        yield Obligation(
            Duty.PUBLICATION,
            "Publier les données essentielles de la convention",
            funder,
            State.DONE if given else state_on(due_on, today),
            due_on=due_on,
            done_on=min(given) if given else None,
            law=delay.source,
        )


def _highest(awards: Iterable[AwardDue]) -> dict[str, int]:
    """The largest yearly total of each funder."""
    totals: dict[tuple[str, int], int] = {}
    for award in awards:
        key = (award.funder, award.budget_year)
        totals[key] = totals.get(key, 0) + award.amount_cents
    highest: dict[str, int] = {}
    for (funder, _), cents in totals.items():
        highest[funder] = max(highest.get(funder, 0), cents)
    return highest
