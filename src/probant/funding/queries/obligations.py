"""What is due on a convention: derived from its clauses, awards, payments and dates."""

import datetime
from collections.abc import Iterable, Sequence

from probant.funding.models import Clause, Convention, ObligationMet, Party
from probant.funding.queries.money import Money, money_of
from probant.funding.rules import AwardDue, Bond, Obligation, derive
from probant.kernel.actor import Actor


def obligations(convention: Convention, today: datetime.date, actor: Actor) -> list[Obligation]:
    """Every obligation as it stands on a day, as far as the actor sees. Five queries."""
    return derive(
        bond_of(
            convention,
            list(convention.parties.select_related("organisation").order_by("position")),
            list(convention.clauses.order_by("position")),
            money_of(convention, actor),
            list(ObligationMet.objects.visible_to(actor).now().filter(convention=convention)),
            names={sheet.action_id: f"action {sheet.number}" for sheet in convention.sheets.all()},
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
) -> Bond:
    """The convention as values for `rules.derive`; no query."""
    done: dict[tuple[str, int | None], list[datetime.date]] = {}
    for one in met:
        done.setdefault((one.code, one.budget_year), []).append(one.occurred_on)
    terms = [(clause.read_terms(), clause.article) for clause in clauses]
    return Bond(
        years=tuple(years) or years_of(convention, [award.budget_year for award in money.standing]),
        starts_on=convention.starts_on,
        ends_on=convention.ends_on,
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
