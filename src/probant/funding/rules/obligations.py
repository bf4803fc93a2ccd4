"""What is due, by whom and when: derived from clauses, awards, payments and dates; never stored."""

import calendar
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from datetime import date, timedelta
from enum import StrEnum

from probant.funding.rules.clauses import (
    CommitteeTerms,
    DurationTerms,
    NoticeTerms,
    PaymentTerms,
    RenewalTerms,
    ReportingTerms,
    Terms,
    Trigger,
    split_award,
)
from probant.kernel.parameters import NotInForce, Parameter, parameter

SOON_DAYS = 90


class Duty(StrEnum):
    """Kinds of obligation; the value is stored in the fact that one was met."""

    PAYMENT = "payment"
    EVIDENCE = "evidence"
    REPORT = "report"
    COMMITTEE = "committee"
    NOTICE = "notice"
    RENEWAL = "renewal"
    PUBLICATION = "publication"
    REQUEST = "request"
    ACCOUNTS = "accounts"
    DEPOSIT = "deposit"
    RECOVERY = "recovery"
    MENTION = "mention"
    MENTION_FUNDER = "mention_funder"
    INVITE = "invite"
    ROOMS = "rooms"
    COMMITMENT = "commitment"
    COMMITMENT_FUNDER = "commitment_funder"

    @property
    def label(self) -> str:
        """The kind in French."""
        return {
            "payment": "versement",
            "evidence": "pièces justificatives",
            "report": "compte rendu financier",
            "committee": "comité de pilotage",
            "notice": "dénonciation",
            "renewal": "renouvellement",
            "publication": "données essentielles",
            "request": "demande de l’année suivante",
            "accounts": "comptes certifiés et publiés",
            "deposit": "dépôt à la préfecture",
            "recovery": "somme à reverser",
            "mention": "mention du financeur",
            "mention_funder": "mention de l’association",
            "invite": "invitation",
            "rooms": "prêt de salles",
            "commitment": "engagement de l’association",
            "commitment_funder": "engagement du financeur",
        }[self.value]


class State(StrEnum):
    """done · due (to do now) · late · open (later, or waiting for an event)."""

    DONE = "done"
    DUE = "due"
    LATE = "late"
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class AwardDue:
    """An award and what was paid on it: (day, cents), repayments negative."""

    label: str
    budget_year: int
    amount_cents: int
    funder: str
    awarded_on: date
    notified_on: date | None = None
    paid: tuple[tuple[date, int], ...] = ()
    award_id: int | None = None
    funder_id: int | None = None


