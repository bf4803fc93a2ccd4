"""A convention whole: what its page and its report show, in a literal number of queries."""

import datetime
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from probant.funding.models import (
    ActionSheet,
    Annex,
    Approval,
    AwardMade,
    Budget,
    BudgetLine,
    Clause,
    Convention,
    FindingTakenOn,
    ObligationMet,
    Party,
    PaymentMade,
    PromisedTime,
    SheetHeading,
    Target,
)
from probant.funding.queries.actuals import Portion, YearActuals, actual_view, actuals_of
from probant.funding.queries.around import held_against
from probant.funding.queries.budgets import BudgetView, budget_view
from probant.funding.queries.chain import AwardChain, chains, steps_of
from probant.funding.queries.committees import may_follow
from probant.funding.queries.evidence import registers, rows_of
from probant.funding.queries.findings import Told, findings_of
from probant.funding.queries.money import Money, money_of
from probant.funding.queries.obligations import bond_of, totals_of, years_of
from probant.funding.queries.standing import amendments_of, annexes_of, standing
from probant.funding.rules import Obligation, Status, derive
from probant.funding.rules.amendments import InForce
from probant.funding.rules.evidence import Register
from probant.governance.models import DecisionAmount, Deliberation
from probant.kernel.actor import Actor
from probant.kernel.decision import Decision
from probant.kernel.finding import Severity
from probant.programmes.models import Action


@dataclass(frozen=True)
class ActionYear:
    """An action in a convention and a year: what the slot `convention.action_results` is given.

    `sheet` and `action` are None for what concerns the convention as a whole. `actual` and `spent`
    are derived from the accounts, for the house; its funders read them in what is handed in.
    """

    convention: Convention
    action: Action | None
    sheet: ActionSheet | None
    year: int
    headings: tuple[SheetHeading, ...] = ()
    promised: PromisedTime | None = None
    targets: tuple[Target, ...] = ()
    planned: BudgetView | None = None
    actual: BudgetView | None = None
    spent: tuple[Portion, ...] = ()
    awards: tuple[AwardMade, ...] = ()
    payments: tuple[PaymentMade, ...] = ()
    obligations: tuple[Obligation, ...] = ()
    findings: tuple[Told, ...] = ()

    @property
    def awarded_cents(self) -> int:
        """What was awarded for the year; voided awards left out."""
        return sum(award.amount_cents for award in self.awards if not award.is_void)

    @property
    def paid_cents(self) -> int:
        """What was paid for the year, repayments taken off."""
        return sum(one.signed_cents for one in self.payments if not one.is_void)

    @property
    def is_funded(self) -> bool:
        """Whether money was awarded for it that year."""
        return any(not award.is_void for award in self.awards)


@dataclass(frozen=True)
class ConventionFile:
    """A convention as an actor sees it, for one year."""

    convention: Convention
    year: int
    years: tuple[int, ...]
    parties: tuple[Party, ...]
    approvals: tuple[Approval, ...]
    clauses: tuple[Clause, ...]
    actions: tuple[ActionYear, ...]
    whole: ActionYear
    money: Money
    obligations: tuple[Obligation, ...]
    findings: tuple[Told, ...]
    deliberations: tuple[Deliberation, ...]
    readable: frozenset[int]
    amendments: tuple[Convention, ...] = ()
    standing: InForce[Clause] | None = None
    annexes: tuple[Annex, ...] = ()
    taken_on: Mapping[str, FindingTakenOn] = field(default_factory=dict)
    evidence: Mapping[int, Register] = field(default_factory=dict)
    chains: tuple[AwardChain, ...] = ()
    plans: tuple[BudgetView, ...] = ()

    @property
    def open_errors(self) -> tuple[Told, ...]:
        """The errors that hold our next act: neither mended nor taken on with a reason."""
        return tuple(
            told
            for told in self.findings
            if told.finding.severity is Severity.ERROR
            and told.mark(self.convention.pk) not in self.taken_on
        )

    @property
    def is_voted(self) -> bool:
        """Submitted, and a decision approved or funded it: it waits for its signature."""
        decided = bool(self.approvals) or bool(self.money.standing)
        return self.convention.status == Status.SUBMITTED and decided

    @property
    def awarded_cents(self) -> int:
        """What was awarded for the year, all actions."""
        return sum(one.amount_cents for one in self.money.standing if one.budget_year == self.year)

    @property
    def paid_cents(self) -> int:
        """What was paid for the year, all actions."""
        return sum(
            one.signed_cents
            for one in self.money.payments
            if one.budget_year == self.year and not one.is_void
        )

    @property
    def year_findings(self) -> tuple[Told, ...]:
        """The findings of the year and those of the convention itself."""
        return tuple(told for told in self.findings if told.year in (None, self.year))


