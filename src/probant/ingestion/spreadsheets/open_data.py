"""Files of grants and of deliberations of authorities, read back into the books.

A line already loaded from another file is not loaded twice. A line without an authority that the
directory knows, an amount or a name is refused; every other fault is told, and the line stands.
"""

from __future__ import annotations

import datetime
from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import Any

from probant.directory.models import Family, Organisation
from probant.funding.models import GrantFile, PublishedAct, PublishedGrant
from probant.ingestion.spreadsheets.kinds import Context, Line, Outcome, State
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
from probant.kernel.money import write_euros
from probant.kernel.scdl.formats import DELIBERATIONS, SUBVENTIONS
from probant.kernel.text import fold
from probant.ui.write import write_count

GRANT_FILE = "grant_file"
TOLD_NOTES = 12
PUBLIC = (Family.AUTHORITY, Family.STATE)


class OpenData:
    """The importer: one file, of grants or of deliberations by its columns."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.is_acts = bool({"DELIB_ID", "DELIB_OBJET"} & context.fields)
        self.form = DELIBERATIONS if self.is_acts else SUBVENTIONS
        self.authorities = _Authorities(context)
        self.known: dict[int, Counter[tuple[Any, ...]]] = {}
        self.notes: Counter[str] = Counter()
        self.faulty = 0
        self.cents: dict[tuple[str, int], int] = defaultdict(int)
        self._file: GrantFile | None = None

    def take(self, lines: Sequence[Line]) -> list[Outcome]:
        """What becomes of each row; the rows that stand are written by batches."""
        told, made = [], []
        for line in lines:
            outcome, row = self._one(line)
            told.append(outcome)
            if row is not None:
                made.append(row)
        if made and self.context.entry is not None:
            file = self._opened()
            for row in made:
                row.file = file
            type(made[0]).objects.bulk_create(made, batch_size=500)
            self.context.made.facts += len(made)
        return told

    def end(self) -> list[Outcome]:
        """Say what was mended over the whole file, and what each authority gives by year."""
        for words, count in self.notes.most_common(TOLD_NOTES):
            self.context.told.append(f"{words} : {write_count(count, 'cellule', 'cellules')}.")
        if self.faulty:
            rows = write_count(self.faulty, "ligne ne suit", "lignes ne suivent")
            self.context.told.append(
                f"{rows} pas le schéma {self.form.title} {self.form.version} : chargées telles "
                "quelles, à signaler à qui publie le fichier."
            )
        for (name, year), cents in sorted(self.cents.items()):
            self.context.told.append(f"{name}, {year} : {write_euros(cents)}.")
        return []

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

    def _one(self, line: Line) -> tuple[Outcome, Any]:
        row = read_row(self.form, line.cells)
        label = _label(row, is_acts=self.is_acts)
        if not any(row.cells.values()):
            return Outcome(line.place, line.number, State.ASIDE, label, "ligne vide"), None
        name, siret = ("COLL_NOM", "COLL_SIRET") if self.is_acts else (
            "nomAttribuant", "idAttribuant")  # fmt: skip
        authority, why = self.authorities.find(row.cells[siret], row.cells[name])
        if authority is None:
            return Outcome(line.place, line.number, State.REFUSE, label, why), None
        made, missing = self._act(line, row, authority) if self.is_acts else self._grant(
            line, row, authority)  # fmt: skip
        if made is None:
            return Outcome(line.place, line.number, State.REFUSE, label, missing), None
        self.notes.update(row.notes)
        self.faulty += bool(row.faults)
        if self._is_known(authority, made):
            return Outcome(line.place, line.number, State.SAME, label, row.words), None
        if isinstance(made, PublishedGrant):
            self.cents[self.authorities.names[authority], made.year] += made.amount_cents
        return Outcome(line.place, line.number, State.CREATE, label, row.words), made

    def _is_known(self, authority: int, made: PublishedGrant | PublishedAct) -> bool:
        """Whether this line stands already; two same lines of one file are two lines."""
        if authority not in self.known:
            model = type(made)
            rows = model.objects.filter(house_id=self.context.house_id, organisation=authority)
            self.known[authority] = Counter(rows.values_list(*_SAME[model]).iterator(2000))
        mine = tuple(getattr(made, name) for name in _SAME[type(made)])
        if self.known[authority][mine] > 0:
            self.known[authority][mine] -= 1
            return True
        return False

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


_SAME: dict[type[PublishedGrant] | type[PublishedAct], tuple[str, ...]] = {
    PublishedGrant: ("year", "signed_on", "reference", "beneficiary_key", "purpose",
                     "amount_cents"),
    PublishedAct: ("decided_on", "number", "subject"),
}  # fmt: skip


def _kept(row: ReadRow, more: Sequence[str]) -> dict[str, str]:
    """The cells that have no column of their own, and those of the file that were mended."""
    return {name: row.cells[name] for name in more if row.cells[name]} | row.kept


def _label(row: ReadRow, *, is_acts: bool) -> str:
    names = ("DELIB_ID", "DELIB_DATE", "DELIB_OBJET") if is_acts else (
        "nomBeneficiaire", "objet", "montant")  # fmt: skip
    return " · ".join(row.cells[name] for name in names if row.cells[name])[:300] or "ligne vide"


class _Authorities:
    """The authorities of the house's directory: by SIRET, SIREN, name, or the one that was said."""

    def __init__(self, context: Context) -> None:
        # public bodies are identity, shared by the whole instance: a file may tell of any of them
        known = Organisation.objects.filter(family__in=PUBLIC, merged_into=None)
        rows = list(known.values_list("pk", "name", "siren", "siret"))
        self.names = {pk: name for pk, name, _, _ in rows}
        self._by_siren = {siret[:9] or siren: pk for pk, _, siren, siret in rows if siret or siren}
        self._by_name = {fold(name): pk for pk, name in self.names.items()}
        said = context.settings.get("authority", "")
        self._said = int(said) if said else None

    def find(self, siret: str, name: str) -> tuple[int | None, str]:
        """The authority of a line, or why it has none. A ruined SIRET still tells its SIREN."""
        if self._said is not None:
            return self._said, ""
        found = self._by_siren.get(siret[:9]) or self._by_name.get(fold(name))
        if found is not None:
            return found, ""
        told = " ".join(one for one in (name, siret) if one) or "sans nom ni SIRET"
        return None, (
            f"La collectivité ({told}) n’est pas dans l’annuaire : ajoutez-la, ou dites "
            "au-dessus des colonnes de qui est ce fichier."
        )
