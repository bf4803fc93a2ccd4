"""Roadmaps: drawn up, put in order, and how far each measure is."""

import datetime
import uuid
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any, TypedDict, Unpack

from django.db.models import Max

from probant.directory.models import Organisation
from probant.directory.writing import write_card
from probant.gatherings.access import may_write_sessions
from probant.gatherings.models import (
    Measure,
    MeasureNote,
    MeasureStepped,
    Proposal,
    Roadmap,
    RoadmapAxis,
)
from probant.gatherings.models.roadmap import new_nonce
from probant.gatherings.rules import outcomes as rules
from probant.journal.door import Entry, change
from probant.journal.reasons import VOID_REASONS
from probant.kernel.actor import Actor
from probant.kernel.decision import Refused, require
from probant.programmes.models import Programme
from probant.search import index as names

ROADMAP = "roadmap"  # kind of the timeline and of the index of names


class RoadmapPlan(TypedDict, total=False):
    """What a roadmap is; days are civil."""

    title: str
    presentation: str
    programme: Programme | None
    place_code: str
    place_vintage: int | None
    place_name: str
    starts_on: datetime.date
    ends_on: datetime.date
    is_public: bool


class MeasurePlan(TypedDict, total=False):
    """What a measure is."""

    code: str
    title: str
    text: str
    due_on: datetime.date | None


def create_roadmap(
    actor: Actor,
    *,
    house_id: int,
    partners: Iterable[Organisation] = (),
    declared_on: datetime.date | None = None,
    key: uuid.UUID | None = None,
    **plan: Unpack[RoadmapPlan],
) -> Roadmap:
    """Begin a roadmap (`title`, `starts_on`, `ends_on` at least). Raises `Refused`, `AlreadyDone`.

    Effects: the row, the partners' cards; one entry.
    """
    require(may_write_sessions(actor, house_id))
    with change(
        actor,
        verb="gatherings.create_roadmap",
        houses=[house_id],
        declared_on=declared_on,
        key=key,
    ) as entry:
        roadmap = Roadmap(house_id=house_id)
        _plan(entry, roadmap, plan, partners)
    return roadmap


def edit_roadmap(
    actor: Actor,
    *,
    roadmap: Roadmap,
    partners: Iterable[Organisation] = (),
    read_at: int | None = None,
    key: uuid.UUID | None = None,
    **plan: Unpack[RoadmapPlan],
) -> Roadmap:
    """Change what a roadmap is. Raises `Refused`, `Stale`, `AlreadyDone`. One entry."""
    require(may_write_sessions(actor, roadmap.house_id))
    house_id = roadmap.house_id
    with change(actor, verb="gatherings.edit_roadmap", houses=[house_id], key=key) as entry:
        entry.guard(ROADMAP, roadmap.pk, read_at=read_at)
        roadmap.refresh_from_db()
        _plan(entry, roadmap, plan, partners)
    return roadmap


def open_roadmap_link(actor: Actor, *, roadmap: Roadmap, key: uuid.UUID | None = None) -> Roadmap:
    """Give a roadmap a public page, read by whoever has its link. Raises `Refused`, `AlreadyDone`.

    Effects: the row; one entry, none where it has one.
    """
    with _writing(actor, roadmap, verb="gatherings.open_roadmap_link", key=key):
        roadmap.refresh_from_db()
        roadmap.link_nonce = roadmap.link_nonce or new_nonce()
        roadmap.save(update_fields=["link_nonce"])
    return roadmap


def close_roadmap_link(actor: Actor, *, roadmap: Roadmap, key: uuid.UUID | None = None) -> Roadmap:
    """Close a roadmap's public page: its link is dead for good. One entry."""
    with _writing(actor, roadmap, verb="gatherings.close_roadmap_link", key=key):
        roadmap.link_nonce = ""
        roadmap.save(update_fields=["link_nonce"])
    return roadmap


def name_axis(
    actor: Actor,
    *,
    roadmap: Roadmap,
    title: str,
    axis: RoadmapAxis | None = None,
    declared_on: datetime.date | None = None,
    key: uuid.UUID | None = None,
) -> RoadmapAxis:
    """Add an axis at the end, or rename one (`axis`). Raises `Refused`, `AlreadyDone`."""
    with _writing(actor, roadmap, verb="gatherings.name_axis", key=key, declared_on=declared_on):
        row = axis or RoadmapAxis(roadmap=roadmap, position=_next(roadmap.axes))
        row.title = _line(title, "Donnez un titre à l’axe.")
        row.save()
    return row


def move_axis(
    actor: Actor, *, axis: RoadmapAxis, up: bool, key: uuid.UUID | None = None
) -> RoadmapAxis:
    """Put an axis one place higher or lower; the first and the last stay. One entry."""
    with _writing(actor, axis.roadmap, verb="gatherings.order_roadmap", key=key):
        _swap(list(axis.roadmap.axes.order_by("position", "id")), axis, up=up)
    return axis


