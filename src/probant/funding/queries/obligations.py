"""What is due on conventions: derived from their clauses, awards, payments and dates.

However many conventions are asked about, the queries are the same; rows come as plain values.
"""

import datetime
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from functools import lru_cache
from typing import Any

from django.db.models import QuerySet, Sum

from probant.funding.models import (
    ActionSheet,
    AwardMade,
    AwardStep,
    Clause,
    Convention,
    ObligationMet,
    Party,
    PaymentMade,
)
from probant.funding.queries.clauses import (
    amended,
    by_convention,
    promises_of,
    read_all,
    still_binding,
    written,
)
from probant.funding.queries.evidence import registers, rows_of
from probant.funding.queries.money import Money
from probant.funding.rules import (
    AwardDue,
    Bond,
    Kind,
    Obligation,
    Status,
    Terms,
    derive,
)
from probant.funding.rules.amendments import InForce
from probant.funding.rules.bonds import Clauses, EvidenceDue
from probant.funding.rules.chain import Stage
from probant.funding.rules.evidence import Piece, Register, register
from probant.kernel.actor import Actor

STANDING = (Status.DRAFT, Status.SUBMITTED, Status.SIGNED)


def obligations(convention: Convention, today: datetime.date, actor: Actor) -> list[Obligation]:
    """Every obligation of a convention as it stands on a day, as far as the actor sees."""
    one = Convention.objects.filter(pk=convention.pk)
    return obligations_of(one, today, actor).get(convention.pk, [])


def obligations_of(
    conventions: QuerySet[Any], today: datetime.date, actor: Actor
) -> dict[int, list[Obligation]]:
    """The obligations of many conventions, by convention: ten queries, thirteen with evidence."""
    bonds = bonds_of(conventions, actor, today)
    return {pk: derive(bond, today) for pk, bond in bonds.items()}


def bonds_of(conventions: QuerySet[Any], actor: Actor, today: datetime.date) -> dict[int, Bond]:
    """Conventions as values for `rules.derive`, by convention, after the amendments in force."""
    heads = {
        row[0]: row
        for row in conventions.order_by("pk").values_list(
            "pk", "starts_on", "ends_on", "signed_on", "status"
        )
    }
    if not heads:
        return {}
    # one convention is named, many are asked for by the same question again
    chosen: Any = list(heads) if len(heads) < 50 else conventions.order_by().values("pk")
    parties = by_convention(
        Party.objects.filter(convention__in=chosen)
        .order_by("convention_id", "position")
        .values_list("convention_id", "role", "organisation__name", "organisation_id")
    )
    held = amended(chosen, today)
    clauses = written(chosen, held)
    names = {
        (convention_id, action_id): f"action {number}"
        for convention_id, action_id, number in ActionSheet.objects.filter(
            convention__in=chosen
        ).values_list("convention_id", "action_id", "number")
    }
    awards = _awards(chosen, actor, names)
    met: dict[int, dict[tuple[str, int | None], list[datetime.date]]] = defaultdict(dict)
    for convention_id, code, year, on in (
        ObligationMet.objects.now()
        .filter(convention__in=chosen)
        .values_list("convention_id", "code", "budget_year", "occurred_on")
    ):
        met[convention_id].setdefault((code, year), []).append(on)
    pieces = rows_of(chosen)
    totals = _totals(actor)
    found = {}
    for pk, starts_on, ends_on, signed_on, status in heads.values():
        if pk in held:
            starts_on, ends_on = held[pk].starts_on, held[pk].ends_on
        is_denounced = status == Status.DENOUNCED
        terms, promises, by_kind = read_all(clauses.get(pk, ()), is_denounced)
        own = awards.get(pk, ())
        years = _years(starts_on, ends_on, (award.budget_year for award in own))
        awarded = {award.budget_year for award in own}
        found[pk] = Bond(
            years=years,
            starts_on=starts_on,
            ends_on=ends_on,
            signed_on=signed_on,
            terms=terms,
            awards=tuple(own),
            beneficiary=_said(parties.get(pk, ()), "beneficiary"),
            funders=_said(parties.get(pk, ()), "funder"),
            met={key: tuple(days) for key, days in met.get(pk, {}).items()},
            evidence=evidence_due(terms, by_kind, awarded, pieces.get(pk)),
            promises=promises,
            all_cents=_all_cents(parties.get(pk, ()), awarded, totals),
            is_standing=status in STANDING,
            sorted_terms=by_kind,
        )
    return found


