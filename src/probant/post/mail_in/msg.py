"""Mails as Outlook saves them (.msg, [MS-OXMSG])."""

import io
from collections.abc import Callable
from email.utils import parseaddr
from functools import partial
from typing import Any, TypeVar

from probant.post.mail_in.html import words_of
from probant.post.mail_in.message import (
    ADDRESS,
    MOST_ATTACHMENTS,
    Address,
    Attachment,
    Message,
    Unreadable,
    cleaned,
    cleaned_text,
    file_name,
)

DAMAGED = (
    "Ce courriel d’Outlook est abîmé, ou d’une forme inconnue : enregistrez-le de nouveau, ou "
    "glissez-le dans votre messagerie pour l’enregistrer en .eml."
)
RICH = "Le texte est dans la forme enrichie d’Outlook, qui ne se lit pas ici : ouvrez le fichier."
# Properties that the library does not name: [MS-OXPROPS]
RICH_TEXT, RECIPIENT_TYPE, MESSAGE_IDENTIFIER = 0x1009, 0x0C15, 0x1035
PARTS = {1: "to", 2: "cc", 3: "bcc"}
T = TypeVar("T")


def read_msg(data: bytes) -> Message:
    """Read the bytes of a .msg. Raises `Unreadable`; a damaged property spoils no other."""
    from oxmsg import Message as Outlook

    try:
        found = Outlook.load(io.BytesIO(data))
        found.properties  # noqa: B018  read once here, so that a file without any is refused
    except Exception as error:  # the library and olefile raise of all kinds on damaged files
        raise Unreadable(DAMAGED) from error
    text = cleaned_text(_or(lambda: found.body, None) or "")
    html = "" if text else _or(lambda: found.html_body, None) or ""
    text = text or cleaned_text(words_of(html))
    has_rich = not text and _or(lambda: found.properties.binary_prop_value(RICH_TEXT), None)
    sender, subject = _sender(found), cleaned(_or(lambda: found.subject, ""))
    if sender is None and not subject and not text and not has_rich:
        raise Unreadable(DAMAGED)
    recipients = tuple(
        read
        for one in _or(lambda: list(found.recipients), list[Any]())
        if (read := _recipient(one)) is not None
    )
    attachments, notes = _attachments(found)
    return Message(
        sender=sender,
        recipients=recipients,
        subject=subject,
        sent_at=_or(lambda: found.sent_date, None),
        text=text,
        attachments=attachments,
        notes=(*notes, *((RICH,) if has_rich else ())),
        identifier=cleaned(
            _or(lambda: found.properties.str_prop_value(MESSAGE_IDENTIFIER), None) or ""
        )[:300],
    )


def _or(read: Callable[[], T], otherwise: T) -> T:
    try:
        return read()
    except Exception:  # a damaged property: the rest of the mail is still worth reading
        return otherwise


def _sender(found: Any) -> Address | None:
    name, mail = parseaddr(_or(lambda: found.sender, None) or "")
    mail = mail.strip().lower()
    if not ADDRESS.fullmatch(mail):  # an address of Exchange's own: only the name tells something
        mail = _or(lambda: found.properties.str_prop_value(0x5D01), None) or ""
        mail = mail.strip().lower() if ADDRESS.fullmatch(mail.strip()) else ""
    return Address(mail, cleaned(name), "from") if mail or name else None


def _recipient(one: Any) -> Address | None:
    mail = _or(lambda: one.email_address, "").strip().lower()
    name = cleaned(_or(lambda: one.name, ""))
    if not ADDRESS.fullmatch(mail):
        mail = name.lower() if ADDRESS.fullmatch(name) else ""
    kind = _or(lambda: one.properties.int_prop_value(RECIPIENT_TYPE), 1) or 1
    told = name if name.lower() != mail else ""
    return Address(mail, told, PARTS.get(kind, "to")) if mail or told else None


def _attachments(found: Any) -> tuple[tuple[Attachment, ...], tuple[str, ...]]:
    kept: list[Attachment] = []
    notes: list[str] = []
    for position, one in enumerate(_or(lambda: list(found.attachments), list[Any]()), 1):
        if position > MOST_ATTACHMENTS:
            notes.append("Les dernières pièces jointes n’ont pas été lues : il y en a trop.")
            break
        content, name = _or(partial(_bytes, one), None), file_name(_name(one), position)
        if content is None:
            notes.append(f"« {name} » est un courriel ou un lien joint : il ne se lit pas d’ici.")
            continue
        mime = _or(partial(getattr, one, "mime_type"), None) or "application/octet-stream"
        kept.append(Attachment(name, content, mime))
    return tuple(kept), tuple(notes)


def _bytes(one: Any) -> bytes | None:
    found: bytes | None = one.file_bytes
    return found


def _name(one: Any) -> str:
    return _or(lambda: one.file_name, None) or ""