def file_of(
    convention: Convention, actor: Actor, *, year: int | None, today: datetime.date
) -> ConventionFile:
    """Load a convention whole for a year (default: the current one, else the last). 19 queries.

    Clauses and period are those in force `today`, amendments included.
    """
    parties = tuple(convention.parties.select_related("organisation").order_by("position"))
    approvals = tuple(
        convention.approvals.select_related(
            "decision__deliberation__sitting__body__organisation"
        ).order_by("decision__deliberation__sitting__held_on", "id")
    )
    amendments = amendments_of(convention)
    held = standing(convention, list(convention.clauses.order_by("position")), amendments, today)
    clauses = held.rows
    annexes = annexes_of(convention)
    taken = {one.mark: one for one in convention.taken_on.all()}
    sheets = tuple(
        ActionSheet.objects.filter(convention=convention)
        .select_related("action")
        .prefetch_related("headings", "promised", "targets")
        .order_by("number")
    )
    views = _budgets(convention)
    money = money_of(convention, actor)
    views = held_against(convention, sheets, views, money)
    met = list(ObligationMet.objects.visible_to(actor).now().filter(convention=convention))
    years = _years(convention, sheets, views, money, held)
    chosen = year if year in years else _default(years, today)
    terms = [one for one in (clause.read_terms() for clause in clauses) if one is not None]
    pieces = rows_of([convention.pk]).get(convention.pk, [])
    evidence = registers(terms, {award.budget_year for award in money.standing} | {chosen}, pieces)
    steps = steps_of([convention.pk], actor)
    bond = bond_of(
        convention,
        parties,
        clauses,
        money,
        met,
        evidence=evidence,
        steps=steps,
        totals=totals_of(
            actor,
            [one.organisation_id for one in parties if one.role == Party.Role.BENEFICIARY] or [0],
        ),
        names={sheet.action_id: f"action {sheet.number}" for sheet in sheets},
        years=years,
        held=held,
    )
    due = tuple(derive(bond, today))
    awarded = tuple(chains(money, steps, clauses))
    found = tuple(
        findings_of(
            convention,
            clauses,
            sheets,
            views,
            money,
            _granted(money),
            annexes,
            awarded,
            _renewal(convention, today),
        )
    )
    own = actor.house_id == convention.house_id
    actuals = actuals_of(convention.house_id, chosen) if own else YearActuals(chosen, (), ())
    deliberations = _deliberations(approvals, money)
    readable = Deliberation.objects.visible_to(actor).filter(
        pk__in=[one.pk for one in deliberations]
    )
    return ConventionFile(
        convention=convention,
        year=chosen,
        years=years,
        parties=parties,
        approvals=approvals,
        clauses=clauses,
        actions=tuple(
            _action(convention, sheet, chosen, views, money, due, found, actuals)
            for sheet in sheets
        ),
        whole=_whole(convention, chosen, views, money, due, found),
        money=money,
        obligations=due,
        findings=found,
        deliberations=deliberations,
        readable=frozenset(readable.values_list("pk", flat=True)),
        amendments=amendments,
        standing=held,
        annexes=annexes,
        taken_on=taken,
        evidence=evidence,
        chains=awarded,
        plans=tuple(one for one in views if one.budget.nature == Budget.Nature.PLANNED),
    )


def _renewal(convention: Convention, today: datetime.date) -> Decision | None:
    """Where a signed convention renews another, whether that one's committee let it."""
    if convention.renews is None or convention.status in (Status.DRAFT, Status.DROPPED):
        return None
    return may_follow(convention.renews, today)


def _budgets(convention: Convention) -> list[BudgetView]:
    lines: dict[int, list[BudgetLine]] = {}
    for line in BudgetLine.objects.filter(budget__convention=convention).order_by("position"):
        lines.setdefault(line.budget_id, []).append(line)
    budgets = Budget.objects.filter(convention=convention).select_related("indirect")
    budgets = budgets.order_by("year", "sheet__number")
    return [budget_view(budget, lines.get(budget.pk, [])) for budget in budgets]


