"""Changing what a house offers. Official codes never change; history is never rewritten.

Each action is one journal entry. All raise `Refused` (not allowed, or a name already taken) and
`journal.errors.AlreadyDone` (the same `key` a second time).
"""

import datetime
import uuid
from collections.abc import Iterable, Sequence
from typing import Any

from probant.journal.door import Entry, change
from probant.kernel.actor import Actor
from probant.kernel.decision import Refused, require
from probant.programmes.access import may_edit_offer
from probant.programmes.catalogue import shipped_programmes, shipped_session_kinds
from probant.programmes.models import Action, Phase, Programme, SessionKind


def adopt_programme(
    actor: Actor,
    *,
    house_id: int,
    code: str,
    declared_on: datetime.date | None = None,
    key: uuid.UUID | None = None,
) -> Programme:
    """Add a programme of the catalogue, with its phases, to the offer of a house.

    Returns the programme, also where it was adopted before. Raises `Refused` for an unknown code.
    """
    require(may_edit_offer(actor, house_id))
    shipped = shipped_programmes().get(code)
    if shipped is None:
        raise Refused(f"Le catalogue n'a pas de programme « {code} ».")
    with change(
        actor, verb="programmes.adopt", houses=[house_id], declared_on=declared_on, key=key
    ) as entry:
        held = Programme.objects.filter(house_id=house_id, official_code=code).first()
        if held is not None:
            return held
        _refuse_name(Programme.objects.filter(house_id=house_id), shipped.name, "Un programme")
        programme = Programme.objects.create(
            house_id=house_id,
            name=shipped.name,
            official_code=code,
            purpose=shipped.purpose,
            lasts_from_months=shipped.lasts_from_months,
            lasts_to_months=shipped.lasts_to_months,
        )
        Phase.objects.bulk_create(
            Phase(
                programme=programme,
                position=position,
                name=phase.name,
                official_code=phase.code,
                advice=phase.advice,
            )
            for position, phase in enumerate(shipped.phases, start=1)
        )
        entry.mention("programme", programme.pk)
    return programme


def create_programme(
    actor: Actor,
    *,
    house_id: int,
    name: str,
    purpose: str = "",
    phases: Sequence[str] = (),
    lasts_from_months: int | None = None,
    lasts_to_months: int | None = None,
    declared_on: datetime.date | None = None,
    key: uuid.UUID | None = None,
) -> Programme:
    """Add a programme of the house's own making; `phases` are names, in order."""
    require(may_edit_offer(actor, house_id))
    with change(
        actor, verb="programmes.create", houses=[house_id], declared_on=declared_on, key=key
    ) as entry:
        _refuse_name(Programme.objects.filter(house_id=house_id), name, "Un programme")
        programme = Programme.objects.create(
            house_id=house_id,
            name=name,
            purpose=purpose,
            lasts_from_months=lasts_from_months,
            lasts_to_months=lasts_to_months,
        )
        Phase.objects.bulk_create(
            Phase(programme=programme, position=position, name=phase)
            for position, phase in enumerate(phases, start=1)
        )
        entry.mention("programme", programme.pk)
    return programme


def rename_programme(
    actor: Actor,
    *,
    programme: Programme,
    name: str,
    purpose: str | None = None,
    is_open: bool | None = None,
    read_at: int | None = None,
    key: uuid.UUID | None = None,
) -> Programme:
    """Change how a programme is called and explained, and whether it is still offered.

    Raises `Stale` where somebody changed it since `read_at`.
    """
    require(may_edit_offer(actor, programme.house_id))
    with change(actor, verb="programmes.rename", houses=[programme.house_id], key=key) as entry:
        entry.guard("programme", programme.pk, read_at=read_at)
        others = Programme.objects.filter(house_id=programme.house_id).exclude(pk=programme.pk)
        _refuse_name(others, name, "Un programme")
        _note_rename(entry, programme.name, name)
        programme.name = name
        programme.purpose = programme.purpose if purpose is None else purpose
        programme.is_open = programme.is_open if is_open is None else is_open
        programme.save(update_fields=["name", "purpose", "is_open"])
        entry.mention("programme", programme.pk)
    return programme


