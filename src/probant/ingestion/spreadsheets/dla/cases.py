"""Cases of the extract: opened, closed, the phases that they reached, jobs."""

from __future__ import annotations

import datetime
from typing import Any

from probant.directory.models import Organisation
from probant.ingestion.spreadsheets.cases import Held, Who
from probant.ingestion.spreadsheets.dla.extract import NO_CASE, Extract, project_key, refuse
from probant.ingestion.spreadsheets.kinds import Line, Outcome, State
from probant.kernel.text import fold
from probant.support.actions.jobs import write_jobs
from probant.support.bulk_writing import write_closing
from probant.support.models import JobFact
from probant.support.rules import SUIVI
from probant.support.writing import mention, settle, write_case, write_phase

NEAR = 60  # days between two writings of one opening
PROJECT = "projet"


def take_case(extract: Extract, line: Line, values: dict[str, Any], outcome: Outcome) -> None:
    """A case: found by its structure and its day, else opened."""
    opened_on = values.get("opened_on")
    who = _whose(extract, line, values)
    if who is None or opened_on is None:
        refuse(outcome, "Un dossier a une structure et une date d’ouverture.")
        return
    assert extract.programme is not None
    one = _same(extract, who, opened_on)
    if one is None:
        one = extract.book.hold(who, Held(extract.programme.pk, opened_on, line=line.number))
        outcome.state = State.CREATE
        _open(extract, one, who, values)
    elif one.opened_on != opened_on:
        extract.apart(outcome, "ouverture", one.opened_on, opened_on)
    extract.taken.add(id(one))
    _close(extract, one, values, outcome)
    if one.case is not None:
        extract.see("case", one.case.pk)
    if values.get("number"):
        extract.numbers[values["number"]] = one


def _whose(extract: Extract, line: Line, values: dict[str, Any]) -> Who | None:
    """A structure, or a project that is none yet: no number, and no structure of that name."""
    numbers = any(values.get(name) for name in ("siren", "siret", "rna"))
    name = values.get("organisation_name", "")
    if values.get("family") == PROJECT and name and not numbers:
        place = extract.known_structure(line, values)
        return ("structure", place) if place >= 0 else ("project", project_key(name))
    place = extract.structure(line, values)
    return ("structure", place) if place >= 0 else None


def _same(extract: Extract, who: Who, opened_on: datetime.date) -> Held | None:
    assert extract.programme is not None
    held = extract.book.cases(extract.programme.pk, who)
    for one in held:
        if one.opened_on == opened_on:
            return one
    near = [one for one in held if abs((one.opened_on - opened_on).days) <= NEAR]
    return next((one for one in near if id(one) not in extract.taken), None)


def _open(extract: Extract, one: Held, who: Who, values: dict[str, Any]) -> None:
    entry = extract.context.entry
    if entry is None:
        return
    assert extract.programme is not None
    organisation, title, code, name = None, "", "", ""
    if who[0] == "structure":
        number = extract.contacts.structures.ids[int(who[1])]
        organisation = Organisation.objects.get(pk=number)
    else:
        title = values["organisation_name"][:200]
        told = values.get("place_code") or values.get("place_name") or ""
        code, name = extract.contacts.communes.find(told) if told else ("", "")
    with extract.book.known(one.opened_on):
        one.case = write_case(
            entry,
            programme=extract.programme,
            opened_on=one.opened_on,
            organisation=organisation,
            project_title=title,
            place_code=code,
            place_name=name,
            place_vintage=extract.contacts.communes.vintage if code else None,
            referent=extract.users.get(fold(values.get("referent", ""))),
        )
    extract.made("case", one.case.pk)


def _close(extract: Extract, one: Held, values: dict[str, Any], outcome: Outcome) -> None:
    closed_on = values.get("closed_on")
    if closed_on is None:
        return
    if one.is_closed:
        there = one.case.closed_on if one.case else None
        if there is not None and there != closed_on:
            extract.apart(outcome, "clôture", there, closed_on)
        return
    if closed_on < one.opened_on:
        refuse(outcome, "Le dossier serait clos avant d’être ouvert.")
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
    assert extract.programme is not None
    phase = extract.book.phases[extract.programme.pk].get(fold(code))
    if phase is None or day is None:
        refuse(outcome, "L’étape ou sa date n’est pas reconnue.")
        return
    held = extract.held(line, values)
    if held is None:
        refuse(outcome, NO_CASE)
        return
    if held.case is not None:
        extract.see(f"phase:{phase.pk}", held.case.pk)
    there = held.phases.get(phase.pk)
    if there is not None:
        extract.compare(outcome, (phase.name, there, day))
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
    kind = values.get("kind") or JobFact.Kind.CONSOLIDATED.value
    if day is None or count is None or (not count and kind != JobFact.Kind.KEPT):
        refuse(outcome, "Des emplois ont un nombre et une date.")
        return
    held = extract.held(line, values)
    if held is None:
        refuse(outcome, NO_CASE)
        return
    case = held.case
    if case is not None and case.organisation_id is None:
        refuse(outcome, "Un emploi est celui d’une structure : ce dossier est celui d’un projet.")
        return
    there = _jobs_there(extract, held, kind, day, count)
    if there is not None:
        extract.see("job", there.pk)
        extract.compare(
            outcome,
            ("emplois", there.headcount, count),
            ("ETP (centièmes)", there.fte_hundredths, values.get("fte_hundredths")),
            ("date", there.occurred_on, day),
        )
        return
    # two equal rows of created jobs in one file are one row given twice
    if not extract.is_new(outcome, "job", kind, day, count, id(held)):
        return
    entry = extract.context.entry
    if entry is not None and case is not None:
        with extract.book.known(day):
            fact = write_jobs(
                entry,
                case,
                day,
                kind=kind,
                headcount=count,
                fte_hundredths=values.get("fte_hundredths"),
            )
        mention(entry, case)
        settle(case)
        extract.noted("job", fact.pk)


def _jobs_there(
    extract: Extract, held: Held, kind: str, day: datetime.date, count: int
) -> JobFact | None:
    """The fact of the books: consolidated jobs are one a year, others one a day and number."""
    if held.case is None:
        return None
    facts = JobFact.objects.now().filter(
        house_id=extract.context.house_id,
        organisation_id=held.case.organisation_id,
        programme=extract.programme,
        kind=kind,
        year=day.year,
    )
    rows = list(facts.order_by("occurred_on", "pk"))
    if kind == JobFact.Kind.CONSOLIDATED:
        return rows[0] if rows else None
    exact = [one for one in rows if (one.occurred_on, one.headcount) == (day, count)]
    same_day = [one for one in extract.unseen("job", rows) if one.occurred_on == day]
    return next(iter(extract.unseen("job", exact) or exact or same_day), None)