def _granted(money: Money) -> dict[int, list[DecisionAmount]]:
    wanted = {award.decision_id for award in money.standing if award.decision_id is not None}
    wanted |= {basis.decision_id for award in money.standing for basis in award.bases.all()}
    found: dict[int, list[DecisionAmount]] = {}
    amounts = DecisionAmount.objects.filter(decision_id__in=wanted, part_of__isnull=True)
    for amount in amounts.order_by("position"):
        found.setdefault(amount.decision_id, []).append(amount)
    return found


def _years(
    convention: Convention,
    sheets: Sequence[ActionSheet],
    views: Sequence[BudgetView],
    money: Money,
    held: InForce[Clause],
) -> tuple[int, ...]:
    others = [view.budget.year for view in views]
    others += [award.budget_year for award in money.standing]
    for sheet in sheets:
        others += range(sheet.first_year, min(sheet.last_year, sheet.first_year + 30) + 1)
    if held.starts_on is not None and held.ends_on is not None:
        others += range(held.starts_on.year, held.ends_on.year + 1)
    return years_of(convention, others)


def _default(years: tuple[int, ...], today: datetime.date) -> int:
    """The current year, else the last one that began, else the first."""
    begun = [year for year in years if year <= today.year]
    return begun[-1] if begun else (years[0] if years else today.year)


def _deliberations(approvals: Sequence[Approval], money: Money) -> tuple[Deliberation, ...]:
    found = {one.decision.deliberation_id: one.decision.deliberation for one in approvals}
    for award in money.standing:
        if award.decision is not None:
            found.setdefault(award.decision.deliberation_id, award.decision.deliberation)
        for basis in award.bases.all():
            found.setdefault(basis.decision.deliberation_id, basis.decision.deliberation)
    return tuple(sorted(found.values(), key=lambda one: (one.sitting.held_on, one.pk)))


def _action(
    convention: Convention,
    sheet: ActionSheet,
    year: int,
    views: Sequence[BudgetView],
    money: Money,
    due: Sequence[Obligation],
    found: Sequence[Told],
    actuals: YearActuals,
) -> ActionYear:
    mine = {view.budget.nature: view for view in views if _is(view, sheet.pk, year)}
    awards = [one for one in money.awards if _concerns(one, sheet.action_id, year)]
    kept = {award.pk for award in awards}
    spent = tuple(actuals.of([sheet.action_id]))
    return ActionYear(
        convention=convention,
        action=sheet.action,
        sheet=sheet,
        year=year,
        headings=tuple(sheet.headings.all()),
        promised=next((one for one in sheet.promised.all() if one.year == year), None),
        targets=tuple(one for one in sheet.targets.all() if one.year in (None, year)),
        planned=mine.get(Budget.Nature.PLANNED),
        actual=actual_view(convention, sheet, year, spent),
        spent=spent,
        awards=tuple(awards),
        payments=tuple(one for one in money.payments if _concerns(one, sheet.action_id, year)),
        obligations=tuple(one for one in due if one.award_id in kept),
        findings=tuple(
            told for told in found if told.sheet_id == sheet.pk and told.year in (None, year)
        ),
    )


def _whole(
    convention: Convention,
    year: int,
    views: Sequence[BudgetView],
    money: Money,
    due: Sequence[Obligation],
    found: Sequence[Told],
) -> ActionYear:
    """What concerns the convention as a whole: awards without action, its own budget."""
    mine = {view.budget.nature: view for view in views if _is(view, None, year)}
    return ActionYear(
        convention=convention,
        action=None,
        sheet=None,
        year=year,
        planned=mine.get(Budget.Nature.PLANNED),
        awards=tuple(one for one in money.awards if _concerns(one, None, year)),
        payments=tuple(one for one in money.payments if _concerns(one, None, year)),
        obligations=tuple(one for one in due if one.award_id is None),
        findings=tuple(told for told in found if told.sheet_id is None),
    )


def _is(view: BudgetView, sheet_id: int | None, year: int) -> bool:
    return (view.budget.sheet_id, view.budget.year) == (sheet_id, year)


def _concerns(fact: AwardMade | PaymentMade, action_id: int | None, year: int) -> bool:
    return (fact.action_id, fact.budget_year) == (action_id, year)
