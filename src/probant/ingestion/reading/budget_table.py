"""Budgets printed as tables: two sides in one table, or one side under the other.

A heading bears an account of two figures of the associations' chart (60…79, 86, 87); a line under
it bears a longer account
or none. The year is that of the nearest title above.
"""

from __future__ import annotations

import re

from probant.funding.rules.chart import is_in_kind
from probant.ingestion.document import Document, fold_in_place
from probant.ingestion.draft import Budget, BudgetLine
from probant.ingestion.reading.cells import ACCOUNT, Cell, cells, cents, label_and_amount

_EXPENSE = re.compile(r"^(?:total (?:des |general des )?)?(?:depenses?|charges?|emplois)\b")
_INCOME = re.compile(r"^(?:total (?:des |general des )?)?(?:recettes?|produits?|ressources?)\b")
_TOTAL = re.compile(r"^(?:sous[- ])?tota(?:l|ux)\b")
_SUBTOTAL = re.compile(r"^sous[- ]total")
_ACCOUNT = re.compile(
    r"^(?:c(?:om)?pte\s+)?(?P<account>\d{2,5})\s*(?:[-–—.:)]\s*|\s+)(?P<label>\D.*)$", re.I
)
# What parts a table into sections without heading anything.
_SECTION = re.compile(
    r"^(?:[ivx]+\s*[-–.]\s*)?(?:(?:charges|ressources|produits|depenses|recettes)\s+"
    r"(?:in)?direct(?:e?s)\b|"
    r"contributions? (?:volontaires?|en nature)|evaluation des contributions)"
)
_APART = re.compile(r"(?:n\s?°\s*(?:de\s+)?)?(?:comptes?|cptes?|codes?|numeros?)|n\s?°")
_GIVEN = re.compile(r"(?:emplois? des )?contributions? volontaires?(?: en nature)?$")
_IN_KIND = {"expense": "86", "income": "87"}
_THOUSANDS = re.compile(r"\ben (?:k\s?(?:€|euros?)|milliers d'\s?euros?)")
_ENDS_TABLE = re.compile(r"(?:budget|article|fiche|annexe|plan de financement)\b")
_MORE = re.compile(
    r"\W*(?:(?:c(?:om)?pte\s+)?(?:86|87)\b|total|(?:emplois? des )?contributions? volontaires)"
)
# The totals of both sides on a line that a page break leaves without its columns.
_BOTH_TOTALS = re.compile(
    r"(?P<left>total\D*\d[\d .,\u00a0\u202f]*(?:k?€|euros)?)\s+(?P<right>total\D*\d[^a-z]*k?\S*)",
    re.I,
)
_BULLET = " \t|*•◦–-"
_RULE = re.compile(r"[\s|:+=-]+")
_YEAR = re.compile(r"\b(20\d\d|19\d\d)\b")
_TITLE = re.compile(r"budget|plan de financement|compte de resultat|annee|exercice")
_HEAD_END = (
    r"(?:\s+(?:previsionnel(?:le)?s|prevu(?:e)?s|20\d\d|[(]?en (?:k\s?)?(?:euros|€)[)]?))*"
    r"(?:[\s|:]+(?:montants?|euros?|prevu|realise)\b.*)?[\s|:]*"
)
_STACK = re.compile(r"(?:[ivx]+\s*[-–.)]\s*)?(?:depenses|charges|emplois)" + _HEAD_END)
_OTHER_SIDE = re.compile(r"(?:[ivx]+\s*[-–.)]\s*)?(?:recettes|produits|ressources)" + _HEAD_END)
_AMOUNT_LAST = re.compile(r"\d\s*(?:k?\s?€|k?euros?)?\s*\|?\s*$", re.I)
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
            _scale(budget, document)
            _nest(budget)
            budgets.append(budget)
    return budgets


def _scale(budget: Budget, document: Document) -> None:
    """A table whose header or title says "en k€" counts in thousands."""
    first = next(i for i, line in enumerate(document.lines) if line.number == budget.where.line)
    start = document.start_of(max(0, first - 3))
    end = document.start_of(first) + len(document.lines[first].text)
    if not _THOUSANDS.search(document.folded[start:end]):
        return
    for line in budget.lines:
        line.cents = None if line.cents is None else line.cents * 1000
    budget.printed = {
        side: None if cents is None else cents * 1000 for side, cents in budget.printed.items()
    }


def _nest(budget: Budget) -> None:
    """In a side without accounts, a row that the rows under it add up to is their heading."""
    for side in ("expense", "income"):
        rows = [line for line in budget.lines if line.side == side]
        kind = next((i for i, line in enumerate(rows) if is_in_kind(line.account or "")), len(rows))
        if any(line.account for line in rows[:kind]):
            continue
        place = 0
        while place < kind:
            under = _adding_up(rows[:kind], place)
            for line in under:
                line.level = 2
            place += len(under) + 1
        _explain(rows[:kind], budget.printed[side])