def add_phase(
    actor: Actor,
    *,
    programme: Programme,
    name: str,
    advice: str = "",
    key: uuid.UUID | None = None,
) -> Phase:
    """Add a phase of the house's own making at the end of a programme."""
    require(may_edit_offer(actor, programme.house_id))
    with change(actor, verb="programmes.add_phase", houses=[programme.house_id], key=key) as entry:
        phases = Phase.objects.filter(programme=programme)
        _refuse_name(phases, name, "Une étape de ce programme")
        last = phases.order_by("-position").values_list("position", flat=True).first()
        phase = Phase.objects.create(
            programme=programme, position=(last or 0) + 1, name=name, advice=advice
        )
        entry.mention("programme", programme.pk)
    return phase


def rename_phase(
    actor: Actor,
    *,
    phase: Phase,
    name: str,
    advice: str | None = None,
    key: uuid.UUID | None = None,
) -> Phase:
    """Change how a phase is called and explained; its official code stays."""
    house_id = phase.programme.house_id
    require(may_edit_offer(actor, house_id))
    with change(actor, verb="programmes.rename_phase", houses=[house_id], key=key) as entry:
        others = Phase.objects.filter(programme_id=phase.programme_id).exclude(pk=phase.pk)
        _refuse_name(others, name, "Une étape de ce programme")
        _note_rename(entry, phase.name, name)
        phase.name = name
        phase.advice = phase.advice if advice is None else advice
        phase.save(update_fields=["name", "advice"])
        entry.mention("programme", phase.programme_id)
    return phase


def close_phase(
    actor: Actor, *, phase: Phase, reopen: bool = False, key: uuid.UUID | None = None
) -> Phase:
    """Stop offering a phase (or offer it again); the facts that reached it stand."""
    house_id = phase.programme.house_id
    require(may_edit_offer(actor, house_id))
    with change(actor, verb="programmes.close_phase", houses=[house_id], key=key) as entry:
        phase.is_open = reopen
        phase.save(update_fields=["is_open"])
        entry.mention("programme", phase.programme_id)
    return phase


def adopt_session_kinds(
    actor: Actor,
    *,
    house_id: int,
    codes: Iterable[str] | None = None,
    declared_on: datetime.date | None = None,
    key: uuid.UUID | None = None,
) -> list[SessionKind]:
    """Add kinds of session of the catalogue (all by default); those held already are kept."""
    require(may_edit_offer(actor, house_id))
    shipped = shipped_session_kinds()
    wanted = list(shipped if codes is None else codes)
    unknown = [code for code in wanted if code not in shipped]
    if unknown:
        raise Refused(f"Le catalogue n'a pas de type de rencontre « {unknown[0]} ».")
    with change(
        actor, verb="programmes.adopt_kinds", houses=[house_id], declared_on=declared_on, key=key
    ) as entry:
        kinds = SessionKind.objects.filter(house_id=house_id)
        held = set(kinds.values_list("official_code", flat=True))
        for code in wanted:
            if code not in held:
                _refuse_name(kinds, shipped[code], "Un type de rencontre")
                kind = SessionKind.objects.create(
                    house_id=house_id, name=shipped[code], official_code=code
                )
                entry.mention("session_kind", kind.pk)
        return list(kinds.filter(official_code__in=wanted).order_by("name"))


def create_action(
    actor: Actor,
    *,
    house_id: int,
    name: str,
    programmes: Iterable[Programme] = (),
    session_kinds: Iterable[SessionKind] = (),
    place_codes: Iterable[str] = (),
    declared_on: datetime.date | None = None,
    key: uuid.UUID | None = None,
) -> Action:
    """Add a permanent action and its scope; an empty part of the scope does not restrict."""
    require(may_edit_offer(actor, house_id))
    with change(
        actor, verb="programmes.create_action", houses=[house_id], declared_on=declared_on, key=key
    ) as entry:
        _refuse_name(Action.objects.filter(house_id=house_id), name, "Une action")
        action = Action.objects.create(
            house_id=house_id, name=name, place_codes=sorted(set(place_codes))
        )
        action.programmes.set(programmes)
        action.session_kinds.set(session_kinds)
        entry.mention("action", action.pk)
    return action


def _refuse_name(rows: Any, name: str, what: str) -> None:
    if rows.filter(name=name).exists():
        raise Refused(f"{what} porte déjà ce nom : « {name} ».")


def _note_rename(entry: Entry, before: str, after: str) -> None:
    if before != after:
        entry.detail(category="programmes", before=before, after=after)
