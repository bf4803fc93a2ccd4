"""Accounts held against the books: a file is checked whole, then replaces the former one."""

from __future__ import annotations

import datetime
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from probant.directory.models import Organisation
from probant.funding.actions.ledger import LEDGER, write_ledger
from probant.funding.models import LedgerEntry, LedgerFile
from probant.funding.queries.actuals import as_line, current_files, destinations_of
from probant.funding.rules.chart import EXPENSE, INCOME
from probant.funding.rules.ledger import (
    OUTSIDE,
    UNASSIGNED,
    Destinations,
    EntryLine,
    Moves,
    compare,
    doubles,
    is_kept,
    weigh_lines,
)
from probant.ingestion.spreadsheets.account_rows import AccountReader
from probant.ingestion.spreadsheets.kinds import Context, Line, Outcome, State
from probant.kernel.dates import write_short_date
from probant.kernel.decision import Refused
from probant.kernel.money import write_euros
from probant.programmes.models import Action
from probant.ui.write import write_count

_FEC_NAME = re.compile(r"(\d{9})FEC(\d{4})(\d{2})(\d{2})", re.IGNORECASE)
TOLD_FAULTS = 6


class Accounts:
    """The importer of accounts. Nothing is written before the last row: the file is one whole."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.is_fec = "entry_number" in context.fields
        self.reader = AccountReader(is_fec=self.is_fec)
        self.lines: list[EntryLine] = []
        self.signed: list[int] = []
        self.places: dict[int, int] = {}
        self.faults: list[str] = []
        self.outcomes: list[Outcome] = []
        self.balance = [0, 0]
        self.balance_lines = self.aside_lines = 0
        self.by_entry: dict[tuple[str, str], int] = defaultdict(int)
        self._after = 0

    def take(self, lines: Sequence[Line]) -> list[Outcome]:
        """Rows that are no line of accounts, or cannot be read; the others wait for the end."""
        told = []
        for row in lines:
            self._after = max(self._after, row.place)
            read = self.reader.read(row)
            if read.fault:
                told.append(Outcome(row.place, row.number, State.REFUSE, _row(row), read.fault))
                self.faults.append(f"ligne {row.number} : {read.fault}")
            elif read.line is None:
                told.append(Outcome(row.place, row.number, State.ASIDE, _row(row), read.aside))
            else:
                told += self._one(row, read.line, signed=read.signed)
        return told

    def _one(self, row: Line, line: EntryLine, *, signed: bool) -> list[Outcome]:
        self.balance[0] += line.debit_cents
        self.balance[1] += line.credit_cents
        if self.is_fec:
            self.by_entry[line.journal, line.piece] += line.debit_cents - line.credit_cents
        if not is_kept(line.account):
            self.balance_lines += 1
            words = "compte de bilan : contrôlé, pas gardé"
            return [Outcome(row.place, row.number, State.ASIDE, _label(line), words)]
        if signed:
            self.signed.append(len(self.lines))
        self.places[line.position] = row.place
        self.lines.append(line)
        return []

    def end(self) -> list[Outcome]:
        """What becomes of the file: refused with its reasons, or what moves; written if it is."""
        self._settle_signs()
        year, starts_on, ends_on = self._year()
        self._check_whole(year)
        if starts_on is not None and ends_on is not None:
            self._check_days(starts_on, ends_on)
        self._check_doubles()
        standing = current_files(self.context.house_id, year) if year else []
        replaced = standing if self.context.settings.get("mode") != "adds" else []
        if self.context.settings.get("mode") == "adds":
            self._check_against(standing)
        before = _lines_of(replaced)
        moved = compare(before, self.lines)
        if self.faults and self.context.entry is not None:
            raise Refused(self._refusal())
        self.outcomes += self._told(moved)
        if self.faults:
            self._say("Le fichier serait refusé tel quel : " + self._listed())
        if year:
            self._say_effect(year, before, self.lines, replaced)
        self._write(year, starts_on, ends_on, replaced, moved)
        return self.outcomes

    # what the file is

    def _settle_signs(self) -> None:
        """A lone amount: charges less income are told either by their sign or by their account."""
        if not self.signed:
            return
        income = sum(
            self.lines[one].debit_cents
            for one in self.signed
            if self.lines[one].account.startswith("7")
        )
        if income < 0:
            self._say("Montants lus comme débit moins crédit : les produits y sont négatifs.")
            return
        for one in self.signed:
            line = self.lines[one]
            if line.account.startswith(("7", "87")):
                self.lines[one] = replace(line, debit_cents=0, credit_cents=line.debit_cents)
        self._say("Montants lus dans le sens du compte : charges au débit, produits au crédit.")

    def _year(self) -> tuple[int, datetime.date | None, datetime.date | None]:
        asked = self.context.settings.get("year", "")
        month = int(self.context.settings.get("month") or 1)
        days = Counter(
            line.day.year - (1 if line.day.month < month else 0)
            for line in self.lines
            if line.day is not None
        )
        if not asked and not days:
            self._hold(
                "Les lignes n’ont pas de date : choisissez l’exercice au-dessus des colonnes."
            )
            return 0, None, None
        year = int(asked) if asked else days.most_common(1)[0][0]
        starts_on = datetime.date(year, month, 1)
        ends_on = datetime.date(year + 1, month, 1) - datetime.timedelta(days=1)
        return year, starts_on, ends_on

    def _check_whole(self, year: int) -> None:
        if not self.lines:
            self._hold(
                "Aucun compte de charges ou de produits (6, 7, 86, 87) : est-ce bien un grand "
                "livre, une balance ou un FEC ?"
            )
        named = _FEC_NAME.search(self.context.name)
        if named and self.is_fec:
            siren = (
                Organisation.objects.filter(pk=self.context.house_id)
                .values_list("siren", flat=True)
                .first()
            )
            if siren and siren != named[1]:
                self._hold(f"Ce FEC est celui du SIREN {named[1]} ; le vôtre est {siren}.")
            if year and int(named[2]) not in (year, year + 1):
                self._hold(
                    f"Ce FEC est clos le {named[4]}/{named[3]}/{named[2]}, l’exercice choisi est "
                    f"{year}."
                )
        debit, credit = self.balance
        if (self.balance_lines or self.is_fec) and debit != credit:
            wrong = [
                f"écriture {journal} {number}, écart {write_euros(abs(gap), 2)}"
                for (journal, number), gap in sorted(self.by_entry.items())
                if gap
            ]
            named_entries = f" ({' ; '.join(wrong[:3])})" if wrong else ""
            self._hold(
                f"Débits {write_euros(debit, 2)}, crédits {write_euros(credit, 2)} : le fichier "
                f"n’est pas équilibré, l’écart est de {write_euros(abs(debit - credit), 2)}"
                f"{named_entries}."
            )

    def _check_days(self, starts_on: datetime.date, ends_on: datetime.date) -> None:
        out = [
            line
            for line in self.lines
            if line.day is not None and not starts_on <= line.day <= ends_on
        ]
        if not out:
            return
        period = f"{write_short_date(starts_on)} – {write_short_date(ends_on)}"
        if len(out) * 2 > len(self.lines):
            self._hold(
                f"{len(out)} lignes sur {len(self.lines)} sont hors de l’exercice ({period}) : "
                "est-ce le bon fichier ?"
            )
        for line in out:
            self._refuse(line, f"hors de l’exercice ({period})")

    def _check_doubles(self) -> None:
        choice = self.context.settings.get("doubles", "")
        if self.is_fec or choice == "keep":
            return
        for line in doubles(self.lines):
            self._refuse(
                line,
                "dit exactement la même chose qu’une ligne plus haut : entrée deux fois ?",
                aside=choice == "skip",
            )

    def _check_against(self, standing: Iterable[LedgerFile]) -> None:
        for file in standing:
            known = {line.content for line in _lines_of([file])}
            for line in list(self.lines):
                if line.content in known:
                    self._refuse(line, f"déjà dans « {file.name} »")

    def _refuse(self, line: EntryLine, words: str, *, aside: bool = False) -> None:
        """A line at fault: it holds the file back, or stays aside where a person said so."""
        left = aside or self.context.settings.get("faults") == "leave"
        self.lines = [one for one in self.lines if one is not line]
        place = self.places[line.position]
        state = State.ASIDE if left else State.REFUSE
        self.outcomes.append(Outcome(place, line.position, state, _label(line), words))
        if not left:
            self.faults.append(f"ligne {line.position} : {words}.")

    def _hold(self, words: str) -> None:
        """What holds the whole file back."""
        self._after += 1
        self.faults.append(words)
        self.outcomes.append(Outcome(self._after, 0, State.REFUSE, "Le fichier", words))

    # what moves

    def _told(self, moved: Moves) -> list[Outcome]:
        told = [self._outcome(line, State.SAME, "") for line in moved.same]
        told += [self._outcome(line, State.CREATE, _euros(line)) for line in moved.added]
        for old, new in moved.changed:
            told.append(self._outcome(new, State.MERGE, _differs(old, new)))
        for number, line in enumerate(moved.removed, self._after + 1):
            told.append(Outcome(number, 0, State.MISSING, _label(line), _euros(line)))
        return told

    def _outcome(self, line: EntryLine, state: State, words: str) -> Outcome:
        return Outcome(self.places[line.position], line.position, state, _label(line), words)

    def _say(self, words: str) -> None:
        self.context.told.append(words)

    def _say_effect(
        self,
        year: int,
        before: Sequence[EntryLine],
        after: Sequence[EntryLine],
        replaced: Sequence[LedgerFile],
    ) -> None:
        """The totals, and each action's actual before and after."""
        places = destinations_of(self.context.house_id, year)
        for side, words in ((EXPENSE, "charges"), (INCOME, "produits")):
            was, now = weigh_lines(before, places, side), weigh_lines(after, places, side)
            total = sum(now.values())
            if replaced and sum(was.values()) != total:
                self._say(
                    f"Exercice {year}, {words} : {write_euros(sum(was.values()), 2)} → "
                    f"{write_euros(total, 2)}."
                )
            else:
                self._say(f"Exercice {year}, {words} : {write_euros(total, 2)}.")
            self._say_actions(was, now, words, places, replaced=bool(replaced))

    def _say_actions(
        self,
        was: dict[int, int],
        now: dict[int, int],
        words: str,
        places: Destinations,
        *,
        replaced: bool,
    ) -> None:
        moved = [one for one in {**was, **now} if was.get(one, 0) != now.get(one, 0) and one > 0]
        names = dict(Action.objects.filter(pk__in=moved).values_list("pk", "name"))
        for number in sorted(moved, key=lambda one: names.get(one, "")):
            old, new = was.get(number, 0), now.get(number, 0)
            amount = write_euros(new, 2)
            if replaced:
                amount = f"{write_euros(old, 2)} → {amount}"
            self._say(f"{names.get(number, 'Action')}, {words} : {amount}.")
        left = now.get(UNASSIGNED, 0)
        if left:
            self._say(f"À affecter, {words} : {write_euros(left, 2)}.")
        outside = now.get(OUTSIDE, 0)
        if outside:
            self._say(f"Hors actions, {words} : {write_euros(outside, 2)}.")

    def _write(
        self,
        year: int,
        starts_on: datetime.date | None,
        ends_on: datetime.date | None,
        replaced: Sequence[LedgerFile],
        moved: Moves,
    ) -> None:
        entry = self.context.entry
        if entry is None or starts_on is None or ends_on is None:
            return
        if replaced and moved.is_none:
            return
        has_days = any(line.day is not None for line in self.lines)
        kind = LedgerFile.Kind.LEDGER if has_days else LedgerFile.Kind.BALANCE
        file = write_ledger(
            entry,
            house_id=self.context.house_id,
            year=year,
            starts_on=starts_on,
            ends_on=ends_on,
            kind=LedgerFile.Kind.FEC if self.is_fec else kind,
            name=self.context.name,
            lines=self.lines,
            debit_cents=self.balance[0],
            credit_cents=self.balance[1],
            aside_count=self.balance_lines,
            replaces=replaced,
        )
        self.context.made.add(LEDGER, [file.pk])

    def _refusal(self) -> str:
        return (
            f"Rien n’est écrit : {self._listed()} Corrigez le fichier, ou dites plus bas ce que "
            "deviennent les lignes en faute."
        )

    def _listed(self) -> str:
        shown = " ".join(
            f"{one[:1].upper()}{one[1:]}" if one.endswith((".", "?")) else f"{one}."
            for one in self.faults[:TOLD_FAULTS]
        )
        more = len(self.faults) - TOLD_FAULTS
        others = f" Et {write_count(more, 'autre ligne', 'autres lignes')}." if more > 0 else ""
        return shown + others


