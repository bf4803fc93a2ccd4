"""The register of providers, and those consulted for a mission."""

from __future__ import annotations

import re
from typing import Any

from probant.ingestion.spreadsheets.dla.extract import Extract, refuse
from probant.ingestion.spreadsheets.kinds import Line, Outcome, State
from probant.kernel.text import fold
from probant.support.bulk_writing import write_on_mission
from probant.support.models import (
    Mission,
    OfferReceived,
    Provider,
    ProviderConsulted,
    ProviderPlace,
    ProviderSkill,
    Skill,
)

_SKILLS = {fold(str(skill.label)): skill.value for skill in Skill}


def take_provider(extract: Extract, line: Line, values: dict[str, Any], outcome: Outcome) -> None:
    """A provider of the register, with what it knows and where it works."""
    before = len(extract.contacts.structures)
    named = {**values, "provider_siren": values.get("siren", "")}
    place = extract.structure(line, named, "provider_")
    if place < 0:
        refuse(outcome, "Le prestataire n’a pas de nom.")
        return
    number = extract.contacts.structures.ids[place]
    known = Provider.objects.filter(
        house_id=extract.context.house_id, organisation_id=number
    ).first()
    if known is not None:
        rate = values.get("day_rate_cents")
        extract.compare(outcome, ("tarif (centimes)", known.day_rate_cents, rate))
        return
    if not extract.is_new(outcome, "provider", place):
        return
    if place < before:
        outcome.state, outcome.words = State.MERGE, "Structure connue, ajoutée aux prestataires."
    entry = extract.context.entry
    if entry is None:
        return
    provider = Provider.objects.create(
        house_id=extract.context.house_id,
        organisation_id=number,
        day_rate_cents=values.get("day_rate_cents"),
    )
    ProviderSkill.objects.bulk_create(
        ProviderSkill(provider=provider, skill=skill) for skill in read_skills(values)
    )
    ProviderPlace.objects.bulk_create(
        ProviderPlace(provider=provider, place_code=code, place_name=name)
        for code, name in _places(extract, values).items()
    )
    entry.mention("organisation", number)
    extract.context.made.add("provider", [provider.pk])


def read_skills(values: dict[str, Any]) -> list[str]:
    """The skills that a cell names; "gestion financière, droit et statuts" is two."""
    told = [fold(one) for one in re.split(r"[,;|\n]", values.get("skills", ""))]
    return sorted({_SKILLS[one] for one in told if one in _SKILLS})


def _places(extract: Extract, values: dict[str, Any]) -> dict[str, str]:
    found = {}
    for text in re.split(r"[,;|\n]", values.get("places", "")):
        code, name = extract.contacts.communes.find(text.strip()) if text.strip() else ("", "")
        if code:
            found[code] = name
    return found


def take_consultation(
    extract: Extract, line: Line, values: dict[str, Any], outcome: Outcome
) -> None:
    """A provider that was asked for an offer, and its answer."""
    asked_on = values.get("asked_on")
    mission = extract.mission(values)
    if isinstance(mission, str):
        refuse(outcome, mission)
        return
    place = extract.structure(line, values, "provider_")
    if place < 0 or asked_on is None:
        refuse(outcome, "Une consultation a un prestataire et une date.")
        return
    number = extract.contacts.structures.ids[place]
    _ask(extract, mission, number, place, values, outcome)
    _answer(extract, mission, number, values, outcome)
    chosen = mission.provider if mission is not None and values.get("chosen") else None
    if chosen is not None and chosen.pk != number:
        extract.apart(outcome, "prestataire retenu", chosen.name, values.get("provider_name"))


def _ask(
    extract: Extract,
    mission: Mission | None,
    number: int,
    place: int,
    values: dict[str, Any],
    outcome: Outcome,
) -> None:
    day = values["asked_on"]
    there = None
    if mission is not None and number:
        asked = ProviderConsulted.objects.now().filter(mission=mission, provider_id=number)
        there = asked.first()
    if there is not None:
        extract.see("consulted", there.pk)
        extract.compare(outcome, ("consultation", there.occurred_on, day))
        return
    whose = values.get("mission_number") or fold(values.get("mission_title", ""))
    if not extract.is_new(outcome, "consulted", whose, place):
        return
    if extract.context.entry is not None and mission is not None:
        with extract.book.known(day):
            fact = write_on_mission(
                extract.context.entry, mission, ProviderConsulted(provider_id=number), day
            )
        extract.noted("consulted", fact.pk)


def _answer(
    extract: Extract,
    mission: Mission | None,
    number: int,
    values: dict[str, Any],
    outcome: Outcome,
) -> None:
    answer, day = values.get("answer"), values.get("received_on")
    if answer not in OfferReceived.Answer.values or day is None or mission is None or not number:
        return
    amounts = {
        "amount_cents": values.get("amount_cents"),
        "days_hundredths": values.get("days_hundredths") or None,
    }
    there = OfferReceived.objects.now().filter(mission=mission, provider_id=number).first()
    if there is not None:
        extract.compare(
            outcome,
            ("réponse", there.answer, answer),
            ("montant (centimes)", there.amount_cents, amounts["amount_cents"]),
            ("jours (centièmes)", there.days_hundredths, amounts["days_hundredths"]),
        )
        return
    if outcome.state == State.SAME:
        outcome.state, outcome.words = State.MERGE, "Réponse ajoutée."
    if extract.context.entry is not None:
        fact = OfferReceived(provider_id=number, answer=answer, **amounts)
        with extract.book.known(day):
            write_on_mission(extract.context.entry, mission, fact, day)
        extract.context.made.facts += 1
