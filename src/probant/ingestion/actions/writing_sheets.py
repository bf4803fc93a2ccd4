"""Action sheets and their budgets, with the headings and totals that were printed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from probant.funding.actions import LineDraft, add_action_sheet, set_budget
from probant.funding.models import ActionSheet, Convention
from probant.ingestion.actions.plans import SheetPlan
from probant.ingestion.document import fold_in_place
from probant.kernel.decision import Refused
from probant.kernel.money import find_amounts
from probant.programmes.actions import create_action

if TYPE_CHECKING:
    from probant.ingestion.actions.accepting import Acceptance

_COST = re.compile(r"budget (?:previsionnel|total|de l'action)[^:\n]{0,60}:(?P<rest>[^\n]+)")
_GRANT = re.compile(
    r"(?:participation financiere|subvention (?:demandee|sollicitee))[^:\n]{0,60}:(?P<rest>[^\n]+)"
)
_FOR_YEAR = re.compile(r"\s*(?:pour|en|au titre de)\s+(?:l'annee\s+)?(20\d\d)")


def write(work: Acceptance) -> None:
    """Record each sheet of the plan: its action, its sheet, its budgets year by year."""
    cost, grant = stated(work.reading.text, _COST), stated(work.reading.text, _GRANT)
    for plan in work.plan.sheets:
        convention = plan.convention or work.convention
        if convention is None:
            raise Refused("Choisissez la convention à laquelle la fiche action appartient.")
        sheet = plan.existing or _sheet(work, plan, convention)
        known = " (déjà dans les livres)" if plan.existing is not None else ""
        work.note("sheet", convention.pk, f"{sheet} · {convention.title}{known}")
        work.concerned.setdefault("convention", ("convention", convention.pk))
        if plan.existing is not None:
            continue
        for place, year in plan.budgets:
            _budget(work, sheet, work.record["budgets"][place], year, cost, grant)


def _sheet(work: Acceptance, plan: SheetPlan, convention: Convention) -> ActionSheet:
    action = plan.action or create_action(
        actor=work.actor, house_id=work.house.pk, name=plan.action_name
    )
    years = sorted(year for _, year in plan.budgets)
    first = plan.first_year or (years[0] if years else None)
    if first is None:
        raise Refused("Donnez la première année de la fiche action.")
    return add_action_sheet(
        actor=work.actor,
        convention=convention,
        action=action,
        number=plan.number,
        first_year=first,
        last_year=plan.last_year or (years[-1] if years else first),
        title=plan.action_name,
    )


def _budget(
    work: Acceptance,
    sheet: ActionSheet,
    budget: Mapping[str, Any],
    year: int,
    cost: Mapping[int, int],
    grant: Mapping[int, int],
) -> None:
    made = set_budget(
        actor=work.actor,
        convention=sheet.convention,
        sheet=sheet,
        year=year,
        lines=[_line(line) for line in budget["lines"]],
        printed_expense_cents=budget["printed_total_cents"].get("expense"),
        printed_income_cents=budget["printed_total_cents"].get("income"),
        stated_cost_cents=cost.get(year),
        stated_grant_cents=grant.get(year),
        in_kind_expected=any(
            found["code"] == "budget.in_kind_missing" for found in work.record["findings"]
        ),
    )
    work.note("budget", made.pk, f"Budget {year} : {sheet.title}")


def _line(line: Mapping[str, Any]) -> LineDraft:
    account = line["account"] or ""
    is_heading = line["level"] == 1 and len(account) == 2
    return LineDraft(
        account=account,
        label=line["label"][:200],
        side=line["side"],
        amount_cents=line["amount_cents"],
        level="heading" if is_heading else "line",
    )


def stated(text: str, pattern: re.Pattern[str]) -> dict[int, int]:
    """Amounts that a sentence gives year by year, in cents ("10 000 € pour 2023 ; …")."""
    folded = fold_in_place(text)
    found: dict[int, int] = {}
    for match in pattern.finditer(folded):
        base = match.start("rest")
        for amount in find_amounts(text[base : match.end("rest")]):
            year = _FOR_YEAR.match(folded[base + amount.end :])
            if year:
                found.setdefault(int(year[1]), amount.cents)
    return found