def remove_axis(actor: Actor, *, axis: RoadmapAxis, key: uuid.UUID | None = None) -> None:
    """Take away an axis that never had a measure. Raises `Refused`, `AlreadyDone`."""
    with _writing(actor, axis.roadmap, verb="gatherings.remove_axis", key=key):
        if axis.measures.exists():
            raise Refused("Cet axe a des mesures : renommez-le plutôt.")
        axis.delete()


def add_measure(
    actor: Actor,
    *,
    axis: RoadmapAxis,
    holders: Iterable[Organisation] = (),
    proposals: Iterable[Proposal] = (),
    declared_on: datetime.date | None = None,
    key: uuid.UUID | None = None,
    **plan: Unpack[MeasurePlan],
) -> Measure:
    """Add a measure at the end of an axis; without a code it takes the next of its axis.

    Raises `Refused` (no title, a code taken, a proposal of another house), `AlreadyDone`.
    """
    roadmap = axis.roadmap
    with _writing(
        actor, roadmap, verb="gatherings.add_measure", key=key, declared_on=declared_on
    ) as entry:
        measure = Measure(axis=axis, position=_next(axis.measures))
        measure.code = f"{axis.position}.{measure.position}"
        _describe(entry, measure, plan, holders, proposals)
    return measure


def edit_measure(
    actor: Actor,
    *,
    measure: Measure,
    axis: RoadmapAxis | None = None,
    holders: Iterable[Organisation] = (),
    proposals: Iterable[Proposal] = (),
    read_at: int | None = None,
    key: uuid.UUID | None = None,
    **plan: Unpack[MeasurePlan],
) -> Measure:
    """Change a measure, or put it under another axis of the same roadmap.

    Raises `Refused`, `Stale`, `AlreadyDone`. One entry.
    """
    roadmap = measure.axis.roadmap
    with _writing(actor, roadmap, verb="gatherings.edit_measure", key=key) as entry:
        entry.guard(ROADMAP, roadmap.pk, read_at=read_at)
        measure.refresh_from_db()
        if axis is not None and axis.pk != measure.axis_id:
            if axis.roadmap_id != roadmap.pk:
                raise Refused("Cet axe est celui d’une autre feuille de route.")
            measure.position = _next(axis.measures)
            measure.axis = axis
        _describe(entry, measure, plan, holders, proposals)
    return measure


def move_measure(
    actor: Actor, *, measure: Measure, up: bool, key: uuid.UUID | None = None
) -> Measure:
    """Put a measure one place higher or lower in its axis. One entry."""
    with _writing(actor, measure.axis.roadmap, verb="gatherings.order_roadmap", key=key):
        rows = measure.axis.measures.filter(withdrawn_on__isnull=True)
        _swap(list(rows.order_by("position", "id")), measure, up=up)
    return measure


def withdraw_measure(actor: Actor, *, measure: Measure, key: uuid.UUID | None = None) -> Measure:
    """Take off a measure that nobody began; one that was begun is dropped instead, by a step."""
    with _writing(
        actor, measure.axis.roadmap, verb="gatherings.withdraw_measure", key=key
    ) as entry:
        if MeasureStepped.objects.now().filter(measure=measure).exists():
            raise Refused("Cette mesure a avancé : notez plutôt qu’elle est abandonnée.")
        measure.withdrawn_on = entry.today
        measure.save(update_fields=["withdrawn_on"])
    return measure


def step_measure(
    actor: Actor,
    *,
    measure: Measure,
    state: str,
    percent: int,
    occurred_on: datetime.date,
    note: str = "",
    read_at: int | None = None,
    declared_on: datetime.date | None = None,
    key: uuid.UUID | None = None,
) -> MeasureStepped:
    """Record how far a measure is since a day: under way, done (100 %) or dropped.

    Raises `Refused`, `Stale`, `InTheFuture`, `AlreadyDone`. Effects: the fact, perhaps a note;
    one entry.
    """
    fault = rules.step_fault(state, percent)
    roadmap = measure.axis.roadmap
    with _writing(
        actor, roadmap, verb="gatherings.step_measure", key=key, declared_on=declared_on
    ) as entry:
        entry.guard(ROADMAP, roadmap.pk, read_at=read_at)
        measure.refresh_from_db()
        if fault or state not in (rules.UNDER_WAY, rules.DONE, rules.DROPPED):
            raise Refused(fault or "Dites où en est la mesure.")
        if measure.withdrawn_on is not None:
            raise Refused("Cette mesure est retirée de la feuille de route.")
        fact = MeasureStepped(
            roadmap=roadmap,
            measure=measure,
            state=state,
            percent=percent,
            occurred_on=occurred_on,
            place_code=roadmap.place_code,
            place_vintage=roadmap.place_vintage,
        )
        fact.file_under(roadmap.programme)
        entry.record(fact)
        if note.strip():
            MeasureNote.objects.create(measure=measure, seq=entry.seq, text=note.strip())
        _settle(measure)
    return fact


