"""Missions of the extract: prepared, signed, ended; the structures that take part."""

from __future__ import annotations

import datetime
from typing import Any

from probant.ingestion.spreadsheets.cases import Held
from probant.ingestion.spreadsheets.dla.extract import NO_CASE, Extract, refuse
from probant.ingestion.spreadsheets.kinds import Line, Outcome, State
from probant.kernel.text import fold
from probant.support.bulk_writing import (
    write_attendance,
    write_joining,
    write_mission,
    write_on_mission,
    write_prepared,
)
from probant.support.models import (
    Mission,
    MissionAttended,
    MissionContracted,
    MissionEnded,
    MissionEvaluated,
    MissionJoined,
)

NEAR = 60  # days between two writings of one signature
INDIVIDUAL, COLLECTIVE = Mission.Kind.INDIVIDUAL.value, Mission.Kind.COLLECTIVE.value


def take_mission(extract: Extract, line: Line, values: dict[str, Any], outcome: Outcome) -> None:
    """A mission: found by its case and its title or day, else written, with its contract."""
    title, day = values.get("title", ""), values.get("contracted_on")
    told = values.get("siren") or values.get("organisation_name") or values.get("case_number")
    kind = values.get("kind") or (INDIVIDUAL if told else COLLECTIVE)
    if not title:
        refuse(outcome, "Une ingénierie a un objet.")
        return
    held = extract.held(line, values) if kind == INDIVIDUAL else None
    if kind == INDIVIDUAL and held is None:
        refuse(outcome, NO_CASE)
        return
    names = [one for one in (values.get("number", ""), fold(title)) if one]
    mission, contract = _known(extract, kind, held, title, day)
    if mission is not None:
        extract.see("mission", mission.pk)
        _compare(extract, mission, contract, values, outcome)
    elif extract.is_new(outcome, "mission", kind, day, fold(title), id(held)):
        mission = _write(extract, line, kind, held, values)
        if mission is not None:
            extract.see("mission", mission.pk)
    for name in names:
        extract.missions[name] = mission
    _end(extract, mission, values, outcome)
    if "evaluation" not in extract.context.sheets:
        _marks(extract, mission, values, outcome)


def _known(
    extract: Extract, kind: str, held: Held | None, title: str, day: datetime.date | None
) -> tuple[Mission | None, MissionContracted | None]:
    """The mission of the books: same case and title, or same day; and its contract."""
    if held is not None and held.case is None:
        return None, None
    rows = Mission.objects.filter(
        house_id=extract.context.house_id,
        kind=kind,
        programme=extract.programme,
        case=held.case if held else None,
    )
    known = list(rows.order_by("pk"))
    facts = MissionContracted.objects.now().filter(mission__in=known)
    contracts = {fact.mission_id: fact for fact in facts}

    def signed(one: Mission) -> datetime.date | None:
        return contracts[one.pk].occurred_on if one.pk in contracts else None

    def near(one: Mission) -> bool:
        there = signed(one)
        return there is None or day is None or abs((there - day).days) <= NEAR

    named = [one for one in known if fold(one.title) == fold(title)]
    left = extract.unseen("mission", known)
    likely = [
        *(one for one in named if signed(one) == day),
        *(one for one in named if one in left and (held is not None or near(one))),
        *(one for one in left if held is not None and day is not None and signed(one) == day),
    ]
    found = likely[0] if likely else None
    return found, contracts.get(found.pk) if found else None


def _compare(
    extract: Extract,
    mission: Mission,
    contract: MissionContracted | None,
    values: dict[str, Any],
    outcome: Outcome,
) -> None:
    there: Any = contract or mission
    title = values["title"] if fold(values["title"]) != fold(mission.title) else mission.title
    extract.compare(
        outcome,
        ("objet", mission.title, title),
        ("signature", contract.occurred_on if contract else None, values.get("contracted_on")),
        ("jours (centièmes)", there.days_hundredths, values.get("days_hundredths") or None),
        ("coût (centimes)", there.cost_cents, values.get("cost_cents")),
    )


def _write(
    extract: Extract, line: Line, kind: str, held: Held | None, values: dict[str, Any]
) -> Mission | None:
    entry, day = extract.context.entry, values.get("contracted_on")
    provider = extract.structure(line, values, "provider_") if _has_provider(values) else -1
    if entry is None or (held is not None and held.case is None):
        return None
    mission = Mission(
        title=values["title"][:200],
        kind=kind,
        programme=extract.programme,
        case=held.case if held else None,
        provider_id=extract.contacts.structures.ids[provider] if provider >= 0 else None,
        days_hundredths=values.get("days_hundredths") or None,
        cost_cents=values.get("cost_cents"),
        starts_on=values.get("starts_on"),
    )
    if day is None:
        write_prepared(entry, mission)
    else:
        with extract.book.known(day):
            write_mission(entry, mission, day)
    extract.made("mission", mission.pk)
    if held is not None:
        extract.refresh(held)
    return mission


def _has_provider(values: dict[str, Any]) -> bool:
    return bool(values.get("provider_name") or values.get("provider_siren"))


def _end(
    extract: Extract, mission: Mission | None, values: dict[str, Any], outcome: Outcome
) -> None:
    """The end of a mission, with what it really took; without that, what its contract said."""
    day = values.get("ended_on")
    if day is None or day > extract.book.today or values.get("contracted_on") is None:
        return
    days, cost = values.get("ended_days_hundredths"), values.get("ended_cost_cents")
    if mission is None:
        return
    there = MissionEnded.objects.now().filter(mission=mission).first()
    if there is not None:
        extract.compare(
            outcome,
            ("fin", there.occurred_on, day),
            ("jours réalisés (centièmes)", there.days_hundredths, days),
            ("coût réalisé (centimes)", there.cost_cents, cost),
        )
        return
    _add(outcome, "Fin ajoutée.")
    if extract.context.entry is not None:
        fact = MissionEnded(
            days_hundredths=values.get("days_hundredths") if days is None else days,
            cost_cents=values.get("cost_cents") if cost is None else cost,
        )
        with extract.book.known(day):
            write_on_mission(extract.context.entry, mission, fact, day)
        extract.context.made.facts += 1


