"""A budget in the layout of the Cerfa 12156, whatever the chart of its year."""

import tomllib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files

from probant.funding.rules.budgets import Row, Table, groups
from probant.funding.rules.chart import EXPENSE, is_in_kind
from probant.funding.rules.in_kind import nature_of

INDIRECT = "Charges indirectes affectées à l’action"
APART = "Sans compte"


@dataclass(frozen=True, slots=True)
class CerfaRow:
    """A row of the form: accounts and natures that belong to it, `code` where one is printed."""

    label: str
    code: str = ""
    accounts: tuple[str, ...] = ()
    natures: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class CerfaHeading:
    """A heading of the form with its rows; `is_open`: it prints the lines that it holds."""

    code: str
    label: str
    accounts: tuple[str, ...]
    rows: tuple[CerfaRow, ...] = ()
    is_open: bool = False


@dataclass(frozen=True, slots=True)
class Printed:
    """A row to print: its amount (None: nothing known), and the keys of the lines behind it."""

    code: str
    label: str
    cents: int | None
    is_heading: bool = False
    keys: tuple[int, ...] = ()


@lru_cache(maxsize=2)
def cerfa_headings(side: str) -> tuple[CerfaHeading, ...]:
    """The headings of a side, in the order of the form.

    >>> [one.code for one in cerfa_headings("income")]
    ['70', '73', '74', '75', '76', '77', '78', '79', '87']
    """
    text = files("probant.funding.catalogue").joinpath("cerfa.toml").read_text(encoding="utf-8")
    return tuple(
        CerfaHeading(
            one["code"],
            one["label"],
            tuple(one.get("accounts", [one["code"]])),
            tuple(
                CerfaRow(
                    row["label"],
                    row.get("code", ""),
                    tuple(row.get("accounts", ())),
                    tuple(row.get("natures", ())),
                )
                for row in one.get("rows", ())
            ),
            one.get("open", False),
        )
        for one in tomllib.loads(text)[side]
    )


def cerfa_side(table: Table, side: str) -> list[Printed]:
    """The rows of a side: each heading with its rows, then what has no account, kept visible.

    >>> rows = (Row(1, "income", "875", "Bénévolat", 5000, in_kind="volunteer"),)
    >>> [(one.code, one.cents) for one in cerfa_side(Table(2024, rows), "income") if one.cents]
    [('87', 5000), ('870', 5000)]
    """
    held: dict[str, list[tuple[Row, str]]] = {}
    for group in groups(table, side):
        for line in group.lines:
            account = line.account or group.account
            held.setdefault(_heading(account, side), []).append((line, account))
    found: list[Printed] = []
    for heading in cerfa_headings(side):
        lines = held.pop(heading.code, [])
        found.append(_printed(heading.code, heading.label, lines, is_heading=True))
        if heading.is_open:
            found += [_printed(account, line.label, [(line, account)]) for line, account in lines]
        else:
            found += _rows(heading, lines)
    computed = [one for one in held.get("", []) if one[0].is_computed]
    apart = [one for one in held.get("", []) if not one[0].is_computed]
    if computed:
        found.append(_printed("", INDIRECT, computed, is_heading=True))
    if apart:
        found.append(_printed("", APART, apart, is_heading=True))
        found += [_printed("", line.label, [(line, "")]) for line, _ in apart]
    return found


def _heading(account: str, side: str) -> str:
    """The code of the heading that an account belongs to: the longest beginning wins."""
    best, code = 0, ""
    for heading in cerfa_headings(side):
        for begins in heading.accounts:
            if account.startswith(begins) and len(begins) > best:
                best, code = len(begins), heading.code
    return code


def _rows(heading: CerfaHeading, lines: Sequence[tuple[Row, str]]) -> list[Printed]:
    return [
        _printed(row.code, row.label, [one for one in lines if _is_of(row, *one)])
        for row in heading.rows
    ]


def _is_of(row: CerfaRow, line: Row, account: str) -> bool:
    if is_in_kind(account):
        return (line.in_kind or nature_of(account, line.label)) in row.natures
    return account.startswith(row.accounts) if row.accounts else False


def _printed(
    code: str, label: str, lines: Sequence[tuple[Row, str]], *, is_heading: bool = False
) -> Printed:
    known = [line.amount_cents for line, _ in lines if line.amount_cents is not None]
    return Printed(
        code,
        label,
        sum(known) if known else None,
        is_heading,
        tuple(line.key for line, _ in lines),
    )


def main_total(table: Table, side: str) -> int | None:
    """Total of a side without contributions in kind, the same as `rules.totals`.

    >>> main_total(Table(2024, (Row(1, "expense", "641", "", 5), Row(2, "expense", "864", "", 3))),
    ...     EXPENSE)
    5
    """
    wanted = "86" if side == EXPENSE else "87"
    known = [
        one.cents
        for one in cerfa_side(table, side)
        if one.is_heading and one.code != wanted and one.cents is not None
    ]
    return sum(known) if known else None
