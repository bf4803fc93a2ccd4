"""The two tables of inputs of a budget's grid."""

from collections.abc import Iterable, Mapping, Sequence
from html import escape

from django.utils.safestring import SafeString, mark_safe

from probant.funding.models import BudgetLine
from probant.funding.queries import BudgetView
from probant.funding.rules import INCOME, Group, account_label, is_in_kind
from probant.funding.screens.grid import FIELDS, SIDES, Grid, GridRow, write_base
from probant.kernel.money import UnreadableAmount, read_cents, write_euros
from probant.kernel.text import typeset

NO_ACCOUNT = "Sans compte"
NAMED = ' list="financeurs" placeholder="financeur"'


def draw_grid(
    grid: Grid, view: BudgetView | None = None, funders: Iterable[str] = ()
) -> SafeString:
    """Return the two tables of inputs; `view` tells the findings of what is stored."""
    told = _told(view)
    drawn = []
    for side, title, letter in SIDES:
        rows = grid.of(side)
        drawn.append(
            f'<table class="grid" data-side="{letter}"><caption>{title}</caption><thead><tr>'
            '<th scope="col">Compte</th><th scope="col">Libellé</th>'
            + ('<th scope="col">Financeur</th>' if side == INCOME else "")
            + '<th scope="col" class="is-end">Montant</th></tr></thead>'
            f"<tbody>{_body(grid.year, side, letter, rows, told)}{_indirect(view, side)}</tbody>"
            f"{_foot(view, side, letter, rows, told)}</table>"
        )
    options = "".join(f'<option value="{escape(name)}">' for name in funders)
    return mark_safe(  # noqa: S308  every value is escaped
        f'<div class="budget budget--grid">{"".join(drawn)}</div>'
        f'<datalist id="financeurs">{options}</datalist>'
    )


def _told(view: BudgetView | None) -> dict[object, list[str]]:
    """What the checks say, by line or by side."""
    told: dict[object, list[str]] = {}
    for one in view.placed if view else ():
        told.setdefault(one.row if one.row is not None else one.side, []).append(
            one.finding.message
        )
    return told


def _body(
    year: int, side: str, letter: str, rows: Sequence[GridRow], told: Mapping[object, list[str]]
) -> str:
    """Rows under their headings: printed in the document, else those of the chart."""
    drawn: list[str] = []
    for code, heading, lines in _groups(rows):
        known = [_cents(row.amount) for _, row in lines if row.amount.strip()]
        total = write_euros(sum(one or 0 for one in known)) if known else ""
        if heading is not None:
            drawn.append(_heading(f"{letter}{heading[0]}", heading[1], total, told))
        elif code is not None and not _is_lone(lines, code):
            label = account_label(code, year) or NO_ACCOUNT
            drawn.append(_computed(f"{letter}{code}", code, label, total))
        drawn += [_line(f"{letter}{place}", row, side, told) for place, row in lines]
    return "".join(drawn)


Numbered = tuple[int, GridRow]


def _groups(
    rows: Sequence[GridRow],
) -> list[tuple[str | None, Numbered | None, list[Numbered]]]:
    """(code, printed heading or None, its rows); blank rows come last, under no code (None)."""
    found: dict[object, tuple[str | None, Numbered | None, list[Numbered]]] = {}
    blank: list[Numbered] = []
    under: object = None
    for place, row in enumerate(rows):
        if row.is_heading:
            under = ("printed", place)
            found[under] = (row.account, (place, row), [])
        elif row.line_id is None and row.is_blank:
            blank.append((place, row))
        else:
            code = row.account.strip()[:2]
            key = _key(found, under, code)
            found.setdefault(key, (code, None, []))[2].append((place, row))
    groups = list(found.values())
    return [*groups, (None, None, blank)] if blank else groups


def _key(found: Mapping[object, object], under: object, code: str) -> object:
    """The printed heading of a code, else the last printed for what has no code, else the code."""
    if not code:
        return under if under is not None else ("code", "")
    for key, held in found.items():
        if isinstance(held, tuple) and held[1] is not None and held[0] == code:
            return key
    return ("code", code)