def _add(outcome: Outcome, words: str) -> None:
    """A row that was there is completed."""
    if outcome.state == State.SAME:
        outcome.state, outcome.words = State.MERGE, words


def _marks(
    extract: Extract, mission: Mission | None, values: dict[str, Any], outcome: Outcome
) -> None:
    """Marks written beside a mission of one structure, on the day it ended."""
    day = values.get("ended_on")
    if mission is None or mission.case is None or day is None or day > extract.book.today:
        return
    held = Held(mission.programme_id, day, mission.case)
    for by in MissionEvaluated.By.values:
        mark = values.get(f"mark_{by}")
        if mark is not None and 1 <= mark <= 5:
            state = outcome.state
            _mark(extract, mission, held, by, mark, day, outcome)
            if outcome.state == State.CREATE and state != State.CREATE:
                outcome.state = state
                _add(outcome, "Note ajoutée.")


def take_participant(
    extract: Extract, line: Line, values: dict[str, Any], outcome: Outcome
) -> None:
    """A structure that takes part in a collective mission."""
    day = values.get("occurred_on")
    found = _of_mission(extract, line, values, outcome)
    if found is None:
        return
    mission, held = found
    if day is None:
        refuse(outcome, "La date d’entrée manque.")
        return
    if mission is not None and held.case is not None:
        joined = MissionJoined.objects.now().filter(
            mission=mission, organisation_id=held.case.organisation_id
        )
        there = joined.first()
        if there is not None:
            extract.see("joined", there.pk)
            extract.compare(outcome, ("entrée", there.occurred_on, day))
            return
    if not extract.is_new(outcome, "joined", _name(values), id(held)):
        return
    entry = extract.context.entry
    if entry is not None and mission is not None and held.case is not None:
        with extract.book.known(day):
            extract.noted("joined", write_joining(entry, mission, held.case, day).pk)
        extract.refresh(held)


def take_attendance(extract: Extract, line: Line, values: dict[str, Any], outcome: Outcome) -> None:
    """A structure that came to a session of a mission."""
    day, title = values.get("occurred_on"), values.get("title", "")
    found = _of_mission(extract, line, values, outcome)
    if found is None:
        return
    mission, held = found
    if day is None:
        refuse(outcome, "La date de la séance manque.")
        return
    if mission is not None and held.case is not None:
        came = MissionAttended.objects.now().filter(
            mission=mission, case=held.case, occurred_on=day
        )
        there = came.filter(session__title=title).first() if title else came.first()
        if there is not None:
            extract.see("attended", there.pk)
            return
    if not extract.is_new(outcome, "attended", _name(values), id(held), day, fold(title)):
        return
    entry = extract.context.entry
    if entry is not None and mission is not None and held.case is not None:
        with extract.book.known(day):
            fact = write_attendance(entry, mission, held.case, day, title)
        extract.noted("attended", fact.pk)


def take_evaluation(extract: Extract, line: Line, values: dict[str, Any], outcome: Outcome) -> None:
    """The mark of a mission, by a structure that takes part in it or by the officer."""
    day, by, mark = values.get("occurred_on"), values.get("by"), values.get("mark")
    if day is None or by is None or mark is None or not 1 <= mark <= 5:
        refuse(outcome, "Une évaluation a son auteur, une note de 1 à 5 et une date.")
        return
    mission = extract.mission(values)
    if isinstance(mission, str):
        refuse(outcome, mission)
        return
    held = extract.held(line, values)
    if held is None and by == MissionEvaluated.By.STRUCTURE:
        refuse(outcome, NO_CASE)
        return
    _mark(extract, mission, held, by, mark, day, outcome)


def _mark(
    extract: Extract,
    mission: Mission | None,
    held: Held | None,
    by: str,
    mark: int,
    day: datetime.date,
    outcome: Outcome,
) -> None:
    case = held.case if held else None
    if mission is not None and (held is None or case is not None):
        given = MissionEvaluated.objects.now().filter(
            mission=mission, by=by, organisation_id=case.organisation_id if case else None
        )
        there = given.first()
        if there is not None:
            extract.see("evaluation", there.pk)
            extract.compare(outcome, ("note", there.mark, mark))
            return
    whose = mission.pk if mission else outcome.label
    if not extract.is_new(outcome, "evaluation", whose, by, id(held)):
        return
    if extract.context.entry is not None and mission is not None:
        with extract.book.known(day):
            fact = write_on_mission(
                extract.context.entry, mission, MissionEvaluated(by=by, mark=mark), day, case
            )
        extract.noted("evaluation", fact.pk)


def _of_mission(
    extract: Extract, line: Line, values: dict[str, Any], outcome: Outcome
) -> tuple[Mission | None, Held] | None:
    """The mission and the case that a row speaks of; None where it is refused."""
    mission = extract.mission(values)
    if isinstance(mission, str):
        refuse(outcome, mission)
        return None
    held = extract.held(line, values)
    if held is None:
        refuse(outcome, NO_CASE)
        return None
    return mission, held


def _name(values: dict[str, Any]) -> str:
    return values.get("mission_number") or fold(values.get("mission_title", ""))
