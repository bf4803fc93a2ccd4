"""A financial report as it stands: derived while it is prepared, as it was told once handed in."""

import datetime
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from django.db.models import Q

from probant.funding.models import (
    ActionSheet,
    AwardMade,
    Budget,
    BudgetLine,
    Clause,
    Convention,
    FinancialReport,
    Party,
    ReportLine,
    ReportRule,
    ReportStep,
    ShareKey,
)
from probant.funding.queries.actuals import Portion, YearActuals, actuals_of
from probant.funding.queries.budgets import table_of
from probant.funding.queries.shares import clause_terms
from probant.funding.rules import EXPENSE, INCOME, Kind, Table, side_of
from probant.funding.rules.clauses import UnspentTerms
from probant.funding.rules.reports import (
    INDIRECT,
    TOTALS,
    GapRow,
    Spent,
    Unspent,
    form_rows,
    unspent,
    write_rate,
)
from probant.funding.rules.shares import EXPENSES, is_exclusive


class ReportState(StrEnum):
    """Where a report is, as its facts say."""

    PREPARED = "prepared"
    HANDED_IN = "handed_in"
    HANDED_BACK = "handed_back"
    EXAMINED = "examined"
    CLOSED = "closed"

    @property
    def label(self) -> str:
        """In words, for both sides."""
        return {
            "prepared": "en préparation",
            "handed_in": "remis, à examiner",
            "handed_back": "renvoyé, à reprendre",
            "examined": "examiné",
            "closed": "clos",
        }[self.value]

    @property
    def is_open(self) -> bool:
        """Whether the house still writes it."""
        return self in (ReportState.PREPARED, ReportState.HANDED_BACK)


def state_of(steps: Sequence[ReportStep]) -> ReportState:
    """The state that the standing steps give, in the order of the journal."""
    standing = [one for one in steps if not one.is_void]
    return ReportState(standing[-1].step) if standing else ReportState.PREPARED


@dataclass(frozen=True)
class TellingRow:
    """A row of the form with what is said of it on both sides."""

    row: GapRow
    needs_comment: bool
    comment: str = ""
    admitted_cents: int | None = None
    remark: str = ""

    @property
    def rate(self) -> str:
        """The gap in percent, in words."""
        return write_rate(self.row.gap_rate)

    @property
    def kept_cents(self) -> int | None:
        """What the funder admits, else what was told."""
        return self.row.actual_cents if self.admitted_cents is None else self.admitted_cents

    @property
    def is_cut(self) -> bool:
        """Whether the funder admits another amount."""
        return self.admitted_cents is not None and self.admitted_cents != self.row.actual_cents


@dataclass(frozen=True)
class Elsewhere:
    """The same expenses presented under another convention."""

    convention: Convention
    funders: str
    awarded_cents: int
    handed_on: datetime.date
    exclusive: bool


@dataclass(frozen=True)
class ReportView:
    """A report whole: its rows, its state, its steps, what is left of the grant."""

    report: FinancialReport
    state: ReportState
    steps: tuple[ReportStep, ...]
    rows: tuple[TellingRow, ...]
    rule: ReportRule
    has_accounts: bool
    awarded_cents: int
    funders: str
    elsewhere: tuple[Elsewhere, ...]
    exclusive: bool
    unspent_terms: UnspentTerms | None
    shared_by: tuple[tuple[str, str], ...] = ()

    def row(self, code: str) -> TellingRow | None:
        """The row of a code."""
        return next((one for one in self.rows if one.row.code == code), None)

    @property
    def missing_comments(self) -> tuple[TellingRow, ...]:
        """The headings whose gap is to be explained and is not."""
        return tuple(one for one in self.rows if one.needs_comment and not one.comment.strip())

    @property
    def has_indirect(self) -> bool:
        """Whether some charges are shared by a key."""
        return any(one.row.code == INDIRECT for one in self.rows)

    @property
    def cost_cents(self) -> int:
        """The cost told."""
        total = self.row(TOTALS[EXPENSE])
        return (total.row.actual_cents or 0) if total else 0

    @property
    def income_cents(self) -> int:
        """The income told."""
        total = self.row(TOTALS[INCOME])
        return (total.row.actual_cents or 0) if total else 0

    @property
    def admitted_cents(self) -> int:
        """The cost that the funder admits: what it cut is taken off the cost told."""
        cut = sum(
            (one.row.actual_cents or 0) - (one.admitted_cents or 0)
            for one in self.rows
            if one.is_cut
            and one.row.side == EXPENSE
            and one.row.level == "heading"
            and not one.row.code.startswith("86")
        )
        return self.cost_cents - cut

    @property
    def left(self) -> Unspent:
        """What is left of the grant at the admitted cost."""
        terms = self.unspent_terms
        return unspent(
            award_cents=self.awarded_cents,
            income_cents=self.income_cents,
            cost_cents=self.admitted_cents,
            fate=terms.fate if terms else "returned",
            kept_rate=terms.share_rate if terms else None,
        )