def void_step(
    actor: Actor,
    *,
    fact: MeasureStepped,
    code: str,
    reason: str,
    key: uuid.UUID | None = None,
) -> None:
    """Void a step: the measure is where the step before left it. Raises `Refused`, `AlreadyVoid`.

    Effects: the void marks; one entry.
    """
    if code not in VOID_REASONS or not reason.strip():
        raise Refused("Dites pourquoi ce fait est annulé.")
    with _writing(actor, fact.roadmap, verb="gatherings.void", key=key) as entry:
        entry.void(fact, code=code, reason=reason.strip())
        _settle(Measure.objects.get(pk=fact.measure_id))


@contextmanager
def _writing(
    actor: Actor,
    roadmap: Roadmap,
    *,
    verb: str,
    key: uuid.UUID | None,
    declared_on: datetime.date | None = None,
) -> Iterator[Entry]:
    """An entry of the journal about a roadmap, for whoever may write it."""
    require(may_write_sessions(actor, roadmap.house_id))
    houses = [roadmap.house_id]
    with change(actor, verb=verb, houses=houses, declared_on=declared_on, key=key) as entry:
        entry.mention(ROADMAP, roadmap.pk)
        yield entry


def _plan(
    entry: Entry, roadmap: Roadmap, plan: RoadmapPlan, partners: Iterable[Organisation]
) -> None:
    for name, value in plan.items():
        setattr(roadmap, name, value)
    roadmap.title = _line(roadmap.title, "Donnez un titre à la feuille de route.")
    if roadmap.ends_on < roadmap.starts_on:
        raise Refused("La fin précède le début.")
    if roadmap.programme is not None and roadmap.programme.house_id != roadmap.house_id:
        raise Refused("Ce programme est celui d’une autre structure.")
    roadmap.save()
    roadmap.partners.set(_known(entry, partners))
    names.index(roadmap.house_id, ROADMAP, roadmap.pk, roadmap.title, detail=roadmap.place_name)
    entry.mention(ROADMAP, roadmap.pk)


def _describe(
    entry: Entry,
    measure: Measure,
    plan: MeasurePlan,
    holders: Iterable[Organisation],
    proposals: Iterable[Proposal],
) -> None:
    kept = {name: value for name, value in plan.items() if name != "code" or value}
    for name, value in kept.items():
        setattr(measure, name, value)
    measure.title = _line(measure.title, "Dites la mesure en une ligne.")
    measure.code = measure.code.strip()
    roadmap = measure.axis.roadmap
    taken = Measure.objects.filter(
        axis__roadmap=roadmap, code=measure.code, withdrawn_on__isnull=True
    )
    if taken.exclude(pk=measure.pk).exists():
        if "code" in kept:
            raise Refused(f"Une mesure porte déjà le code « {measure.code} ».")
        measure.code = f"{measure.code} bis"[:12]
    chosen = list(proposals)
    if any(one.house_id != roadmap.house_id for one in chosen):
        raise Refused("Cette proposition est celle d’une autre structure.")
    measure.save()
    measure.holders.set(_known(entry, holders))
    measure.proposals.set(chosen)
    for one in chosen:
        entry.mention("proposal", one.pk)


def _known(entry: Entry, organisations: Iterable[Organisation]) -> list[Organisation]:
    found = list(organisations)
    for organisation in found:
        write_card(entry, organisation)
    return found


def _settle(measure: Measure) -> None:
    """Read where a measure is from the last step that stands."""
    standing = MeasureStepped.objects.now().filter(measure=measure)
    last = standing.order_by("-occurred_on", "-seq").first()
    measure.state, measure.percent = (last.state, last.percent) if last else ("", 0)
    measure.save(update_fields=["state", "percent"])


def _next(rows: Any) -> int:
    last: int | None = rows.aggregate(last=Max("position"))["last"]
    return (last or 0) + 1


def _swap(rows: list[Any], row: Any, *, up: bool) -> None:
    """Number rows from 1, `row` having changed places with its neighbour, if it has one there."""
    here = [one.pk for one in rows].index(row.pk)
    there = here - 1 if up else here + 1
    if 0 <= there < len(rows):
        rows[here], rows[there] = rows[there], rows[here]
    for position, one in enumerate(rows, 1):
        if one.position != position:
            one.position = position
            one.save(update_fields=["position"])


def _line(text: str, missing: str) -> str:
    line = " ".join(text.split())
    if not line:
        raise Refused(missing)
    return line
