"""A budget weighed against what stands around it: decision, funder, time, loans, chart."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from probant.funding.rules.budgets import Placed, Table, groups, totals
from probant.funding.rules.chart import EXPENSE, INCOME, ended_account, is_in_kind
from probant.kernel.finding import Finding, Severity
from probant.kernel.money import write_euros


@dataclass(frozen=True, slots=True)
class Lent:
    """Something lent to the action: who lends it, its value (None: not given), how often."""

    label: str
    value_cents: int | None = None
    count: int = 1


@dataclass(frozen=True, slots=True)
class Around:
    """What a budget is held against; None and empty are what is not known.

    `decided_cents`: what the deliberation grants for the action and year. `fte`: what the sheet
    promises for the year. `least_cents`, `most_cents`: what a full-time year plausibly costs.
    """

    decided_cents: int | None = None
    decided_by: str = ""
    fte: Decimal | None = None
    least_cents: int | None = None
    most_cents: int | None = None
    lent: tuple[Lent, ...] = ()


def check_alone(table: Table) -> list[Placed]:
    """`budget.funder_over_cost`, `budget.in_kind_nature`, `budget.chart_year`: what the budget
    alone tells.

    >>> from probant.funding.rules.budgets import Row
    >>> rows = (Row(1, "income", "791", "Transfert", 100),)
    >>> [one.finding.code for one in check_alone(Table(2025, rows))]
    ['budget.chart_year']
    """
    return [*_over_cost(table), *_natures(table), *_chart(table)]


def check_around(table: Table, around: Around) -> list[Placed]:
    """`budget.decision_mismatch`, `budget.fte_cost`, `budget.premises`.

    >>> [one.finding.code for one in check_around(
    ...     Table(2023, stated_grant_cents=600000), Around(decided_cents=400000))]
    ['budget.decision_mismatch']
    """
    return [*_decision(table, around), *_time(table, around), *_premises(table, around.lent)]


def _decision(table: Table, around: Around) -> Iterator[Placed]:
    stated, decided = table.stated_grant_cents, around.decided_cents
    if stated is None or decided is None or stated == decided:
        return
    by = f" le {around.decided_by}" if around.decided_by else ""
    yield Placed(
        Finding(
            "budget.decision_mismatch",
            Severity.ERROR,
            f"Aide de {write_euros(stated)} dans la fiche, {write_euros(decided)} décidés{by}.",
        ),
        side=INCOME,
        sides=((write_euros(stated), "texte de la fiche"), (write_euros(decided), "délibération")),
    )


def _over_cost(table: Table) -> Iterator[Placed]:
    cost = totals(table, EXPENSE).main_cents
    if cost is None:
        return
    asked: dict[int, tuple[int, int, str]] = {}
    for row in table.rows:
        if row.side == INCOME and row.funder_id is not None and row.amount_cents:
            key, cents, label = asked.get(row.funder_id, (row.key, 0, row.label))
            asked[row.funder_id] = (key, cents + row.amount_cents, label)
    for key, cents, label in asked.values():
        if cents > cost:
            told = (
                f"« {label} » : {write_euros(cents)} demandés pour un coût de {write_euros(cost)}."
            )
            yield Placed(
                Finding("budget.funder_over_cost", Severity.ERROR, told),
                key,
                sides=((write_euros(cents), "part du financeur"), (write_euros(cost), "coût")),
            )


def staff_cents(table: Table) -> int | None:
    """What the budget spends on staff: accounts 64; None where no amount is known.

    >>> from probant.funding.rules.budgets import Row
    >>> staff_cents(Table(2023, (Row(1, "expense", "641", "Salaires", 100),)))
    100
    """
    known = [
        line.amount_cents
        for group in groups(table, EXPENSE)
        for line in group.lines
        if (line.account or group.account).startswith("64") and line.amount_cents is not None
    ]
    return sum(known) if known else None


def _time(table: Table, around: Around) -> Iterator[Placed]:
    staff = staff_cents(table)
    if not around.fte or staff is None or not staff:
        return
    yearly = round(staff / Fraction(around.fte))
    least, most = around.least_cents, around.most_cents
    if least is not None and yearly < least:
        held = f"moins que le salaire minimum d’une année ({write_euros(least, 0)})"
    elif most is not None and yearly > most:
        held = f"plus que {write_euros(most, 0)}, le plus qu’un poste coûte d’ordinaire"
    else:
        return
    fte = f"{around.fte.normalize():f}".replace(".", ",")
    told = (
        f"{write_euros(staff)} de personnel pour {fte} ETP promis : "
        f"{write_euros(yearly, 0)} l’année à plein temps, {held}."
    )
    heading = next(
        (
            group.key or group.lines[0].key
            for group in groups(table, EXPENSE)
            if group.account.startswith("64") and group.lines
        ),
        None,
    )
    yield Placed(
        Finding("budget.fte_cost", Severity.WARNING, told),
        heading,
        sides=((write_euros(staff), "charges de personnel"), (f"{fte}\u00a0ETP", "fiche")),
    )


def _premises(table: Table, lent: Sequence[Lent]) -> Iterator[Placed]:
    unvalued = [one for one in lent if one.value_cents is None]
    valued = sum(one.value_cents or 0 for one in lent)
    if unvalued:
        named = _listed(one.label for one in unvalued)
        told = f"Prêté et sans valeur notée : {named}."
        yield Placed(Finding("budget.premises", Severity.GAP, told), side=EXPENSE)
    held = totals(table, EXPENSE).in_kind_cents
    if valued > held:
        told = (
            f"{write_euros(valued)} de biens prêtés dans l’année, "
            f"{write_euros(held)} valorisés au compte 86."
        )
        yield Placed(
            Finding("budget.premises", Severity.GAP, told),
            side=EXPENSE,
            sides=((write_euros(valued), "prêts notés"), (write_euros(held), "budget, compte 86")),
        )


def _listed(labels: Iterable[str]) -> str:
    names = list(dict.fromkeys(labels))
    more = len(names) - 4
    return ", ".join(names[:4]) + (f" et {more} autres" if more > 0 else "")


def _natures(table: Table) -> Iterator[Placed]:
    for row in table.rows:
        if (
            not row.is_heading
            and len(row.account) > 2
            and is_in_kind(row.account)
            and not row.in_kind
        ):
            told = (
                f"« {row.label} » : le compte {row.account} ne dit pas ce qui est apporté "
                "(le Cerfa et le plan comptable ne le numérotent pas de même)."
            )
            yield Placed(Finding("budget.in_kind_nature", Severity.GAP, told), row.key)


def _chart(table: Table) -> Iterator[Placed]:
    for row in table.rows:
        instead = ended_account(row.account, table.year)
        if instead is not None:
            told = (
                f"« {row.label} » : le compte {row.account} n’existe plus en {table.year}{instead}."
            )
            yield Placed(Finding("budget.chart_year", Severity.ERROR, told), row.key)