def rule_of(house_id: int) -> ReportRule:
    """From which gap a house comments its lines; the usual one where it said nothing."""
    return ReportRule.objects.filter(house_id=house_id).first() or ReportRule(house_id=house_id)


def _sheets(report: FinancialReport) -> list[ActionSheet]:
    if report.sheet is not None:
        return [report.sheet]
    sheets = ActionSheet.objects.filter(
        convention=report.convention, first_year__lte=report.year, last_year__gte=report.year
    )
    return list(sheets.order_by("number"))


def planned_table(report: FinancialReport, sheets: Sequence[ActionSheet]) -> Table | None:
    """The budget that a report is held against: the sheet's, the convention's, or all sheets'."""
    budgets = Budget.objects.filter(
        convention=report.convention, year=report.year, nature=Budget.Nature.PLANNED
    )
    if report.sheet is not None:
        chosen = list(budgets.filter(sheet=report.sheet))
    else:
        chosen = list(budgets.filter(sheet__isnull=True)) or list(
            budgets.filter(sheet__in=sheets).order_by("sheet__number")
        )
    if not chosen:
        return None
    lines = list(
        BudgetLine.objects.filter(budget__in=chosen).order_by("budget__sheet__number", "position")
    )
    return table_of(chosen[0], lines)


def spent_of(portions: Sequence[Portion]) -> list[Spent]:
    """Portions as the form weighs them."""
    return [
        Spent(one.account, one.cents, one.label, indirect=one.key_id is not None)
        for one in portions
    ]


def report_view(report: FinancialReport) -> ReportView:
    """A report with its rows; one that is not kept is as it would be prepared. A dozen queries,
    whatever the number of its lines."""
    kept = ReportStep.objects.now().filter(report=report.pk or 0)
    steps = tuple(kept.select_related("reason").order_by("seq"))
    state = state_of(steps)
    sheets = _sheets(report)
    actions = [sheet.action_id for sheet in sheets]
    written = {line.code: line for line in ReportLine.objects.filter(report=report.pk or 0)}
    rule = rule_of(report.house_id)
    if state.is_open:
        actuals = actuals_of(report.house_id, report.year)
        has_accounts = bool(actuals.files)
        spent = spent_of(actuals.of(actions)) if has_accounts else None
        rows = form_rows(planned_table(report, sheets), spent, report.year)
        keys = _keys(actuals, actions)
    else:
        has_accounts, keys = True, ()
        rows = tuple(_as_told(line) for line in report.lines.order_by("position"))
    awarded = _awarded(report, actions)
    terms = _terms(report.convention_id)
    return ReportView(
        report=report,
        state=state,
        steps=steps,
        rows=tuple(_telling(row, written.get(row.code), rule) for row in rows),
        rule=rule,
        has_accounts=has_accounts,
        awarded_cents=awarded,
        funders=_funders([report.convention_id]).get(report.convention_id, ""),
        elsewhere=_elsewhere(report, actions),
        exclusive=is_exclusive(
            clause_terms([report.convention_id]).get(report.convention_id, ()), EXPENSES
        ),
        unspent_terms=terms,
        shared_by=keys,
    )


