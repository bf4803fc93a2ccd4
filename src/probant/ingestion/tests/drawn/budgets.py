"""Budgets drawn at random: two sides that balance, and the tables they are printed in."""

from __future__ import annotations

import random
from collections.abc import Callable
from dataclasses import dataclass, field

HEADS = {
    "expense": (
        ("60", "Achats", ("Fournitures", "Eau et énergie", "Petit équipement")),
        ("61", "Services extérieurs", ("Location de salles", "Assurances", "Entretien")),
        ("62", "Autres services extérieurs", ("Honoraires", "Déplacements", "Publicité")),
        ("63", "Impôts et taxes", ()),
        ("64", "Charges de personnel", ("Rémunération des personnels", "Charges sociales")),
        ("65", "Autres charges de gestion courante", ()),
        ("68", "Dotations aux amortissements", ()),
    ),
    "income": (
        ("70", "Ventes et prestations", ("Billetterie", "Prestations de services")),
        ("74", "Subventions d'exploitation", ("Région", "Département", "Commune")),
        ("75", "Autres produits de gestion courante", ("Cotisations", "Dons")),
        ("76", "Produits financiers", ()),
    ),
}
FAULTS = ("none", "none", "none", "heading", "total", "unbalanced")


@dataclass(frozen=True)
class Row:
    """A heading (level 1) or a line under one (level 2); `cents` None where nothing is printed."""

    account: str | None
    label: str
    cents: int | None
    level: int


@dataclass
class Table:
    """What a table prints: the rows of each side, the totals, and what contradicts."""

    rng: random.Random
    year: int
    sides: dict[str, list[Row]]
    totals: dict[str, int]
    fault: str
    errors: set[str] = field(default_factory=set)


def draw_table(rng: random.Random, year: int, fault: str) -> Table:
    """Two sides of one total; headings hold what stands under them, unless the fault says no."""
    sides = {"expense": _side(rng, "expense"), "income": _side(rng, "income")}
    totals = {side: _sum(rows) for side, rows in sides.items()}
    short, long = sorted(totals, key=lambda side: totals[side])
    sides[short] = _filled(sides[short], totals[long] - totals[short])
    totals[short] = totals[long]
    table = Table(rng, year, sides, totals, fault)
    _spoil(table)
    return table


def _side(rng: random.Random, side: str) -> list[Row]:
    rows: list[Row] = []
    chosen = sorted(rng.sample(HEADS[side], rng.randint(2, len(HEADS[side]))))
    if side == "expense" and chosen[0][0] != "60":
        chosen = [HEADS[side][0], *chosen]
    for account, label, under in chosen:
        parts = [rng.randint(1, 90) * 5_000 for _ in under if rng.random() < 0.8]
        if len(parts) < 2:
            rows.append(Row(account, label, rng.randint(1, 90) * 10_000, 1))
            continue
        rows.append(Row(account, label, sum(parts), 1))
        rows += [Row(None, one, cents, 2) for one, cents in zip(under, parts, strict=False)]
    return rows


def _sum(rows: list[Row]) -> int:
    return sum(row.cents or 0 for row in rows if row.level == 1)


def _filled(rows: list[Row], missing: int) -> list[Row]:
    """The same rows, the last heading and its last line raised by what is missing."""
    last = max(i for i, row in enumerate(rows) if row.level == 1)
    raised = list(rows)
    for place in {last, len(rows) - 1}:
        row = rows[place]
        raised[place] = Row(row.account, row.label, (row.cents or 0) + missing, row.level)
    return raised


def _spoil(table: Table) -> None:
    if table.fault == "unbalanced":
        table.sides["income"] = _filled(table.sides["income"], 50_000)
        table.totals["income"] += 50_000
        table.errors = {"budget.unbalanced"}
    if table.fault == "total":
        table.totals = {side: total + 70_000 for side, total in table.totals.items()}
        table.errors = {"budget.total_sum"}
    if table.fault == "heading":
        rows = table.sides["expense"]
        at = next((i for i, row in enumerate(rows[1:]) if row.level == 2), None)
        if at is None:
            table.fault = "none"
            return
        row = rows[at]
        rows[at] = Row(row.account, row.label, (row.cents or 0) + 40_000, 1)
        table.totals = {side: total + 40_000 for side, total in table.totals.items()}
        table.sides["income"] = _filled(table.sides["income"], 40_000)
        table.errors = {"budget.heading_sum"}


