"""A financial report: budget against actual in the order of its form; what is left of a grant.

Form: Cerfa 15059, arrêté du 11 octobre 2006 (articles 1 to 3): gaps in euros and in percent, direct
then indirect charges, income by type, contributions in kind apart.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from fractions import Fraction

from probant.funding.rules.budgets import Table, groups
from probant.funding.rules.chart import (
    EXPENSE,
    INCOME,
    account_label,
    belongs_to,
    chart,
    is_in_kind,
    side_of,
)
from probant.kernel.text import fold

INDIRECT = "indirect"
TOTALS = {EXPENSE: "total-charges", INCOME: "total-produits"}
_INDIRECT_WORDS = ("indirect", "frais de structure", "charges fixes", "frais de siege")


@dataclass(frozen=True, slots=True)
class Spent:
    """What an account weighs in an actual; `indirect`: shared by a key."""

    account: str
    cents: int
    label: str = ""
    indirect: bool = False


@dataclass(frozen=True, slots=True)
class GapRow:
    """A row of the form: a heading, a line under it, or a total; amounts in cents, None unknown.

    `code`: account of a heading ("64"), "64:641" under it, "indirect", "total-charges".
    `accounts`: the beginnings of account that open the actual onto its entries.
    """

    code: str
    side: str
    label: str
    planned_cents: int | None
    actual_cents: int | None
    level: str = "heading"
    accounts: tuple[str, ...] = ()

    @property
    def account(self) -> str:
        """The account printed before the label."""
        code = self.code.rpartition(":")[2]
        return code if code.isdigit() else ""

    @property
    def part(self) -> str:
        """Which entries of its accounts it counts: direct ones, shared ones, "" for all."""
        if self.side != EXPENSE or self.level == "total" or self.code.startswith("86"):
            return ""
        return "indirecte" if self.code.startswith(INDIRECT) else "directe"

    @property
    def gap_cents(self) -> int | None:
        """Actual less budget; None where there is no actual."""
        if self.actual_cents is None:
            return None
        return self.actual_cents - (self.planned_cents or 0)

    @property
    def gap_rate(self) -> Fraction | None:
        """The gap over the budget; None where nothing was planned."""
        gap = self.gap_cents
        if gap is None or not self.planned_cents:
            return None
        return Fraction(gap, self.planned_cents)

    def needs_comment(self, gap_hundredths: int, gap_cents: int) -> bool:
        """Whether the gap of a heading is to be explained.

        >>> row = GapRow("64", "expense", "Personnel", 100_000, 112_000)
        >>> row.needs_comment(1000, 10_000), row.needs_comment(1500, 10_000)
        (True, False)
        >>> GapRow("61", "expense", "Services", None, 50_000).needs_comment(1000, 10_000)
        True
        """
        gap = self.gap_cents
        if self.level != "heading" or gap is None or abs(gap) < max(gap_cents, 1):
            return False
        rate = self.gap_rate
        return rate is None or abs(rate) * 10_000 >= gap_hundredths


def write_rate(rate: Fraction | None) -> str:
    """A gap in percent, French.

    >>> write_rate(Fraction(3, 25)), write_rate(Fraction(-1, 3)), write_rate(None)
    ('+12\\xa0%', '−33,3\\xa0%', '')
    """
    if rate is None:
        return ""
    tenths = round(abs(rate) * 1000)
    whole, rest = divmod(tenths, 10)
    sign = "" if not tenths else "−" if rate < 0 else "+"
    return f"{sign}{whole}{f',{rest}' if rest else ''}\u00a0%"


def form_rows(
    planned: Table | None, actual: Sequence[Spent] | None, year: int
) -> tuple[GapRow, ...]:
    """Every row of the form, in its order; `actual` None: no accounts yet.

    >>> rows = form_rows(None, [Spent("641", 900), Spent("613", 100, indirect=True)], 2023)
    >>> [(row.code, row.actual_cents) for row in rows if row.level != "line"]
    [('64', 900), ('indirect', 100), ('total-charges', 1000), ('total-produits', 0)]
    """
    return (*_side(EXPENSE, planned, actual, year), *_side(INCOME, planned, actual, year))


def _side(
    side: str, planned: Table | None, actual: Sequence[Spent] | None, year: int
) -> list[GapRow]:
    sums: dict[tuple[str, str], list[int | None]] = {}
    labels: dict[tuple[str, str], str] = {}

    def add(heading: str, line: str, label: str, place: int, cents: int | None) -> None:
        told = sums.setdefault((heading, line), [None, None])
        labels.setdefault((heading, line), label)
        if cents is not None:
            told[place] = (told[place] or 0) + cents

    for heading, line, label, cents in _planned(side, planned, year):
        add(heading, line, label, 0, cents)
    for one in actual or ():
        if side_of(one.account) == side:
            heading, line = _place(one)
            label = account_label(one.account[:3], year) or one.label or one.account
            add(heading, line, label, 1, one.cents)
    direct = sorted({heading for heading, _ in sums if not is_in_kind(heading)}, key=_order)
    rows: list[GapRow] = []
    for heading in direct:
        rows += _heading(heading, side, sums, labels, year, known=actual is not None)
    mains = [row for row in rows if row.level == "heading"]
    total = "Total des charges" if side == EXPENSE else "Total des produits"
    rows.append(_sum(TOTALS[side], side, total, mains, known=actual is not None))
    for heading in sorted({heading for heading, _ in sums if is_in_kind(heading)}):
        rows += _heading(heading, side, sums, labels, year, known=actual is not None)
    return rows


def _order(heading: str) -> tuple[bool, str]:
    return (heading == INDIRECT, heading or "zz")


def _planned(
    side: str, table: Table | None, year: int
) -> Iterable[tuple[str, str, str, int | None]]:
    for group in groups(table, side) if table is not None else ():
        heading = group.account[:2]
        if _is_indirect(group.label) and side == EXPENSE:
            heading = INDIRECT
        if not group.lines:
            yield heading, "", group.label, group.printed_cents
        for line in group.lines:
            found = belongs_to(line.label, year)
            account = line.account[:3]
            if len(account) < 3:
                fits = found is not None and found.code.startswith(heading) and len(found.code) > 2
                account = (
                    found.code[:3]
                    if found is not None and fits
                    else _named(line.label, heading, year)
                )
            inside = heading
            if _is_indirect(line.label) and side == EXPENSE:
                inside = INDIRECT
            yield inside, account or fold(line.label), line.label, line.amount_cents


def _named(label: str, heading: str, year: int) -> str:
    """The account of a heading that a label names by its words, "" where none does.

    >>> _named("Achat matières et fournitures", "60", 2023), _named("Formation", "64", 2023)
    ('606', '')
    """
    said = _stems(label)
    for code, one in chart(year).items():
        if len(code) == 3 and code.startswith(heading):
            stems = _stems(one.label)
            if said and stems and (said <= stems or stems <= said):
                return code
    return ""


def _stems(label: str) -> set[str]:
    return {word[:5] for word in fold(label).split() if len(word) > 3}


def _is_indirect(label: str) -> bool:
    told = fold(label)
    return any(word in told for word in _INDIRECT_WORDS)


def _place(one: Spent) -> tuple[str, str]:
    charge = side_of(one.account) == EXPENSE and not is_in_kind(one.account)
    if one.indirect and charge:
        return INDIRECT, one.account[:2]
    return one.account[:2], one.account[:3]


def _heading(
    heading: str,
    side: str,
    sums: dict[tuple[str, str], list[int | None]],
    labels: dict[tuple[str, str], str],
    year: int,
    *,
    known: bool,
) -> list[GapRow]:
    lines = [
        GapRow(
            f"{heading}:{line}",
            side,
            account_label(line, year) or labels[heading, line]
            if heading == INDIRECT
            else labels[heading, line],
            amounts[0],
            amounts[1],
            "line",
            (line,) if line.isdigit() else (),
        )
        for (inside, line), amounts in sorted(sums.items())
        if inside == heading and line
    ]
    bare = sums.get((heading, ""))
    label = (
        "Charges indirectes affectées à l’action"
        if heading == INDIRECT
        else account_label(heading, year) or labels.get((heading, ""), "") or "Sans compte"
    )
    accounts = (heading,) if heading.isdigit() else ()
    row = _sum(heading, side, label, lines, known=known, accounts=accounts)
    if bare is not None and row.planned_cents is None:
        row = GapRow(heading, side, label, bare[0], row.actual_cents, "heading", accounts)
    whole = GapRow(
        row.code, side, label, row.planned_cents, row.actual_cents, "heading", row.accounts
    )
    only = len(lines) == 1 and lines[0].label == label
    return [whole] if only else [whole, *lines]


def _sum(
    code: str,
    side: str,
    label: str,
    rows: Iterable[GapRow],
    *,
    known: bool,
    accounts: tuple[str, ...] = (),
) -> GapRow:
    found = list(rows)
    planned = [row.planned_cents for row in found if row.planned_cents is not None]
    return GapRow(
        code,
        side,
        label,
        sum(planned) if planned else None,
        sum(row.actual_cents or 0 for row in found) if known else None,
        "total",
        accounts,
    )


@dataclass(frozen=True, slots=True)
class Unspent:
    """What is left of a grant, in cents: the part of the surplus that it bears.

    `surplus_cents`: income over admitted charges; `kept_cents` what a clause lets the beneficiary
    keep; `clawback_cents` what is to be given back.
    """

    surplus_cents: int
    unspent_cents: int
    kept_cents: int
    clawback_cents: int
    rule: str


def unspent(
    *,
    award_cents: int,
    income_cents: int,
    cost_cents: int,
    fate: str = "returned",
    kept_rate: Fraction | None = None,
) -> Unspent:
    """What is left of a grant once the admitted cost is known.

    The surplus of the action (income less charges) is borne by the grant in its share of the
    income, never above the grant. `fate` and `kept_rate` are those of the clause on money not spent
    (`UnspentTerms`: loi n° 2021-875, art. 1): "kept" and "carried" give nothing back, a rate is the
    reasonable surplus that may be kept, as a part of the cost. Without a clause: nothing by right.

    >>> left = unspent(award_cents=600_000, income_cents=1_000_000, cost_cents=900_000)
    >>> left.surplus_cents, left.unspent_cents, left.clawback_cents
    (100000, 60000, 60000)
    >>> unspent(award_cents=600_000, income_cents=1_000_000, cost_cents=900_000,
    ...     kept_rate=Fraction(1, 20)).clawback_cents
    15000
    >>> unspent(award_cents=600_000, income_cents=600_000, cost_cents=700_000).clawback_cents
    0
    """
    surplus = max(0, max(income_cents, award_cents) - cost_cents)
    whole = max(income_cents, award_cents)
    left = min(award_cents, surplus * award_cents // whole) if whole else 0
    kept = min(left, int(cost_cents * kept_rate)) if kept_rate is not None else 0
    if fate in ("kept", "carried"):
        kept = left
    share = award_cents * surplus // whole if whole else 0
    rule = (
        "L’excédent de l’action, à proportion de la subvention dans ses produits"
        if share < award_cents
        else "La subvention dépasse le coût admis"
    )
    return Unspent(surplus, left, kept, left - kept, rule)
