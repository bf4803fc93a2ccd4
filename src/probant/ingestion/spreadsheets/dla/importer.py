"""The importer of the national tool's extract."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from probant.ingestion.spreadsheets.dla.cases import take_case, take_jobs, take_phase
from probant.ingestion.spreadsheets.dla.diagnoses import take_diagnosis, take_opinion
from probant.ingestion.spreadsheets.dla.extract import Extract, refuse
from probant.ingestion.spreadsheets.dla.missions import (
    take_attendance,
    take_evaluation,
    take_mission,
    take_participant,
)
from probant.ingestion.spreadsheets.dla.providers import take_consultation, take_provider
from probant.ingestion.spreadsheets.dla.rows import day_of, read_row
from probant.ingestion.spreadsheets.kinds import Context, Line, Outcome, State
from probant.kernel.dates import write_short_date
from probant.support.catalogue import dla_columns
from probant.support.models import JobFact, MissionContracted

Take = Callable[[Extract, Line, dict[str, Any], Outcome], None]
_TAKES: Mapping[str, Take] = {
    "case": take_case,
    "phase": take_phase,
    "follow_up": take_phase,
    "diagnosis": take_diagnosis,
    "opinion": take_opinion,
    "mission": take_mission,
    "participant": take_participant,
    "consultation": take_consultation,
    "attendance": take_attendance,
    "evaluation": take_evaluation,
    "job": take_jobs,
    "provider": take_provider,
}


class DlaExtract:
    """Hands each row to what takes its object; at the end says what the extract lacks."""

    def __init__(self, context: Context) -> None:
        self._extract = Extract(context)
        self._place = 0

    def take(self, lines: Sequence[Line]) -> list[Outcome]:
        """What becomes of each row; written where the context has an entry."""
        outcomes = []
        for line in lines:
            self._place = max(self._place, line.place)
            outcomes.append(self._one(line))
        return outcomes

    def _one(self, line: Line) -> Outcome:
        sheet = dla_columns().sheet(line.sheet or "case")
        values, fault = read_row(sheet, line)
        label = values.get("organisation_name") or values.get("provider_name") or ""
        label = label or values.get("title") or f"ligne {line.number}"
        outcome = Outcome(line.place, line.number, State.SAME, f"{sheet.title} : {label}")
        if self._extract.programme is None:
            fault = "Votre offre n’a pas le programme DLA : adoptez-le d’abord."
        day = day_of(values)
        if day is not None and day > self._extract.book.today:
            fault = fault or f"{write_short_date(day)} est dans le futur."
        if fault:
            refuse(outcome, fault)
            return outcome
        if day is not None:
            self._extract.years.add(day.year)
        _TAKES[sheet.code](self._extract, line, values, outcome)
        return outcome

    def end(self) -> list[Outcome]:
        """What the books have, in the years that the extract speaks of, and the extract has not."""
        outcomes: list[Outcome] = []
        if self._extract.programme is None or not self._extract.years:
            return outcomes
        written = self._extract.context.entry.seq if self._extract.context.entry else -1
        for key, model, words in (
            ("mission", MissionContracted, "ingénierie"),
            ("job", JobFact, "emplois"),
        ):
            facts = model.objects.now().filter(
                house_id=self._extract.context.house_id,
                programme=self._extract.programme,
                occurred_on__year__in=self._extract.years,
            )
            for fact in facts.exclude(seq=written).select_related("organisation").order_by("pk"):
                number = fact.mission_id if key == "mission" else fact.pk
                if (key, number) not in self._extract.seen and self._told(key):
                    self._missing(outcomes, words, fact)
        for one in self._extract.book.of_programme(self._extract.programme.pk):
            case = one.case
            if case is None or one.opened_on.year not in self._extract.years:
                continue
            if ("case", case.pk) not in self._extract.seen and self._told("case"):
                self._extract.seen.add(("case", case.pk))
                self._missing(outcomes, "dossier", case)
        return outcomes

    def _told(self, key: str) -> bool:
        """Whether the extract holds that object at all."""
        return any(kind == key for kind, _ in self._extract.seen) or bool(self._extract.pending)

    def _missing(self, outcomes: list[Outcome], words: str, row: Any) -> None:
        self._place += 1
        name = row.organisation.name if row.organisation else ""
        title = getattr(getattr(row, "mission", None), "title", "")
        day = getattr(row, "occurred_on", None) or row.opened_on
        label = " · ".join(part for part in (name or str(getattr(row, "title", "")), title) if part)
        outcomes.append(
            Outcome(
                self._place,
                0,
                State.MISSING,
                f"{words.capitalize()} : {label}",
                f"Chez vous au {write_short_date(day)}, absent de l’extrait.",
            )
        )
