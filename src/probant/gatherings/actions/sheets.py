"""Joining the signed sheet to its session: by its own code, or by hand."""

import uuid
from collections.abc import Iterable, Sequence

from probant.directory.models import House
from probant.documents.codes import codes_in, looks_scanned
from probant.documents.models import Document
from probant.documents.store import path_of
from probant.documents.writing import forget, keep, write_document
from probant.gatherings.access import may_write_sessions
from probant.gatherings.codes import ForgedCode, read_sheet
from probant.gatherings.models import Session, SignedSheet
from probant.gatherings.rules.attendance import SheetReference
from probant.gatherings.writing import SESSION
from probant.journal.door import Entry, change
from probant.kernel.actor import Actor
from probant.kernel.decision import Refused, require

CANCELLED = "Cette feuille est celle d’une rencontre annulée : elle n’y est pas jointe."


def find_references(codes: Iterable[str]) -> list[SheetReference]:
    """The pages of sheets that the codes of a file say, each once. Raises `ForgedCode`."""
    found = (read_sheet(text) for text in codes)
    return list(dict.fromkeys(one for one in found if one is not None))


def join_scanned(
    actor: Actor,
    document: Document,
    references: Sequence[SheetReference],
    *,
    key: uuid.UUID | None = None,
) -> list[Session]:
    """Join a document of the inbox to the sessions that the codes of its pages say.

    A page already joined by the very same file is left; one joined by another file is refused: a
    code scanned a second time proves nothing more. Returns the sessions.

    Raises `Refused` (another house's, a session gone or cancelled, a code used before). Effects:
    rows; one entry.
    """
    require(may_write_sessions(actor, document.house_id))
    with change(actor, verb="gatherings.join_sheet", houses=[document.house_id], key=key) as entry:
        sessions = {one.session_id: _session_of(document.house_id, one) for one in references}
        for reference in references:
            _join(entry, actor, sessions[reference.session_id], document, reference)
    return list(sessions.values())


def join_by_hand(
    actor: Actor,
    *,
    session: Session,
    name: str,
    chunks: Iterable[bytes],
    key: uuid.UUID | None = None,
) -> SignedSheet:
    """Join a photo or a scan to a session; a code that it bears must be this session's.

    Raises `Refused` (not an image nor a PDF; a forged code; another session's sheet; a page joined
    before), `store.TooLarge`, `AlreadyDone`. Effects: the document, rows; one entry.
    """
    require(may_write_sessions(actor, session.house_id))
    kept = keep(name, chunks)
    path = path_of(kept.sha256)
    with path.open("rb") as stream:
        if not looks_scanned(stream.read(1024)):
            raise Refused("Joignez une photo (JPEG, PNG) ou un PDF de la feuille signée.")
    try:
        references = find_references(codes_in(path))
    except ForgedCode as forged:
        raise Refused(f"Feuille non jointe : {forged}") from None
    house = session.house_id
    with change(actor, verb="gatherings.join_sheet", houses=[house], key=key) as entry:
        for reference in references:
            other = _session_of(house, reference)
            if other.pk != session.pk:
                raise Refused(
                    f"Cette feuille est celle de « {other.title} » : elle n’est pas jointe ici."
                )
        document = write_document(entry, kept)
        if references:
            return [_join(entry, actor, session, document, one) for one in references][-1]
        return _join(entry, actor, session, document, None)


def remove_sheet(actor: Actor, *, sheet: SignedSheet, key: uuid.UUID | None = None) -> None:
    """Take away a sheet joined by mistake; its file goes where nothing else holds it.

    Raises `Refused`, `AlreadyDone`. Effects: the row, perhaps the document; one entry.
    """
    house = sheet.session.house_id
    require(may_write_sessions(actor, house))
    with change(actor, verb="gatherings.remove_sheet", houses=[house], key=key) as entry:
        entry.mention(SESSION, sheet.session_id)
        document = sheet.document
        sheet.delete()
        forget(document)


def _session_of(house_id: int, reference: SheetReference) -> Session:
    session = Session.objects.filter(house_id=house_id, pk=reference.session_id).first()
    if session is None:
        name = House.objects.get(pk=house_id).short_name
        raise Refused(f"Cette feuille n’est pas celle d’une rencontre de {name}.")
    if session.state == Session.State.CANCELLED:
        raise Refused(CANCELLED)
    return session


def _join(
    entry: Entry,
    actor: Actor,
    session: Session,
    document: Document,
    reference: SheetReference | None,
) -> SignedSheet:
    said = str(reference) if reference else ""
    known = SignedSheet.objects.filter(session=session, reference=said)
    row = known.filter(document=document).first()
    if row is not None:
        return row
    if reference is not None and known.exists():
        raise Refused(
            f"La page {reference.page} de cette feuille est déjà jointe à « {session.title} » : "
            "retirez d’abord l’autre si celle-ci est meilleure."
        )
    entry.mention(SESSION, session.pk)
    return SignedSheet.objects.create(
        session=session,
        document=document,
        reference=said,
        page=reference.page if reference else None,
        added_at=entry.at,
        added_by_id=actor.user_id,
    )
