"""Diagnoses that structures signed, opinions of the support committee."""

from __future__ import annotations

import datetime
from typing import Any

from probant.ingestion.spreadsheets.cases import Held
from probant.ingestion.spreadsheets.dla.extract import NO_CASE, Extract, nearest, refuse
from probant.ingestion.spreadsheets.kinds import Line, Outcome, State
from probant.support.bulk_writing import write_opinion, write_signed_diagnosis
from probant.support.catalogue import dla_columns
from probant.support.models import CommitteeOpinion, DiagnosisSigned
from probant.support.rules import DIAGNOSTIC
from probant.support.writing import write_phase

NEAR = 15  # days between two writings of one signature


def take_diagnosis(extract: Extract, line: Line, values: dict[str, Any], outcome: Outcome) -> None:
    """A signed diagnosis: its figures. Its texts and who signed are not in the extract."""
    day = values.get("signed_on")
    held = extract.held(line, values)
    if day is None or held is None:
        refuse(outcome, NO_CASE if held is None else "Un diagnostic a sa date de validation.")
        return
    figures = {name: values.get(name) for name in ("headcount", "fte_hundredths", "stated_on")}
    there = _signed(extract, held, day)
    if there is not None:
        extract.see("diagnosis", there.pk)
        extract.compare(
            outcome,
            ("validation", there.occurred_on, day),
            ("emplois", there.headcount, figures["headcount"]),
            ("ETP (centièmes)", there.fte_hundredths, figures["fte_hundredths"]),
        )
    elif extract.is_new(outcome, "diagnosis", day, id(held)):
        _write(extract, held, day, figures)
    if "opinion" not in extract.context.sheets:
        _opinion_beside(extract, held, values, outcome)


def _signed(extract: Extract, held: Held, day: datetime.date) -> DiagnosisSigned | None:
    if held.case is None:
        return None
    facts = list(DiagnosisSigned.objects.now().filter(case=held.case).order_by("occurred_on"))
    exact = nearest(facts, day, 0)
    return exact or nearest(extract.unseen("diagnosis", facts), day, NEAR)


def _write(extract: Extract, held: Held, day: datetime.date, figures: dict[str, Any]) -> None:
    entry = extract.context.entry
    if entry is None or held.case is None:
        return
    assert extract.programme is not None
    phase = extract.book.phases[extract.programme.pk].get(DIAGNOSTIC)
    with extract.book.known(day):
        fact = write_signed_diagnosis(entry, held.case, day, **figures)
        extract.noted("diagnosis", fact.pk)
        if phase is not None and phase.pk not in held.phases:
            held.phases[phase.pk] = day
            write_phase(entry, held.case, phase, day)
            extract.context.made.facts += 1


def _opinion_beside(extract: Extract, held: Held, values: dict[str, Any], outcome: Outcome) -> None:
    """The opinion written beside the diagnosis, where opinions have no sheet of their own."""
    word, day = values.get("opinion", ""), values.get("opinion_on")
    opinion = dla_columns().read("opinion", word) if word else None
    if opinion is None or day is None:
        return
    state = outcome.state
    _give(extract, held, opinion, day, outcome)
    if outcome.state == State.CREATE and state != State.CREATE:
        outcome.state = state
        if state == State.SAME:
            outcome.state, outcome.words = State.MERGE, "Avis du comité ajouté."


def take_opinion(extract: Extract, line: Line, values: dict[str, Any], outcome: Outcome) -> None:
    """The opinion of a support committee on a case."""
    day, opinion = values.get("occurred_on"), values.get("opinion")
    held = extract.held(line, values)
    if day is None or opinion is None or held is None:
        refuse(outcome, NO_CASE if held is None else "Un avis a un sens et une date.")
        return
    _give(extract, held, opinion, day, outcome)


def _give(extract: Extract, held: Held, opinion: str, day: datetime.date, outcome: Outcome) -> None:
    if day > extract.book.today:
        refuse(outcome, "Le comité d’appui serait dans le futur.")
        return
    facts = CommitteeOpinion.objects.now().filter(case=held.case) if held.case else ()
    there = next((one for one in facts if one.occurred_on == day), None)
    if there is not None:
        extract.see("opinion", there.pk)
        words = dla_columns()
        extract.compare(
            outcome,
            ("avis", words.say("opinion", there.opinion), words.say("opinion", opinion)),
        )
        return
    if not extract.is_new(outcome, "opinion", day, id(held)):
        return
    entry = extract.context.entry
    if entry is not None and held.case is not None:
        with extract.book.known(day):
            extract.noted("opinion", write_opinion(entry, held.case, opinion, day).pk)
