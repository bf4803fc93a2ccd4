"""What is due on a convention: derived from its clauses, awards, payments and dates."""

import datetime
from collections.abc import Iterable, Sequence

from probant.funding.models import Clause, Convention, ObligationMet, Party
from probant.funding.queries.money import Money, money_of
from probant.funding.queries.standing import amendments_of, standing
from probant.funding.rules import (
    AwardDue,
    Bond,
    DurationTerms,
    NoticeTerms,
    Obligation,
    RenewalTerms,
    Status,
    Terms,
    derive,
)
from probant.funding.rules.amendments import InForce
from probant.kernel.actor import Actor


def obligations(convention: Convention, today: datetime.date, actor: Actor) -> list[Obligation]:
    """Every obligation as it stands on a day, as far as the actor sees. Six queries."""
    clauses = list(convention.clauses.order_by("position"))
    held = standing(convention, clauses, amendments_of(convention), today)
    return derive(
        bond_of(
            convention,
            list(convention.parties.select_related("organisation").order_by("position")),
            held.rows,
            money_of(convention, actor),
            list(ObligationMet.objects.visible_to(actor).now().filter(convention=convention)),
            names={sheet.action_id: f"action {sheet.number}" for sheet in convention.sheets.all()},
            held=held,
        ),
        today,
    )


def bond_of(
    convention: Convention,
    parties: Sequence[Party],
    clauses: Iterable[Clause],
    money: Money,
    met: Iterable[ObligationMet],
    *,
    names: dict[int, str],
    years: Sequence[int] = (),
    held: InForce[Clause] | None = None,
) -> Bond:
    """The convention as values for `rules.derive`; no query. `held`: its period after amendments.

    Once denounced it renews no more, and nobody has to denounce it.
    """
    done: dict[tuple[str, int | None], list[datetime.date]] = {}
    for one in met:
        done.setdefault((one.code, one.budget_year), []).append(one.occurred_on)
    terms = [(clause.read_terms(), clause.article) for clause in clauses]
    if convention.status == Status.DENOUNCED:
        terms = [(_ended(one), article) for one, article in terms]
    return Bond(
        years=tuple(years) or years_of(convention, [award.budget_year for award in money.standing]),
        starts_on=held.starts_on if held else convention.starts_on,
        ends_on=held.ends_on if held else convention.ends_on,
        signed_on=convention.signed_on,
        terms=tuple((one, article) for one, article in terms if one is not None),
        awards=tuple(
            AwardDue(
                label=f"{names.get(award.action_id or 0, 'subvention')}, {award.budget_year}",
                budget_year=award.budget_year,
                amount_cents=award.amount_cents,
                funder=award.funder.name,
                awarded_on=award.occurred_on,
                notified_on=award.decision.deliberation.notified_on if award.decision else None,
                paid=tuple(
                    (payment.occurred_on, payment.signed_cents)
                    for payment in money.paid.get(award.pk, ())
                ),
                award_id=award.pk,
                funder_id=award.funder_id,
            )
            for award in money.standing
        ),
        beneficiary=named(parties, Party.Role.BENEFICIARY),
        funders=named(parties, Party.Role.FUNDER),
        met={key: tuple(days) for key, days in done.items()},
    )


def _ended(terms: Terms | None) -> Terms | None:
    """What a clause still binds to once the convention is denounced."""
    if isinstance(terms, NoticeTerms | RenewalTerms):
        return None
    return DurationTerms(terms.months) if isinstance(terms, DurationTerms) else terms


def named(parties: Iterable[Party], role: str) -> str:
    """The parties of a role, in words."""
    return " et ".join(party.organisation.name for party in parties if party.role == role)


def years_of(convention: Convention, others: Iterable[int]) -> tuple[int, ...]:
    """The years that a convention covers: its period, and what was promised or given."""
    years = set(others)
    period = convention.period
    if period is not None:
        years |= set(range(period.start.year, period.end.year + 1))
    elif convention.starts_on is not None:
        years.add(convention.starts_on.year)
    return tuple(sorted(years))