def _keys(actuals: YearActuals, actions: Sequence[int]) -> tuple[tuple[str, str], ...]:
    wanted = {one.key_id for one in actuals.of(actions) if one.key_id is not None}
    if not wanted:
        return ()
    return tuple(ShareKey.objects.filter(pk__in=wanted).values_list("name", "rule"))


def _telling(row: GapRow, line: ReportLine | None, rule: ReportRule) -> TellingRow:
    needed = row.needs_comment(rule.gap_hundredths, rule.gap_cents)
    if line is None:
        return TellingRow(row, needed)
    return TellingRow(row, needed, line.comment, line.admitted_cents, line.remark)


def _as_told(line: ReportLine) -> GapRow:
    """The row that was written when the report was handed in."""
    heading, _, under = line.code.partition(":")
    side = EXPENSE if line.code in (INDIRECT, TOTALS[EXPENSE]) else side_of(heading)
    if heading == INDIRECT:
        side = EXPENSE
    if line.code == TOTALS[INCOME]:
        side = INCOME
    level = "line" if under else "total" if line.code in TOTALS.values() else "heading"
    return GapRow(
        line.code, side or EXPENSE, line.label, line.planned_cents, line.actual_cents, level
    )


def awards_of(convention_ids: Sequence[int], actions: Sequence[int], year: int) -> list[AwardMade]:
    """The standing awards of some actions, and those of whole conventions, in a year."""
    rows = AwardMade.objects.now().filter(convention__in=convention_ids, budget_year=year)
    return list(rows.filter(Q(action__in=actions) | Q(action__isnull=True)))


def _awarded(report: FinancialReport, actions: Sequence[int]) -> int:
    awards = awards_of([report.convention_id], actions, report.year)
    if report.sheet is not None:
        awards = [one for one in awards if one.action_id is not None]
    return sum(one.amount_cents for one in awards)


def _terms(convention_id: int) -> UnspentTerms | None:
    clause = Clause.objects.filter(convention=convention_id, kind=Kind.UNSPENT).first()
    terms = clause.read_terms() if clause else None
    return terms if isinstance(terms, UnspentTerms) else None


def _funders(conventions: Sequence[int]) -> dict[int, str]:
    found: dict[int, list[str]] = {}
    parties = Party.objects.filter(convention__in=conventions, role=Party.Role.FUNDER)
    for number, name in parties.order_by("position").values_list(
        "convention", "organisation__name"
    ):
        found.setdefault(number, []).append(name)
    return {number: ", ".join(names) for number, names in found.items()}


def _elsewhere(report: FinancialReport, actions: Sequence[int]) -> tuple[Elsewhere, ...]:
    """Where the same expenses were handed in already: the same actions, the same year."""
    others = (
        FinancialReport.objects.filter(house_id=report.house_id, year=report.year)
        .exclude(convention=report.convention_id)
        .filter(
            Q(sheet__action__in=actions)
            | Q(sheet__isnull=True, convention__sheets__action__in=actions)
        )
        .select_related("convention")
        .distinct()
    )
    found = {one.pk: one for one in others}
    if not found:
        return ()
    steps: dict[int, list[ReportStep]] = {}
    for step in ReportStep.objects.now().filter(report__in=found).order_by("seq"):
        steps.setdefault(step.report_id, []).append(step)
    conventions = [one.convention_id for one in found.values()]
    funders, terms = _funders(conventions), clause_terms(conventions)
    awards = awards_of(conventions, actions, report.year)
    return tuple(
        Elsewhere(
            one.convention,
            funders.get(one.convention_id, ""),
            sum(award.amount_cents for award in awards if award.convention_id == one.convention_id),
            next(step.occurred_on for step in steps[pk] if step.step == "handed_in"),
            is_exclusive(terms.get(one.convention_id, ()), EXPENSES),
        )
        for pk, one in sorted(found.items())
        if not state_of(steps.get(pk, ())).is_open
    )