def _explain(rows: list[BudgetLine], printed: int | None) -> None:
    """Rows that make more than the total printed: those which, left out, give it, stand under the
    row above them.
    """
    heads = [line for line in rows if line.level == 1]
    over = sum(line.cents or 0 for line in heads) - (printed or 0)
    if printed is None or over <= 0:
        return
    for place in range(1, len(heads)):
        for end in range(place + 2, len(heads) + 1):
            if sum(line.cents or 0 for line in heads[place:end]) == over:
                for line in heads[place:end]:
                    line.level = 2
                return


def _adding_up(rows: list[BudgetLine], place: int) -> list[BudgetLine]:
    """The rows just under one, two or more, whose amounts make its own."""
    whole, total = rows[place].cents, 0
    for end in range(place + 1, len(rows)):
        total += rows[end].cents or 0
        if not whole or total > whole:
            break
        if total == whole and end > place + 1:
            return rows[place + 1 : end + 1]
    return []


def _fold(document: Document, index: int, cell: Cell) -> str:
    if not cell.text:
        return ""
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
    # Accounts in a column of their own stand before both headings.
    before = all(not text or _APART.fullmatch(text) for text in folded[:left])
    apart = folded[right - left : right] == folded[:left] and right - left > left
    return right - left if left and before and apart else right


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
    both = _BOTH_TOTALS.fullmatch(text.strip())
    if both:
        return [Cell(both["left"], 0)], [Cell(both["right"], both.start("right"))]
    return [c for c in row if c.start < at - 2], [c for c in row if c.start >= at - 2]


def _second_side(document: Document, header: int, at: int) -> int:
    """The column where the second side begins: a heading may be centred over labels that begin
    before it, and what stands after the first amount of a row is the second side.
    """
    text = document.lines[header].text
    if "\t" in text or "|" in text:
        return at
    for line in document.lines[header + 1 : header + 60]:
        row = [cell for cell in cells(line.text) if cell.text]
        if _ENDS_TABLE.match(_fold_text(line.text)):
            break
        words = [cents(cell.text) is None for cell in row]
        label = next((i for i, is_word in enumerate(words) if is_word), len(row))
        for i in range(label + 2, len(row)):
            apart = ACCOUNT.fullmatch(row[i].text) and words[i + 1 : i + 2] == [True]
            if not words[i - 1] and (words[i] or apart):
                at = min(at, row[i].start)
                break
    return at


def _read_table(document: Document, header: int, split: int) -> tuple[Budget | None, int]:
    budget = _new(document, header)
    at = _second_side(document, header, cells(document.lines[header].text)[split].start)
    index, blank = header + 1, 0
    while index < len(document.lines):
        text = document.lines[index].text
        folded = document.folded[document.start_of(index) : document.start_of(index) + len(text)]
        if not text.strip(" |-\t"):
            blank += 1
            if blank > 1 and budget.printed["expense"] is not None:
                break
        elif _RULE.fullmatch(text):
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
        _MORE.match(_fold_text(text)) or (text.count("\t") >= 1 and re.search(r"\d", text))
        for text in rest
    )


def _add(budget: Budget, side: str, row: list[Cell], document: Document, index: int) -> None:
    label, amount = label_and_amount(row)
    label = label.strip(_BULLET)
    if not label:
        return
    folded = _fold_text(label)
    where = document.line_where(index)
    if _TOTAL.match(folded):
        if not _SUBTOTAL.match(folded) and (budget.printed[side] is None or "general" in folded):
            budget.printed[side], budget.places[side] = amount, where
        return
    if amount is None and _SECTION.match(folded):
        return
    match = _ACCOUNT.match(label)
    account = match["account"] if match else _IN_KIND[side] if _GIVEN.match(folded) else None
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
    if not _STACK.fullmatch(folded):
        return False
    below = [line.text for line in document.lines[index + 1 : index + 9]]
    amounts = [line for line in below if _AMOUNT_LAST.search(line)]
    if any(_ACCOUNT.match(line.strip(_BULLET)) for line in amounts):
        return True
    return len(amounts) >= 2 and _income_below(document, index)


def _income_below(document: Document, index: int) -> bool:
    """Whether the other side opens further down, as it must where no account tells a budget."""
    for line in document.lines[index + 2 : index + 40]:
        if _OTHER_SIDE.fullmatch(_fold_text(line.text).strip(" #|\t")):
            return True
    return False


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
        elif _RULE.fullmatch(text):
            pass
        elif _OTHER_SIDE.fullmatch(folded):
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
