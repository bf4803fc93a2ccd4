"""What does not hold in a convention: each finding with what it is about."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from probant.funding.models import ActionSheet, Clause, Convention
from probant.funding.queries.budgets import BudgetView
from probant.funding.queries.money import Money
from probant.funding.rules import (
    AwardView,
    Granted,
    Kind,
    Status,
    check_articles,
    check_award,
    check_clauses,
    check_split,
    same_budgets,
)
from probant.governance.models import DecisionAmount
from probant.kernel.dates import write_date
from probant.kernel.finding import Finding, Severity
from probant.kernel.money import write_euros


@dataclass(frozen=True)
class Told:
    """A finding, what it is about in words, and the year and action it belongs to if any."""

    finding: Finding
    about: str
    year: int | None = None
    sheet_id: int | None = None
    budget_id: int | None = None
    deliberation_id: int | None = None
    sides: tuple[tuple[str, str], ...] = ()


def findings_of(
    convention: Convention,
    clauses: Sequence[Clause],
    sheets: Sequence[ActionSheet],
    budgets: Iterable[BudgetView],
    money: Money,
    granted: Mapping[int, Sequence[DecisionAmount]],
) -> list[Told]:
    """Every finding of a convention, gravest first; no query. `granted`: amounts by decision."""
    views = list(budgets)
    found = [
        *_clauses(convention, clauses),
        *_budgets(sheets, views),
        *_awards(sheets, views, money, granted),
        *_splits(money, granted),
    ]
    return sorted(found, key=lambda told: (told.finding.severity.rank, told.year or 0))


def _clauses(convention: Convention, clauses: Sequence[Clause]) -> Iterator[Told]:
    terms = [one for one in (clause.read_terms() for clause in clauses) if one is not None]
    signed = convention.signed_on is not None or convention.status != Status.SIGNED
    found = check_articles(clause.article for clause in clauses)
    found += check_clauses(terms, signed_known=signed)
    for one in found:
        yield Told(one, _article(one, clauses))


def _article(finding: Finding, clauses: Sequence[Clause]) -> str:
    """The article that a finding of the text stands in."""
    if finding.code in ("reference.dangling", "clause.shares"):
        wanted = [clause for clause in clauses if clause.kind == Kind.PAYMENT]
        if wanted and wanted[-1].article:
            return f"Article {wanted[-1].article}"
    return "Texte de la convention"


def _budgets(sheets: Sequence[ActionSheet], views: Sequence[BudgetView]) -> Iterator[Told]:
    titles = {sheet.pk: str(sheet) for sheet in sheets}
    for view in views:
        budget = view.budget
        about = titles.get(budget.sheet_id or 0, "Budget de la convention")
        nature = budget.get_nature_display()
        for placed in view.placed:
            yield Told(
                placed.finding,
                f"{about}, budget {nature} {budget.year}",
                budget.year,
                budget.sheet_id,
                budget.pk,
                sides=placed.sides,
            )
    for sheet in sheets:
        own = [view for view in views if view.budget.sheet_id == sheet.pk]
        planned = [view.table for view in own if view.budget.nature == "planned"]
        for finding in same_budgets(planned):
            yield Told(finding, str(sheet), sheet_id=sheet.pk)


def _awards(
    sheets: Sequence[ActionSheet],
    views: Sequence[BudgetView],
    money: Money,
    granted: Mapping[int, Sequence[DecisionAmount]],
) -> Iterator[Told]:
    by_action = {sheet.action_id: sheet for sheet in sheets}
    for award in money.standing:
        sheet = by_action.get(award.action_id or 0)
        view = _planned(views, sheet.pk if sheet else None, award.budget_year)
        amounts = granted.get(award.decision_id or 0, ())
        years = {one.budget_year for one in amounts if one.budget_year is not None}
        seen = AwardView(
            label=str(sheet) if sheet else "Subvention",
            year=award.budget_year,
            amount_cents=award.amount_cents,
            paid_cents=money.paid_cents(award),
            has_decision=award.decision_id is not None,
            decided_year=years.pop() if len(years) == 1 else None,
            budget_cents=view.income_from(award.funder_id) if view else None,
            cost_cents=view.cost_cents if view else None,
        )
        for finding in check_award(seen):
            yield Told(finding, seen.label, award.budget_year, sheet.pk if sheet else None)
    for payment in money.orphans:
        told = (
            f"{write_euros(payment.amount_cents)} versés le {write_date(payment.occurred_on)} "
            "sur une subvention annulée."
        )
        finding = Finding("payment.orphan", Severity.ERROR, told)
        sheet = by_action.get(payment.action_id or 0)
        about = str(sheet) if sheet else "Subvention"
        yield Told(finding, about, payment.budget_year, sheet.pk if sheet else None)


def _planned(views: Sequence[BudgetView], sheet_id: int | None, year: int) -> BudgetView | None:
    for view in views:
        budget = view.budget
        if (budget.sheet_id, budget.year, budget.nature) == (sheet_id, year, "planned"):
            return view
    return None


def _splits(money: Money, granted: Mapping[int, Sequence[DecisionAmount]]) -> Iterator[Told]:
    decisions = {
        award.decision_id: award for award in money.standing if award.decision_id is not None
    }
    for decision_id, one in decisions.items():
        awards = [award for award in money.standing if award.decision_id == decision_id]
        receiving = {award.organisation_id for award in awards} | {None}
        decided = [
            amount.amount_cents
            for amount in granted.get(decision_id, ())
            if amount.beneficiary_id in receiving
        ]
        deliberation = one.decision.deliberation if one.decision else None
        day = deliberation.sitting.held_on if deliberation else one.occurred_on
        split = Granted(
            write_date(day),
            sum(decided) if decided else None,
            tuple(award.amount_cents for award in awards),
        )
        for finding in check_split(split):
            yield Told(
                finding,
                f"Délibération du {write_date(day)}",
                one.budget_year,
                deliberation_id=deliberation.pk if deliberation else None,
            )