@dataclass(frozen=True, slots=True)
class Bond:
    """What obligations derive from. `met` gives the days an obligation was met, by kind and year;
    `terms` are (terms, article)."""

    years: tuple[int, ...]
    starts_on: date | None = None
    ends_on: date | None = None
    signed_on: date | None = None
    terms: tuple[tuple[Terms, str], ...] = ()
    awards: tuple[AwardDue, ...] = ()
    beneficiary: str = ""
    funders: str = ""
    met: Mapping[tuple[str, int | None], tuple[date, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Obligation:
    """One thing due. `by`: who owes it; `due_on` None: no day can be told, `note` says why."""

    code: Duty
    label: str
    by: str
    state: State
    due_on: date | None = None
    done_on: date | None = None
    year: int | None = None
    amount_cents: int | None = None
    law: str = ""
    article: str = ""
    note: str = ""
    award_id: int | None = None


def add_months(day: date, months: int) -> date:
    """The same day some months later or earlier; a last day of month stays one.

    >>> add_months(date(2023, 12, 31), 6), add_months(date(2025, 12, 31), -3)
    (datetime.date(2024, 6, 30), datetime.date(2025, 9, 30))
    """
    place = day.year * 12 + day.month - 1 + months
    year, month = divmod(place, 12)
    longest = calendar.monthrange(year, month + 1)[1]
    ends = day.day == calendar.monthrange(day.year, day.month)[1]
    return date(year, month + 1, longest if ends else min(day.day, longest))


def derive(bond: Bond, today: date) -> list[Obligation]:
    """Every obligation of a convention as it stands on a day, by date; those without date last.

    >>> due = derive(Bond((2023,), awards=(AwardDue("A", 2023, 900000, "Métropole",
    ...     date(2023, 6, 19), notified_on=date(2023, 7, 1)),), beneficiary="PES 21"),
    ...     date(2023, 9, 1))
    >>> [(one.code.value, one.due_on.isoformat(), one.state.value) for one in due]
    [('payment', '2023-08-30', 'late'), ('report', '2024-06-30', 'open')]
    """
    found = [
        *_instalments(bond, today),
        *_evidence(bond),
        *_reports(bond, today),
        *_committees(bond, today),
        *_notice(bond, today),
        *_renewal(bond, today),
        *_publication(bond, today),
    ]
    return sorted(found, key=lambda one: (one.due_on is None, one.due_on or today, one.code.value))


def _law(key: str, on: date) -> Parameter | None:
    try:
        return parameter(key, on=on)
    except NotInForce:
        return None


def _state(due_on: date | None, today: date, *, opens_on: date | None = None) -> State:
    if due_on is None or (opens_on is not None and today < opens_on):
        return State.OPEN
    return State.LATE if today > due_on else State.DUE


def _instalments(bond: Bond, today: date) -> Iterator[Obligation]:
    clauses = [(terms, article) for terms, article in bond.terms if isinstance(terms, PaymentTerms)]
    for award in bond.awards:
        if not clauses:
            yield _by_law(award, today)
            continue
        amounts = split_award(award.amount_cents, tuple(terms.share_rate for terms, _ in clauses))
        reached = 0
        for place, ((terms, article), cents) in enumerate(zip(clauses, amounts, strict=True), 1):
            reached += cents
            due_on, note, law = _opening(terms, bond, award)
            name = f"Versement {place} sur {len(clauses)}" if len(clauses) > 1 else "Versement"
            yield _payment(
                award, today, f"{name} ({award.label})", reached, cents, due_on, note, law, article
            )


def _by_law(award: AwardDue, today: date) -> Obligation:
    due_on, note, law = _sixty_days(award, None)
    label = f"Versement ({award.label})"
    return _payment(
        award, today, label, award.amount_cents, award.amount_cents, due_on, note, law, ""
    )


def _payment(
    award: AwardDue,
    today: date,
    label: str,
    reached: int,
    cents: int,
    due_on: date | None,
    note: str,
    law: str,
    article: str,
) -> Obligation:
    done_on = _paid_on(award, reached)
    state = State.DONE if done_on else _state(due_on, today)
    return Obligation(
        Duty.PAYMENT,
        label,
        award.funder,
        state,
        due_on=due_on,
        done_on=done_on,
        year=award.budget_year,
        amount_cents=cents,
        law=law,
        article=article,
        note="" if done_on else note,
        award_id=award.award_id,
    )


def _paid_on(award: AwardDue, reached: int) -> date | None:
    """The day on which payments reached an amount and, repayments taken off, still do."""
    total, day = 0, None
    for paid_on, cents in sorted(award.paid):
        total += cents
        if total >= reached and day is None:
            day = paid_on
        elif total < reached:
            day = None
    return day


def _opening(terms: PaymentTerms, bond: Bond, award: AwardDue) -> tuple[date | None, str, str]:
    """Day due, why there is none, and the law that sets it."""
    delay = timedelta(days=terms.days or 0)
    if terms.trigger is Trigger.SIGNATURE:
        if bond.signed_on is None:
            return None, "la date de signature n’est pas connue", ""
        return max(bond.signed_on, award.awarded_on) + delay, "", ""
    if terms.trigger is Trigger.EVIDENCE:
        given = bond.met.get((Duty.EVIDENCE, award.budget_year), ())
        if not given:
            return None, "attend les pièces justificatives", ""
        return max(given) + delay, "", ""
    if terms.trigger is Trigger.DATE and terms.month and terms.day:
        longest = calendar.monthrange(award.budget_year, terms.month)[1]
        return date(award.budget_year, terms.month, min(terms.day, longest)), "", ""
    return _sixty_days(award, terms.days)


def _sixty_days(award: AwardDue, days: int | None) -> tuple[date | None, str, str]:
    """Sixty days from the notification (loi 2021-875 art. 2), or the convention's own delay."""
    if award.notified_on is None:
        return None, "la notification n’est pas enregistrée", ""
    if days is not None:
        return award.notified_on + timedelta(days=days), "", ""
    law = _law("subsidy.payment_delay", award.notified_on)
    if law is None:
        return None, "aucun délai n’est fixé", ""
    return award.notified_on + timedelta(days=int(law.value)), "", law.source


def _evidence(bond: Bond) -> Iterator[Obligation]:
    waits = [
        article
        for terms, article in bond.terms
        if isinstance(terms, PaymentTerms) and terms.trigger is Trigger.EVIDENCE
    ]
    if not waits:
        return
    for year in sorted({award.budget_year for award in bond.awards}):
        given = bond.met.get((Duty.EVIDENCE, year), ())
        yield Obligation(
            Duty.EVIDENCE,
            f"Remettre les pièces justificatives {year}",
            bond.beneficiary,
            State.DONE if given else State.OPEN,
            done_on=max(given) if given else None,
            year=year,
            article=waits[0],
            note="" if given else "ouvre le versement du solde",
        )


def _reports(bond: Bond, today: date) -> Iterator[Obligation]:
    clauses = [
        (terms, article) for terms, article in bond.terms if isinstance(terms, ReportingTerms)
    ]
    for year in sorted({award.budget_year for award in bond.awards}):
        end = date(year, 12, 31)
        law, article = "", ""
        if clauses:
            months, article = clauses[0][0].months, clauses[0][1]
        else:
            found = _law("subsidy.financial_report_delay", end)
            if found is None:
                continue
            months, law = int(found.value), found.source
        due_on, given = add_months(end, months), bond.met.get((Duty.REPORT, year), ())
        yield Obligation(
            Duty.REPORT,
            f"Compte rendu financier {year}",
            bond.beneficiary,
            State.DONE if given else _state(due_on, today, opens_on=end + timedelta(days=1)),
            due_on=due_on,
            done_on=min(given) if given else None,
            year=year,
            law=law,
            article=article,
        )


def _committees(bond: Bond, today: date) -> Iterator[Obligation]:
    for terms, article in bond.terms:
        if not isinstance(terms, CommitteeTerms):
            continue
        for year in bond.years:
            held = sorted(bond.met.get((Duty.COMMITTEE, year), ()))
            enough = len(held) >= terms.per_year
            due_on = date(year, 12, 31)
            missing = terms.per_year - len(held)
            yield Obligation(
                Duty.COMMITTEE,
                f"Comité de pilotage {year}",
                _both(bond),
                State.DONE if enough else _state(due_on, today, opens_on=date(year, 1, 1)),
                due_on=due_on,
                done_on=held[terms.per_year - 1] if enough else None,
                year=year,
                article=article,
                note="" if enough or terms.per_year == 1 else f"{missing} réunions manquent",
            )


def _both(bond: Bond) -> str:
    return " et ".join(name for name in (bond.beneficiary, bond.funders) if name)


def _renews_tacitly(bond: Bond) -> bool:
    return any(
        isinstance(terms, DurationTerms) and terms.renewal == "tacit" for terms, _ in bond.terms
    )


def _end(bond: Bond, today: date) -> date | None:
    """The end that is ahead: a convention renewed tacitly gets a new one each year."""
    end = bond.ends_on
    while end is not None and end < today and _renews_tacitly(bond):
        end = add_months(end, 12)
    return None if end is None or end < today else end


def _notice(bond: Bond, today: date) -> Iterator[Obligation]:
    end = _end(bond, today)
    for terms, article in bond.terms:
        if not isinstance(terms, NoticeTerms):
            continue
        if end is None:
            if bond.ends_on is None:
                note = "la fin de la convention n’est pas connue"
                yield _denounce(bond, terms, article, None, State.OPEN, note)
            continue
        last = add_months(end, -terms.months)
        soon = last - timedelta(days=SOON_DAYS)
        passed = today > last
        state = State.DONE if passed else _state(last, today, opens_on=soon)
        yield _denounce(bond, terms, article, last, state, "délai passé" if passed else "")


def _denounce(
    bond: Bond, terms: NoticeTerms, article: str, last: date | None, state: State, note: str
) -> Obligation:
    form = f", par {terms.form}" if terms.form else ""
    return Obligation(
        Duty.NOTICE,
        f"Dernier jour pour dénoncer la convention{form}",
        _both(bond),
        state,
        due_on=last,
        article=article,
        note=note,
    )


def _renewal(bond: Bond, today: date) -> Iterator[Obligation]:
    end = _end(bond, today)
    for terms, article in bond.terms:
        express = isinstance(terms, DurationTerms) and terms.renewal == "express"
        if end is None or not (express or isinstance(terms, RenewalTerms)):
            continue
        condition = terms.condition if isinstance(terms, RenewalTerms) else ""
        yield Obligation(
            Duty.RENEWAL,
            "Décider du renouvellement",
            _both(bond),
            _state(end, today, opens_on=end - timedelta(days=2 * SOON_DAYS)),
            due_on=end,
            article=article,
            note=condition,
        )


def _publication(bond: Bond, today: date) -> Iterator[Obligation]:
    """Essential data within three months of the signature above 23 000 € (décret 2017-779)."""
    if bond.signed_on is None:
        return
    delay = _law("subsidy.open_data_delay", bond.signed_on)
    floor = _law("subsidy.open_data_threshold", bond.signed_on)
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
            State.DONE if given else _state(due_on, today),
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