def _is_lone(lines: Sequence[Numbered], code: str) -> bool:
    """A heading of one line that is itself the heading: typed where it stands."""
    return len(lines) == 1 and lines[0][1].account.strip() == code and bool(code)


def _cents(text: str) -> int | None:
    try:
        return read_cents(text)
    except UnreadableAmount:
        return None


def _heading(name: str, row: GridRow, total: str, told: Mapping[object, list[str]]) -> str:
    """A heading printed in a document: its claim stays beside what its lines make."""
    claim = ""
    if row.amount.strip() and f"{row.amount.strip()}\u00a0€" != total:
        claim = f"{row.amount.strip()}\u00a0€ imprimés dans le document"
    messages = [claim] if claim else []
    messages += [] if claim else told.get(row.line_id, [])
    hidden = _hidden(f"{name}_lu", write_base(row))
    for cell, end in FIELDS.items():
        hidden += _hidden(f"{name}_{end}", row.cells[cell])
    hidden += _hidden(f"{name}_niveau", "rubrique")
    return (
        f'<tr class="is-heading" id="ligne-{row.line_id or name}">'
        f'<td class="grid__account">{escape(row.account)}</td>'
        f'<th scope="row" class="grid__label"{_span(row)}>{escape(row.label)}{hidden}</th>'
        f'<td class="is-end{" is-wrong" if messages else ""}">'
        f'<span data-group="ligne-{row.line_id or name}">{escape(total)}</span>'
        f"{_messages(messages)}</td></tr>"
    )


def _span(row: GridRow) -> str:
    return ' colspan="2"' if row.side == INCOME else ""


def _computed(key: str, code: str, label: str, total: str) -> str:
    span = ' colspan="2"' if key.startswith("p") else ""
    return (
        f'<tr class="is-heading"><td class="grid__account">{escape(code)}</td>'
        f'<th scope="row" class="grid__label"{span}>{escape(label)}</th>'
        f'<td class="is-end"><span data-group="{key}">{escape(total)}</span></td></tr>'
    )


def _line(name: str, row: GridRow, side: str, told: Mapping[object, list[str]]) -> str:
    said = row.label or row.account or "nouvelle ligne"
    label = _cell(name, "label", row, "Libellé", "text") + _nature(name, row, said)
    cells = [
        f'<td class="grid__account{_wrong(row, "account")}">'
        + _cell(name, "account", row, f"Compte de {said}", "numeric")
        + "</td>",
        f'<td class="grid__label{_wrong(row, "label")}">{label}'
        + _hidden(f"{name}_lu", write_base(row))
        + "</td>",
    ]
    if side == INCOME:
        cells.append(
            f'<td class="grid__funder{_wrong(row, "funder")}">'
            + _cell(
                name,
                "funder",
                row,
                f"Financeur de {said}",
                "text",
                ' list="financeurs" placeholder="financeur"',
            )
            + "</td>"
        )
    messages = [] if row.errors else told.get(row.line_id, []) if row.line_id else []
    wrong = _wrong(row, "amount") or (" is-wrong" if messages else "")
    cells.append(
        f'<td class="grid__cell is-end{wrong}">'
        + _cell(name, "amount", row, f"Montant de {said}", "decimal")
        + _messages(messages)
        + "</td>"
    )
    mark = f' id="ligne-{row.line_id}"' if row.line_id else ""
    return f'<tr class="is-line" data-row{mark}>{"".join(cells)}</tr>'


def _wrong(row: GridRow, cell: str) -> str:
    return " is-wrong" if cell in row.errors or cell in row.disputes else ""


