"""A scan that is a signed attendance sheet goes to its session by itself."""

from __future__ import annotations

from probant.documents.codes import codes_in, looks_scanned
from probant.documents.store import path_of
from probant.gatherings.actions.sheets import find_references, join_scanned
from probant.gatherings.codes import ForgedCode
from probant.ingestion.models import Kind, Reading, Status
from probant.journal.door import change
from probant.kernel.actor import Actor
from probant.kernel.decision import Refused

UNSIGNED = (
    "c’est la feuille d’émargement telle que Probant l’a faite, sans signature. Imprimez-la, "
    "faites-la signer, puis déposez sa photo ou son scan."
)
_MADE_HERE = b"Typst"  # what our own PDFs say of the program that set them; a scan says another


def join_sheet(actor: Actor, reading: Reading) -> Reading:
    """Join a reading's document to its session where its pages bear the code of a sheet.

    Left as it is where it bears none. A code that is forged, of another house or used before is
    told as the reason why the document was not read. Effects: rows; two entries.
    """
    if not _may_be_sheet(reading):
        return reading
    path = path_of(reading.document.sha256)
    data = path.read_bytes()
    if not looks_scanned(data):
        return reading
    sessions = []
    refused = ""
    try:
        references = find_references(codes_in(path))
        if not references:
            return reading
        if _MADE_HERE in data:
            refused = UNSIGNED
        else:
            sessions = join_scanned(actor, reading.document, references)
    except (ForgedCode, Refused) as refusal:
        refused = str(refusal)
    with change(actor, verb="ingestion.join_sheet", houses=[reading.house_id]) as entry:
        reading.refresh_from_db()
        reading.kind = Kind.ATTENDANCE_SHEET
        reading.score = 1.0
        reading.status = Status.UNREADABLE if refused else Status.ACCEPTED
        reading.unreadable_because = (refused[:1].lower() + refused[1:])[:400]
        reading.made = [["session", one.pk, one.title] for one in sessions]
        if not refused:
            reading.settled_at, reading.settled_by_id = entry.at, actor.user_id
        reading.save()
        entry.mention("reading", reading.pk)
    return reading


def _may_be_sheet(reading: Reading) -> bool:
    """A sheet has no text, or a text that is no document we know."""
    kinds = (Kind.UNKNOWN, Kind.ATTENDANCE_SHEET)
    return reading.status == Status.UNREADABLE or (
        reading.status == Status.READ and reading.kind in kinds
    )
