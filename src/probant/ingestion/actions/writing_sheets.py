"""Action sheets and their budgets, with the headings and totals that were printed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from probant.funding.actions import (
    LineDraft,
    SheetDraft,
    add_action_sheet,
    set_budget,
    update_sheet,
)
from probant.funding.models import ActionSheet, Convention
from probant.funding.queries.layouts import layouts_of
from probant.funding.rules.layouts import layouts
from probant.ingestion.actions.plans import SheetPlan
from probant.ingestion.document import fold_in_place
from probant.ingestion.reading.sheet_words import LayoutOffer, SheetWords, read_sheet_words
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
        work.sheets[sheet.number] = sheet
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
    words = _words(work, plan, first) or _blank(convention)
    sheet = add_action_sheet(
        actor=work.actor,
        convention=convention,
        action=action,
        number=plan.number,
        first_year=first,
        last_year=plan.last_year or (years[-1] if years else first),
        title=plan.action_name,
        headings=words.layout.headings if words else (),
        layout=words.layout.name if words else "",
    )
    if words is not None:
        update_sheet(actor=work.actor, sheet=sheet, draft=_draft(sheet, words))
    return sheet


def _words(work: Acceptance, plan: SheetPlan, first: int) -> SheetWords | None:
    """What the sheet says by heading, where the document gives its words."""
    text = plan.text
    if not text and work.record["kind"] == "action_sheet" and len(work.plan.sheets) == 1:
        text = work.reading.text
    offers = [LayoutOffer(name, rows) for name, rows in layouts_of(work.house.pk)]
    return read_sheet_words(text, offers, first) if text else None


def _blank(convention: Convention) -> SheetWords | None:
    """The empty sheet of an action that a document only names in a convention of several years."""
    if convention.kind not in (Convention.Kind.CPO, Convention.Kind.CPOM):
        return None
    shipped = layouts()["cpom"]
    return SheetWords(LayoutOffer(shipped.name, shipped.headings))


def _draft(sheet: ActionSheet, words: SheetWords) -> SheetDraft:
    """The sheet as a person types it in its form."""
    rows = sheet.headings.order_by("position").values_list("pk", flat=True)
    return SheetDraft(
        title=sheet.title,
        number=sheet.number,
        first_year=sheet.first_year,
        last_year=sheet.last_year,
        headings={pk: words.texts[place] for place, pk in enumerate(rows) if place in words.texts},
        promised=words.promised,
        targets=words.targets,
        phases=words.phases,
        partners=words.partners,
        means=words.means,
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
