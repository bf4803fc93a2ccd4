"""Papers that came out of a session or of an event: added, given a version, edited, withdrawn."""

import datetime
import uuid
from collections.abc import Iterable
from dataclasses import dataclass

from probant.documents.writing import Kept, forget, keep, write_document
from probant.gatherings.access import may_write_sessions
from probant.gatherings.editions import forget_output
from probant.gatherings.models import Audience, Event, Output, OutputMade, Session
from probant.gatherings.writing import EVENT, SESSION
from probant.journal.door import Entry, change
from probant.journal.erasure import erase_mentions
from probant.kernel.actor import Actor
from probant.kernel.decision import Refused, require

OUTPUT = "output"  # kind of the timeline


@dataclass(frozen=True)
class Sent:
    """A file as it comes: its name and its bytes."""

    name: str
    chunks: Iterable[bytes]


def add_output(
    actor: Actor,
    *,
    session: Session | None = None,
    event: Event | None = None,
    kind: str,
    title: str,
    dated_on: datetime.date,
    text: str = "",
    file: Sent | None = None,
    audience: str = Audience.TEAM,
    declared_on: datetime.date | None = None,
    key: uuid.UUID | None = None,
) -> Output:
    """Add a paper that came out of a session or of an event: a text, a file, or both.

    Raises `Refused` (neither text nor file, a cancelled session), `documents.store.TooLarge`,
    `InTheFuture`, `AlreadyDone`. Effects: bytes, the row, the fact `OutputMade`; one entry.
    """
    source = session or event
    if source is None:
        raise Refused("Dites de quelle rencontre vient ce document.")
    require(may_write_sessions(actor, source.house_id))
    _check(kind, audience, text, file)
    kept = keep(file.name, file.chunks) if file else None
    with change(
        actor,
        verb="gatherings.add_output",
        houses=[source.house_id],
        declared_on=declared_on,
        key=key,
    ) as entry:
        if session is not None:
            session.refresh_from_db(fields=["state"])
            if session.state == Session.State.CANCELLED:
                raise Refused("Cette rencontre a été annulée : il n’en sort pas de document.")
        row = Output(
            house_id=source.house_id,
            session=session,
            event=event,
            kind=kind,
            title=" ".join(title.split()),
            text=text.strip(),
            audience=audience,
            dated_on=dated_on,
        )
        _save(entry, row, kept)
        fact = OutputMade(output=row, output_kind=kind, occurred_on=dated_on)
        fact.came_out_of(session)
        entry.record(fact)
    return row


def add_output_version(
    actor: Actor,
    *,
    output: Output,
    dated_on: datetime.date,
    text: str = "",
    file: Sent | None = None,
    key: uuid.UUID | None = None,
) -> Output:
    """Put a new version of a paper; the one before stays to be read, and it counts once.

    Raises `Refused` (withdrawn, followed by another already, empty), `TooLarge`, `AlreadyDone`.
    """
    require(may_write_sessions(actor, output.house_id))
    _check(output.kind, output.audience, text, file)
    kept = keep(file.name, file.chunks) if file else None
    house_id = output.house_id
    with change(actor, verb="gatherings.add_output_version", houses=[house_id], key=key) as entry:
        output.refresh_from_db()
        if output.withdrawn_on is not None:
            raise Refused("Ce document est retiré : ajoutez-en un autre.")
        if Output.objects.filter(previous=output).exists():
            raise Refused("Une version plus récente est déjà là : partez de celle-ci.")
        row = Output(
            house_id=house_id,
            session=output.session,
            event=output.event,
            kind=output.kind,
            title=output.title,
            text=text.strip(),
            audience=output.audience,
            dated_on=dated_on,
            version=output.version + 1,
            previous=output,
        )
        _save(entry, row, kept)
        entry.mention(OUTPUT, output.pk)
    return row


def edit_output(
    actor: Actor,
    *,
    output: Output,
    title: str,
    text: str,
    audience: str,
    read_at: int | None = None,
    key: uuid.UUID | None = None,
) -> Output:
    """Say a paper better, and to whom it goes. Raises `Refused`, `Stale`, `AlreadyDone`."""
    require(may_write_sessions(actor, output.house_id))
    house_id = output.house_id
    with change(actor, verb="gatherings.edit_output", houses=[house_id], key=key) as entry:
        entry.guard(OUTPUT, output.pk, read_at=read_at)
        output.refresh_from_db()
        if output.withdrawn_on is not None:
            raise Refused("Ce document est retiré.")
        if audience not in Audience.values:
            raise Refused("Dites à qui va ce document.")
        if not text.strip() and output.document_id is None:
            raise Refused("Écrivez le texte : ce document n’a pas de fichier.")
        output.title, output.text = " ".join(title.split()), text.strip()
        output.audience = audience
        output.save(update_fields=["title", "text", "audience"])
        _mention(entry, output)
    return output


def withdraw_output(
    actor: Actor, *, output: Output, by_mistake: bool = False, key: uuid.UUID | None = None
) -> Output:
    """Take a paper back, with all its versions: emptied for good; that it was made stands.

    `by_mistake`: it never was one, and no longer counts. The bytes go where nothing else of the
    house holds them. Raises `Refused`, `AlreadyDone`. Effects: emptied rows, perhaps the fact
    voided; one entry.
    """
    require(may_write_sessions(actor, output.house_id))
    house_id = output.house_id
    with change(actor, verb="gatherings.withdraw_output", houses=[house_id], key=key) as entry:
        for row in _versions(output):
            if row.withdrawn_on is None:
                _empty(entry, row)
                forget_output(row)
            if by_mistake:
                for fact in OutputMade.objects.now().filter(output=row):
                    entry.void(fact, code="error")
        _mention(entry, output)
    output.refresh_from_db()
    return output


def _versions(output: Output) -> list[Output]:
    """All the versions of a paper, first to last."""
    first = output
    while first.previous is not None:
        first = first.previous
    rows = [first]
    while following := Output.objects.filter(previous=rows[-1]).first():
        rows.append(following)
    return rows


def _empty(entry: Entry, row: Output) -> None:
    erase_mentions(row.house_id, OUTPUT, row.pk)
    held = row.document
    row.title, row.text, row.name, row.document = "", "", "", None
    row.withdrawn_on = entry.today
    row.save(update_fields=["title", "text", "name", "document", "withdrawn_on"])
    if held is not None:
        forget(held)


def _check(kind: str, audience: str, text: str, file: Sent | None) -> None:
    if kind not in Output.Kind.values or audience not in Audience.values:
        raise Refused("Dites ce qu’est ce document et à qui il va.")
    if not text.strip() and file is None:
        raise Refused("Écrivez le texte, ou joignez un fichier.")


def _save(entry: Entry, row: Output, kept: Kept | None) -> None:
    if kept is not None:
        row.document, row.name = write_document(entry, kept), kept.name
    row.added_by_id, row.seq = entry.actor.user_id, entry.seq
    row.save()
    _mention(entry, row)


def _mention(entry: Entry, row: Output) -> None:
    entry.mention(OUTPUT, row.pk)
    if row.session_id is not None:
        entry.mention(SESSION, row.session_id)
    if row.event_id is not None:
        entry.mention(EVENT, row.event_id)
