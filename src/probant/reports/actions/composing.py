"""Composing a publication: its blocks written, moved, removed, by several people at once.

Each block is guarded for itself: two people who write different blocks keep both, and the second of
two who write the same one is refused with what the first wrote, nothing of hers being lost.
"""

import datetime
import uuid
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from typing import Any

from django.db.models import F, Max

from probant.documents.models import Document
from probant.funding.models import Convention
from probant.journal.door import Entry, change
from probant.kernel.actor import Actor
from probant.kernel.decision import Refused, require
from probant.post.jobs import enqueue
from probant.reports.access import can_compose
from probant.reports.composition.compose import KINDS
from probant.reports.composition.shipped import outlines
from probant.reports.models import MOST_BLOCKS, Publication, PublicationBlock
from probant.reports.queries.publications import begun_with
from probant.reports.rules.markers import linked_marker
from probant.reports.rules.prose import LONGEST
from probant.reports.rules.typed_numbers import typed_numbers
from probant.support.models import Testimony

BLOCK, PUBLICATION = "publication_block", "publication"
REMOVED = "reports.remove_block"
FROZEN = "Cette publication est parue : commencez une nouvelle édition pour la changer."


@dataclass(frozen=True)
class BlockEdit:
    """What a form says of a block; `content` by kind as `composition.draft.BlockDraft` tells."""

    title: str = ""
    level: int = 1
    content: Mapping[str, Any] = field(default_factory=dict)
    testimony: Testimony | None = None
    document: Document | None = None


def create_publication(
    actor: Actor,
    *,
    title: str,
    year: int,
    outline: str = "",
    known_on: datetime.date | None = None,
    convention: Convention | None = None,
    key: uuid.UUID | None = None,
) -> Publication:
    """Begin a publication, with the blocks of a model where one is named.

    The model of a convention asks for one of the house, and begins with a part for each action.

    Raises `Refused`, `AlreadyDone`. Effects: rows; one entry mentioning ("publication", id).
    """
    house_id = actor.house
    require(can_compose(actor, house_id))
    _refuse_title(title)
    model = outlines().get(outline)
    if model is not None and model.needs_convention and convention is None:
        raise Refused("Choisissez la convention dont ce compte rendu parle.")
    if convention is not None and convention.house_id != house_id:
        raise Refused("Cette convention est d’une autre maison.")
    with change(actor, verb="reports.compose", houses=[house_id], key=key) as entry:
        made = Publication.objects.create(
            house_id=house_id,
            outline=outline,
            title=title.strip(),
            year=year,
            known_on=known_on,
            convention=convention,
            changed_on=entry.today,
        )
        drafts = begun_with(model, made, actor) if model is not None else ()
        PublicationBlock.objects.bulk_create(
            PublicationBlock(
                publication=made,
                position=place,
                kind=one.kind,
                title=one.title,
                level=one.level,
                content=dict(one.content),
            )
            for place, one in enumerate(drafts)
        )
        entry.mention(PUBLICATION, made.pk)
        _draw_later(actor, made)
    return made


def edit_publication(
    actor: Actor,
    *,
    publication: Publication,
    title: str,
    year: int,
    known_on: datetime.date | None,
    key: uuid.UUID | None = None,
) -> Publication:
    """Change the title, the year, the day of knowledge. Raises `Refused`, `AlreadyDone`."""
    _refuse_title(title)
    with _changing(actor, publication, "reports.edit_publication", key) as (entry, found):
        found.title, found.year, found.known_on = title.strip(), year, known_on
        found.save(update_fields=["title", "year", "known_on"])
        _touch(entry, found)
        _draw_later(actor, found)
    return found


def add_block(
    actor: Actor,
    *,
    publication: Publication,
    kind: str,
    edit: BlockEdit,
    after: int | None = None,
    key: uuid.UUID | None = None,
) -> PublicationBlock:
    """Add a block after the one of position `after`, else at the end.

    Raises `Refused`, `AlreadyDone`. Effects: a row; one entry mentioning it and its publication.
    """
    _refuse_edit(kind, edit, publication)
    with _changing(actor, publication, "reports.write_block", key) as (entry, found):
        rows = PublicationBlock.objects.filter(publication=found)
        if rows.count() >= MOST_BLOCKS:
            raise Refused(f"Une publication a {MOST_BLOCKS} blocs au plus.")
        last = rows.aggregate(last=Max("position"))["last"]
        place = (last if last is not None else -1) + 1 if after is None else after + 1
        rows.filter(position__gte=place).update(position=F("position") + 1)
        block = PublicationBlock(publication=found, kind=kind, position=place)
        _write(entry, block, edit)
        _draw_later(actor, found)
    return block


def edit_block(
    actor: Actor,
    *,
    block: PublicationBlock,
    edit: BlockEdit,
    read_at: int | None,
    key: uuid.UUID | None = None,
) -> PublicationBlock:
    """Write a block anew. Raises `Refused`, `AlreadyDone`, `Stale` where somebody was quicker."""
    _refuse_edit(block.kind, edit, block.publication)
    with _changing(actor, block.publication, "reports.write_block", key) as (entry, found):
        now = _still(block)
        entry.guard(BLOCK, block.pk, read_at=read_at)
        entry.detail(
            category="reports",
            before={"title": now.title, "content": now.content},
        )
        _write(entry, now, edit)
        _draw_later(actor, found)
    return now


