"""What does not hold in a convention: each finding with what it is about."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from probant.funding.models import ActionSheet, Annex, AwardMade, Budget, Clause, Convention
from probant.funding.queries.budgets import BudgetView
from probant.funding.queries.chain import AwardChain
from probant.funding.queries.money import Money
from probant.funding.rules import (
    AwardView,
    Granted,
    Kind,
    NoticeTerms,
    Status,
    add_months,
    check_award,
    check_clauses,
    check_split,
    same_budgets,
)
from probant.funding.rules.articles import Article, gather
from probant.funding.rules.chain import check_chain
from probant.funding.rules.granting import check_above
from probant.funding.rules.lint import Wording, lint, mark_of
from probant.governance.models import Decision, DecisionAmount
from probant.kernel.dates import write_date
from probant.kernel.decision import Decision as Permission
from probant.kernel.finding import Finding, Severity
from probant.kernel.money import write_euros

#: Where a finding of the clauses is told: the last article with a clause of these kinds.
_STANDS_IN: dict[str, tuple[str, ...]] = {
    "reference.dangling": (Kind.PAYMENT, Kind.EVIDENCE),
    "clause.shares": (Kind.PAYMENT,),
    "amount.sum": (Kind.PAYMENT,),
    "renewal.tacit": (Kind.DURATION, Kind.RENEWAL),
}


@dataclass(frozen=True)
class Told:
    """A finding, what it is about in words, and the year and action it belongs to if any."""

    finding: Finding
    about: str
    year: int | None = None
    sheet_id: int | None = None
    budget_id: int | None = None
    deliberation_id: int | None = None
    article: str = ""
    sides: tuple[tuple[str, str], ...] = ()
    line_id: int | None = None
    of_text: bool = False

    def mark(self, convention_id: int) -> str:
        """What names the finding, so that it can be taken on with a reason."""
        return mark_of(convention_id, self.finding, self.about)


def findings_of(
    convention: Convention,
    clauses: Sequence[Clause],
    sheets: Sequence[ActionSheet],
    budgets: Iterable[BudgetView],
    money: Money,
    granted: Mapping[int, Sequence[DecisionAmount]],
    annexes: Sequence[Annex] = (),
    awarded: Sequence[AwardChain] = (),
    renewal: Permission | None = None,
) -> list[Told]:
    """Every finding of a convention, gravest first; no query.

    `granted`: amounts by decision; `awarded`: the chain of each award that stands.
    """
    views = list(budgets)
    found = [
        *_text(convention, clauses, sheets, annexes, money),
        *_clauses(convention, clauses),
        *_denounced(convention, clauses),
        *_renewed(renewal),
        *_budgets(sheets, views),
        *_awards(sheets, views, money, granted),
        *_chains(sheets, awarded),
        *_splits(money, granted),
        *_above(views, money, granted),
    ]
    kept = _once(found)
    return sorted(kept, key=lambda told: (told.finding.severity.rank, told.year or 0))


def text_findings(
    convention: Convention,
    clauses: Sequence[Clause],
    sheets: Sequence[ActionSheet],
    annexes: Sequence[Annex],
    money: Money,
) -> list[Told]:
    """What a text says wrong, whichever its clauses; no query."""
    return _once(
        [*_text(convention, clauses, sheets, annexes, money), *_clauses(convention, clauses)]
    )


def _renewed(renewal: Permission | None) -> Iterator[Told]:
    """`renewal.committee`: signed though the committee that conditions it did not say so."""
    if renewal is not None and not renewal.allowed:
        told = f"Elle renouvelle une convention qui ne s’y prêtait pas. {renewal.reason}"
        yield Told(Finding("renewal.committee", Severity.ERROR, told), "Renouvellement")


def _once(found: Iterable[Told]) -> list[Told]:
    """The text and the clauses may say the same thing of an article: the text is heard first."""
    heard: set[tuple[str, str]] = set()
    kept = []
    for told in found:
        key = (told.finding.code, told.article)
        if told.article and told.finding.code in ("reference.dangling", "renewal.tacit"):
            if key in heard and told.about == f"Article {told.article}":
                continue
            heard.add(key)
        kept.append(told)
    return kept


def wording_of(
    convention: Convention,
    clauses: Sequence[Clause],
    sheets: Sequence[ActionSheet] = (),
    annexes: Sequence[Annex] = (),
    money: Money | None = None,
) -> Wording:
    """The text of a convention as its reader has it (`rules.lint`); no query."""
    yearly: dict[tuple[int, int], int] = {}
    for award in money.standing if money else ():
        key = (award.funder_id, award.budget_year)
        yearly[key] = yearly.get(key, 0) + award.amount_cents
    read = [one.read_terms() for one in clauses]
    articles = [one for one, _ in gather([(one.article, one.title, one.text) for one in clauses])]
    return Wording(
        title=convention.title,
        articles=tuple(articles),
        terms=tuple(one for one in read if one is not None),
        kinds=frozenset(clause.kind for clause in clauses),
        annexes=tuple(annex.label for annex in annexes),
        sheets=tuple(sheet.number for sheet in sheets),
        starts_on=convention.starts_on,
        ends_on=convention.ends_on,
        highest_cents=max(yearly.values(), default=None),
        on=convention.signed_on,
    )


def _text(
    convention: Convention,
    clauses: Sequence[Clause],
    sheets: Sequence[ActionSheet],
    annexes: Sequence[Annex],
    money: Money,
) -> Iterator[Told]:
    """What a careful reader finds; an amendment is read within its convention, not alone."""
    if convention.amends_id is not None:
        return
    for noted in lint(wording_of(convention, clauses, sheets, annexes, money)):
        about = Article(noted.article).name if noted.article else "Texte de la convention"
        yield Told(noted.finding, about, article=noted.article, of_text=True)


def _clauses(convention: Convention, clauses: Sequence[Clause]) -> Iterator[Told]:
    terms = [one for one in (clause.read_terms() for clause in clauses) if one is not None]
    signed = convention.signed_on is not None or convention.status != Status.SIGNED
    for one in check_clauses(terms, signed_known=signed):
        article = _article(one, clauses)
        about = f"Article {article}" if article else "Texte de la convention"
        yield Told(one, about, article=article, of_text=True)


def _denounced(convention: Convention, clauses: Sequence[Clause]) -> Iterator[Told]:
    """`notice.late`: a denunciation that leaves less than the notice before the end."""
    day, end = convention.denounced_on, convention.ends_on
    if day is None or end is None:
        return
    for clause in clauses:
        terms = clause.read_terms()
        if not isinstance(terms, NoticeTerms) or add_months(day, terms.months) <= end:
            continue
        told = (
            f"Dénoncée le {write_date(day)}, moins de {terms.months} mois avant la fin "
            f"({write_date(end)})."
        )
        finding = Finding("notice.late", Severity.WARNING, told)
        about = f"Article {clause.article}" if clause.article else "Texte de la convention"
        yield Told(finding, about, article=clause.article)


def _article(finding: Finding, clauses: Sequence[Clause]) -> str:
    """The article that a finding of the clauses stands in."""
    wanted = _STANDS_IN.get(finding.code, ())
    found = [clause.article for clause in clauses if clause.kind in wanted and clause.article]
    return found[-1] if found else ""


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
                line_id=placed.row,
            )
    for sheet in sheets:
        own = [view for view in views if view.budget.sheet_id == sheet.pk]
        planned = [view.table for view in own if view.budget.nature == Budget.Nature.PLANNED]
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
        decided = [_years_of(granted.get(one, ())) for one in _decisions(award)]
        seen = AwardView(
            label=str(sheet) if sheet else "Subvention",
            year=award.budget_year,
            amount_cents=award.amount_cents,
            paid_cents=money.paid_cents(award),
            has_decision=bool(decided),
            decided_year=next(
                (min(years) for years in decided if years and award.budget_year not in years),
                None,
            ),
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


def _chains(sheets: Sequence[ActionSheet], awarded: Sequence[AwardChain]) -> Iterator[Told]:
    """What was called, ordered or paid against what was awarded, with the sum to take back."""
    by_action = {sheet.action_id: sheet for sheet in sheets}
    for one in awarded:
        sheet = by_action.get(one.award.action_id or 0)
        about, year = str(sheet) if sheet else "Subvention", one.award.budget_year
        for finding in check_chain(f"{about}, {year}", one.chain, one.planned):
            yield Told(finding, about, year, sheet.pk if sheet else None)


def _decisions(award: AwardMade) -> list[int]:
    """The decisions that an award rests on, the first one first."""
    first = [award.decision_id] if award.decision_id is not None else []
    return first + [basis.decision_id for basis in award.bases.all()]


def _part(award: AwardMade, decision_id: int) -> int:
    """What a decision gives of an award: all of it, but for what the others say they give."""
    others = [basis for basis in award.bases.all() if basis.amount_cents is not None]
    for basis in others:
        if basis.decision_id == decision_id:
            return basis.amount_cents or 0
    return award.amount_cents - sum(basis.amount_cents or 0 for basis in others)


def _years_of(amounts: Sequence[DecisionAmount]) -> set[int]:
    return {one.budget_year for one in amounts if one.budget_year is not None}


def _planned(views: Sequence[BudgetView], sheet_id: int | None, year: int) -> BudgetView | None:
    for view in views:
        budget = view.budget
        if (budget.sheet_id, budget.year, budget.nature) == (sheet_id, year, "planned"):
            return view
    return None


def _decision(award: AwardMade, decision_id: int) -> Decision | None:
    if award.decision_id == decision_id:
        return award.decision
    found = (one.decision for one in award.bases.all() if one.decision_id == decision_id)
    return next(found, None)


def _splits(money: Money, granted: Mapping[int, Sequence[DecisionAmount]]) -> Iterator[Told]:
    decisions = {one: award for award in money.standing for one in _decisions(award)}
    for decision_id, one in decisions.items():
        awards = [award for award in money.standing if decision_id in _decisions(award)]
        receiving = {award.organisation_id for award in awards} | {None}
        decided = [
            amount.amount_cents
            for amount in granted.get(decision_id, ())
            if amount.beneficiary_id in receiving
        ]
        decision = _decision(one, decision_id)
        deliberation = decision.deliberation if decision else None
        day = deliberation.sitting.held_on if deliberation else one.occurred_on
        split = Granted(
            write_date(day),
            sum(decided) if decided else None,
            tuple(_part(award, decision_id) for award in awards),
        )
        for finding in check_split(split):
            yield Told(
                finding,
                f"Délibération du {write_date(day)}",
                one.budget_year,
                deliberation_id=deliberation.pk if deliberation else None,
            )


def _above(
    views: Sequence[BudgetView],
    money: Money,
    granted: Mapping[int, Sequence[DecisionAmount]],
) -> Iterator[Told]:
    """What decisions grant for a year against what the sheets of the convention state."""
    receiving = {award.organisation_id for award in money.standing} | {None}
    decided: dict[int, int] = {}
    for amount in (one for amounts in granted.values() for one in amounts):
        if amount.budget_year is not None and amount.beneficiary_id in receiving:
            year = amount.budget_year
            decided[year] = decided.get(year, 0) + amount.amount_cents
    for year, cents in sorted(decided.items()):
        stated = [
            view.budget.stated_grant_cents
            for view in views
            if view.budget.year == year and view.budget.nature == Budget.Nature.PLANNED
        ]
        known = [one for one in stated if one is not None]
        for finding in check_above(year, cents, sum(known) if known else None):
            yield Told(finding, f"Décisions de {year}", year)