def evidence_due(
    terms: tuple[tuple[Terms, str], ...],
    by_kind: Clauses,
    years: Collection[int],
    pieces: Collection[Piece] | None,
) -> dict[int, EvidenceDue]:
    """The register of each year; the same for all who are written alike and handed nothing in."""
    if pieces:
        kept = registers([one for one, _ in terms], years, pieces)
        return {year: one.due() for year, one in kept.items()}
    expected = [(year, _expected(by_kind, year)) for year in sorted(years)]
    return {year: one for year, one in expected if one is not None}


@lru_cache(maxsize=4096)
def _expected(clauses: Clauses, year: int) -> EvidenceDue | None:
    """What the clauses list for a year, before anything is handed in."""
    one = register(year, clauses.evidence, (), waits=clauses.waits is not None)
    return None if one is None else one.due()


def _awards(
    chosen: Any, actor: Actor, names: Mapping[tuple[int, int], str]
) -> dict[int, list[AwardDue]]:
    """Awards that stand, with what was paid and claimed back on them. Three queries."""
    rows = list(
        AwardMade.objects.visible_to(actor)
        .filter(convention__in=chosen)
        .order_by("budget_year", "occurred_on", "pk")
        .values_list(
            "pk", "convention_id", "action_id", "budget_year", "amount_cents", "funder_id",
            "funder__name", "occurred_on", "decision__deliberation__notified_on", "replaces_id",
            "void_seq",
        )
    )  # fmt: skip
    after = {row[9]: row[0] for row in rows if row[9]}
    alive = {row[0] for row in rows if row[10] is None}
    paid: dict[int, list[tuple[datetime.date, int]]] = defaultdict(list)
    for award_id, on, nature, cents in (
        PaymentMade.objects.visible_to(actor)
        .now()
        .filter(convention__in=chosen)
        .order_by("occurred_on", "pk")
        .values_list("award_id", "occurred_on", "nature", "amount_cents")
    ):
        signed = -cents if nature == PaymentMade.Nature.REPAYMENT else cents
        paid[place_of(award_id, alive, after)].append((on, signed))
    recoveries: dict[int, datetime.date] = {}
    retained: dict[int, list[tuple[datetime.date, int]]] = defaultdict(list)
    for award_id, stage, on, cents in (
        AwardStep.objects.visible_to(actor)
        .now()
        .filter(convention__in=chosen, stage__in=(Stage.RECOVERY.value, Stage.RETAINED.value))
        .order_by("occurred_on", "pk")
        .values_list("award_id", "stage", "occurred_on", "amount_cents")
    ):
        if stage == Stage.RETAINED:
            retained[place_of(award_id, alive, after)].append((on, cents))
        else:
            recoveries[place_of(award_id, alive, after)] = on
    found: dict[int, list[AwardDue]] = defaultdict(list)
    for pk, convention_id, action_id, year, cents, funder_id, funder, on, told, _, void in rows:
        if void is not None:
            continue
        name = names.get((convention_id, action_id), "subvention")
        found[convention_id].append(
            AwardDue(
                label=f"{name}, {year}",
                budget_year=year,
                amount_cents=cents,
                funder=funder,
                awarded_on=on,
                notified_on=told,
                paid=tuple(paid.get(pk, ())),
                award_id=pk,
                funder_id=funder_id,
                recovery_on=recoveries.get(pk),
                retained=tuple(retained.get(pk, ())),
            )
        )
    return found


def place_of(award_id: int, alive: set[int], after: Mapping[int, int]) -> int:
    """The award that stands in place of one: what was paid on that one follows it."""
    while award_id not in alive and award_id in after:
        award_id = after[award_id]
    return award_id


def totals_of(actor: Actor, beneficiaries: Iterable[int] = ()) -> dict[tuple[int, int], int]:
    """What all authorities award to each beneficiary a year, as the actor sees it. One query."""
    awards = AwardMade.objects.visible_to(actor).now()
    wanted = list(beneficiaries)
    if wanted:
        awards = awards.filter(organisation__in=wanted)
    rows = awards.order_by().values_list("organisation_id", "budget_year")
    summed = rows.annotate(total=Sum("amount_cents"))
    return {(one, year): total for one, year, total in summed if one is not None}


