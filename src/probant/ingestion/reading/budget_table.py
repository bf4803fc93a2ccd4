"""Budgets printed as tables: two sides in one table, or one side under the other.

A heading bears an account of two figures of the associations' chart (60…79, 86, 87); a line under
it bears a longer account
or none. The year is that of the nearest title above.
"""

from __future__ import annotations

import re

from probant.ingestion.document import Document, fold_in_place
from probant.ingestion.draft import Budget, BudgetLine
from probant.ingestion.reading.cells import Cell, cells, label_and_amount

_EXPENSE = re.compile(r"^(?:total (?:des |general des )?)?(?:depenses?|charges?|emplois)\b")
_INCOME = re.compile(r"^(?:total (?:des |general des )?)?(?:recettes?|produits?|ressources?)\b")
_TOTAL = re.compile(r"^(?:sous[- ])?tota(?:l|ux)\b")
_SUBTOTAL = re.compile(r"^sous[- ]total")
_ACCOUNT = re.compile(r"^(?:compte\s+)?(?P<account>\d{2,5})\s*(?:[-–—.:)]\s*|\s+)(?P<label>\D.*)$")
_YEAR = re.compile(r"\b(20\d\d|19\d\d)\b")
_TITLE = re.compile(r"budget|plan de financement|compte de resultat|annee|exercice")
_NEXT = re.compile(r"^\W*(?:budget|article|fiche|annexe|plan de financement)\b")


def read_budgets(document: Document) -> list[Budget]:
    """The budgets of the document, in order."""
    budgets: list[Budget] = []
    index = 0
    while index < len(document.lines):
        row = cells(document.lines[index].text)
        folded = [_fold(document, index, cell) for cell in row]
        split = _two_sides(folded, row)
        if split is not None:
            budget, index = _read_table(document, index, split)
        elif _opens_stack(document, index):
            budget, index = _read_stack(document, index)
        else:
            budget, index = _totals_only(document, index, row, folded), index + 1
        if budget is not None:
            budgets.append(budget)
    return budgets


def _fold(document: Document, index: int, cell: Cell) -> str:
    start = document.start_of(index) + cell.start
    line = document.folded[start : document.start_of(index) + len(document.lines[index].text)]
    return line[: len(line)].strip(" *|\t:")[: len(cell.text) + 2].strip(" *:")


def _two_sides(folded: list[str], row: list[Cell]) -> int | None:
    """The column where the second side begins, in a header row "DÉPENSES … RECETTES"."""
    left = next(
        (i for i, text in enumerate(folded) if _EXPENSE.match(text) and not _TOTAL.match(text)),
        None,
    )
    right = next(
        (i for i, text in enumerate(folded) if _INCOME.match(text) and not _TOTAL.match(text)), None
    )
    if left is None or right is None or right <= left or len(row[left].text) > 30:
        return None
    return right


def _year(document: Document, index: int) -> int | None:
    """The year of the header, else of the nearest title in the six lines above."""
    for i in range(index, max(-1, index - 7), -1):
        line = document.folded[
            document.start_of(i) : document.start_of(i) + len(document.lines[i].text)
        ]
        years = _YEAR.findall(line)
        if years and (i == index or _TITLE.search(line)) and len(line) < 120:
            return int(years[-1])
    return None


def _new(document: Document, index: int) -> Budget:
    return Budget(
        _year(document, index),
        [],
        {"expense": None, "income": None},
        {},
        document.line_where(index),
    )


def _sides(document: Document, index: int, split: int, at: int) -> tuple[list[Cell], list[Cell]]:
    """A row cut at the column of the second side; by the place of its header where columns are
    spaces.
    """
    text = document.lines[index].text
    row = cells(text)
    if "\t" in text or "|" in text:
        return row[:split], row[split:]
    return [c for c in row if c.start < at - 2], [c for c in row if c.start >= at - 2]


