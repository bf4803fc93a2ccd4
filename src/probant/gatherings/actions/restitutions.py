"""Restitutions to elected members: prepared, published by a link, taken back."""

import datetime
import uuid
from typing import TypedDict, Unpack

from probant.gatherings.access import may_write_sessions
from probant.gatherings.editions import words_of
from probant.gatherings.models import Restitution, RestitutionEdition, Roadmap
from probant.gatherings.models.roadmap import new_nonce
from probant.journal.door import Entry, change
from probant.kernel.actor import Actor
from probant.kernel.decision import Refused, require
from probant.programmes.models import Programme

RESTITUTION = "restitution"  # kind of the timeline


class RestitutionPlan(TypedDict, total=False):
    """What is given back: a period (civil days), a programme or all, a roadmap or none."""

    title: str
    introduction: str
    programme: Programme | None
    roadmap: Roadmap | None
    starts_on: datetime.date
    ends_on: datetime.date


def prepare_restitution(
    actor: Actor,
    *,
    house_id: int,
    declared_on: datetime.date | None = None,
    key: uuid.UUID | None = None,
    **plan: Unpack[RestitutionPlan],
) -> Restitution:
    """Prepare a restitution (`title`, `starts_on`, `ends_on` at least). One entry.

    Raises `Refused`, `AlreadyDone`.
    """
    require(may_write_sessions(actor, house_id))
    with change(
        actor,
        verb="gatherings.prepare_restitution",
        houses=[house_id],
        declared_on=declared_on,
        key=key,
    ) as entry:
        row = Restitution(house_id=house_id)
        _plan(entry, row, plan)
    return row


def edit_restitution(
    actor: Actor,
    *,
    restitution: Restitution,
    read_at: int | None = None,
    key: uuid.UUID | None = None,
    **plan: Unpack[RestitutionPlan],
) -> Restitution:
    """Change a restitution that is not published. Raises `Refused`, `Stale`, `AlreadyDone`."""
    require(may_write_sessions(actor, restitution.house_id))
    house_id = restitution.house_id
    with change(actor, verb="gatherings.edit_restitution", houses=[house_id], key=key) as entry:
        entry.guard(RESTITUTION, restitution.pk, read_at=read_at)
        restitution.refresh_from_db()
        if restitution.published_on is not None:
            raise Refused("Cette restitution est publiée : retirez-la d’abord.")
        _plan(entry, restitution, plan)
    return restitution


def publish_restitution(
    actor: Actor, *, restitution: Restitution, key: uuid.UUID | None = None
) -> Restitution:
    """Publish a restitution as facts and words stand now, or anew: then as a new edition.

    Its page is read by whoever has its link; the editions before stay as they were. Raises
    `Refused`, `AlreadyDone`. Effects: the row, an edition, facts sealed; one entry.
    """
    require(may_write_sessions(actor, restitution.house_id))
    house_id = restitution.house_id
    with change(actor, verb="gatherings.publish_restitution", houses=[house_id], key=key) as entry:
        restitution.refresh_from_db()
        restitution.published_on, restitution.seq = entry.today, entry.seq
        restitution.save(update_fields=["published_on", "seq"])
        RestitutionEdition.objects.create(
            restitution=restitution,
            number=restitution.editions.count() + 1,
            published_on=entry.today,
            seq=entry.seq,
            words=words_of(restitution),
        )
        entry.mention(RESTITUTION, restitution.pk)
        entry.seal("report")
    return restitution


def take_restitution_back(
    actor: Actor, *, restitution: Restitution, key: uuid.UUID | None = None
) -> Restitution:
    """Take a restitution back: its link is dead, and another would be made. One entry."""
    require(may_write_sessions(actor, restitution.house_id))
    house_id = restitution.house_id
    with change(
        actor, verb="gatherings.take_restitution_back", houses=[house_id], key=key
    ) as entry:
        restitution.refresh_from_db()
        restitution.published_on, restitution.seq = None, None
        restitution.nonce = new_nonce()
        restitution.save(update_fields=["published_on", "seq", "nonce"])
        entry.mention(RESTITUTION, restitution.pk)
    return restitution


def _plan(entry: Entry, row: Restitution, plan: RestitutionPlan) -> None:
    for name, value in plan.items():
        setattr(row, name, value)
    row.title = " ".join(row.title.split())
    if not row.title:
        raise Refused("Donnez un titre à la restitution.")
    if row.ends_on < row.starts_on:
        raise Refused("La fin précède le début.")
    owned = (row.programme, row.roadmap)
    if any(one is not None and one.house_id != row.house_id for one in owned):
        raise Refused("Programme et feuille de route sont ceux de votre structure.")
    row.save()
    entry.mention(RESTITUTION, row.pk)