def link_number(
    actor: Actor,
    *,
    block: PublicationBlock,
    start: int,
    text: str,
    support: str,
    read_at: int | None,
    key: uuid.UUID | None = None,
) -> PublicationBlock:
    """Say what a number typed in a text rests on; `support` as markers write it.

    `start` is where the number stands in the text as it was read. Raises `Refused`, `Stale`.
    """
    with _changing(actor, block.publication, "reports.link_number", key) as (entry, _found):
        now = _still(block)
        entry.guard(BLOCK, block.pk, read_at=read_at)
        words = str(now.content.get("text", ""))
        one = next((n for n in typed_numbers(words) if n.start == start and n.text == text), None)
        if one is None:
            raise Refused("Ce nombre n’est plus dans le texte : relisez-le.")
        linked = words[: one.start] + linked_marker(text, support) + words[one.end :]
        now.content = {**now.content, "text": linked}
        now.save(update_fields=["content"])
        _mention(entry, now)
    return now


def move_block(
    actor: Actor, *, block: PublicationBlock, up: bool, key: uuid.UUID | None = None
) -> None:
    """Exchange a block with the one above or below; at the end of the list nothing moves."""
    with _changing(actor, block.publication, "reports.move_block", key) as (entry, found):
        rows = list(PublicationBlock.objects.filter(publication=found))
        places = [row.pk for row in rows]
        here = places.index(_still(block).pk)
        there = here - 1 if up else here + 1
        if not 0 <= there < len(rows):
            return
        rows[here], rows[there] = rows[there], rows[here]
        for place, row in enumerate(rows):
            row.position = place
        PublicationBlock.objects.bulk_update(rows, ["position"])
        _touch(entry, found)


def remove_block(
    actor: Actor,
    *,
    block: PublicationBlock,
    read_at: int | None,
    key: uuid.UUID | None = None,
) -> None:
    """Take a block out; what it said stays in the journal. Raises `Refused`, `Stale`."""
    with _changing(actor, block.publication, REMOVED, key) as (entry, found):
        now = _still(block)
        entry.guard(BLOCK, block.pk, read_at=read_at)
        entry.detail(
            category="reports",
            removed={
                "kind": now.kind,
                "title": now.title,
                "level": now.level,
                "content": now.content,
                "position": now.position,
                "testimony": now.testimony_id,
                "document": now.document_id,
            },
        )
        entry.mention(BLOCK, now.pk)
        now.delete()
        _touch(entry, found)


def set_state(
    actor: Actor, *, publication: Publication, state: str, key: uuid.UUID | None = None
) -> Publication:
    """Hand a draft over for reading, take it back, or begin a new edition of what is published."""
    require(can_compose(actor, publication.house_id))
    if state not in (Publication.State.DRAFT, Publication.State.REVIEW):
        raise Refused("Une publication paraît par « Publier ».")
    house_id = publication.house_id
    with change(actor, verb=f"reports.{state}_publication", houses=[house_id], key=key) as entry:
        found = Publication.objects.select_for_update().get(pk=publication.pk)
        found.state = state
        found.save(update_fields=["state"])
        _touch(entry, found)
    return found


@contextmanager
def _changing(
    actor: Actor, publication: Publication, verb: str, key: uuid.UUID | None
) -> Iterator[tuple[Entry, Publication]]:
    """One change of a publication that may be changed; yields the entry and the row as it is."""
    require(can_compose(actor, publication.house_id))
    with change(actor, verb=verb, houses=[publication.house_id], key=key) as entry:
        found = Publication.objects.get(pk=publication.pk)
        if found.state == Publication.State.PUBLISHED:
            raise Refused(FROZEN)
        yield entry, found


def _still(block: PublicationBlock) -> PublicationBlock:
    found = PublicationBlock.objects.select_related("publication").filter(pk=block.pk).first()
    if found is None:
        raise Refused("Ce bloc vient d’être retiré : enregistrez encore pour le remettre.")
    return found


def _write(entry: Entry, block: PublicationBlock, edit: BlockEdit) -> None:
    block.title, block.level = edit.title.strip(), edit.level
    block.content = dict(edit.content)
    block.testimony, block.document = edit.testimony, edit.document
    block.save()
    _mention(entry, block)


def _mention(entry: Entry, block: PublicationBlock) -> None:
    entry.mention(BLOCK, block.pk)
    _touch(entry, block.publication)


def _touch(entry: Entry, publication: Publication) -> None:
    Publication.objects.filter(pk=publication.pk).update(changed_on=entry.today)
    entry.mention(PUBLICATION, publication.pk)


def _draw_later(actor: Actor, publication: Publication) -> None:
    """The worker draws the charts meanwhile; a page that comes first draws what it lacks."""
    enqueue(actor, "reports.draw", arguments={"publication_id": publication.pk})


def _refuse_title(title: str) -> None:
    if not title.strip():
        raise Refused("Une publication a un titre.")


def _refuse_edit(kind: str, edit: BlockEdit, publication: Publication) -> None:
    if kind not in KINDS:
        raise Refused("Ce bloc n’est pas de ceux d’une publication.")
    if len(str(edit.content.get("text", ""))) > LONGEST:
        raise Refused(f"Ce texte dépasse {LONGEST} caractères : coupez-le en plusieurs blocs.")
    house_id = publication.house_id
    for given in (edit.testimony, edit.document):
        if given is not None and given.house_id != house_id:
            raise Refused("Ce bloc prend quelque chose d’une autre maison.")
    if kind == "photo" and not (edit.document and edit.content.get("alt")):
        raise Refused("Une photo a un fichier et un texte qui dit ce qu’elle montre.")
    if kind == "photo" and not edit.content.get("consent"):
        raise Refused("Dites de qui vient l’accord de montrer cette photo.")