def _read_table(document: Document, header: int, split: int) -> tuple[Budget | None, int]:
    budget = _new(document, header)
    at = cells(document.lines[header].text)[split].start
    index, blank = header + 1, 0
    while index < len(document.lines):
        text = document.lines[index].text
        folded = document.folded[document.start_of(index) : document.start_of(index) + len(text)]
        if not text.strip(" |-\t"):
            blank += 1
            if blank > 1 and budget.printed["expense"] is not None:
                break
        elif re.fullmatch(r"[\s|:+=-]+", text):
            pass
        elif _NEXT.match(folded) or (len(cells(text)) == 1 and len(text) > 90):
            break
        else:
            blank = 0
            for side, row in zip(
                ("expense", "income"), _sides(document, index, split, at), strict=True
            ):
                _add(budget, side, row, document, index)
        index += 1
        if (
            budget.printed["expense"] is not None
            and budget.printed["income"] is not None
            and _closed(document, index)
        ):
            break
    return (
        budget if len(budget.lines) >= 2 or budget.printed["expense"] is not None else None
    ), index


def _closed(document: Document, index: int) -> bool:
    """Whether nothing more of the table follows its totals (contributions in kind stand under
    them).
    """
    rest = [line.text for line in document.lines[index : index + 3]]
    return not any(
        re.match(r"\W*(?:86|87|total)", text.lower())
        or (text.count("\t") >= 1 and re.search(r"\d", text))
        for text in rest
    )


def _add(budget: Budget, side: str, row: list[Cell], document: Document, index: int) -> None:
    label, amount = label_and_amount(row)
    if not label:
        return
    folded = _fold_text(label)
    where = document.line_where(index)
    if _TOTAL.match(folded):
        if not _SUBTOTAL.match(folded) and (budget.printed[side] is None or "general" in folded):
            budget.printed[side], budget.places[side] = amount, where
        return
    match = _ACCOUNT.match(label)
    account = match["account"] if match else None
    name = match["label"].strip(" -–—.:") if match else label
    own = [line for line in budget.lines if line.side == side]
    headed = any(line.level == 1 and line.account for line in own)
    level = 1 if account and len(account) == 2 else 2 if account or headed else 1
    budget.lines.append(BudgetLine(account, name, side, amount, level, where))


def _fold_text(text: str) -> str:
    return fold_in_place(text).strip(" *:")


def _opens_stack(document: Document, index: int) -> bool:
    """A lone header "CHARGES" over lines that bear accounts."""
    text = document.lines[index].text
    folded = document.folded[document.start_of(index) : document.start_of(index) + len(text)].strip(
        " *:#|\t"
    )
    if not re.fullmatch(
        r"(?:i+\s*[-.]\s*)?(?:depenses|charges|emplois)(?:\s+(?:previsionnelles|"
        r"prevues|montant.*|\(?en euros\)?|20\d\d))?",
        folded,
    ):
        return False
    below = [line.text for line in document.lines[index + 1 : index + 8]]
    return (
        sum(
            1
            for line in below
            if _ACCOUNT.match(line.strip(" |*")) and re.search(r"\d\s*€?\s*\|?\s*$", line)
        )
        >= 1
    )


def _read_stack(document: Document, header: int) -> tuple[Budget | None, int]:
    budget = _new(document, header)
    side, index, blank = "expense", header + 1, 0
    while index < len(document.lines):
        text = document.lines[index].text
        folded = document.folded[
            document.start_of(index) : document.start_of(index) + len(text)
        ].strip(" *:#|\t")
        if not folded:
            blank += 1
            if blank > 2:
                break
        elif _INCOME.match(folded) and not re.search(r"\d{3}", folded) and len(folded) < 40:
            side, blank = "income", 0
        elif _NEXT.match(folded) or (len(text) > 110 and "\t" not in text):
            break
        else:
            blank = 0
            _add(budget, side, cells(text), document, index)
        index += 1
        if side == "income" and budget.printed["income"] is not None and _closed(document, index):
            break
    return (budget if len(budget.lines) >= 2 else None), index


def _totals_only(
    document: Document, index: int, row: list[Cell], folded: list[str]
) -> Budget | None:
    """A budget given by its totals alone: "Total des dépenses | 3 000 € | Total des recettes | 3
    000 €".
    """
    found: dict[str, int] = {}
    for i, text in enumerate(folded):
        for side, pattern in (("expense", _EXPENSE), ("income", _INCOME)):
            if text.startswith("total") and pattern.match(text):
                _, amount = label_and_amount(row[i : i + 2])
                if amount is not None:
                    found[side] = amount
    if set(found) != {"expense", "income"}:
        return None
    where = document.line_where(index)
    return Budget(
        _year(document, index), [], dict(found), {"expense": where, "income": where}, where
    )