def _lines_of(files: Sequence[LedgerFile]) -> list[EntryLine]:
    rows = LedgerEntry.objects.filter(ledger__in=[one.pk for one in files])
    return [as_line(row) for row in rows.order_by("ledger", "position").iterator(2000)]


def _row(row: Line) -> str:
    texts = [str(row.cells.get(key) or "") for key in ("account", "account_label", "label")]
    return " · ".join(one for one in texts if one)[:200] or f"ligne {row.number}"


def _label(line: EntryLine) -> str:
    parts = [line.account, line.section, line.label or line.account_label]
    if line.day is not None:
        parts.insert(0, write_short_date(line.day))
    return " · ".join(one for one in parts if one)


def _euros(line: EntryLine) -> str:
    return write_euros(line.cents, 2)


def _differs(old: EntryLine, new: EntryLine) -> str:
    told = []
    if old.cents != new.cents:
        told.append(f"{write_euros(old.cents, 2)} → {write_euros(new.cents, 2)}")
    if old.section != new.section:
        told.append(f"section {old.section or 'sans'} → {new.section or 'sans'}")
    if old.day != new.day and old.day and new.day:
        told.append(f"{write_short_date(old.day)} → {write_short_date(new.day)}")
    if old.label != new.label:
        told.append(f"libellé « {old.label} » → « {new.label} »")
    return " ; ".join(told) or "autre écriture"
