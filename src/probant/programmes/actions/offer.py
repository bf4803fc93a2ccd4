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
from probant.programmes.models import Action, Programme, ProgrammeVersion, SessionKind
from probant.programmes.queries import latest_version
from probant.programmes.writing import copy_version, lay_catalogue, lay_phases, mirror


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
        refuse_name(Programme.objects.filter(house_id=house_id), shipped.name, "Un programme")
        programme = Programme.objects.create(
            house_id=house_id,
            name=shipped.name,
            official_code=code,
            purpose=shipped.purpose,
        )
        lay_catalogue(programme, shipped, entry.known_on)
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
        refuse_name(Programme.objects.filter(house_id=house_id), name, "Un programme")
        programme = Programme.objects.create(house_id=house_id, name=name, purpose=purpose)
        version = ProgrammeVersion.objects.create(
            programme=programme,
            number=1,
            in_force_from=entry.known_on,
            lasts_from_months=lasts_from_months,
            lasts_to_months=lasts_to_months,
        )
        lay_phases(version, phases)
        mirror(version)
        entry.mention("programme", programme.pk)
    return programme


def duplicate_programme(
    actor: Actor, *, programme: Programme, name: str, key: uuid.UUID | None = None
) -> Programme:
    """Make a programme of the house's own like another: phases, conditions, pieces, checklist.

    Its phases keep their official codes, so that an accueil or a follow-up is recognised; the
    programme has none, so that the figures of the first do not count it.
    """
    require(may_edit_offer(actor, programme.house_id))
    houses = [programme.house_id]
    with change(actor, verb="programmes.duplicate", houses=houses, key=key) as entry:
        refuse_name(Programme.objects.filter(house_id=programme.house_id), name, "Un programme")
        twin = Programme.objects.create(
            house_id=programme.house_id, name=name, purpose=programme.purpose
        )
        version = copy_version(latest_version(programme), twin, number=1)
        version.in_force_from = entry.known_on
        version.save(update_fields=["in_force_from"])
        mirror(version)
        entry.mention("programme", programme.pk)
        entry.mention("programme", twin.pk)
    return twin


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
        refuse_name(others, name, "Un programme")
        note_rename(entry, programme.name, name)
        programme.name = name
        programme.purpose = programme.purpose if purpose is None else purpose
        programme.is_open = programme.is_open if is_open is None else is_open
        programme.save(update_fields=["name", "purpose", "is_open"])
        entry.mention("programme", programme.pk)
    return programme


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
                refuse_name(kinds, shipped[code], "Un type de rencontre")
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
        refuse_name(Action.objects.filter(house_id=house_id), name, "Une action")
        action = Action.objects.create(
            house_id=house_id, name=name, place_codes=sorted(set(place_codes))
        )
        action.programmes.set(programmes)
        action.session_kinds.set(session_kinds)
        entry.mention("action", action.pk)
    return action


def set_action_scope(
    actor: Actor,
    *,
    action: Action,
    programmes: Iterable[Programme] = (),
    session_kinds: Iterable[SessionKind] = (),
    place_codes: Iterable[str] = (),
    key: uuid.UUID | None = None,
) -> None:
    """Say which facts count for an action; an empty part of the scope does not restrict."""
    require(may_edit_offer(actor, action.house_id))
    with change(
        actor, verb="programmes.set_action_scope", houses=[action.house_id], key=key
    ) as entry:
        wanted = (set(programmes), set(session_kinds), sorted(set(place_codes)))
        held = (set(action.programmes.all()), set(action.session_kinds.all()), action.place_codes)
        if wanted == held:
            return
        entry.detail(
            category="programmes",
            before=[sorted(row.pk for row in held[0]), sorted(row.pk for row in held[1]), held[2]],
        )
        action.programmes.set(wanted[0])
        action.session_kinds.set(wanted[1])
        action.place_codes = wanted[2]
        action.save(update_fields=["place_codes"])
        entry.mention("action", action.pk)


def refuse_name(rows: Any, name: str, what: str) -> None:
    if rows.filter(name=name).exists():
        raise Refused(f"{what} porte déjà ce nom : « {name} ».")


def note_rename(entry: Entry, before: str, after: str) -> None:
    if before != after:
        entry.detail(category="programmes", before=before, after=after)
