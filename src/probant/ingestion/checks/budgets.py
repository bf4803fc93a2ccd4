"""Budgets: headings, totals, balance, accounts, contributions in kind, and what the text says
beside the tables.

The arithmetic and the chart of accounts are those of the budgets kept here (`funding.rules.sums`);
this file says where in the document what does not hold is written.
"""

from __future__ import annotations

import re

from probant.funding.rules.chart import is_in_kind
from probant.funding.rules.sums import balance_gap, heading_gap, misused, total_gap, used_twice
from probant.ingestion.document import Document, fold_in_place
from probant.ingestion.draft import Budget, BudgetLine, Draft
from probant.kernel.finding import Finding, Severity, Where
from probant.kernel.money import find_amounts, write_euros

_TODAY = 2024  # the chart that a table without a year is read by
_SIDE = {"expense": "dépenses", "income": "recettes"}
_IN_KIND = re.compile(
    r"(?:mis(?:e?s?)?|mise?s?) a (?:la )?disposition|benevol(?:at|es)|contributions? "
    r"volontaires?|a titre gratuit|gracieu(?:x|sement)"
)
_IN_KIND_THING = re.compile(
    r"locaux|salles?|materiel|agents?|personnel|vehicule|bureaux|benevol|equipement"
)
_SAID = re.compile(r"budget[^:.\n]{0,60}:\s*(?P<rest>[^\n]*)")


def check_budgets(draft: Draft, document: Document) -> list[Finding]:
    """All `budget.*` findings."""
    found: list[Finding] = []
    for budget in draft.budgets:
        found += [*_headings(budget), *_totals(budget), *_balance(budget)]
    if draft.budgets:
        found += [
            *_text(draft.budgets, document),
            *_accounts(draft.budgets),
            *_in_kind(draft.budgets, document),
        ]
    return found


def _name(budget: Budget) -> str:
    return f"Budget {budget.year}" if budget.year else "Budget"


def _groups(budget: Budget, side: str) -> list[tuple[BudgetLine | None, list[BudgetLine]]]:
    """Headings of one side with the lines under each; lines before any heading under None."""
    groups: list[tuple[BudgetLine | None, list[BudgetLine]]] = []
    for line in budget.lines:
        if line.side != side:
            continue
        if line.level == 1:
            groups.append((line, []))
        elif groups:
            groups[-1][1].append(line)
        else:
            groups.append((None, [line]))
    return groups


def _headings(budget: Budget) -> list[Finding]:
    found = []
    for side in ("expense", "income"):
        for heading, lines in _groups(budget, side):
            if heading is None or heading.cents is None:
                continue
            total = heading_gap(heading.cents, [(line.label, line.cents) for line in lines])
            if total is not None:
                message = (
                    f"{_name(budget)} : « {heading.account or ''} {heading.label} » porte "
                    f"{write_euros(heading.cents)}, ses lignes font "
                    f"{write_euros(total)}."
                ).replace("«  ", "« ")
                found.append(Finding("budget.heading_sum", Severity.ERROR, message, heading.where))
    return found


def _claimed(heading: BudgetLine | None, lines: list[BudgetLine]) -> tuple[str, int | None]:
    """A heading with its account: what is printed there, else what its lines sum to."""
    account = "" if heading is None else heading.account or ""
    if heading is not None and heading.cents is not None:
        return account, heading.cents
    values = [line.cents for line in lines if line.cents is not None]
    return account, sum(values) if values else None


def _totals(budget: Budget) -> list[Finding]:
    found = []
    for side in ("expense", "income"):
        printed = budget.printed[side]
        total = total_gap(printed, [_claimed(*group) for group in _groups(budget, side)])
        if printed is None or total is None:
            continue
        message = (
            f"{_name(budget)} : le total des {_SIDE[side]} imprimé est "
            f"{write_euros(printed)}, les postes font {write_euros(total)}."
        )
        found.append(Finding("budget.total_sum", Severity.ERROR, message, budget.places.get(side)))
    return found


def _balance(budget: Budget) -> list[Finding]:
    expense, income = budget.printed["expense"], budget.printed["income"]
    if not balance_gap(expense, income):
        return []
    message = (
        f"{_name(budget)} : {write_euros(expense or 0)} de dépenses pour "
        f"{write_euros(income or 0)} de recettes."
    )
    return [Finding("budget.unbalanced", Severity.ERROR, message, budget.places.get("expense"))]


def _text(budgets: list[Budget], document: Document) -> list[Finding]:
    """A budget said in the text against the total of the table of the same year: one finding a
    sentence.
    """
    totals = {
        b.year: b.printed["expense"] for b in budgets if b.year and b.printed["expense"] is not None
    }
    found = []
    for match in _SAID.finditer(document.folded):
        if re.search(r"participation|subvention", match[0].split(":")[0]):
            continue
        differ = []
        base = match.start("rest")
        for amount in find_amounts(document.text[base : match.end("rest")]):
            year = re.match(
                r"\s*(?:pour|en|\(|au titre de)\s*(?:l'annee\s+)?(20\d\d)",
                document.folded[base + amount.end : base + amount.end + 30],
            )
            if year and int(year[1]) in totals and totals[int(year[1])] != amount.cents:
                differ.append(
                    f"{int(year[1])} : {write_euros(amount.cents)} dans le texte, "
                    f"{write_euros(totals[int(year[1])] or 0)} dans le tableau"
                )
        if differ:
            message = "Le budget annoncé n’est pas celui des tableaux (" + " ; ".join(differ) + ")."
            found.append(
                Finding(
                    "budget.text_mismatch",
                    Severity.ERROR,
                    message,
                    document.where(match.start(), match.end()),
                )
            )
    return found


def _accounts(budgets: list[Budget]) -> list[Finding]:
    """An account used twice on one side, or for what another account is made for. Said once for
    all the tables.
    """
    said: dict[str, list[tuple[Budget, Where]]] = {}
    for budget in budgets:
        for side in ("expense", "income"):
            heads = [
                line
                for line in budget.lines
                if line.side == side and line.account and line.level == 1
            ]
            for account, labels in used_twice(
                (one.account or "", one.label) for one in heads
            ).items():
                line = next(line for line in heads if line.account == account)
                named = ", ".join(f"« {label} »" for label in labels)
                told = f"Le compte {account} sert {len(labels)} fois ({named})."
                said.setdefault(told, []).append((budget, line.where))
            for line in heads:
                wrong = misused(side, line.account or "", line.label, budget.year or _TODAY)
                if wrong:
                    told = f"« {line.account} {line.label} »{wrong}"
                    said.setdefault(told, []).append((budget, line.where))
    found = []
    for message, uses in said.items():
        years = ", ".join(str(b.year) for b, _ in uses if b.year)
        found.append(
            Finding(
                "budget.account",
                Severity.ERROR,
                f"{message[:-1]} : {years}." if years else message,
                uses[0][1],
            )
        )
    return found


def _in_kind(budgets: list[Budget], document: Document) -> list[Finding]:
    """Rooms or volunteers are said to be lent, and no table has accounts 86 and 87."""
    if any(is_in_kind(line.account or "") for b in budgets for line in b.lines):
        return []
    for match in _IN_KIND.finditer(document.folded):
        line = document.lines[document.index_at(match.start())]
        if _IN_KIND_THING.search(fold_in_place(line.text)):
            message = (
                "Le texte cite une mise à disposition ou du bénévolat, et aucun budget "
                "n’a de comptes 86 et 87."
            )
            return [
                Finding(
                    "budget.in_kind_missing",
                    Severity.GAP,
                    message,
                    document.where(match.start(), match.end()),
                )
            ]
    return []
