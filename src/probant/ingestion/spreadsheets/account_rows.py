"""A row of accounts read: its account, its section, its amounts, whatever tool wrote it."""

from __future__ import annotations

import datetime
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from probant.funding.rules.ledger import EntryLine
from probant.ingestion.spreadsheets.cells import (
    UnreadableCell,
    is_fault,
    plain,
    read_amount,
    read_day,
)
from probant.ingestion.spreadsheets.kinds import Line
from probant.kernel.text import fold

_ACCOUNT = re.compile(r"(?:compte\s*:?\s*)?(\d[\dA-Z]{1,15})\b\s*[-–:.]?\s*(.*)", re.IGNORECASE)
_SUBTOTAL = re.compile(
    r"(?:sous )?(?:total|totaux|solde|soldes|cumul|cumuls)\b|report\b|a nouveaux?\b"
)
_AMOUNTS = ("debit", "credit", "amount", "balance_debit", "balance_credit")
_COMPACT = re.compile(r"(\d{4})(\d{2})(\d{2})")


@dataclass(slots=True)
class Read:
    """What a row holds: a line, or why it is left aside or cannot be read.

    `signed`: the amount has no debit nor credit of its own, and the file's custom tells its side.
    """

    line: EntryLine | None = None
    aside: str = ""
    fault: str = ""
    signed: bool = False


class AccountReader:
    """Reads rows in order: a heading row gives its account to the rows under it."""

    def __init__(self, *, is_fec: bool) -> None:
        self.is_fec = is_fec
        self._account = self._account_label = ""

    def read(self, row: Line) -> Read:
        """What a row is."""
        cells = row.cells
        for key, raw in cells.items():
            if is_fault(raw):
                return Read(fault=f"La formule de « {key} » est en erreur ({raw}).")
        texts = {key: plain(raw) for key, raw in cells.items()}
        words = [texts.get(key, "") for key in ("account", "account_label", "label", "section")]
        if any(_SUBTOTAL.match(fold(one)) for one in words[:3] if one) and "day" not in cells:
            return Read(aside="sous-total ou report")
        account, account_label = self._account_of(texts)
        has_amount = any(texts.get(key) for key in _AMOUNTS)
        if account and not has_amount:
            self._account, self._account_label = account, account_label
            return Read(aside="intitulé de compte")
        if not has_amount:
            return Read(aside="ligne sans montant")
        if not account:
            account, account_label = self._account, self._account_label
        if not account:
            return Read(fault="La ligne n’a pas de compte.")
        try:
            return self._line(row, account, account_label, texts)
        except UnreadableCell as error:
            return Read(fault=str(error))

    def _account_of(self, texts: Mapping[str, str]) -> tuple[str, str]:
        text = texts.get("account", "")
        if not text:
            return "", ""
        found = _ACCOUNT.fullmatch(text)
        if not found:
            return "", ""
        return found[1].upper(), texts.get("account_label", "") or found[2].strip()

    def _line(self, row: Line, account: str, account_label: str, texts: Mapping[str, str]) -> Read:
        debit, credit, signed = self._amounts(row.cells, texts)
        day = self._day(row.cells, texts)
        section = texts.get("section", "")
        line = EntryLine(
            account=account[:20],
            debit_cents=debit,
            credit_cents=credit,
            section=section[:60],
            day=day,
            journal=texts.get("journal", "")[:20],
            piece=(texts.get("entry_number") or texts.get("piece", ""))[:60],
            label=texts.get("label", "")[:300],
            account_label=account_label[:120],
            section_label=texts.get("section_label", "")[:120],
            position=row.number,
        )
        return Read(line, signed=signed)

    def _amounts(self, cells: Mapping[str, Any], texts: Mapping[str, str]) -> tuple[int, int, bool]:
        def cents(key: str) -> int:
            return int(read_amount(cells[key]).value) if texts.get(key) else 0

        if texts.get("debit") or texts.get("credit"):
            return cents("debit"), cents("credit"), False
        if texts.get("balance_debit") or texts.get("balance_credit"):
            return cents("balance_debit"), cents("balance_credit"), False
        amount = cents("amount")
        sense = fold(texts.get("sense", ""))
        if texts.get("sense") in ("+1", "1", "+") or sense.startswith("d"):
            return amount, 0, False
        if texts.get("sense") in ("-1", "-") or sense.startswith("c"):
            return 0, amount, False
        if sense:
            raise UnreadableCell(f"Le sens « {texts['sense']} » n’est ni débit (D) ni crédit (C).")
        return amount, 0, True

    def _day(self, cells: Mapping[str, Any], texts: Mapping[str, str]) -> datetime.date | None:
        text = texts.get("day", "")
        if not text:
            if self.is_fec:
                raise UnreadableCell("L’écriture n’a pas de date.")
            return None
        found = _COMPACT.fullmatch(text)
        if found:
            try:
                return datetime.date(int(found[1]), int(found[2]), int(found[3]))
            except ValueError as error:
                raise UnreadableCell(f"« {text} » n’est pas une date du calendrier.") from error
        if self.is_fec:
            raise UnreadableCell(
                f"« {text} » : dans un FEC une date s’écrit AAAAMMJJ (art. A47 A-1 du LPF)."
            )
        day = read_day(cells["day"]).value
        assert isinstance(day, datetime.date)
        return day
