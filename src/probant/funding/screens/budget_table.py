"""A budget on a page: headings and totals computed; a line that does not add up says so."""

from collections.abc import Sequence
from html import escape

from django.utils.safestring import SafeString, mark_safe

from probant.funding.queries import BudgetView
from probant.funding.rules import EXPENSE, INCOME, Group, Placed, Totals
from probant.kernel.money import write_euros
from probant.kernel.text import typeset

TITLES = {EXPENSE: "Charges", INCOME: "Produits"}


def draw_budget(view: BudgetView, label: str) -> SafeString:
    """Return the two sides of a budget, side by side; `label` names it in the captions."""
    sides = (
        _side(EXPENSE, view.expense, view.expense_totals, view.placed, label),
        _side(INCOME, view.income, view.income_totals, view.placed, label),
    )
    return mark_safe(f'<div class="budget">{"".join(sides)}</div>')  # noqa: S308  escaped below


def _side(
    side: str,
    found: Sequence[Group],
    total: Totals,
    placed: Sequence[Placed],
    label: str,
) -> str:
    rows = "".join(_group(group, placed) for group in found)
    wrong = [one.finding.message for one in placed if one.side == side]
    foot = _row("is-total", "", "Total", _euros(total.main_cents), wrong)
    if total.in_kind_cents:
        kind = "Contributions en nature"
        foot += _row(
            "is-heading",
            "86" if side == EXPENSE else "87",
            kind,
            write_euros(total.in_kind_cents),
            [],
        )
    return (
        f'<table class="grid"><caption>{TITLES[side]}<span class="visually-hidden"> : '
        f'{escape(label)}</span></caption><thead><tr><th scope="col">Compte</th>'
        '<th scope="col">Libellé</th><th scope="col" class="is-end">Montant</th></tr></thead>'
        f"<tbody>{rows}</tbody><tfoot>{foot}</tfoot></table>"
    )


def _group(group: Group, placed: Sequence[Placed]) -> str:
    lone = group.key is None and len(group.lines) == 1 and len(group.lines[0].account) <= 2
    if lone:
        line = group.lines[0]
        told = _told(placed, line.key)
        return _row("is-heading", group.account, line.label, _euros(line.amount_cents), told)
    told = _told(placed, group.key) if group.key is not None else []
    total = _euros(group.total_cents if group.is_known else None)
    head = _row("is-heading", group.account, group.label, total, told)
    return head + "".join(
        _row(
            "is-line", line.account, line.label, _euros(line.amount_cents), _told(placed, line.key)
        )
        for line in group.lines
    )


def _told(placed: Sequence[Placed], key: int | None) -> list[str]:
    return [one.finding.message for one in placed if one.row is not None and one.row == key]


def _euros(cents: int | None) -> str:
    return "" if cents is None else write_euros(cents)


def _row(css: str, account: str, label: str, amount: str, wrong: Sequence[str]) -> str:
    error = "".join(f'<span class="grid__error">{escape(typeset(one))}</span>' for one in wrong)
    mark = " is-wrong" if wrong else ""
    return (
        f'<tr class="{css}"><td class="grid__account">{escape(account)}</td>'
        f'<th scope="row" class="grid__label">{escape(label)}</th>'
        f'<td class="grid__cell is-end{mark}">{escape(amount)}{error}</td></tr>'
    )