def _cell(name: str, cell: str, row: GridRow, label: str, mode: str, more: str = "") -> str:
    """An input and what is wrong or disputed in it."""
    field, error = f"{name}_{FIELDS[cell]}", row.errors.get(cell, "")
    told = wrong = ""
    if error:
        told = f'<span class="grid__error" id="{field}_erreur">{escape(typeset(error))}</span>'
        wrong = f' aria-invalid="true" aria-describedby="{field}_erreur"'
    dispute = row.disputes.get(cell)
    if dispute is not None:
        mine, theirs = row.cells[cell] or "rien", dispute.theirs or "rien"
        told += (
            f'<span class="grid__dispute" role="group" aria-label="{escape(dispute.told)}">'
            f"{escape(dispute.told)} "
            f'<label><input type="radio" name="{field}_choix" value="mienne" checked> '
            f"garder « {escape(mine)} »</label> "
            f'<label><input type="radio" name="{field}_choix" value="sienne"> '
            f"prendre « {escape(theirs)} »</label></span>"
        )
    return (
        f'<input name="{field}" value="{escape(row.cells[cell])}" aria-label="{escape(label)}" '
        f'inputmode="{mode}" autocomplete="off"{more}{wrong}>{told}'
    )


def _nature(name: str, row: GridRow, said: str) -> str:
    """What is brought, for a contribution in kind alone."""
    if not row.account.strip().startswith(("86", "87")):
        return ""
    options = '<option value="">nature à préciser</option>' + "".join(
        f'<option value="{code}"{" selected" if code == row.nature else ""}>{escape(word)}</option>'
        for code, word in BudgetLine.InKind.choices
    )
    return (
        f'<select name="{name}_nature" aria-label="Nature de l’apport de {escape(said)}">'
        f"{options}</select>"
    )


def _hidden(name: str, value: str) -> str:
    return f'<input type="hidden" name="{name}" value="{escape(value)}">'


def _messages(messages: Iterable[str]) -> str:
    return "".join(
        f'<span class="grid__error grid__told">{escape(typeset(one))}</span>' for one in messages
    )


def _indirect(view: BudgetView | None, side: str) -> str:
    group = _computed_group(view, side)
    if group is None:
        return ""
    line = group.lines[0]
    amount = "" if line.amount_cents is None else write_euros(line.amount_cents)
    return (
        '<tr class="is-heading is-computed"><td class="grid__account"></td>'
        f'<th scope="row" class="grid__label">{escape(line.label)} '
        '<span class="quiet small">calculées par la règle écrite</span></th>'
        f'<td class="is-end"><span data-group="indirect">{escape(amount)}</span></td></tr>'
    )


def _computed_group(view: BudgetView | None, side: str) -> Group | None:
    if view is None or side == INCOME:
        return None
    return next((one for one in view.expense if one.lines and one.lines[0].is_computed), None)


def _foot(
    view: BudgetView | None,
    side: str,
    letter: str,
    rows: Sequence[GridRow],
    told: Mapping[object, list[str]],
) -> str:
    """The totals, computed from what is typed; contributions in kind apart."""
    typed = [row for row in rows if not row.is_heading and row.amount.strip()]
    cents = [(row.account.strip(), _cents(row.amount)) for row in typed]
    kind = sum(one or 0 for account, one in cents if is_in_kind(account))
    main = sum(one or 0 for account, one in cents if not is_in_kind(account))
    indirect = _computed_group(view, side)
    if indirect is not None:
        main += indirect.lines[0].amount_cents or 0
    unread = any(one is None for _, one in cents)
    total = "après correction" if unread else write_euros(main)
    span = ' colspan="2"' if side == INCOME else ""
    messages = told.get(side, [])
    in_kind = (
        f'<tr class="is-heading"><td class="grid__account">{"87" if side == INCOME else "86"}</td>'
        f'<th scope="row" class="grid__label"{span}>Contributions en nature</th>'
        f'<td class="is-end" data-kind="{letter}">{escape(write_euros(kind))}</td></tr>'
        if kind
        else ""
    )
    return (
        f'<tfoot><tr class="is-total"><td></td><th scope="row" class="grid__label"{span}>'
        f'Total, calculé</th><td class="is-end{" is-wrong" if messages else ""}">'
        f'<span data-total="{letter}">{escape(total)}</span>{_messages(messages)}</td></tr>'
        f"{in_kind}</tfoot>"
    )