def _totals(actor: Actor) -> dict[tuple[int, int], int]:
    return totals_of(actor)


def _all_cents(
    parties: Iterable[tuple[Any, ...]], years: Iterable[int], totals: Mapping[tuple[int, int], int]
) -> dict[int, int]:
    receiving = [party[3] for party in parties if party[1] == "beneficiary"]
    return {year: sum(totals.get((one, year), 0) for one in receiving) for year in years}


def _said(parties: Iterable[tuple[Any, ...]], role: str) -> str:
    return " et ".join(party[2] for party in parties if party[1] == role)


def bond_of(
    convention: Convention,
    parties: Sequence[Party],
    clauses: Iterable[Clause],
    money: Money,
    met: Iterable[ObligationMet],
    *,
    names: dict[int, str],
    years: Sequence[int] = (),
    evidence: Mapping[int, Register] | None = None,
    steps: Iterable[AwardStep] = (),
    totals: Mapping[tuple[int, int], int] | None = None,
    held: InForce[Clause] | None = None,
) -> Bond:
    """A convention that a page has loaded, as values for `rules.derive`; no query.

    `held`: its period after amendments. Once denounced it renews no more.
    """
    done: dict[tuple[str, int | None], list[datetime.date]] = {}
    for one in met:
        done.setdefault((one.code, one.budget_year), []).append(one.occurred_on)
    listed = list(clauses)
    read = [(clause.read_terms(), clause) for clause in listed]
    alive = {award.pk for award in money.standing}
    after = {award.replaces_id: award.pk for award in money.awards if award.replaces_id}
    recovered: dict[int, datetime.date] = {}
    retained: dict[int, list[tuple[datetime.date, int]]] = defaultdict(list)
    for step in steps:
        place = place_of(step.award_id, alive, after)
        if step.stage == Stage.RECOVERY:
            recovered[place] = step.occurred_on
        elif step.stage == Stage.RETAINED:
            retained[place].append((step.occurred_on, step.amount_cents))
    terms = tuple((one, clause.article) for one, clause in read if one is not None)
    if convention.status == Status.DENOUNCED:
        terms = still_binding(terms)
    awarded = {award.budget_year for award in money.standing}
    receiving = [party.organisation_id for party in parties if party.role == Party.Role.BENEFICIARY]
    return Bond(
        years=tuple(years) or years_of(convention, [award.budget_year for award in money.standing]),
        starts_on=held.starts_on if held else convention.starts_on,
        ends_on=held.ends_on if held else convention.ends_on,
        signed_on=convention.signed_on,
        terms=terms,
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
                recovery_on=recovered.get(award.pk),
                retained=tuple(retained.get(award.pk, ())),
            )
            for award in money.standing
        ),
        beneficiary=named(parties, Party.Role.BENEFICIARY),
        funders=named(parties, Party.Role.FUNDER),
        met={key: tuple(days) for key, days in done.items()},
        evidence={year: one.due() for year, one in (evidence or {}).items()},
        promises=tuple(
            promise
            for terms, clause in read
            if clause.kind == Kind.COMMITMENT
            for promise in promises_of(terms, clause.bound, clause.title, clause.article)
        ),
        all_cents={
            year: sum((totals or {}).get((one, year), 0) for one in receiving) for year in awarded
        },
        is_standing=convention.status in STANDING,
    )


def named(parties: Iterable[Party], role: str) -> str:
    """The parties of a role, in words."""
    return " et ".join(party.organisation.name for party in parties if party.role == role)


def years_of(convention: Convention, others: Iterable[int]) -> tuple[int, ...]:
    """The years that a convention covers: its period, and what was promised or given."""
    return _years(convention.starts_on, convention.ends_on, others)


def _years(
    starts_on: datetime.date | None, ends_on: datetime.date | None, others: Iterable[int]
) -> tuple[int, ...]:
    years = set(others)
    if starts_on is not None:
        years |= set(range(starts_on.year, (ends_on or starts_on).year + 1))
    return tuple(sorted(years))
