"""Cases of the extract: opened, closed, the phases that they reached, jobs."""

from __future__ import annotations

from typing import Any

from probant.directory.models import Organisation
from probant.ingestion.spreadsheets.cases import Held, Who
from probant.ingestion.spreadsheets.dla.extract import Extract
from probant.ingestion.spreadsheets.kinds import Line, Outcome, State
from probant.kernel.text import fold
from probant.support.actions.jobs import write_jobs
from probant.support.bulk_writing import write_closing
from probant.support.models import JobFact
from probant.support.rules import SUIVI
from probant.support.writing import mention, settle, write_case, write_phase


def take_case(extract: Extract, line: Line, values: dict[str, Any], outcome: Outcome) -> None:
    """A case: found by its structure and its day, else opened."""
    opened_on = values.get("opened_on")
    place = extract.structure(line, values)
    if place < 0 or opened_on is None:
        outcome.state = State.REFUSE
        outcome.words = "Un dossier a une structure et une date d’ouverture."
        return
    assert extract.programme is not None
    who: Who = ("structure", place)
    held = extract.book.cases(extract.programme.pk, who)
    exact = [one for one in held if one.opened_on == opened_on]
    near = [one for one in held if abs((one.opened_on - opened_on).days) <= 60]
    if exact or near:
        one = (exact or near)[0]
        if not exact:
            extract.apart(outcome, "ouverture", one.opened_on, opened_on)
        _close(extract, one, values, outcome)
    else:
        one = extract.book.hold(who, Held(extract.programme.pk, opened_on, line=line.number))
        outcome.state = State.CREATE
        if extract.context.entry is not None:
            organisation = Organisation.objects.get(pk=extract.contacts.structures.ids[place])
            with extract.book.known(opened_on):
                one.case = write_case(
                    extract.context.entry,
                    programme=extract.programme,
                    opened_on=opened_on,
                    organisation=organisation,
                )
            extract.made("case", one.case.pk)
        _close(extract, one, values, outcome)
    if one.case is not None:
        extract.seen.add(("case", one.case.pk))
    if values.get("number"):
        extract.numbers[values["number"]] = one


def _close(extract: Extract, one: Held, values: dict[str, Any], outcome: Outcome) -> None:
    closed_on = values.get("closed_on")
    if closed_on is None:
        return
    if one.is_closed:
        there = one.case.closed_on if one.case else None
        if there is not None and there != closed_on:
            extract.apart(outcome, "clôture", there, closed_on)
        return
    one.is_closed = True
    if extract.context.entry is not None and one.case is not None:
        with extract.book.known(closed_on):
            write_closing(
                extract.context.entry, one.case, values.get("outcome") or "done", closed_on
            )
        extract.context.made.facts += 1
    if outcome.state == State.SAME:
        outcome.state, outcome.words = State.MERGE, "Clôture ajoutée."


def take_phase(extract: Extract, line: Line, values: dict[str, Any], outcome: Outcome) -> None:
    """A phase reached by a case."""
    code = values.get("phase_code") or (SUIVI if line.sheet == "follow_up" else "")
    day = values.get("occurred_on")
    held = extract.held(line, values)
    assert extract.programme is not None
    phase = extract.book.phases[extract.programme.pk].get(fold(code))
    if isinstance(held, str) or phase is None or day is None:
        outcome.state = State.REFUSE
        outcome.words = held if isinstance(held, str) else "L’étape ou sa date n’est pas reconnue."
        return
    if held.case is not None:
        extract.seen.add((f"phase:{phase.pk}", held.case.pk))
    there = held.phases.get(phase.pk)
    if there == day:
        return
    if there is not None:
        extract.apart(outcome, phase.name, there, day)
        return
    held.phases[phase.pk] = day
    outcome.state = State.CREATE
    if extract.context.entry is not None and held.case is not None:
        with extract.book.known(day):
            write_phase(extract.context.entry, held.case, phase, day)
        extract.context.made.facts += 1


def take_jobs(extract: Extract, line: Line, values: dict[str, Any], outcome: Outcome) -> None:
    """Jobs of the structure of a case, at a day."""
    day, count = values.get("occurred_on"), values.get("headcount")
    kind = values.get("kind") or "consolidated"
    held = extract.held(line, values)
    if isinstance(held, str) or day is None or not count:
        outcome.state = State.REFUSE
        outcome.words = held if isinstance(held, str) else "Des emplois ont un nombre et une date."
        return
    if held.case is not None:
        facts = JobFact.objects.now().filter(
            house_id=extract.context.house_id,
            organisation_id=held.case.organisation_id,
            programme=extract.programme,
            kind=kind,
            year=day.year,
        )
        there = facts.first()
        if there is not None:
            extract.seen.add(("job", there.pk))
            if there.headcount != count:
                extract.apart(outcome, "emplois", there.headcount, count)
            if there.occurred_on != day:
                extract.apart(outcome, "date", there.occurred_on, day)
            return
    key = ("job", kind, day.year, id(held))
    if key in extract.pending:
        return
    extract.pending.add(key)
    outcome.state = State.CREATE
    if extract.context.entry is not None and held.case is not None:
        with extract.book.known(day):
            write_jobs(
                extract.context.entry,
                held.case,
                day,
                kind=kind,
                headcount=count,
                fte_hundredths=values.get("fte_hundredths"),
            )
        mention(extract.context.entry, held.case)
        settle(held.case)
        extract.context.made.facts += 1