Print = Callable[[int], str]


def _spaced(cents: int, space: str) -> str:
    return f"{cents // 100:,}".replace(",", space)


AMOUNTS: dict[str, Print] = {
    "plain": lambda cents: _spaced(cents, " "),
    "euros": lambda cents: _spaced(cents, " ") + " €",
    "narrow": lambda cents: _spaced(cents, "\u202f") + "\u00a0€",
    "decimals": lambda cents: f"{_spaced(cents, ' ')},{cents % 100:02d}",
    "dots": lambda cents: f"{_spaced(cents, '.')},{cents % 100:02d} €",
    "close": lambda cents: f"{cents // 100}€",
    "thousands": lambda cents: f"{cents / 100_000:g}".replace(".", ",") + " k€",
    "no space": lambda cents: str(cents // 100),
}
ACCOUNTS: dict[str, Callable[[str, str], str]] = {
    "dash": lambda account, label: f"{account} - {label}",
    "close dash": lambda account, label: f"{account}- {label}",
    "space": lambda account, label: f"{account} {label}",
    "long dash": lambda account, label: f"{account} – {label}",
    "colon": lambda account, label: f"{account} : {label}",
    "named": lambda account, label: f"Compte {account} - {label}",
    "none": lambda account, label: label,
}
SIDES = {
    "charges": ("CHARGES", "PRODUITS"),
    "expenses": ("DÉPENSES", "RECETTES"),
    "lower": ("Charges", "Produits"),
    "planned": ("Dépenses prévisionnelles", "Recettes prévisionnelles"),
    "uses": ("Emplois", "Ressources"),
}
TOTALS = {
    "total": ("TOTAL", "TOTAL"),
    "of": ("Total des charges", "Total des produits"),
    "short": ("TOTAL CHARGES", "TOTAL PRODUITS"),
    "general": ("Total général", "Total général"),
    "expenses": ("Total dépenses", "Total recettes"),
}
HEADINGS = (
    "Budget prévisionnel {year}",
    "BUDGET PRÉVISIONNEL DE L'ACTION – ANNÉE {year}",
    "Budget de l'action (exercice {year})",
    "Plan de financement {year}",
    "Budget prévisionnel du 01/01/{year} au 31/12/{year}",
    "**Budget prévisionnel - année {year}**",
    "Annexe 2 : budget {year}",
    "Budget prévisionnel\nAnnée ou exercice {year}",
)


@dataclass
class Style:
    """How a table is printed."""

    amount: Print
    account: Callable[[str, str], str]
    sides: tuple[str, str]
    totals: tuple[str, str]
    heading: str

    def label(self, row: Row) -> str:
        return self.account(row.account, row.label) if row.account else row.label

    def cents(self, row: Row) -> str:
        return "" if row.cents is None else self.amount(row.cents)


def _columns(table: Table, style: Style) -> list[tuple[str, str, str, str]]:
    left, right = (
        [(style.label(row), style.cents(row)) for row in table.sides[side]]
        for side in ("expense", "income")
    )
    height = max(len(left), len(right))
    rows = [
        (*(left[i] if i < len(left) else ("", "")), *(right[i] if i < len(right) else ("", "")))
        for i in range(height)
    ]
    totals = [style.amount(table.totals[side]) for side in ("expense", "income")]
    return [*rows, (style.totals[0], totals[0], style.totals[1], totals[1])]


def layout_tabs(table: Table, style: Style) -> str:
    head = (style.sides[0], "Montant", style.sides[1], "Montant")
    return "\n".join("\t".join(row) for row in (head, *_columns(table, style)))


def layout_tabs_bare(table: Table, style: Style) -> str:
    head = (style.sides[0], "", style.sides[1], "")
    return "\n".join("\t".join(row) for row in (head, *_columns(table, style)))


def layout_bars(table: Table, style: Style) -> str:
    head = (style.sides[0], "Montant en euros", style.sides[1], "Montant en euros")
    rows = ["| " + " | ".join(row) + " |" for row in (head, *_columns(table, style))]
    return "\n".join([rows[0], "|---|---:|---|---:|", *rows[1:]])


def layout_spaces(table: Table, style: Style) -> str:
    head = (style.sides[0], "Montant", style.sides[1], "Montant")
    rows = [head, *_columns(table, style)]
    return "\n".join(f"{a:<44}{b:>14}    {c:<44}{d:>14}".rstrip() for a, b, c, d in rows)


def layout_accounts_apart(table: Table, style: Style) -> str:
    """The account in a cell of its own."""
    sides = [
        [(row.account or "", row.label, style.cents(row)) for row in table.sides[side]]
        for side in ("expense", "income")
    ]
    blank = ("", "", "")
    height = max(map(len, sides))
    rows = [
        (*(sides[0][i] if i < len(sides[0]) else blank),
         *(sides[1][i] if i < len(sides[1]) else blank))
        for i in range(height)
    ]  # fmt: skip
    totals = [style.amount(table.totals[side]) for side in ("expense", "income")]
    rows.append(("", style.totals[0], totals[0], "", style.totals[1], totals[1]))
    head = ("", style.sides[0], "Montant", "", style.sides[1], "Montant")
    return "\n".join("\t".join(row) for row in (head, *rows))


def _stack(table: Table, style: Style, line: Callable[[str, str], str], gap: str) -> str:
    blocks = []
    for place, side in enumerate(("expense", "income")):
        rows = [line(style.label(row), style.cents(row)) for row in table.sides[side]]
        total = line(style.totals[place], style.amount(table.totals[side]))
        blocks.append("\n".join([style.sides[place], *rows, total]))
    return gap.join(blocks)


def layout_stack_spaces(table: Table, style: Style) -> str:
    return _stack(table, style, lambda label, cents: f"{label:<50}{cents:>12}", "\n\n")


def layout_stack_dots(table: Table, style: Style) -> str:
    return _stack(table, style, lambda label, cents: f"{label} ........ {cents}", "\n\n")


def layout_stack_tabs(table: Table, style: Style) -> str:
    return _stack(table, style, lambda label, cents: f"{label}\t{cents}", "\n")


def layout_stack_colons(table: Table, style: Style) -> str:
    return _stack(table, style, lambda label, cents: f"- {label} : {cents}", "\n\n")


def layout_stack_bars(table: Table, style: Style) -> str:
    blocks = []
    for place, side in enumerate(("expense", "income")):
        rows = [f"| {style.label(row)} | {style.cents(row)} |" for row in table.sides[side]]
        head = f"| {style.sides[place]} | Montant |\n|---|---|"
        total = f"| {style.totals[place]} | {style.amount(table.totals[side])} |"
        blocks.append("\n".join([head, *rows, total]))
    return "\n\n".join(blocks)


def layout_form(table: Table, style: Style) -> str:
    """As the form of the State prints it: direct charges, totals, then contributions in kind."""
    rows = [(style.sides[0], "Montant", style.sides[1], "Montant")]
    rows.append(("Charges directes", "", "Ressources directes", ""))
    rows += _columns(table, style)
    rows.append(("CONTRIBUTIONS VOLONTAIRES EN NATURE", "", "", ""))
    kind = style.amount(120_000)
    rows.append(
        (style.account("86", "Emplois des contributions volontaires"), kind,
         style.account("87", "Contributions volontaires en nature"), kind)
    )  # fmt: skip
    rows.append(("Personnel bénévole", kind, "Bénévolat", kind))
    rows.append(("TOTAL", kind, "TOTAL", kind))
    table.sides["expense"] = [
        *table.sides["expense"],
        Row("86", "Emplois des contributions volontaires", 120_000, 1),
        Row(None, "Personnel bénévole", 120_000, 2),
    ]
    table.sides["income"] = [
        *table.sides["income"],
        Row("87", "Contributions volontaires en nature", 120_000, 1),
        Row(None, "Bénévolat", 120_000, 2),
    ]
    return "\n".join("\t".join(row) for row in rows)


LAYOUTS: dict[str, Callable[[Table, Style], str]] = {
    name: one for name, one in globals().items() if name.startswith("layout_")
}
