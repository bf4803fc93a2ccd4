"""Duties that hang on no instalment: ask again, deposit, repay, what each side promised."""

from collections.abc import Iterator
from datetime import date, timedelta
from functools import lru_cache

from probant.funding.rules.bonds import (
    Bond,
    Clauses,
    Duty,
    Obligation,
    State,
    add_months,
    both_of,
    law_of,
    state_on,
    year_state,
)
from probant.kernel.dates import write_date
from probant.kernel.money import write_euros

LEAST = 2_000_000  # below it no threshold of the law is met: spares the search
ASK_DAYS = 60  # a request is on the desk two months before its day

#: Who owes a promise, and the words of it; None: the beneficiary and the funder alike.
WORDS = {
    Duty.MENTION: ("Mentionner le soutien et le logo du financeur", "beneficiary"),
    Duty.MENTION_FUNDER: ("Mentionner l’association et son logo", "funder"),
    Duty.INVITE: ("Inviter aux temps forts", "funder"),
    Duty.ROOMS: ("Prêter des salles", "funder"),
    Duty.COMMITMENT: ("Tenir l’engagement", "beneficiary"),
    Duty.COMMITMENT_FUNDER: ("Tenir l’engagement", "funder"),
}


def further(bond: Bond, clauses: Clauses, today: date) -> list[Obligation]:
    """Requests of the years to come, thresholds of law, sums to repay, promises of each side."""
    return [
        *_requests(bond, today),
        *_thresholds(bond, today),
        *_repayments(bond),
        *_promises(bond, clauses, today),
    ]


def _requests(bond: Bond, today: date) -> Iterator[Obligation]:
    """Each year of a convention of several years is asked for before it begins.

    A convention of several years awards no money by itself (CGCT, art. L2311-7): each year has its
    vote, hence its request. What was awarded was asked for; a year that is over is no longer asked.
    """
    for year in bond.years[1:]:
        days = [award.awarded_on for award in bond.awards if award.budget_year == year]
        if bond.met:
            days += bond.met.get((Duty.REQUEST, year), ())
        done_on = min(days) if days else None
        if done_on is None and (today.year >= year or not bond.is_standing):
            continue
        due_on = _asked_by(year)
        if due_on is None:
            continue
        yield Obligation(
            Duty.REQUEST,
            f"Demander la subvention {year}",
            bond.beneficiary,
            State.DONE
            if done_on
            else state_on(due_on, today, opens_on=due_on - timedelta(days=ASK_DAYS)),
            due_on=due_on,
            done_on=done_on,
            year=year - 1,
            law="Code général des collectivités territoriales, art. L2311-7",
            note="" if done_on else "jour d’usage : suivez celui du financeur s’il en fixe un",
        )


@lru_cache(maxsize=512)
def _asked_by(year: int) -> date | None:
    """The day by which the subsidy of a year is asked for."""
    before = date(year - 1, 12, 31)
    lead = law_of("subsidy.request_lead", before)
    return None if lead is None else add_months(before, -int(lead.value))


def _thresholds(bond: Bond, today: date) -> Iterator[Obligation]:
    """Above 153 000 € a year from all authorities: deposit, certified and published accounts."""
    for year, cents in sorted(bond.all_cents.items()):
        if cents <= LEAST:
            continue
        for code, label, floor_cents, opens_on, due_on, law in _floors(year):
            if cents <= floor_cents:
                continue
            given = bond.met.get((code, year), ())
            yield Obligation(
                code,
                label,
                bond.beneficiary,
                State.DONE if given else state_on(due_on, today, opens_on=opens_on),
                due_on=due_on,
                done_on=min(given) if given else None,
                year=year,
                law=law,
                note=_together(cents, year),
            )


@lru_cache(maxsize=512)
def _floors(year: int) -> tuple[tuple[Duty, str, int, date, date, str], ...]:
    """What each threshold of a year asks: duty, words, threshold, from when, by when, law."""
    end = date(year, 12, 31)
    delay = law_of("subsidy.financial_report_delay", end)
    found = []
    for code, key, label in (
        (
            Duty.DEPOSIT,
            "subsidy.deposit_threshold",
            f"Déposer à la préfecture budget, comptes, conventions et comptes rendus {year}",
        ),
        (
            Duty.ACCOUNTS,
            "subsidy.audit_threshold",
            f"Faire certifier et publier les comptes {year}",
        ),
    ):
        floor = law_of(key, end)
        if floor is not None and delay is not None:
            opens_on, due_on = end + timedelta(days=1), add_months(end, int(delay.value))
            found.append((code, label, int(floor.value), opens_on, due_on, floor.source))
    return tuple(found)


@lru_cache(maxsize=4096)
def _together(cents: int, year: int) -> str:
    return f"{write_euros(cents)} de subventions en {year}, toutes autorités ensemble"


def _repayments(bond: Bond) -> Iterator[Obligation]:
    """What was paid above an award goes back."""
    for award in bond.awards:
        over = award.paid_cents - award.amount_cents
        if over <= 0:
            continue
        told = "pas encore de titre de recette"
        if award.recovery_on is not None:
            told = f"titre de recette du {write_date(award.recovery_on)}"
        yield Obligation(
            Duty.RECOVERY,
            f"Reverser le trop-perçu ({award.label})",
            bond.beneficiary,
            State.DUE,
            year=award.budget_year,
            amount_cents=over,
            note=told,
            award_id=award.award_id,
        )


def _promises(bond: Bond, clauses: Clauses, today: date) -> Iterator[Obligation]:
    """What the text promises each year, of each side; the proof is noted once in the year."""
    seen: dict[Duty, tuple[str, str]] = {}
    for terms, article in clauses.mentions:
        seen.setdefault(Duty.MENTION, ("", article))
        if terms.reciprocal:
            seen.setdefault(Duty.MENTION_FUNDER, ("", article))
    for one in bond.promises:
        title, article = seen.get(one.code, ("", ""))
        titles = ", ".join(part for part in (title, one.title) if part)
        seen[one.code] = (titles, article or one.article)
    if not seen:
        return
    met, ahead = bond.met, not bond.is_standing
    for code, (title, article) in seen.items():
        words, side = WORDS[code]
        by = (bond.beneficiary if side == "beneficiary" else bond.funders) or both_of(bond)
        told = f"{words} : {title}" if title else words
        for year in bond.years:
            given = met.get((code, year)) if met else None
            if ahead and not given and today.year <= year:
                continue
            due_on, state = year_state(year, today)
            yield Obligation(
                code,
                f"{told}, {year}",
                by,
                State.DONE if given else state,
                due_on,
                min(given) if given else None,
                year,
                None,
                "",
                article,
            )
