"""Files of grants and of deliberations of authorities, read back into the books.

A line already loaded from another file is not loaded twice; one that corrects it takes its place,
and what moved is told. A line without an authority that the directory knows, an amount or a name is
refused; every other fault is told, and the line stands.
"""

from __future__ import annotations

import datetime
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from probant.funding.models import GrantFile, PublishedAct, PublishedGrant
from probant.ingestion.spreadsheets.kinds import BREAK, Context, Decision, Line, Outcome, State
from probant.ingestion.spreadsheets.open_data_authorities import Authorities
from probant.ingestion.spreadsheets.open_data_rows import (
    ReadRow,
    beneficiary_key,
    cents_of,
    matter_of,
    part_of,
    read_row,
    rna_of,
    siret_of,
)
from probant.ingestion.spreadsheets.open_data_standing import Found, Standing, moved
from probant.kernel.money import write_euros
from probant.kernel.scdl.formats import DELIBERATIONS, SUBVENTIONS
from probant.ui.write import write_count

GRANT_FILE = "grant_file"
TOLD_NOTES = 12


@dataclass
class _Waiting:
    """A line that resembles one of the books, held until the whole file was read."""

    line: Line
    row: ReadRow
    label: str
    made: Any


class OpenData:
    """The importer: one file, of grants or of deliberations by its columns."""

    waits = True

    def __init__(self, context: Context) -> None:
        self.context = context
        self.is_acts = bool({"DELIB_ID", "DELIB_OBJET"} & context.fields)
        self.form = DELIBERATIONS if self.is_acts else SUBVENTIONS
        self.authorities = Authorities(context)
        self.apart = frozenset({"policy"} - context.fields)
        self.standing: dict[int, Standing] = {}
        self.waiting: dict[int, list[_Waiting]] = defaultdict(list)
        self.notes: Counter[str] = Counter()
        self.faulty = 0
        self.cents: dict[tuple[str, int], int] = defaultdict(int)
        self.moved_cents: dict[tuple[str, int], int] = defaultdict(int)
        self._file: GrantFile | None = None
        self._after = 0

    def take(self, lines: Sequence[Line]) -> list[Outcome]:
        """What becomes of each row; those that resemble a line of the books wait for the end."""
        told, made = [], []
        for line in lines:
            self._after = max(self._after, line.place)
            outcome, row = self._one(line)
            if outcome is not None:
                told.append(outcome)
            if row is not None:
                made.append(row)
        self._write(made)
        return told

    def end(self) -> list[Outcome]:
        """Settle the lines that waited; say what was mended, and what each authority gives."""
        told, made, corrected = [], [], []
        for authority, waiting in self.waiting.items():
            standing = self.standing[authority]
            found = standing.settle([one.made for one in waiting])
            for one, match in zip(waiting, list(found), strict=True):
                outcome, before = self._settled(standing, one, match)
                told.append(outcome)
                if outcome.state in (State.CREATE, State.MERGE):
                    made.append(one.made)
                if before is not None:
                    corrected.append((before, one.made))
        self._write(made)
        if self.context.entry is not None:
            for before, after in corrected:
                before.replaced_by = after
            self._model.objects.bulk_update(
                [before for before, _ in corrected], ["replaced_by"], batch_size=300
            )
        told += self._missing()
        self._say()
        return told

    @property
    def _model(self) -> Any:
        return PublishedAct if self.is_acts else PublishedGrant

    def _write(self, made: Sequence[Any]) -> None:
        if not made or self.context.entry is None:
            return
        file = self._opened()
        for row in made:
            row.file = file
        self._model.objects.bulk_create(made, batch_size=500)
        self.context.made.facts += len(made)

    def _say(self) -> None:
        for words, count in self.notes.most_common(TOLD_NOTES):
            self.context.told.append(f"{words} : {write_count(count, 'cellule', 'cellules')}.")
        if self.faulty:
            rows = write_count(self.faulty, "ligne ne suit", "lignes ne suivent")
            self.context.told.append(
                f"{rows} pas le schéma {self.form.title} {self.form.version} : chargées telles "
                "quelles, à signaler à qui publie le fichier."
            )
        for (name, year), cents in sorted(self.cents.items()):
            self.context.told.append(f"{name}, {year} : {write_euros(cents)} de lignes nouvelles.")
        for (name, year), cents in sorted(self.moved_cents.items()):
            if cents:
                sign = "+" if cents > 0 else "−"
                self.context.told.append(
                    f"{name}, {year} : les lignes corrigées font {sign} {write_euros(abs(cents))}."
                )

    def _opened(self) -> GrantFile:
        entry = self.context.entry
        assert entry is not None
        if self._file is None:
            self._file = GrantFile.objects.create(
                house_id=self.context.house_id,
                name=self.context.name[:200],
                form=self.form.code,
                loaded_on=entry.today,
                seq=entry.seq,
            )
            self.context.made.add(GRANT_FILE, [self._file.pk])
        return self._file

    def _one(self, line: Line) -> tuple[Outcome | None, Any]:
        row = read_row(self.form, line.cells, self._restored)
        label = _label(row, is_acts=self.is_acts)
        if not any(row.cells.values()):
            return Outcome(line.place, line.number, State.ASIDE, label, "ligne vide"), None
        name, siret = self._naming
        authority, why = self.authorities.find(row.cells[siret], row.cells[name])
        if authority is None:
            return Outcome(line.place, line.number, State.REFUSE, label, why), None
        other = self.authorities.other_than(authority, row.cells[siret])
        if other:
            row.faults.append(other)
        made, missing = self._act(line, row, authority) if self.is_acts else self._grant(
            line, row, authority)  # fmt: skip
        if made is None:
            return Outcome(line.place, line.number, State.REFUSE, label, missing), None
        self.notes.update(row.notes)
        self.faulty += bool(row.faults)
        standing = self._standing(authority)
        if standing.is_same(made):
            return Outcome(line.place, line.number, State.SAME, label, row.words), None
        if standing.may_know(made):
            self.waiting[authority].append(_Waiting(line, row, label, made))
            return None, None
        self._count(made)
        return Outcome(line.place, line.number, State.CREATE, label, row.words), made

    @property
    def _naming(self) -> tuple[str, str]:
        return ("COLL_NOM", "COLL_SIRET") if self.is_acts else ("nomAttribuant", "idAttribuant")

    def _restored(self, cells: Mapping[str, str]) -> dict[str, str]:
        """The SIRET of the authority, where a spreadsheet ate it and the directory has it."""
        name, siret = self._naming
        authority, _ = self.authorities.find(cells[siret], cells[name])
        whole = self.authorities.restored(authority, cells[siret])
        return {siret: whole} if whole else {}

    def _standing(self, authority: int) -> Standing:
        if authority not in self.standing:
            house_id = self.context.house_id
            self.standing[authority] = Standing(house_id, authority, self._model, self.apart)
        return self.standing[authority]

    def _count(self, made: PublishedGrant | PublishedAct, before: Any = None) -> None:
        """Add an amount to what its authority gives that year, or to what corrections move."""
        if isinstance(made, PublishedGrant):
            whose = self.authorities.names[made.organisation_id], made.year
            if before is None:
                self.cents[whose] += made.amount_cents
            else:
                self.moved_cents[whose] += made.amount_cents - before.amount_cents

    def _settled(self, standing: Standing, one: _Waiting, found: Found) -> tuple[Outcome, Any]:
        """What becomes of a line that waited, and the line of the books that it corrects."""
        line, made, before = one.line, one.made, found.corrects
        twin = found.may_correct
        decision = self.context.decision(line.place) if twin is not None else ""
        if twin is not None and decision == Decision.MERGE and standing.claim(twin):
            before = twin
        if before is not None:
            if "policy" in self.apart and isinstance(made, PublishedGrant):
                made.policy = before.policy
            self._count(made, before)
            words = f"corrigé : {moved(before, made, self.apart) or 'rien de ce qui se lit'}"
            told = BREAK.join(part for part in (words, one.row.words) if part)
            return Outcome(line.place, line.number, State.MERGE, one.label, told), before
        if twin is not None and decision == Decision.SKIP:
            words = "Laissée de côté : elle ressemble à une ligne déjà chargée."
            return Outcome(line.place, line.number, State.REFUSE, one.label, words), None
        if twin is not None and decision != Decision.CREATE:
            words = f"Même ligne corrigée, ou une autre ? {moved(twin, made, self.apart)}."
            return Outcome(
                line.place, line.number, State.DOUBLE, one.label, words, twin=str(twin)
            ), None  # fmt: skip
        self._count(made)
        return Outcome(line.place, line.number, State.CREATE, one.label, one.row.words), None

    def _missing(self) -> list[Outcome]:
        """Lines of the books that a file of the same year does not have any more."""
        left = [one for standing in self.standing.values() for one in standing.missing()]
        if left:
            count = write_count(
                len(left),
                "ligne d’un fichier précédent manque à celui-ci, et reste",
                "lignes d’un fichier précédent manquent à celui-ci, et restent",
            )
            self.context.told.append(
                f"{count}. Pour ce qui n’a plus lieu d’être, annulez l’import qui l’a apporté."
            )
        words = "elle n’est pas dans ce fichier, et reste"
        return [
            Outcome(place, 0, State.MISSING, str(one)[:300], words)
            for place, one in enumerate(left, self._after + 1)
        ]

    def _grant(self, line: Line, row: ReadRow, authority: int) -> tuple[PublishedGrant | None, str]:
        cells = row.cells
        whole = cents_of(cells["montant"])
        if whole is None:
            return None, f"Le montant « {cells['montant']} » ne se lit pas."
        if not cells["nomBeneficiaire"] and not cells["idBeneficiaire"]:
            return None, "La ligne ne nomme pas de bénéficiaire."
        signed_on = row.day("dateConvention")
        year = self._year(signed_on, cells["datesPeriodeVersement"])
        if year is None:
            return None, (
                "La ligne n’a pas de date de convention : choisissez l’exercice au-dessus des "
                "colonnes."
            )
        siret, rna = siret_of(cells["idBeneficiaire"]), rna_of(cells["rnaBeneficiaire"])
        name = (cells["nomBeneficiaire"] or cells["idBeneficiaire"])[:200]
        return PublishedGrant(
            house_id=self.context.house_id,
            row=line.number,
            organisation_id=authority,
            year=year,
            signed_on=signed_on,
            reference=cells["referenceDecision"][:120],
            beneficiary_name=name,
            beneficiary_key=beneficiary_key(siret, rna, name),
            beneficiary_siret=siret,
            beneficiary_rna=rna,
            purpose=cells["objet"][:300],
            policy=str(line.cells.get("policy") or "").strip()[:120],
            amount_cents=part_of(whole, cells["pourcentageSubvention"]),
            whole_cents=whole,
            nature=cells["nature"][:40],
            conditions=cells["conditionsVersement"][:256],
            period=cells["datesPeriodeVersement"][:40],
            cells=_kept(row, ("idRAE", "notificationUE", "pourcentageSubvention",
                              "dispositifAide")),
        ), ""  # fmt: skip

    def _year(self, signed_on: datetime.date | None, period: str) -> int | None:
        if signed_on is not None:
            return signed_on.year
        if period[:4].isdigit() and 1990 <= int(period[:4]) <= 2199:
            return int(period[:4])
        asked = self.context.settings.get("year", "")
        return int(asked) if asked else None

    def _act(self, line: Line, row: ReadRow, authority: int) -> tuple[PublishedAct | None, str]:
        cells = row.cells
        decided_on = row.day("DELIB_DATE")
        if decided_on is None:
            return None, f"La date « {cells['DELIB_DATE']} » ne se lit pas."
        if not cells["DELIB_OBJET"] and not cells["DELIB_ID"]:
            return None, "La ligne n’a ni identifiant ni objet."
        counts = {
            name: count
            for name in ("VOTE_EFFECTIF", "VOTE_REEL", "VOTE_POUR", "VOTE_CONTRE",
                         "VOTE_ABSTENTION")
            if (count := row.count(name)) is not None
        }  # fmt: skip
        return PublishedAct(
            house_id=self.context.house_id,
            row=line.number,
            organisation_id=authority,
            decided_on=decided_on,
            number=cells["DELIB_ID"][:60],
            matter=matter_of(row)[:6],
            subject=cells["DELIB_OBJET"] or cells["DELIB_ID"],
            transmitted_on=row.day("PREF_DATE"),
            votes=counts,
            address=cells["DELIB_URL"][:500],
            cells=_kept(row, ("DELIB_MATIERE_NOM", "BUDGET_ANNEE", "BUDGET_NOM", "PREF_ID")),
        ), ""


def _kept(row: ReadRow, more: Sequence[str]) -> dict[str, str]:
    """The cells that have no column of their own, and those of the file that were mended."""
    return {name: row.cells[name] for name in more if row.cells[name]} | row.kept


def _label(row: ReadRow, *, is_acts: bool) -> str:
    names = ("DELIB_ID", "DELIB_DATE", "DELIB_OBJET") if is_acts else (
        "nomBeneficiaire", "objet", "montant")  # fmt: skip
    return " · ".join(row.cells[name] for name in names if row.cells[name])[:300] or "ligne vide"
