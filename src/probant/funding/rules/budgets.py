"""Budgets: headings and totals computed from lines, held against what was printed or written."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from fractions import Fraction

from probant.funding.rules.chart import (
    EXPENSE,
    INCOME,
    account_label,
    is_in_kind,
)
from probant.funding.rules.sums import (
    SIDE_LABEL,
    balance_gap,
    heading_gap,
    misused,
    total_gap,
    used_twice,
)
from probant.kernel.finding import Finding, Severity
from probant.kernel.money import write_euros
from probant.kernel.text import fold

SIDES = (EXPENSE, INCOME)
COMPUTED = "computed"  # the group of lines that a rule computes, apart from what is typed


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a budget. Lines: `amount_cents` (None unknown), `heading` the key of the heading
    printed above. Headings: `printed_cents`, a claim. `key` is what findings point at."""

    key: int
    side: str
    account: str
    label: str
    amount_cents: int | None = None
    printed_cents: int | None = None
    is_heading: bool = False
    heading: int | None = None
    funder_id: int | None = None
    in_kind: str = ""
    is_computed: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A budget: its rows in order, the totals printed at its foot, what the text says of it."""

    year: int
    rows: tuple[Row, ...] = ()
    printed_expense_cents: int | None = None
    printed_income_cents: int | None = None
    stated_cost_cents: int | None = None
    stated_grant_cents: int | None = None
    in_kind_expected: bool = False

    def printed(self, side: str) -> int | None:
        """The total printed for a side."""
        return self.printed_expense_cents if side == EXPENSE else self.printed_income_cents


@dataclass(frozen=True, slots=True)
class Group:
    """A heading with its lines; `total_cents` is computed, `printed_cents` what was printed."""

    key: int | None
    side: str
    account: str
    label: str
    lines: tuple[Row, ...]
    printed_cents: int | None = None

    @property
    def total_cents(self) -> int:
        """Sum of the lines, unknown amounts left out."""
        return sum(line.amount_cents or 0 for line in self.lines)

    @property
    def is_known(self) -> bool:
        """Whether at least one line has an amount."""
        return any(line.amount_cents is not None for line in self.lines)

    @property
    def claimed_cents(self) -> int | None:
        """What is printed at the heading, else what its lines sum to; None where nothing is."""
        if self.printed_cents is not None:
            return self.printed_cents
        return self.total_cents if self.is_known else None

    @property
    def name(self) -> str:
        """Account and label."""
        return f"{self.account} – {self.label}" if self.account else self.label


@dataclass(frozen=True, slots=True)
class Totals:
    """Totals of a side in cents, voluntary contributions in kind apart; None: no amount known."""

    main_cents: int | None
    in_kind_cents: int


@dataclass(frozen=True, slots=True)
class Placed:
    """A finding and the cell it points at: a row's key, or the total of a side ("" neither).

    `sides` are what contradicts what: (value, where it stands).
    """

    finding: Finding
    row: int | None = None
    side: str = ""
    sides: tuple[tuple[str, str], ...] = ()


def groups(table: Table, side: str) -> list[Group]:
    """The headings of a side in order: those printed, else those of the chart of accounts.

    >>> rows = (Row(1, "expense", "641", "Salaires", 385600), Row(2, "expense", "645", "", 148800))
    >>> [(one.account, one.label, one.total_cents) for one in groups(Table(2023, rows), "expense")]
    [('64', 'Charges de personnel', 534400)]
    """
    headings = {row.key: row for row in table.rows if row.is_heading}
    found: dict[tuple[int | None, str], list[Row]] = {}
    for row in table.rows:
        if row.side != side:
            continue
        if row.is_heading:
            found.setdefault((row.key, ""), [])
        elif row.heading in headings:
            found.setdefault((row.heading, ""), []).append(row)
        else:
            code = COMPUTED if row.is_computed else row.account[:2]
            found.setdefault((None, code), []).append(row)
    return [
        _group(table.year, side, headings.get(key) if key is not None else None, code, lines)
        for (key, code), lines in found.items()
    ]


def _group(year: int, side: str, heading: Row | None, code: str, lines: list[Row]) -> Group:
    if heading is not None:
        return Group(
            heading.key,
            side,
            heading.account,
            heading.label,
            tuple(lines),
            heading.printed_cents,
        )
    if code == COMPUTED:
        return Group(None, side, "", lines[0].label, tuple(lines))
    label = account_label(code, year) or (lines[0].label if len(lines) == 1 else "Sans compte")
    return Group(None, side, code, label, tuple(lines))


def totals(table: Table, side: str) -> Totals:
    """Computed totals of a side; where there is no line at all, the printed total stands in.

    >>> totals(Table(2009, printed_expense_cents=300000), "expense").main_cents
    300000
    """
    main: int | None = None
    in_kind = 0
    for group in groups(table, side):
        for line in group.lines:
            if line.amount_cents is None:
                continue
            if is_in_kind(line.account or group.account):
                in_kind += line.amount_cents
            else:
                main = (main or 0) + line.amount_cents
    return Totals(table.printed(side) if main is None else main, in_kind)


def check_budget(table: Table) -> list[Placed]:
    """Every check of a budget: `budget.heading_sum`, `budget.total_sum`, `budget.unbalanced`,
    `budget.text_mismatch`, `budget.account`, `budget.in_kind_missing` (Cerfa 12156: "le total des
    charges doit être égal au total des produits"; ANC 2018-06 for the accounts).

    >>> heading = Row(1, "expense", "64", "Charges de personnel", printed_cents=940000,
    ...     is_heading=True)
    >>> lines = (Row(2, "expense", "", "Rémunération", 385600, heading=1),
    ...     Row(3, "expense", "", "Charges sociales", 148800, heading=1),
    ...     Row(4, "expense", "", "Autres", 5600, heading=1))
    >>> [placed.finding.code for placed in check_budget(Table(2023, (heading, *lines)))]
    ['budget.heading_sum']
    """
    return [
        *_headings(table),
        *_totals(table),
        *_balance(table),
        *_text(table),
        *_accounts(table),
        *_in_kind(table),
    ]


def _headings(table: Table) -> Iterator[Placed]:
    for side in SIDES:
        for group in groups(table, side):
            printed = group.printed_cents
            total = heading_gap(printed, [(one.label, one.amount_cents) for one in group.lines])
            if printed is None or total is None:
                continue
            yield Placed(
                Finding(
                    "budget.heading_sum",
                    Severity.ERROR,
                    f"{group.name} : {write_euros(printed)} imprimés, ses lignes font "
                    f"{write_euros(total)}.",
                ),
                group.key,
                sides=(
                    (write_euros(printed), "imprimés à la rubrique"),
                    (write_euros(total), "somme de ses lignes"),
                ),
            )


def _totals(table: Table) -> Iterator[Placed]:
    for side in SIDES:
        printed, found = table.printed(side), groups(table, side)
        if not any(group.is_known for group in found):
            continue
        lines = [
            (line.account or group.account, line.amount_cents)
            for group in found
            for line in group.lines
        ]
        what, where = "les lignes font", "somme des lignes"
        total = total_gap(printed, lines)
        if total is None:
            what, where = "les rubriques imprimées font", "somme des rubriques imprimées"
            total = total_gap(printed, [(group.account, group.claimed_cents) for group in found])
        if printed is None or total is None:
            continue
        yield Placed(
            Finding(
                "budget.total_sum",
                Severity.ERROR,
                f"Total des {SIDE_LABEL[side]} : {write_euros(printed)} imprimés, {what} "
                f"{write_euros(total)}.",
            ),
            side=side,
            sides=((write_euros(printed), "total imprimé"), (write_euros(total), where)),
        )


def _balance(table: Table) -> Iterator[Placed]:
    expense, income = totals(table, EXPENSE), totals(table, INCOME)
    gap = balance_gap(expense.main_cents, income.main_cents)
    if gap:
        charged, earned = write_euros(expense.main_cents or 0), write_euros(income.main_cents or 0)
        yield Placed(
            Finding(
                "budget.unbalanced",
                Severity.ERROR,
                f"Charges {charged}, produits {earned} : écart de {write_euros(abs(gap))}.",
            ),
            side=INCOME,
            sides=((charged, "total des charges"), (earned, "total des produits")),
        )
    if expense.in_kind_cents != income.in_kind_cents:
        yield Placed(
            Finding(
                "budget.unbalanced",
                Severity.ERROR,
                f"Contributions en nature : {write_euros(expense.in_kind_cents)} en 86, "
                f"{write_euros(income.in_kind_cents)} en 87.",
            ),
            side=INCOME,
        )


def _text(table: Table) -> Iterator[Placed]:
    stated, total = table.stated_cost_cents, totals(table, EXPENSE).main_cents
    if stated is not None and total is not None and stated != total:
        share = ""
        grant = table.stated_grant_cents
        if grant and stated and total:
            share = (
                f" L’aide en couvre {_percent(Fraction(grant, stated))} par le texte, "
                f"{_percent(Fraction(grant, total))} par le tableau."
            )
        yield Placed(
            Finding(
                "budget.text_mismatch",
                Severity.ERROR,
                f"{write_euros(stated)} dans le texte, {write_euros(total)} dans le "
                f"tableau.{share}",
            ),
            side=EXPENSE,
            sides=(
                (write_euros(stated), "texte de la fiche"),
                (write_euros(total), "tableau"),
            ),
        )
    granted = sum(row.amount_cents or 0 for row in table.rows if row.funder_id is not None)
    if table.stated_grant_cents and granted and granted != table.stated_grant_cents:
        yield Placed(
            Finding(
                "budget.text_mismatch",
                Severity.ERROR,
                f"Aide de {write_euros(table.stated_grant_cents)} dans le texte, "
                f"{write_euros(granted)} dans le tableau.",
            ),
            side=INCOME,
        )


def _percent(rate: Fraction) -> str:
    return f"{float(rate * 100):.0f}\u00a0%"


def _accounts(table: Table) -> Iterator[Placed]:
    for side in SIDES:
        found = groups(table, side)
        heads = [one for one in found if one.key is not None or len(one.lines) == 1]
        twice = used_twice((one.account, one.label) for one in heads)
        said: dict[str, str] = {}
        for group in found:
            if group in heads and group.account in twice:
                yield from _twice(said, group)
            yield from _misused(table.year, group)


def _twice(said: dict[str, str], group: Group) -> Iterator[Placed]:
    before = said.setdefault(group.account, group.label)
    if before != group.label:
        yield Placed(
            Finding(
                "budget.account",
                Severity.ERROR,
                f"Le compte {group.account} sert deux fois : « {before} » et « {group.label} ».",
            ),
            _key(group),
        )


def _key(group: Group) -> int | None:
    return group.key if group.key is not None or not group.lines else group.lines[0].key


def _misused(year: int, group: Group) -> Iterator[Placed]:
    entries = [(_key(group), group.account, group.label)] if group.key is not None else []
    entries += [(line.key, line.account or group.account, line.label) for line in group.lines]
    for key, account, label in entries:
        told = misused(group.side, account, label, year)
        if told:
            yield Placed(Finding("budget.account", Severity.ERROR, f"« {label} »{told}"), key)


def _in_kind(table: Table) -> Iterator[Placed]:
    if not table.in_kind_expected:
        return
    held = any(totals(table, side).in_kind_cents for side in SIDES)
    if not held:
        yield Placed(
            Finding(
                "budget.in_kind_missing",
                Severity.GAP,
                "Des apports en nature sont cités (locaux, bénévoles) et ne sont pas valorisés "
                "aux comptes 86 et 87.",
            )
        )


def same_budgets(tables: Sequence[Table]) -> list[Finding]:
    """`budget.repeated`, a note, where three years running are identical to the cent."""
    shapes = [
        tuple(sorted((row.side, fold(row.label), row.amount_cents or 0) for row in table.rows))
        for table in sorted(tables, key=lambda table: table.year)
        if table.rows
    ]
    for place in range(len(shapes) - 2):
        if shapes[place] == shapes[place + 1] == shapes[place + 2]:
            told = "Les budgets de trois années de suite sont identiques à l’euro près."
            return [Finding("budget.repeated", Severity.INFO, told)]
    return []
