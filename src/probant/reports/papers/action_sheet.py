"""An action sheet in the order of its funder's layout, with its expected budgets year by year."""

from collections.abc import Iterator

from probant.funding.models import ActionSheet
from probant.funding.queries import BudgetView, budget_view
from probant.funding.queries.sheet_parts import shown_headings
from probant.funding.rules import EXPENSE, INCOME
from probant.funding.rules.cerfa import Printed, cerfa_side
from probant.kernel.actor import Actor
from probant.kernel.money import write_euros
from probant.kernel.roles import HOUSE
from probant.reports.blocks import Block, Cell, Content, Head, Row, Section, Table, Terms, Text
from probant.reports.papers import Paper, PaperOrder

SIDES = ((EXPENSE, "Charges"), (INCOME, "Produits"))


def load(actor: Actor, pk: int) -> ActionSheet | None:
    """A sheet of a convention of the house."""
    if actor.house_id is None or not actor.has(*HOUSE):
        return None
    rows = ActionSheet.objects.visible_to(actor).filter(convention__house_id=actor.house_id)
    named = rows.select_related("convention__house__organisation", "action")
    found: ActionSheet | None = named.filter(pk=pk).first()
    return found


def collect(order: PaperOrder, sheet: ActionSheet) -> Content:
    """The paper: headings as they are written, parts as lists, budgets as the Cerfa prints them."""
    years = str(sheet.first_year)
    if sheet.last_year != sheet.first_year:
        years = f"{sheet.first_year}-{sheet.last_year}"
    return Content(
        title=f"Fiche action {sheet.number} – {sheet.title}",
        subtitle=f"{sheet.convention.title}, {years}",
        author=sheet.convention.house.organisation.name,
        cut="",
        proof=f"{order.base_url}/fiches/{sheet.pk}/",
        file_name=f"fiche-action-{sheet.number}-{sheet.pk}",
        blocks=tuple(_blocks(sheet)),
    )


def _blocks(sheet: ActionSheet) -> Iterator[Block]:
    """A heading is of the second level only under a part: a document begins at the first."""
    level = 1
    for one in shown_headings(sheet):
        if one.is_section:
            yield Section(one.title)
            level = 2
            continue
        is_budget = one.heading is not None and one.heading.kind == "budget"
        if one.is_empty and not is_budget:
            continue
        yield Section(one.title, level)
        for paragraph in filter(None, (part.strip() for part in one.text.split("\n"))):
            yield Text(paragraph)
        if one.rows and all(family for family, _ in one.rows):
            yield Terms(one.rows)
        else:
            for family, words in one.rows:
                yield Text(f"– {family} : {words}" if family else f"– {words}")
    yield from _budgets(sheet)


def _budgets(sheet: ActionSheet) -> Iterator[Block]:
    rows = sheet.budgets.filter(nature="planned").select_related("indirect").order_by("year")
    for budget in rows:
        view = budget_view(budget, list(budget.lines.order_by("position")))
        yield Section(f"Budget prévisionnel {budget.year}")
        if budget.stated_cost_cents is not None:
            grant = budget.stated_grant_cents
            aid = f", aide demandée de {write_euros(grant)}" if grant is not None else ""
            yield Text(f"Coût de l’action : {write_euros(budget.stated_cost_cents)}{aid}.")
        for side, title in SIDES:
            yield _side(view, side, title)
        rule = getattr(budget, "indirect", None)
        if rule is not None:
            yield Text(f"Charges indirectes : {rule.text}", quiet=True)


def _side(view: BudgetView, side: str, title: str) -> Table:
    printed = [one for one in cerfa_side(view.table, side) if one.keys]
    total = (view.expense_totals if side == EXPENSE else view.income_totals).main_cents
    rows = [_row(one) for one in printed]
    rows.append(Row((Cell(""), Cell(f"Total des {title.lower()}"), _euros(total)), "total"))
    heads = (Head("Compte", share=1), Head("Libellé", share=5), Head("Montant", True, 2))
    return Table(f"{title} {view.budget.year}", heads, tuple(rows))


def _row(one: Printed) -> Row:
    cells = (Cell(one.code), Cell(one.label), _euros(one.cents))
    return Row(cells, "heading" if one.is_heading else "")


def _euros(cents: int | None) -> Cell:
    if cents is None:
        return Cell("non chiffré")
    return Cell(write_euros(cents), cents, cents=True)


def house_of(sheet: ActionSheet) -> int:
    """The house that keeps the convention."""
    return sheet.convention.house_id


PAPER = Paper("fiche-action", "reports.action_sheet", load, collect, house_of)
