"""The list of the enterprises of the ESS, loaded as an edition of a day (loi 2014-856, art. 6)."""

from __future__ import annotations

import datetime
import re
from collections.abc import Sequence

from django.utils import timezone

from probant.directory.models import EssEntry, EssList, Family
from probant.directory.rules import legal_family
from probant.ingestion.spreadsheets.cells import plain
from probant.ingestion.spreadsheets.kinds import Context, Line, Outcome, State
from probant.kernel.dates import UnreadableDate, read_date
from probant.kernel.identifiers import UnreadableIdentifier, read_siren
from probant.kernel.scdl.mending import mend_siret
from probant.kernel.text import fold
from probant.ui.write import write_count

ESS_LIST = "ess_list"
_FAMILIES = {
    "association": Family.ASSOCIATION,
    "cooperative": Family.COOPERATIVE,
    "scop": Family.COOPERATIVE,
    "scic": Family.COOPERATIVE,
    "mutuelle": Family.MUTUAL,
    "fondation": Family.FOUNDATION,
    "societe": Family.SOCIAL_COMPANY,
    "entreprise": Family.SOCIAL_COMPANY,
}


class EssEdition:
    """The importer of an edition: the rows of one SIREN are one enterprise."""

    def __init__(self, context: Context) -> None:
        self.context = context
        self.seen: set[str] = set()
        self.day = _day_in(context.name) or timezone.localdate()
        self._edition: EssList | None = None

    def take(self, lines: Sequence[Line]) -> list[Outcome]:
        """What becomes of each row."""
        told, made = [], []
        for line in lines:
            texts = {key: plain(raw) for key, raw in line.cells.items()}
            name = texts.get("name", "")[:200]
            try:
                siren = _siren(texts.get("identifier", ""))
            except UnreadableIdentifier as error:
                told.append(Outcome(line.place, line.number, State.REFUSE, name, str(error)))
                continue
            if siren in self.seen:
                words = "autre établissement de la même entreprise"
                told.append(Outcome(line.place, line.number, State.SAME, name, words))
                continue
            self.seen.add(siren)
            made.append(
                EssEntry(
                    siren=siren,
                    name=name,
                    family=_family(texts.get("family", "")),
                    is_esus=fold(texts.get("esus", "")) in ("oui", "o", "x", "1", "esus", "vrai"),
                )
            )
            told.append(Outcome(line.place, line.number, State.CREATE, name))
        if made and self.context.entry is not None:
            edition = self._opened()
            for one in made:
                one.edition = edition
            EssEntry.objects.bulk_create(made, batch_size=500)
            self.context.made.facts += len(made)
        return told

    def end(self) -> list[Outcome]:
        """Say the day of the edition and how many enterprises it holds."""
        count = write_count(len(self.seen), "entreprise", "entreprises")
        self.context.told.append(
            f"Liste du {self.day:%d/%m/%Y} : {count}. Les listes plus anciennes restent."
        )
        return []

    def _opened(self) -> EssList:
        entry = self.context.entry
        assert entry is not None
        if self._edition is None:
            self._edition = EssList.objects.create(
                dated_on=self.day,
                name=self.context.name[:200],
                loaded_on=entry.today,
                house_id=self.context.house_id,
            )
            self.context.made.add(ESS_LIST, [self._edition.pk])
        return self._edition


def _siren(text: str) -> str:
    """The SIREN of a cell that holds one, or a SIRET, mended. Raises `UnreadableIdentifier`."""
    compact = "".join(text.split())
    if len(compact) > 9:
        compact = mend_siret(compact).cell[:9]
    elif compact.isdigit() and len(compact) in (7, 8):
        compact = compact.zfill(9)
    return read_siren(compact)


def _family(text: str) -> str:
    """The family of a cell: a legal category of INSEE, or its words."""
    if text[:4].isdigit() and len(text) >= 4:
        return legal_family(text[:4], True)
    words = fold(text)
    return next((family.value for word, family in _FAMILIES.items() if word in words), "")


def _day_in(name: str) -> datetime.date | None:
    """The day that the name of a file bears (liste-ess-2024-03-31.csv)."""
    found = re.search(r"(20\d{2})[-_.]?(\d{2})[-_.]?(\d{2})", name)
    if not found:
        return None
    try:
        return read_date(f"{found[1]}-{found[2]}-{found[3]}")
    except UnreadableDate:
        return None
