"""A mail in the inbox: read for the cases that it speaks of, filed on one of them."""

import uuid

from django.conf import settings

from probant.documents.store import path_of
from probant.ingestion.access import can_receive
from probant.ingestion.aside import Result
from probant.ingestion.models import Reading, Status
from probant.journal.door import change
from probant.kernel.actor import Actor
from probant.kernel.decision import Refused, require
from probant.post.mail_in import Message, Unreadable, read_message
from probant.support.access import may_write_case
from probant.support.mail_writing import write_mail
from probant.support.models import Audience, Case, CaseMail


def message_of(reading: Reading) -> Message:
    """The mail that a document of the inbox is. Raises `Unreadable`."""
    try:
        content = path_of(reading.document.sha256).read_bytes()
    except OSError as error:
        raise Unreadable("Le fichier de ce courriel manque.") from error
    return read_message(content, limit=settings.UPLOAD_LIMIT_BYTES)


def read_mail(content: bytes) -> Result:
    """What the inbox keeps of a mail: its words, without any value to review."""
    try:
        message = read_message(content, limit=settings.UPLOAD_LIMIT_BYTES)
    except Unreadable as reason:
        return Result(unreadable=str(reason))
    heads = [message.subject, message.sender.email if message.sender else ""]
    return Result(text="\n".join([*(one for one in heads if one), message.text]))


def file_reading(
    actor: Actor,
    reading: Reading,
    *,
    case: Case,
    audience: str = Audience.TEAM,
    key: uuid.UUID | None = None,
) -> CaseMail:
    """File a mail of the inbox on a case; the document is settled.

    Raises `Refused` (rights, settled already, on the case already), `AlreadyDone`. Effects: the
    mail's row, the reading accepted; one entry that mentions both.
    """
    require(can_receive(actor, reading.house_id))
    require(may_write_case(actor, case))
    try:
        message = message_of(reading)
    except Unreadable as reason:
        raise Refused(str(reason)) from reason
    with change(actor, verb="ingestion.file_mail", houses=[reading.house_id], key=key) as entry:
        reading.refresh_from_db()
        if reading.status == Status.ACCEPTED:
            raise Refused("Ce courriel est déjà rangé.")
        mail = write_mail(entry, case, reading.document, message, audience=audience)
        reading.status, reading.aside_reason = Status.ACCEPTED, ""
        reading.settled_at, reading.settled_by_id = entry.at, actor.user_id
        reading.made = [["case", case.pk, case.title]]
        reading.save(
            update_fields=["status", "aside_reason", "settled_at", "settled_by_id", "made"]
        )
        entry.mention("reading", reading.pk)
    return mail
