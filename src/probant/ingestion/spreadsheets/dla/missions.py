"""Missions of the extract, who provides them, who takes part."""

from __future__ import annotations

import datetime
from typing import Any

from probant.ingestion.spreadsheets.cases import Held
from probant.ingestion.spreadsheets.dla.extract import Extract
from probant.ingestion.spreadsheets.kinds import Line, Outcome, State
from probant.kernel.text import fold
from probant.support.bulk_writing import write_joining, write_mission
from probant.support.models import Mission, MissionContracted, MissionJoined


def take_mission(extract: Extract, line: Line, values: dict[str, Any], outcome: Outcome) -> None:
    """A mission of engineering, with its contract."""
    day, title = values.get("contracted_on"), values.get("title", "")
    kind = values.get("kind") or ("individual" if values.get("siren") else "collective")
    if day is None or not title:
        outcome.state, outcome.words = State.REFUSE, "Une ingénierie a un objet et une date."
        return
    held: Held | str | None = extract.held(line, values) if kind == "individual" else None
    if isinstance(held, str):
        outcome.state, outcome.words = State.REFUSE, held
        return
    found = _contracted(extract, kind, held, day, title)
    number = values.get("number", "")
    if found is not None:
        extract.missions[number or fold(title)] = found.mission
        extract.seen.add(("mission", found.mission_id))
        for name, words in (("days_hundredths", "jours"), ("cost_cents", "coût en centimes")):
            told = values.get(name)
            if told is not None and told != getattr(found, name):
                extract.apart(outcome, words, getattr(found, name), told)
        if found.occurred_on != day:
            extract.apart(outcome, "signature", found.occurred_on, day)
        return
    key = ("mission", kind, day, fold(title), id(held))
    if key in extract.pending:
        return
    extract.pending.add(key)
    outcome.state = State.CREATE
    mission = None
    if extract.context.entry is not None:
        provider = extract.structure(line, values, "provider_")
        mission = Mission(
            title=title[:200],
            kind=kind,
            programme=extract.programme,
            case=held.case if held else None,
            provider_id=extract.contacts.structures.ids[provider] if provider >= 0 else None,
            days_hundredths=values.get("days_hundredths") or None,
            cost_cents=values.get("cost_cents"),
            starts_on=values.get("starts_on"),
        )
        with extract.book.known(day):
            write_mission(extract.context.entry, mission, day)
        extract.made("mission", mission.pk)
        if held is not None:
            extract.refresh(held)
    extract.missions[number or fold(title)] = mission


def _contracted(
    extract: Extract, kind: str, held: Held | None, day: datetime.date, title: str
) -> MissionContracted | None:
    """The mission of the books: same case and title, or same day."""
    if held is not None and held.case is None:
        return None
    facts = MissionContracted.objects.now().filter(
        house_id=extract.context.house_id, kind=kind, programme=extract.programme
    )
    facts = facts.filter(case=held.case) if held else facts.filter(case__isnull=True)
    rows = list(facts.select_related("mission"))
    named = [one for one in rows if fold(one.mission.title) == fold(title)]
    dated = [one for one in rows if one.occurred_on == day] if held else []
    return next(iter(named or dated), None)


def take_participant(
    extract: Extract, line: Line, values: dict[str, Any], outcome: Outcome
) -> None:
    """A structure that takes part in a collective mission."""
    day = values.get("occurred_on")
    name = values.get("mission_number") or fold(values.get("mission_title", ""))
    held = extract.held(line, values)
    known = name in extract.missions
    if isinstance(held, str) or not known or day is None:
        outcome.state = State.REFUSE
        outcome.words = (
            held if isinstance(held, str) else "L’ingénierie ou la date n’est pas reconnue."
        )
        return
    mission = extract.missions[name]
    key = ("joined", name, id(held))
    if mission is not None and held.case is not None:
        joined = MissionJoined.objects.now().filter(
            mission=mission, organisation_id=held.case.organisation_id
        )
        there = joined.first()
        if there is not None:
            extract.seen.add(("joined", there.pk))
            if there.occurred_on != day:
                extract.apart(outcome, "entrée", there.occurred_on, day)
            return
    if key in extract.pending:
        return
    extract.pending.add(key)
    outcome.state = State.CREATE
    if extract.context.entry is not None and mission is not None and held.case is not None:
        with extract.book.known(day):
            write_joining(extract.context.entry, mission, held.case, day)
        extract.context.made.facts += 1
        extract.refresh(held)


def take_provider(extract: Extract, line: Line, values: dict[str, Any], outcome: Outcome) -> None:
    """A provider."""
    before = len(extract.contacts.structures)
    place = extract.structure(line, {**values, "organisation_name": values.get("provider_name")})
    if place < 0:
        outcome.state, outcome.words = State.REFUSE, "Le prestataire n’a pas de nom."
    elif place >= before:
        outcome.state = State.CREATE
